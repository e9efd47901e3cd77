"""What each stage is made of: the draw, the run at the desk, the questions, the queue."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from simulator.assessment.drawing import History, Plan, plan
from simulator.assessment.equivalence import Totals, equivalent
from simulator.assessment.followups import asked
from simulator.content.library import Library
from simulator.db.queries import hiring as find
from simulator.db.queries.analytics import exam_totals
from simulator.db.tables import CandidateRow, SimulationRow, StageRow, VacancyRow
from simulator.domain.action import Run as RunTool
from simulator.domain.assessment import Assessment, Played
from simulator.domain.draft import DraftCheck, Finding
from simulator.domain.exposure import overexposed
from simulator.domain.person import Person
from simulator.domain.quiz import Item
from simulator.domain.run import Run
from simulator.domain.text import Language, Text
from simulator.domain.triage import Ticket, TriageSet
from simulator.exercises.drafting import drawn as wrong_sentences, scored as checked_draft
from simulator.exercises.foundations import Answered, next_item, pool
from simulator.exercises.quizzing import share
from simulator.exercises.triage import drawn
from simulator.services.drafts import READERS
from simulator.services.runs import Runs
from simulator.services.simulations import Simulations

AT_DESK = ("case", "note", "trap")
MONTH = timedelta(days=30)


class Stages:
    """Makes and continues stages."""

    def __init__(self, content: Library, simulations: Simulations, runs: Runs) -> None:
        self._content = content
        self._simulations = simulations
        self._runs = runs

    def template(self, vacancy: VacancyRow) -> Assessment:
        """Return the template a vacancy uses."""
        return self._content.assessment(vacancy.template)

    def draw(self, session: Session, row: CandidateRow, vacancy: VacancyRow, now: datetime) -> None:
        """Draw what a candidate plays, once, leaving out what is known or tired."""
        if row.plan != "{}":
            return
        month = [_cards(one) for one in find.plans_since(session, now - MONTH)]
        source = (
            [card for one in find.same_source(session, row.source) for card in _cards(one)]
            if row.source
            else []
        )
        made = plan(
            self.template(vacancy),
            self._difficulty(session),
            row.seed,
            # The sample is on everybody's table before the clock starts: with it the case would be known.
            # A second session of one person shares nothing with the first.
            History(
                month=month, by_source=source, own=(self.template(vacancy).sample, *self._had(session, row))
            ),
            harder=vacancy.harder,
        )
        row.plan = json.dumps(_plain(made))

    def _difficulty(self, session: Session) -> dict[str, int]:
        """Return what can be drawn, with its difficulty: cards, drafts, and twins that proved no harder or easier."""
        cards = {card.id: card.difficulty for card in self._content.scenarios if card.state == "published"}
        drafts = {one.id: one.difficulty for one in self._content.draft_checks if one.use == "hiring"}
        found = {name: Totals(*totals) for name, totals in exam_totals(session).items()}
        none = Totals(0, 0.0, 0.0)
        twins = {
            twin.id: twin.difficulty
            for name in cards
            for twin in self._content.twins_of(name)
            if equivalent(found.get(name, none), found.get(twin.id, none))
        }
        return cards | drafts | twins

    def at_desk(self, row: CandidateRow, name: str) -> bool:
        """Tell whether a stage is played in a run."""
        return name in AT_DESK and not getattr(plan_of(row), name).is_draft

    def first(self, session: Session, row: CandidateRow, name: str, now: datetime) -> dict[str, Any]:
        """Return what a stage that is not at the desk begins with."""
        if name == "foundations":
            shown = [
                [one.item for one in answers_of(stage)]
                for stage in find.stages_since(session, "foundations", now - MONTH)
            ]
            return {"capped": sorted(overexposed(shown) | self._asked(session, row))}
        if name == "explain":
            case = find.stage(session, row.person_id, "case")
            run = session.get(SimulationRow, case.run_id) if case is not None else None
            made = asked(self._runs.load(session, run).run if run is not None else Run(), plan_of(row).seed)
            return {"asked": [one.plain() for one in made]}
        if name == "trap" and not self.at_desk(row, name):
            drawn_plan = plan_of(row)
            check = self._content.draft_check(drawn_plan.trap.scenario)
            return {"wrong": wrong_sentences(check, drawn_plan.seed)}
        return {}

    def draft(self, row: CandidateRow, stage: StageRow) -> tuple[DraftCheck, tuple[tuple[str, Text], ...]]:
        """Return the draft of a trap and its sentences as this candidate reads them."""
        check = self._content.draft_check(plan_of(row).trap.scenario)
        return check, check.shown(json.loads(stage.body)["wrong"])

    def draft_worth(self, row: CandidateRow, stage: StageRow) -> float:
        """Return how much of a draft was found, explained and put right, 0–1."""
        body = json.loads(stage.body)
        finding = Finding.model_validate(body.get("finding", {}))
        return checked_draft(self.draft(row, stage)[0], body["wrong"], finding, READERS).total

    def start_run(self, viewer: Person, row: CandidateRow, name: str, lang: Language) -> str:
        """Start the run of a stage at the desk and return its id; again gives the same run."""
        drawn_plan = plan_of(row)
        played: Played = getattr(drawn_plan, name)
        turn = (drawn_plan.turn,) if name == "case" and drawn_plan.turn else ()
        run_id = self._simulations.start(
            viewer,
            played.scenario,
            lang,
            "exam",
            drawn_plan.seed,
            f"stage-{name}",
            (*played.modifiers, *turn),
        )
        if name == "note":
            self._investigate(viewer, run_id, played, drawn_plan.seed, lang)
        return run_id

    def sample(self, viewer: Person, vacancy: VacancyRow, lang: Language) -> str:
        """Start the public sample ticket, untimed, and return its run."""
        return self._simulations.start(
            viewer, self.template(vacancy).sample, lang, "practice", 1, f"sample-{lang}"
        )

    def finish_run(self, viewer: Person, run_id: str) -> None:
        """End a run as it stands."""
        self._simulations.finish(viewer, run_id, "stage-end")

    def question(self, row: CandidateRow, stage: StageRow) -> Item | None:
        """Return the question that is due, or None when all were answered."""
        capped = json.loads(stage.body).get("capped", ())
        return next_item(pool(self._content.quizzes), plan_of(row).items_seed, answers_of(stage), capped)

    def item(self, item_id: str) -> Item:
        """Return a question by id."""
        found = (item for quiz in self._content.quizzes for item in quiz.items if item.id == item_id)
        return next(found)

    def worth(self, item: Item, given: Sequence[str]) -> float:
        """Return how much of an answer is right, 0–1."""
        return share(item, given)

    @property
    def queue(self) -> TriageSet:
        """The triage set kept for hiring."""
        return next(one for one in self._content.triage_sets if one.use == "hiring")

    def tickets(self, row: CandidateRow) -> tuple[Ticket, ...]:
        """Return the queue a candidate sorts."""
        return drawn(self.queue, self._content.triage_names, plan_of(row).triage_seed)

    def _had(self, session: Session, row: CandidateRow) -> frozenset[str]:
        first = find.by_code(session, row.sibling_of) if row.sibling_of else None
        return _cards(first) if first is not None else frozenset()

    def _asked(self, session: Session, row: CandidateRow) -> frozenset[str]:
        first = find.by_code(session, row.sibling_of) if row.sibling_of else None
        stage = find.stage(session, first.person_id, "foundations") if first is not None else None
        return frozenset(one.item for one in answers_of(stage)) if stage is not None else frozenset()

    def _investigate(self, viewer: Person, run_id: str, played: Played, seed: int, lang: Language) -> None:
        """Run the telling checks, so that the candidate begins with a finished diagnosis."""
        case = self._content.case(played.scenario, lang, seed, "exam", played.modifiers)
        commands = [
            f"crm {case.scenario.contact.account}",
            *(tool.cmd for tool in case.scenario.tools if tool.key),
        ]
        for number, command in enumerate(dict.fromkeys(commands)):
            self._simulations.act(viewer, run_id, RunTool(tool=command), f"given-{number}")


def plan_of(row: CandidateRow) -> Plan:
    """Return what was drawn for a candidate."""
    raw: Mapping[str, Any] = json.loads(row.plan)
    played = {name: Played.model_validate(raw[name]) for name in ("case", "note", "trap")}
    return Plan(
        **played, seed=raw["seed"], triage_seed=raw["triage_seed"], items_seed=raw["items_seed"],
        turn=raw.get("turn"),
    )  # fmt: skip


def answers_of(stage: StageRow) -> tuple[Answered, ...]:
    """Return the questions that were answered."""
    return tuple(Answered(one["item"], one["worth"]) for one in json.loads(stage.body).get("answers", []))


def _plain(made: Plan) -> dict[str, Any]:
    return {
        name: part.model_dump(mode="json") if isinstance(part, Played) else part
        for name, part in vars(made).items()
    }


def _cards(row: CandidateRow) -> frozenset[str]:
    made = plan_of(row) if row.plan != "{}" else None
    return frozenset({made.case.scenario, made.note.scenario, made.trap.scenario}) if made else frozenset()
