"""Every verb of hiring × every kind of person, below the pages: who is let through, and to whom nothing exists."""

import inspect

import pytest

from simulator.domain.person import Role
from simulator.errors import Conflict, InvalidInput, NotAllowed, NotFound
from simulator.services.accounts import NewPerson
from simulator.services.hiring.applicants import NewCandidate
from simulator.services.hiring.references import NewReference

PANEL = {"interviewer", "second assessor", "admin"}
HIRERS = PANEL | {"not on panel"}
ACTORS = (*sorted(HIRERS), "candidate", "other candidate", "trainee", "lead", "lead of nobody")

TABLE = {
    "panel": {
        "vacancies.add_assessor": ("{vacancy}", "vera"), "vacancies.open": ("{vacancy}",),
        "vacancies.invite": ("{vacancy}", ()), "vacancies.invite_again": ("{code}",),
        "vacancies.revoke": ("{code}",), "vacancies.accommodate": ("{code}", 1.5), "panel.open": ("{code}",),
        "panel.score": ("{code}", {}), "panel.save_interview": ("{code}", {}, 0),
        "panel.rule_signal": ("{code}", 1, "confirmed", "asked him"), "panel.compare": ("{vacancy}",),
        "panel.decide": ("{code}", "no", "", ()), "closing.import_evidence": ("{code}", "anna"),
        "fairness.reports": ("{vacancy}",), "vacancies.recheck": ("{code}",),
        "references.add": ("{code}", NewReference("", "", "", "")), "references.of": ("{code}",),
        "references.hear": ("{code}", "1", ""),
    },
    "hirers": {"vacancies.all": (), "vacancies.make": ("A place", "l1"), "queue.waiting": ()},
    "own": {
        "entering.consent": (2,), "entering.sample": ("en",), "entering.notice": ("paste", 200),
        "entering.signals": (), "entering.has_declared": (), "entering.declare": ({},), "taking.page": (),
        "taking.begin": ("case", "en"), "taking.hand_in": ("triage",), "working.work": ("triage",),
        "working.answer": ("QZ", ()), "working.save": ("triage", {}, 1), "closing.feedback": (),
        "closing.copy": (),
    },
    "nobody's": {
        "vacancies.templates": (), "entering.link": (), "entering.enter": (), "taking.settle": (),
        "taking.settle_of": (), "working.ordered": (), "closing.expired": (), "closing.withdraw": (),
        "record.add": (), "record.verify": (),
    },
}  # fmt: skip
"""Kind → verb → what it is called with. ``nobody's`` take no stranger's word: a token, the own person, the clock."""
NAMED = {"vacancies.accommodate": {"no_tracking": False}, "vacancies.make": {"harder": False}, "panel.decide": {"appeal": False}}  # fmt: skip


@pytest.fixture
def world(services, igor, anna, lead, admin):
    made = {
        name: services.accounts.add(NewPerson(login=name, name=name, role=role, password=f"pw-{name}-{name}"))
        for name, role in (("vera", Role.INTERVIEWER), ("oleg", Role.INTERVIEWER), ("lara", Role.LEAD))
    }
    vacancy = services.hiring.vacancies.make(igor, "Night shift", "l1", harder=False)
    services.hiring.vacancies.add_assessor(igor, vacancy, "vera")
    invited = services.hiring.vacancies.invite(igor, vacancy, [NewCandidate("A"), NewCandidate("B")])
    candidates = [services.hiring.entering.enter(one.token)[0] for one in invited]
    people = {
        "interviewer": igor, "second assessor": made["vera"], "not on panel": made["oleg"], "admin": admin,
        "candidate": candidates[0], "other candidate": candidates[1], "trainee": anna, "lead": lead,
        "lead of nobody": made["lara"],
    }  # fmt: skip
    return people, {"{vacancy}": vacancy, "{code}": invited[0].code}


def outcome(services, verb, viewer, arguments):
    part, name = verb.split(".")
    try:
        getattr(getattr(services.hiring, part), name)(viewer, *arguments, **NAMED.get(verb, {}))
    except NotAllowed:
        return "no"
    except NotFound as missing:
        # A thing that does not exist for the panel either says nothing about the viewer.
        return "yes" if str(missing) in ("1", "triage") else "none"
    except (InvalidInput, Conflict):
        return "yes"
    return "yes"


def wanted(kind, actor):
    if kind == "own":
        return {"yes"} if actor in ("candidate", "other candidate") else {"none"}
    if actor not in HIRERS:
        return {"no"}
    return {"yes"} if kind == "hirers" or actor in PANEL else {"none"}


@pytest.mark.parametrize("actor", ACTORS)
def test_a_verb_lets_through_whom_the_table_says(services, world, actor):
    people, known = world
    wrong = {}
    for kind, verbs in TABLE.items():
        if kind == "nobody's":
            continue
        for verb, arguments in verbs.items():
            filled = [known.get(one, one) if isinstance(one, str) else one for one in arguments]
            got = outcome(services, verb, people[actor], filled)
            if got not in wanted(kind, actor):
                wrong[verb] = got
    assert wrong == {}


def test_every_verb_of_hiring_stands_in_the_table(services):
    there = {
        f"{part}.{name}"
        for part, service in vars(services.hiring).items()
        for name, _member in inspect.getmembers(type(service))
        if not name.startswith("_")
    }
    assert there == {verb for verbs in TABLE.values() for verb in verbs}


def test_a_verb_that_does_not_ask_who_calls_is_seen(services, world, monkeypatch):
    monkeypatch.setattr(services.hiring.panel, "open", lambda *_arguments: None)
    with pytest.raises(AssertionError, match=r"panel\.open"):
        test_a_verb_lets_through_whom_the_table_says(services, world, "lead")
