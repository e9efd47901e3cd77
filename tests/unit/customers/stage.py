"""A small synthetic case on which every persona can be heard."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from simulator.domain.act import CustomerAct, Move, MoveKind, band_of
from simulator.domain.case import Case
from simulator.domain.event import CustomerSaid, Opened
from simulator.domain.persona import Persona, Voice
from simulator.domain.provider import Provider
from simulator.domain.run import Run
from simulator.domain.scenario import Scenario
from simulator.domain.text import Language
from simulator.engine.customers.scripted import ScriptedCustomer

CONTENT = Path(__file__).parents[3] / "scenarios"
START = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
OUTPUT = "debug1: Offering KEY {a|b}\nadmin@203.0.113.9: Permission denied"


def _load(path: Path) -> Any:
    return YAML(typ="safe").load(path)


PERSONAS = {persona["id"]: Persona.model_validate(persona) for persona in _load(CONTENT / "personas.yaml")}
VOICES = {
    voice.persona: voice
    for voice in (Voice.model_validate(_load(path)) for path in sorted((CONTENT / "voices").glob("*.yaml")))
}


def _both(en: str, ru: str) -> dict[str, str]:
    return {"en": en, "ru": ru}


def _ways(en: str, ru: str) -> dict[str, list[str]]:
    return {"en": [en], "ru": [ru]}


def scenario(*, channel: str = "chat", gender: str = "m", persona: str = "PE-JUNIOR") -> Scenario:
    """Return a card with two facts, one check and one step."""
    word = _both("word", "слово")
    return Scenario.model_validate(
        {
            "id": "SC-90",
            "slug": "stage",
            "title": word,
            "subject": word,
            "category": "access",
            "difficulty": 1,
            "channel": channel,
            "plan": "base",
            "persona": persona,
            "starts": START,
            "contact": {
                "name": _both("Sasha Gray", "Саша Серых"),
                "gender": gender,
                "role": word,
                "company": _both("Lark", "«Жаворонок»"),
                "account": "acc-0001",
                "contract": "c-1",
                "email": "sasha@lark.example",
            },
            "opening": _both("Nothing works. Help.", "Ничего не работает. Помогите."),
            "anger": {"start": 40},
            "facts": [
                {
                    "id": "F1",
                    "text": word,
                    "says": {
                        "en": ["I type root at the prompt.", "It is root that I use."],
                        "ru": ["Я {ввёл|ввела} root в приглашении.", "Захожу как root."],
                    },
                    "reveal": {},
                    "guards": _ways("root", "root"),
                },
                {
                    "id": "F2",
                    "text": word,
                    "says": _ways("The demo is at 12:40.", "Показ в 12:40."),
                    "reveal": {},
                    "guards": {"en": ["12:40", "sorry"], "ru": ["12:40", "извините"]},
                },
            ],
            "commands": [
                {
                    "id": "C1",
                    "cmd": "ssh -v",
                    "asks": _ways("run it", "запустите"),
                    "out": OUTPUT,
                    "says": _ways("Ran what you asked:", "Запустил, что просили:"),
                    "tells": word,
                    "wrong_out": "usage: ssh [-v]",
                }
            ],
            "tools": [{"id": "K1", "where": "probe", "cmd": "ping", "out": "SECRET-OUTPUT", "tells": word}],
            "resources": [{"id": "vm-1", "kind": "vm"}],
            "identity": {"crm": "ok", "verify": "ok"},
            "known": _ways("x", "я"),
            "cause": {"text": _both("SECRET-CAUSE", "SECRET-CAUSE"), "says": _ways("x", "я")},
            "outcome": "resolve",
            "steps": [
                {
                    "id": "S1",
                    "text": word,
                    "says": _ways("do", "делай"),
                    "restores": True,
                    "done": _ways("Logged in at last.", "Наконец {вошёл|вошла}."),
                }
            ],
            "priority": {"impact": "L", "urgency": "L", "level": "P4", "why": word},
            "stake": word,
            "stake_words": _ways("demo", "показ"),
            "competencies": ["L1-D01"],
            "hints": [word, word, word],
        }
    )


def case(
    persona: str = "PE-JUNIOR",
    lang: Language = "en",
    *,
    seed: int = 1,
    channel: str = "chat",
    gender: str = "m",
) -> Case:
    """Return the stage card played by ``persona``."""
    return Case(
        scenario=scenario(channel=channel, gender=gender, persona=persona),
        persona=PERSONAS[persona],
        voice=VOICES[persona],
        provider=Provider.model_construct(),
        lang=lang,
        seed=seed,
        mode="practice",
        digest="stage",
    )


def move(kind: MoveKind) -> Move:
    """Return a move of ``kind`` with the parts of the stage card it needs."""
    return Move(
        kind=kind,
        fact="F1" if kind is MoveKind.TELL else None,
        command="C1" if kind in (MoveKind.PASTE, MoveKind.BUNGLE) else None,
        step="S1" if kind is MoveKind.DONE else None,
    )


def act(*kinds: MoveKind, of: int = 2, band: int = 2) -> CustomerAct:
    """Return an act of these kinds."""
    return CustomerAct(of=of, band=band, moves=tuple(move(kind) for kind in kinds))


def opened(played: Case) -> Run:
    """Return a run that has just begun."""
    text = played.scenario.opening.within(played.lang)
    first = Opened(
        n=1,
        at=START,
        scenario="SC-90",
        digest="d",
        seed=played.seed,
        lang=played.lang,
        mode="practice",
        text=text,
    )
    return Run.of([first])


def converse(played: Case, acts: Sequence[tuple[MoveKind, ...]], anger: Sequence[int]) -> list[str]:
    """Play ``acts`` one after another and return what the customer wrote."""
    run, agent, lines = opened(played), ScriptedCustomer(), []
    for kinds, mood in zip(acts, anger, strict=True):
        planned = act(*kinds, of=run.next_n, band=band_of(mood))
        text = agent.phrase(played, run, planned)
        lines.append(text)
        said = CustomerSaid(
            n=run.next_n,
            at=START + timedelta(minutes=run.next_n),
            of=planned.of,
            text=text,
            acts=tuple(kind.value for kind in kinds),
            band=planned.band,
        )
        run = run.after(said)
    return lines
