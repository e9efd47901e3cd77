"""What would have been better: the trainee's own message, note line or pack field, from what was known then."""

from simulator.grading.rewriting.example import example, has_example
from simulator.grading.rewriting.message import rewritten
from simulator.grading.rewriting.moment import moment_of

__all__ = ["example", "has_example", "moment_of", "rewritten"]
