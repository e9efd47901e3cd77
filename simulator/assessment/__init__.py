"""Assessing candidates: what is drawn, how a score sheet adds up, what people must look at. Pure."""
