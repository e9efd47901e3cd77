"""Tone of voice of one message: T1…T10 from what it does."""

from simulator.grading.tone.levels import grade_message, overall

__all__ = ["grade_message", "overall"]
