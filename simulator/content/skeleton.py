"""The first text of a card that begins as an old ticket: what is known stands in it, the rest is marked ``TODO``."""

import re
from collections.abc import Sequence
from typing import Any

import yaml

from simulator.domain.priority import priority_of
from simulator.domain.scenario import Scenario
from simulator.domain.text import LANGUAGES, Language
from simulator.domain.ticket import Guess, OldTicket, Suggestion

MOST_FACTS = 6
_LONGEST_OPENING = 1_200
_TODO: dict[str, tuple[str, str]] = {
    "title": ("what is wrong, for leads", "что сломалось, для руководителей"),
    "subject": ("the subject line", "тема обращения"),
    "opening": ("the customer's first message", "первое сообщение клиента"),
    "stake": ("what the customer loses", "что теряет клиент"),
    "cause": ("the cause", "причина"),
    "name": ("an invented name", "вымышленное имя"),
    "role": ("who the person is", "кто это"),
    "company": ("an invented company", "вымышленная компания"),
    "fact": ("is it true? what is the fact", "верно ли это? в чём факт"),
    "says": ("how the customer puts it", "как это скажет клиент"),
    "ask": ("a question that brings it out", "вопрос, после которого он это скажет"),
    "tells": ("what the output shows", "что видно из вывода"),
    "step": ("what the first line does", "что делает первая линия"),
    "step_says": ("how to tell the customer", "как сказать это клиенту"),
    "done": ("what the customer answers once it works", "что ответит клиент, когда заработает"),
    "cause_says": ("a way to name the cause", "как назвать причину"),
    "known": ("what the opening says already", "что уже сказано в первом сообщении"),
    "words": ("a word for the loss", "слово о потере"),
    "why": ("why this impact and urgency", "почему такое влияние и срочность"),
    "hint1": ("a first hint", "первая подсказка"),
    "hint2": ("a second hint", "вторая подсказка"),
    "hint3": ("a third hint", "третья подсказка"),
}  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


def skeleton(
    scenario_id: str,
    ticket: OldTicket,
    guess: Guess,
    like: Scenario | None,
    proposed: Suggestion | None = None,
) -> str:
    """Return a card's text. It can be read and opened, and has problems until every ``TODO`` is written."""
    values = _card(scenario_id, ticket, guess, like, proposed or Suggestion())
    text: str = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=110)
    near = ", ".join(guess.near) or "–"
    return (
        f"# From an old ticket. Names, addresses and secrets were covered; read it again before it goes on.\n"
        f"# It resembles {near}. Whatever begins with TODO is to be written; until then it cannot be published.\n"
        + text
    )


def todo(what: str, lang: Language, hint: str = "") -> str:
    """Return the mark of a text that is still to be written."""
    said = _TODO[what][lang == "ru"]
    return f"TODO: {said}" + (f": «{hint}»" if hint else "")


def _both(what: str, lang: Language, value: str = "", hint: str = "") -> dict[str, str]:
    """Return a text in both languages: the known one in its own, a mark in the other."""
    return {
        one: value if value and one == lang else todo(what, one, hint if one == lang else "")
        for one in LANGUAGES
    }


def _many(what: str, lang: Language, value: str = "", number: int = 0) -> dict[str, list[str]]:
    mark = f" ({number})" if number else ""
    return {
        one: [text if not text.startswith("TODO") else text + mark]
        for one, text in _both(what, lang, value).items()
    }


def _card(
    scenario_id: str, ticket: OldTicket, guess: Guess, like: Scenario | None, proposed: Suggestion
) -> dict[str, Any]:
    return {
        **_head(scenario_id, ticket, guess, like, proposed),
        "anger": {"start": 40},
        "facts": _facts(ticket, proposed),
        **_machinery(ticket.lang),
        **_answer(ticket, proposed),
        "priority": {
            "impact": guess.impact, "urgency": guess.urgency, "level": str(priority_of(guess.impact, guess.urgency)),
            "why": _both("why", ticket.lang),
        },
        "stake": _both("stake", ticket.lang, proposed.stake),
        "stake_words": _many("words", ticket.lang),
        "competencies": list(like.competencies[:3]) if like else ["L1-H03"],
        "hints": [_both(f"hint{n}", ticket.lang) for n in (1, 2, 3)],
    }  # fmt: skip


def _head(
    scenario_id: str, ticket: OldTicket, guess: Guess, like: Scenario | None, proposed: Suggestion
) -> dict[str, Any]:
    """Return what the customer and the ticket are."""
    lang = ticket.lang
    return {
        "id": scenario_id, "slug": f"old-{scenario_id.lower()}",
        "title": _both("title", lang, proposed.title),
        "subject": _both("subject", lang, proposed.subject or ticket.subject),
        "category": str(proposed.category or guess.category), "difficulty": 2, "channel": "ticket", "plan": "base",
        "persona": like.persona if like else "PE-OWNER", "starts": "2025-10-14T11:20:00+03:00",
        "contact": {
            "name": _both("name", lang), "gender": "m", "role": _both("role", lang), "company": _both("company", lang),
            "account": "acc-0000", "contract": "TODO", "email": "TODO", "authorised": True,
        },
        "opening": _both("opening", lang, proposed.opening or ticket.text[:_LONGEST_OPENING]),
    }  # fmt: skip


def _machinery(lang: Language) -> dict[str, Any]:
    """Return what the consoles show: nothing of it stands in a ticket."""
    tool = {
        "id": "K1",
        "where": "internal",
        "cmd": "TODO",
        "out": "TODO",
        "key": True,
        "tells": _both("tells", lang),
    }
    return {
        "tools": [tool],
        "resources": [{"id": "TODO", "kind": "vm"}],
        "identity": {"crm": "TODO", "verify": "TODO"},
        "known": _many("known", lang),
    }


def _answer(ticket: OldTicket, proposed: Suggestion) -> dict[str, Any]:
    """Return cause and way out, with what the old ticket was closed with as a reminder."""
    lang = ticket.lang
    step = {
        "id": "S1", "text": _both("step", lang), "says": _many("step_says", lang), "restores": True,
        "done": _many("done", lang),
    }  # fmt: skip
    cause = _both("cause", lang, proposed.cause, ticket.resolution[:160])
    return {
        "cause": {"text": cause, "says": _many("cause_says", lang)},
        "outcome": "resolve",
        "steps": [step],
    }


def _facts(ticket: OldTicket, proposed: Suggestion) -> list[dict[str, Any]]:
    """Return what the ticket's later messages seem to have brought out, each as something to be confirmed."""
    lang = ticket.lang
    if proposed.facts:
        return [
            {
                "id": f"F{n}", "text": _both("fact", lang, one.text), "says": _many("says", lang, one.says, n),
                "reveal": {"asks": _many("ask", lang, one.ask, n)},
            }
            for n, one in enumerate(proposed.facts[:MOST_FACTS], 1)
        ]  # fmt: skip
    return [
        {
            "id": f"F{n}", "text": _both("fact", lang, hint=hint), "says": _many("says", lang, number=n),
            "reveal": {"asks": _many("ask", lang, number=n)},
        }
        for n, hint in enumerate(_hints(ticket) or [""], 1)
    ]  # fmt: skip


def _hints(ticket: OldTicket) -> Sequence[str]:
    """Return sentences that came after the first message and tell something."""
    said = [part.strip() for text in (*ticket.replies, ticket.resolution) for part in _SENTENCE.split(text)]
    telling = [part for part in said if 25 <= len(part) <= 220 and not part.endswith("?")]
    return list(dict.fromkeys(telling))[:MOST_FACTS]
