"""Search of the knowledge base: BM25 over stems of both languages, and an honest “no answer found”."""

from simulator.knowledge.index import Found, Index

__all__ = ["Found", "Index"]
