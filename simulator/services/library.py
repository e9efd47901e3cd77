"""The library: cards without their answers, and the knowledge base."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import simulations as find
from simulator.db.tables import SimulationRow
from simulator.domain.article import Article
from simulator.domain.desk import ArticleView, Briefing
from simulator.domain.person import Person, Role
from simulator.domain.scenario import Scenario
from simulator.domain.text import Language
from simulator.domain.twin import is_twin
from simulator.engine.modifiers import suitable
from simulator.errors import NotFound
from simulator.knowledge import Index

FOUND_LIMIT = 8
QUERY_LIMIT = 400

State = Literal["new", "going", "done"]


@dataclass(frozen=True)
class LibraryFilter:
    """What to show of the library. Empty parts do not narrow it."""

    category: str | None = None
    difficulty: int | None = None
    channel: str | None = None
    state: State | None = None
    q: str = ""


class ScenarioLibrary:
    """What a trainee may see before a run, and the articles he may read during one."""

    def __init__(self, database: Database, content: Library) -> None:
        self._database = database
        self.content = content

    def browse(self, viewer: Person, filters: LibraryFilter | None = None) -> tuple[Briefing, ...]:
        """Return the cards that match, with the viewer's progress."""
        wanted = filters or LibraryFilter()
        with self._database.reading() as session:
            runs = find.runs_of(session, viewer.id)
        by_card: dict[str, list[SimulationRow]] = {}
        for row in runs:
            by_card.setdefault(row.scenario_id, []).append(row)
        cards = (card for card in self.content.scenarios if card.state == "published")
        briefings = (self._briefing(card, by_card.get(card.id, [])) for card in cards)
        return tuple(briefing for briefing in briefings if matches(briefing, wanted))

    def briefing(self, viewer: Person, scenario_id: str) -> Briefing:
        """Return one card."""
        if is_twin(scenario_id):
            raise NotFound(scenario_id)
        card = self.content.scenario(scenario_id)
        with self._database.reading() as session:
            runs = find.runs_of(session, viewer.id, scenario_id)
        return self._briefing(card, runs)

    def articles(self, viewer: Person, query: str, lang: Language) -> tuple[ArticleView, ...]:
        """Return the articles that answer ``query``, the best first; without a query, all of them."""
        if not query.strip():
            return tuple(view_of(article, lang) for article in self._readable if _may_read(viewer, article))
        found = self._index.search(query[:QUERY_LIMIT], lang, limit=FOUND_LIMIT)
        by_id = {article.id: article for article in self._readable if _may_read(viewer, article)}
        return tuple(
            view_of(by_id[hit.article_id], lang, snippet=hit.snippet)
            for hit in found
            if hit.article_id in by_id
        )

    def article(self, viewer: Person, article_id: str, lang: Language) -> ArticleView:
        """Return one article."""
        for article in self._readable:
            if article.id == article_id and _may_read(viewer, article):
                return view_of(article, lang)
        raise NotFound(article_id)

    def search(self, query: str, lang: Language) -> tuple[str, ...]:
        """Return ids of the articles that answer ``query``, as a first-line engineer finds them."""
        found = self._index.search(query[:QUERY_LIMIT], lang, limit=FOUND_LIMIT)
        return tuple(hit.article_id for hit in found if hit.article_id in self._first_line)

    @cached_property
    def _first_line(self) -> frozenset[str]:
        return frozenset(article.id for article in self._readable if article.audience != "l2")

    @cached_property
    def _readable(self) -> tuple[Article, ...]:
        return tuple(a for a in self.content.articles if a.state in ("peer-checked", "published", "stale"))

    @cached_property
    def _index(self) -> Index:
        return Index.of(self._readable)

    def _briefing(self, card: Scenario, runs: Sequence[SimulationRow]) -> Briefing:
        totals = [row.total for row in runs if row.total is not None]
        return Briefing(
            scenario_id=card.id,
            subject=card.subject,
            category=card.category,
            difficulty=card.difficulty,
            channel=card.channel,
            plan=card.plan,
            persona=self.content.persona(card.persona).name,
            start_anger=card.anger.start,
            competencies=card.competencies,
            attempts=len(runs),
            best=max(totals, default=None),
            last_id=runs[0].id if runs else None,
            open_id=next((row.id for row in runs if row.ended_at is None), None),
            modifiers=tuple(self.content.modifiers[one] for one in suitable(card, self.content.articles)),
        )


def matches(briefing: Briefing, wanted: LibraryFilter) -> bool:
    """Tell whether a card passes the filter."""
    state = "going" if briefing.open_id else "done" if briefing.attempts else "new"
    words = wanted.q.casefold().split()
    text = (
        f"{briefing.scenario_id} {briefing.subject.en} {briefing.subject.ru} {briefing.category}".casefold()
    )
    return (
        (not wanted.category or briefing.category == wanted.category)
        and (not wanted.difficulty or briefing.difficulty == wanted.difficulty)
        and (not wanted.channel or briefing.channel == wanted.channel)
        and (not wanted.state or state == wanted.state)
        and all(word in text for word in words)
    )


def _may_read(viewer: Person, article: Article) -> bool:
    return article.audience != "l2" or viewer.role is not Role.TRAINEE


def view_of(article: Article, lang: Language, *, snippet: str = "") -> ArticleView:
    """Return an article as it is read at the desk."""
    return ArticleView(
        id=article.id,
        title=article.title.within(lang),
        body=article.body.within(lang),
        kind=article.kind,
        updated=article.updated.isoformat(),
        state=article.state,
        owner=article.owner,
        snippet=snippet,
    )
