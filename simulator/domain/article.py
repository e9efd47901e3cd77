"""A knowledge article."""

from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints

from simulator.domain.text import Content, Line, Text

ArticleId = Annotated[str, StringConstraints(pattern=r"^KB-\d{4}$")]


class Article(Content):
    """What the knowledge base holds on one topic; ``body`` is Markdown of paragraphs, lists and code."""

    id: ArticleId
    kind: Literal["how-to", "error", "runbook", "policy", "escalation", "tone"]
    title: Text
    body: Text
    keywords: Text
    """Searchers' words, comma-separated."""
    owner: Line
    audience: Literal["l1", "l2", "all"] = "l1"
    updated: date
    state: Literal["draft", "peer-checked", "published", "stale", "retired"] = "published"
    scenarios: tuple[Line, ...] = ()
