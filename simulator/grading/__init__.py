"""Grading: criterion levels with evidence, critical fails, totals and feedback. Pure code over events."""
