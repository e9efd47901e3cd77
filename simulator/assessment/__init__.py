"""Hiring: score sheets, integrity signals, fairness and variants, as pure functions."""
