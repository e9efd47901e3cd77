"""Two sample candidates of a sample vacancy, so that an interviewer who looks around sees something to judge.

Everything goes through the doors a candidate and an assessor use, under keys that make repeating it harmless.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.db.queries import hiring as find
from simulator.db.tables import CandidateRow, PersonRow
from simulator.domain.action import ACTION, Say
from simulator.domain.assessment import STAGES
from simulator.domain.draft import FINE, DraftCheck, Finding
from simulator.domain.person import Person
from simulator.domain.text import Language, Text
from simulator.domain.triage import Call, Ticket, TriageSet
from simulator.engine.variants import retold
from simulator.errors import Conflict, SimulatorError
from simulator.services import Services
from simulator.services.accounts import as_person
from simulator.services.exemplars import exemplar_actions
from simulator.services.hiring.applicants import NewCandidate
from simulator.services.hiring.working import kept_calls, kept_finding, kept_said

VACANCY = "Инженер первой линии, ночная смена"
LANG: Language = "ru"


@dataclass(frozen=True)
class Sample:
    """One sample candidate: what he plays and how well."""

    key: str
    name: str
    quality: str
    case: str
    note: str
    trap: str
    seed: int
    right: int
    """Questions of the foundations, and vignettes, that he gets right."""
    said: tuple[str, str]
    levels: Mapping[str, float]
    """What the sample administrator has scored; nothing while everybody is still to score."""


SAMPLES: tuple[Sample, ...] = (
    Sample(
        "good", "Мария Лескова", "excellent", "SC-57", "SC-28", "AID-59", 4711, 8,
        ("В первый раз искала, кто отдаёт 403, во второй проверяла снаружи, что после смены владельца стало 200.",
         "Партнёру нужен срок, а назвать его честно можно было только вместе с причиной. Следовало сказать это вслух."),
        {},
    ),
    Sample(
        "middling", "Пётр Ильин", "average", "SC-56", "SC-50", "AID-22", 90210, 5,
        ("Не знаю, наверное, спросил бы коллег.", "Не хотел спорить, сразу перешёл к делу."),
        {"diagnosis": 2.5, "tone": 2.0, "turn": 1.5, "writing": 2.0, "escalation": 2.5, "priority": 2.5, "floor": 2.0,
         "security": 2.0, "reasoning": 1.5},
    ),
)  # fmt: skip
WAITING = "Ольга Ветрова"
"""Somebody who is invited and has not come yet."""
REASON = "Видно по журналу обращения и по тексту передачи; подробности запишу после беседы."


def make(services: Services, igor: Person, admin: Person) -> str:
    """Make the sample vacancy with its people, once, and return its id."""
    hiring = services.hiring.vacancies
    known = [row.id for row, _count in hiring.all(igor) if row.title == VACANCY]
    vacancy = known[0] if known else hiring.make(igor, VACANCY, "l1", harder=False)
    new = [NewCandidate(one.name, source="курсы") for one in SAMPLES] + [NewCandidate(WAITING)]
    try:
        invited = hiring.invite(igor, vacancy, new, "demo")
    except Conflict:
        return vacancy
    hiring.add_assessor(igor, vacancy, admin.login)
    for one in invited[: len(SAMPLES)]:
        services.hiring.entering.enter(one.token)
    return vacancy


def take(services: Services, igor: Person, admin: Person, key: str) -> None:
    """Let one sample candidate take every stage, and be scored where the sample says so."""
    sample = next(one for one in SAMPLES if one.key == key)
    found = _candidate(services, igor, make(services, igor, admin), sample)
    if found is None:
        # He withdrew or was erased: that is respected.
        return
    person, code = found
    template = services.hiring.taking.page(person).template
    services.hiring.entering.consent(person, template.version)
    _draw(services, person, sample)
    for name in STAGES:
        services.hiring.taking.begin(person, name, LANG)
        _work(services, person, sample, name)
    if sample.levels:
        given = {name: (level, REASON) for name, level in sample.levels.items()}
        services.hiring.panel.score(admin, code, given)


def _candidate(services: Services, igor: Person, vacancy: str, sample: Sample) -> tuple[Person, str] | None:
    page = services.hiring.vacancies.open(igor, vacancy)
    code = next((one.code for one in page.candidates if one.name == sample.name), "")
    with services.database.reading() as session:
        row = find.by_code(session, code)
        person = session.get(PersonRow, row.person_id) if row is not None else None
        return (as_person(person), code) if person is not None else None


def _draw(services: Services, person: Person, sample: Sample) -> None:
    """Let the draw be the sample's, as long as no stage was begun."""
    chosen = {name: {"scenario": getattr(sample, name), "modifiers": []} for name in ("case", "note", "trap")}
    with services.database.writing() as session:
        row = session.get(CandidateRow, person.id)
        if row is not None and not find.stages_of(session, person.id):
            row.plan = json.dumps(json.loads(row.plan) | chosen | {"seed": sample.seed})


