"""The reader of replies that services use when no model is configured."""

from simulator.rehearsal.reading import OfflineReader

__all__ = ["OfflineReader"]
