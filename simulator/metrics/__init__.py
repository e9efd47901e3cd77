"""Key figures of a run, as RUBRICS.md §11 defines them."""

from simulator.metrics.figures import kpis

__all__ = ["kpis"]
