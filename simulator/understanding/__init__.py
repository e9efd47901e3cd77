"""What a reply does, understood offline: which fact it asks for, what it claims, promises, how it sounds."""

from simulator.understanding.reader import language_of, read, read_cause, refused
from simulator.understanding.targets import Targets, compile_targets

__all__ = ["Targets", "compile_targets", "language_of", "read", "read_cause", "refused"]
