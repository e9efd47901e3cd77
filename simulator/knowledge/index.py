"""The search index over knowledge articles."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from simulator.domain.article import Article
from simulator.domain.text import Language
from simulator.knowledge.terms import is_identifier, terms_of

ENOUGH = 0.5
"""Share of a query's weight that an article must cover to be an answer (calibrated: tests/unit/knowledge)."""

UNKNOWN = 0.75
"""Weight of a word that no article has, as a share of the rarest known word's."""

_TITLE_TIMES = 3
_SNIPPET = 220


@dataclass(frozen=True)
class Found:
    """One article that answers a query."""

    article_id: str
    score: float
    snippet: str


@dataclass(frozen=True)
class Index:
    """Articles made searchable. Words of both languages find an article; the snippet is in one."""

    articles: tuple[Article, ...]
    _terms: tuple[frozenset[str], ...]
    _headings: tuple[frozenset[str], ...]
    """Terms of titles and keywords: what an article is about."""
    _weights: dict[str, float]
    _ranking: Any

    @classmethod
    def of(cls, articles: Iterable[Article]) -> "Index":
        """Index the articles a reader may find: drafts and retired ones stay out."""
        import bm25s

        kept = tuple(article for article in articles if article.state not in ("draft", "retired"))
        documents = [_document(article) for article in kept]
        ranking = bm25s.BM25()
        if documents:
            ranking.index(documents, show_progress=False)
        frequency = Counter(term for document in documents for term in set(document))
        weights = {term: math.log(1 + len(kept) / times) for term, times in frequency.items()}
        headings = tuple(frozenset(_heading(article)) for article in kept)
        return cls(kept, tuple(frozenset(document) for document in documents), headings, weights, ranking)

    def search(self, query: str, lang: Language, limit: int = 5) -> tuple[Found, ...]:
        """Return the best articles for ``query``; nothing when no article covers enough of it."""
        wanted = self._wanted(query)
        known = [term for term in wanted if term in self._weights]
        if not known or not self.articles:
            return ()
        scores = self._ranking.get_scores(known)
        total = sum(wanted.values())
        ranked = []
        for place, article in enumerate(self.articles):
            covered = sum(weight for term, weight in wanted.items() if term in self._terms[place]) / total
            # A word in passing is no answer to a question whose other words nobody here has written.
            in_passing = len(known) < len(wanted) and not self._headings[place].intersection(known)
            if covered >= ENOUGH and not in_passing:
                ranked.append((round(float(scores[place]) * covered, 4), article))
        ranked.sort(key=lambda pair: (-pair[0], pair[1].id))
        return tuple(
            Found(article.id, score, self._snippet(article, lang, wanted))
            for score, article in ranked[:limit]
        )

    def _wanted(self, query: str) -> dict[str, float]:
        """Return the terms of a query with their weights."""
        rarest = max(self._weights.values(), default=1.0)
        return {
            term: self._weights.get(term, rarest * UNKNOWN)
            for term in dict.fromkeys(terms_of(query))
            if term in self._weights or not is_identifier(term)
        }

    def _snippet(self, article: Article, lang: Language, wanted: dict[str, float]) -> str:
        parts = [part.strip(" -*#>`") for part in re.split(r"(?<=[.!?…])\s+|\n+", article.body.within(lang))]
        parts = [part for part in parts if part] or [article.title.within(lang)]
        best = max(parts, key=lambda part: sum(wanted.get(term, 0) for term in set(terms_of(part))))
        return best if len(best) <= _SNIPPET else best[: _SNIPPET - 1].rsplit(" ", 1)[0] + "…"


def _heading(article: Article) -> list[str]:
    texts = (article.title, article.keywords)
    return [term for text in texts for term in terms_of(text.en) + terms_of(text.ru)]


def _document(article: Article) -> list[str]:
    document = _heading(article) * _TITLE_TIMES
    return document + terms_of(article.id) + terms_of(article.body.en) + terms_of(article.body.ru)
