"""What a reply does, understood offline: which fact it asks for, what it claims, promises, how it sounds."""

from simulator.understanding.reader import read, read_cause
from simulator.understanding.targets import Targets, compile_targets

__all__ = ["Targets", "compile_targets", "read", "read_cause"]
