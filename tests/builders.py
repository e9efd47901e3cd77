"""Hand-made cases and runs for tests: a small card of its own, and a log that writes events."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from simulator.domain.case import Case
from simulator.domain.event import (
    Classified,
    Closed,
    CommandRun,
    CustomerSaid,
    Escalated,
    Event,
    Hinted,
    MajorRaised,
    Noted,
    Opened,
    Promised,
    PromiseSettled,
    Read,
    Resolved,
    Said,
    StatusChanged,
    StepDone,
    TeamAnswered,
    ToolRun,
    Unlocked,
)
from simulator.domain.persona import Persona, Voice
from simulator.domain.priority import priority_of
from simulator.domain.provider import Provider
from simulator.domain.reading import Act, ActKind, Match, Reading
from simulator.domain.scenario import Scenario

START = datetime.fromisoformat("2025-10-14T10:00:00+03:00")


def both(text: str, ru: str | None = None) -> dict[str, str]:
    """A text in both languages; tests that do not care write it once."""
    return {"en": text, "ru": ru or text}


def phrases(*en: str, ru: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """Phrases in both languages."""
    return {"en": list(en), "ru": list(ru or en)}


def card(**changes: Any) -> dict[str, Any]:
    """A small card: a web server whose application moved from port 8080 to 3000."""
    made: dict[str, Any] = {
        "id": "SC-07",
        "slug": "small-502",
        "title": both("502 after a deploy"),
        "subject": both("Site shows 502"),
        "category": "network",
        "difficulty": 2,
        "channel": "chat",
        "plan": "business",
        "persona": "PE-FOUNDER",
        "starts": START.isoformat(),
        "contact": {
            "name": both("Kirill Zorin", "Кирилл Зорин"),
            "gender": "m",
            "role": both("founder", "основатель"),
            "company": both("Zorin Drops", "Зорин Дропс"),
            "account": "acc-4102",
            "contract": "LC-4102/25",
            "email": "k.zorin@client.example",
        },
        "opening": both("SITE IS DOWN, 502 everywhere on lb-31c", "САЙТ ЛЕЖИТ, везде 502 на lb-31c"),
        "anger": {"start": 65},
        "facts": [
            {
                "id": "F1",
                "text": both("The deploy at 10:02 moved the app to port 3000"),
                "says": phrases("We shipped at 10:02, it listens on 3000 now."),
                "reveal": {"asks": phrases("What changed around ten?")},
                "guards": phrases("10:02", "3000"),
            }
        ],
        "commands": [
            {
                "id": "C1",
                "cmd": "ss -lntp",
                "asks": phrases("Run ss -lntp"),
                "out": "LISTEN 0 511 0.0.0.0:3000 node",
                "says": phrases("Here:"),
                "key": True,
                "tells": both("The app moved to port 3000"),
                "finding": phrases("Your app now listens on 3000"),
            }
        ],
        "tools": [
            {
                "id": "K1",
                "where": "internal",
                "cmd": "opsview lb lb-31c",
                "out": "vm-a1:8080 UNHEALTHY since 10:03:10 connection refused",
                "key": True,
                "tells": both("Nothing listens on 8080"),
                "finding": phrases("Since 10:03 both servers refuse connections on 8080"),
            },
            {
                "id": "K2",
                "where": "probe",
                "cmd": "curl -sI https://shop.example/",
                "out": "HTTP/2 502 no_healthy_upstream",
                "key": True,
                "tells": both("No backend is healthy"),
                "finding": phrases("The balancer itself answers with 502"),
            },
            {
                "id": "K3",
                "where": "internal",
                "cmd": "status --zone ru-1a",
                "out": "Load Balancing: OPERATIONAL",
                "tells": both("No platform incident"),
            },
        ],
        "resources": [{"id": "lb-31c", "kind": "lb"}, {"id": "vm-a1", "kind": "vm"}],
        "identity": {"crm": "acc-4102 Zorin Drops business", "verify": "verified by console session"},
        "known": phrases("What is the balancer's id?"),
        "known_ids": ["lb-31c"],
        "cause": {
            "text": both("The app listens on 3000, the target group uses 8080"),
            "says": phrases("The application moved to port 3000 and the balancer still uses 8080"),
        },
        "wrong_causes": [
            {"id": "W1", "text": both("The balancer is broken"), "says": phrases("Balancer is broken")}
        ],
        "outcome": "resolve",
        "steps": [
            {
                "id": "S1",
                "text": both("Roll back"),
                "says": phrases("Roll the release back"),
                "restores": True,
                "needs": ["K1"],
            },
            {
                "id": "S2",
                "text": both("Change both next time"),
                "says": phrases("Change the port together"),
                "prevents": True,
            },
        ],
        "pitfalls": [
            {
                "id": "X1",
                "text": both("Delete the group"),
                "says": phrases("Delete the target group"),
                "critical_fail": "CF-04",
            }
        ],
        "priority": {"impact": "H", "urgency": "H", "level": "P1", "why": both("The launch stands still")},
        "stake": both("the launch is live, 400 people watch a dead site"),
        "stake_words": phrases("launch", "400 people", ru=("запуск", "400 человек")),
        "competencies": ["L1-D05"],
        "hints": [both("one"), both("two"), both("three")],
        "articles": ["KB-1015"],
    }
    made.update(changes)
    return made


ESCALATION = {
    "team": "L2-NET",
    "near": ["L2-GEN"],
    "pack": [{"text": both("port"), "any_of": ["8080"]}],
    "after": ["K1"],
    "within": 20,
    "request": both("Re-attach target group tg-web to lb-31c by 11:00"),
    "answer": both("Taken, we will re-attach it by 11:00"),
}
"""An escalation part for cards that need one."""

FULL_PACK = {
    "customer": "Kirill Zorin, acc-4102, business",
    "resources": "lb-31c, vm-a1, ru-1a",
    "symptom": "502 everywhere",
    "timeline": "UTC+3: 10:03 unhealthy, 10:05 ticket",
    "priority": "H×H = P1: the launch is live and the site is dead",
    "checks": "opsview lb lb-31c → refused on 8080",
    "excluded": "zone outage: status operational",
    "changes": "theirs: release at 10:02; ours: none",
    "promises": "update at 10:30",
    "request": "Re-attach target group tg-web to lb-31c by 11:00",
    "links": "none",
    "consent": "given for a restart of vm-a1",
}


def provider() -> Provider:
    """A provider with the plans, teams and tools the small card needs."""
    clocks = {"P1": 30, "P2": 120, "P3": 240, "P4": 480}
    plan = {
        "name": both("Plan"),
        "covers": both("all"),
        "not_covered": both("none"),
        "first_response": clocks,
        "restore": {"P1": 240, "P2": 480, "P3": 1440, "P4": 4320},
        "chat_response": 5,
        "phone_response": 2,
    }
    tools = (
        ("crm", ["crm"]),
        ("verify", ["verify"]),
        ("status", ["status"]),
        ("opsview lb", ["lb"]),
        ("curl", ["http"]),
        ("changes", ["changes"]),
        ("incidents", ["incidents"]),
    )
    return Provider.model_validate(
        {
            "name": both("Ladoga Cloud"),
            "about": both("A cloud"),
            "plans": [{**plan, "id": each} for each in ("base", "business", "premium")],
            "update_rhythm": {"major": 30, "P1": 30, "P2": 120, "P3": 480, "P4": 1440},
            "teams": [
                {"id": each, "name": both(each), "takes": both("x"), "returns": both("not ours")}
                for each in ("L2-NET", "L2-GEN", "L2-COMPUTE", "INC-MGR")
            ],
            "tools": [
                {
                    "name": name,
                    "where": "internal",
                    "minutes": 1,
                    "usage": name,
                    "does": both("x"),
                    "subjects": subjects,
                }
                for name, subjects in tools
            ],
        }
    )


def a_case(*, lang: str = "en", mode: str = "practice", **changes: Any) -> Case:
    """A case of the small card, changed where a test needs it."""
    persona = Persona.model_validate(
        {
            "id": "PE-FOUNDER",
            "name": both("Founder"),
            "about": both("x"),
            "tech": 2,
            "delay": 1.0,
            "goes_up": both("x"),
            "comes_down": both("x"),
        }
    )
    voice = Voice.model_validate(
        {"persona": "PE-FOUNDER", "lines": [{"act": "tell", "en": ["{fact}"], "ru": ["{fact}"]}]}
    )
    return Case(Scenario.model_validate(card(**changes)), persona, voice, provider(), lang, 1, mode, "d" * 8)  # type: ignore[arg-type]


Found = tuple[str, str] | tuple[str, str, float]


def a_reading(
    text: str, *, acts: dict[ActKind, str | tuple[str, dict[str, str]]] | None = None, **targets: list[Found]
) -> Reading:
    """A reading of ``text``: ``asks=[("F1", words)]``, ``acts={ActKind.PROMISE: words}``; words are found in the text."""
    matches = {name: tuple(_match(text, *found) for found in each) for name, each in targets.items()}
    done = []
    for kind, words in (acts or {}).items():
        quote, data = words if isinstance(words, tuple) else (words, {})
        start = text.index(quote)
        done.append(Act(kind=kind, start=start, end=start + len(quote), quote=quote, data=data))
    return Reading(acts=tuple(done), **matches)  # type: ignore[arg-type]


def _match(text: str, target: str, quote: str, confidence: float = 0.9) -> Match:
    start = text.index(quote)
    return Match(target=target, start=start, end=start + len(quote), quote=quote, confidence=confidence)


class Log:
    """Writes the events of a run, three simulated minutes apart unless told otherwise."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.now = START
        self.events: list[Event] = []
        self._add(
            Opened,
            0,
            scenario=case.scenario.id,
            digest=case.digest,
            seed=1,
            lang=case.lang,
            mode=case.mode,
            text=case.scenario.opening.within(case.lang),
        )

    def _add(self, kind: type[Any], minutes_later: float, /, **values: Any) -> int:
        self.now += timedelta(minutes=minutes_later)
        self.events.append(kind(n=len(self.events) + 1, at=self.now, **values))
        return len(self.events)

    def says(
        self,
        text: str,
        *,
        via: str = "reply",
        after: float = 3,
        acts: dict[ActKind, str | tuple[str, dict[str, str]]] | None = None,
        **targets: list[Found],
    ) -> int:
        """The trainee writes; the reading is made by hand."""
        n = self._add(Said, after, text=text, via=via)
        self._add(Read, 0, of=n, reading=a_reading(text, acts=acts, **targets))
        return n

    def runs(self, command: str, *, after: float = 1, ok: bool = True) -> int:
        """A console is used; the card's output when the command is the card's."""
        tool = next((each for each in self.case.scenario.tools if command in (each.cmd, *each.also)), None)
        return self._add(
            ToolRun,
            after,
            command=command,
            tool=tool.id if tool else None,
            family=command.split(maxsplit=1)[0],
            output=tool.out if tool else "all healthy",
            minutes=1,
            ok=ok,
        )

    def shows(self, command: str, of: int, *, after: float = 6) -> int:
        """The customer runs a check."""
        found = next(each for each in self.case.scenario.commands if each.id == command)
        return self._add(CommandRun, after, command=command, of=of, result="done", output=found.out)

    def tells(self, fact: str, by: int) -> int:
        """A fact becomes known."""
        return self._add(Unlocked, 0, fact=fact, by=by, rule="asked")

    def customer(self, text: str, of: int, *acts: str, after: float = 1) -> int:
        """The customer answers."""
        return self._add(CustomerSaid, after, of=of, text=text, acts=acts, band=2)

    def does(self, step: str, of: int, *, restored: bool = False, after: float = 6) -> int:
        """The customer carries out a step."""
        return self._add(StepDone, after, step=step, of=of, result="done", restored=restored)

    def notes(self, text: str) -> int:
        """An internal note."""
        return self._add(Noted, 2, text=text)

    def classifies(self, category: str, impact: str, urgency: str) -> int:
        """The ticket is classified."""
        return self._add(
            Classified,
            1,
            category=category,
            impact=impact,
            urgency=urgency,
            priority=priority_of(impact, urgency),
        )  # type: ignore[arg-type]

    def escalates(
        self, team: str, pack: dict[str, str] | None = None, *, request: str = "", after: float = 4
    ) -> int:
        """A hand-over."""
        return self._add(Escalated, after, team=team, request=request, pack=pack or {})

    def team(self, team: str, of: int, *, accepted: bool) -> int:
        """The team answers."""
        return self._add(TeamAnswered, 10, team=team, of=of, accepted=accepted, text="ok")

    def raises(self, reason: str = "third ticket", *, after: float = 1) -> int:
        """A candidate for a major incident."""
        return self._add(MajorRaised, after, reason=reason)

    def promises(self, of: int, quote: str, minutes: float) -> int:
        """A promised update."""
        return self._add(Promised, 0, of=of, due=self.now + timedelta(minutes=minutes), quote=quote)

    def settles(self, promised: int, *, kept: bool, after: float = 0) -> int:
        """A promise was kept or missed."""
        return self._add(PromiseSettled, after, of=promised, kept=kept)

    def resolves(self, cause: str, *, after: float = 2, **targets: list[Found]) -> int:
        """The cause is recorded."""
        return self._add(Resolved, after, cause=cause, reading=a_reading(cause, **targets))

    def closes(self, *, consent: bool) -> int:
        """The ticket is closed."""
        n = self._add(Closed, 1, consent=consent)
        self._add(StatusChanged, 0, before="resolved", after="closed")
        return n

    def abandons(self) -> int:
        """The trainee walks away."""
        return self._add(StatusChanged, 1, before="open", after="abandoned")

    def hints(self, level: int) -> int:
        """A hint is shown."""
        return self._add(Hinted, 0, level=level, text="hint")

    def waits(self, minutes: float) -> None:
        """Time passes."""
        self.now += timedelta(minutes=minutes)
