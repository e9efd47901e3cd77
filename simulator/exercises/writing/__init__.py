"""Written answers: what rules see in them, point by point, each with the words that show it."""

from simulator.exercises.writing.appraising import appraise
from simulator.exercises.writing.naming import field_names
from simulator.exercises.writing.proposing import proposals
from simulator.exercises.writing.senses import Senses

__all__ = ["Senses", "appraise", "field_names", "proposals"]
