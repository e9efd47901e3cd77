"""Quizzes, triage sets and writing exercises: drawing, checking, scoring and spacing."""
