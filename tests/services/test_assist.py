"""The assistant: nothing invented, off in exams, and a guess that says how often it is right."""

import pytest

from simulator.db.queries.simulations import simulation
from simulator.domain.event import Promised, ToolRun, Unlocked
from simulator.domain.run import Run
from simulator.domain.text import LANGUAGES
from simulator.engine.summary import short, summary
from simulator.errors import Conflict, NotFound
from simulator.knowledge.routing import Example, Routing
from simulator.services.demo.playing import play_exemplar
from tests.builders import START


def words(text: str) -> str:
    return " ".join(text.split())


def test_no_line_of_a_summary_says_what_the_log_does_not(services, anna):
    for played in (("SC-01", "excellent", "en"), ("SC-26", "excellent", "ru"), ("SC-07", "poor", "ru")):
        play_exemplar(services, anna, played)
    for line in services.simulations.history(anna):
        with services.database.reading() as session:
            row = services.assist._runs.load(session, _row(session, line.simulation_id))
        found = services.assist.of(anna, line.simulation_id)
        texts = {fact.id: fact.text.within(line.lang) for fact in row.case.scenario.facts}
        steps = {step.id: step.text.within(line.lang) for step in row.case.scenario.steps}
        assert found.lines
        for told in found.lines:
            event = row.run.events[told.event - 1]
            held = words(" ".join(map(str, event.plain().values())))
            held += words(
                texts.get(getattr(event, "fact", ""), "") + steps.get(getattr(event, "step", ""), "")
            )
            held += words(str(getattr(event, "pack", {}).get("request", "")))
            for part in told.text.removesuffix("…").replace("→ ", "").split(": "):
                for piece in part.replace(" × ", ", ").replace(" = ", ", ").split(", "):
                    assert piece.strip() in held, (told, held[:300])


def _row(session, simulation_id):
    return simulation(session, simulation_id)


def test_what_the_customer_has_not_told_stands_in_no_summary(services, run_id, anna):
    found = services.assist.of(anna, run_id)
    assert {line.part for line in found.lines} == {"asked"}


def test_a_kept_and_a_missed_promise_are_marked():
    events = (
        Promised(n=1, at=START, of=1, due=START, quote="at 10:20"),
        ToolRun(n=2, at=START, command="ping x", output="\n\n3 lost\nrest", minutes=1, ok=False),
        Unlocked(n=3, at=START, fact="F1", by=1, rule="asked"),
    )
    lines = summary(Run(events=events, now=START), {"F1": "It began at nine."}, {})
    assert [(one.part, one.text, one.mark) for one in lines] == [
        ("told", "at 10:20", ""), ("checked", "ping x: 3 lost", "failed"), ("known", "It began at nine.", ""),
    ]  # fmt: skip
    assert len(short("word " * 200)) <= 221


def test_the_assistant_is_off_while_an_exam_goes_on(services, anna, boris, lead):
    run = services.simulations.start(anna, "SC-01", "en", "exam", 1, "exam")
    for person in (anna, lead):
        with pytest.raises(Conflict, match="assist-off"):
            services.assist.of(person, run)
    with pytest.raises(NotFound):
        services.assist.of(boris, run)
    services.simulations.finish(anna, run, "end")
    assert services.assist.of(anna, run).lines


def test_a_card_is_not_routed_by_what_was_learnt_from_itself():
    examples = [Example("a", "disk volume detach stuck", "storage"), Example("b", "invoice charge refund", "money"),
                Example("c", "volume snapshot disk", "storage"), Example("d", "refund of a charge", "money")]  # fmt: skip
    routing = Routing(examples)
    assert routing.guess("a charge nobody refunds") == ("money", "storage")
    assert routing.figures() == (4, 4)
    alone = Routing([Example("a", "purple elephant", "zoo"), *examples[1:]])
    assert alone.guess("purple elephant")[0] == "zoo"
    assert alone.guess("purple elephant", without="a")[0] != "zoo"


def test_the_figures_are_those_of_held_out_texts_and_better_than_the_commonest_answer(services, anna, run_id):
    for lang in LANGUAGES:
        for routing in services.assist._routings[lang]:
            right, of = routing.figures()
            commonest = max(
                sum(one.answer == answer for one in routing._examples)
                for answer in {one.answer for one in routing._examples}
            )
            assert of >= 100
            assert commonest < right < of, lang
    found = services.assist.of(anna, run_id)
    assert found.category.low < found.category.right < found.category.high