def _work(services: Services, person: Person, sample: Sample, name: str) -> None:
    page = services.hiring.taking.page(person)
    stage = next(one for one in page.stages if one.plan.name == name)
    if stage.state != "open":
        return
    if stage.run_id:
        _desk(services, person, stage.run_id, getattr(sample, name), sample)
        services.hiring.taking.hand_in(person, name)
    elif name == "foundations":
        _questions(services, person, sample.right)
    else:
        services.hiring.taking.hand_in(person, name, _kept(services, person, sample, name))


def _desk(services: Services, person: Person, run: str, card: str, sample: Sample) -> None:
    content = services.library.content
    for number, action in enumerate(exemplar_actions(content, card, sample.quality, LANG)):
        told = ACTION.validate_json(retold(content.scenario(card), sample.seed, action.model_dump_json()))
        try:
            if isinstance(told, Say):
                services.simulations.send_message(person, run, told.text, f"demo-{number}")
            else:
                services.simulations.act(person, run, told, f"demo-{number}")
            services.simulations.ensure_answered(run)
        except SimulatorError:
            # What the recording did is not possible in an exam, or the run has ended.
            continue


def _questions(services: Services, person: Person, right: int) -> None:
    working = services.hiring.working
    for number in range(10):
        item = working.work(person, "foundations").item
        if item is None:
            return
        chosen = [one.id for one in item.options if one.right or item.kind == "order"] or list(item.accept)
        working.answer(person, item.id, chosen if number < right else [])


def _kept(services: Services, person: Person, sample: Sample, name: str) -> Mapping[str, object]:
    work = services.hiring.working.work(person, name)
    if work.plan is not None:
        return kept_calls(_sorted(work.plan, work.tickets, sample.right))
    if work.check is not None:
        return kept_finding(_found(work.check, work.sentences, everything=sample.quality == "excellent"))
    return kept_said({str(n): text for n, text in enumerate(sample.said)})


def _sorted(plan: TriageSet, tickets: Sequence[Ticket], right: int) -> dict[str, Call]:
    shown = {one.vignette for one in tickets}
    asked = [one for one in plan.vignettes if one.id in shown]
    first = sorted(asked, key=lambda one: one.key.priority)[:right]
    return {
        one.id: Call(impact=one.key.impact, urgency=one.key.urgency, place=place)
        for place, one in enumerate(first, 1)
    }


def _found(check: DraftCheck, shown: Sequence[tuple[str, Text]], *, everything: bool) -> Finding:
    texts = dict(shown)
    bad = [one for one in check.sentences if one.wrong is not None and one.wrong.text == texts[one.id]]
    found = {one.id: one.wrong.reason for one in (bad if everything else bad[:1]) if one.wrong is not None}
    return Finding(
        verdicts={one.id: found.get(one.id, FINE) for one in check.sentences},
        worst=bad[0].id,
        rewrite=bad[0].text.within(LANG),
    )
