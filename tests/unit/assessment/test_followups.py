"""Questions made from what a candidate did: always two, about his own checks and his own words."""

import pytest

from simulator.assessment.followups import SHOWN, Asked, asked
from simulator.domain.action import Run as RunTool, Say
from simulator.domain.modifier import TURNS
from simulator.domain.run import Run
from simulator.rehearsal.stage import Stage
from tests.shelves import LIBRARY


def played(*actions: object, modifiers: tuple[str, ...] = ()) -> Run:
    stage = Stage.of(LIBRARY, LIBRARY.case("SC-55", "en", 2, "exam", modifiers))
    run = stage.run
    for action in actions:
        run = stage.after(run, action)
    return run


def kinds(run: Run) -> set[tuple[str, str]]:
    return {tuple(one.kind for one in asked(run, seed)) for seed in range(40)}


def test_who_did_nothing_is_asked_what_he_would_have_done() -> None:
    assert kinds(played()) == {("unseen", "silent")}


def test_checks_and_words_are_quoted_as_they_were() -> None:
    run = played(
        RunTool(tool="status"), RunTool(tool="help"), RunTool(tool="queue"), RunTool(tool="status"),
        Say(text="I look at your server now.  " + "What do you see? " * 20),
    )  # fmt: skip
    assert {one for one, _other in kinds(run)} == {"other", "order", "twice"}
    order = next(one for seed in range(40) for one in asked(run, seed) if one.kind == "order")
    assert (order.first, order.second) == ("status", "queue")
    reply = asked(run, 1)[1]
    assert reply.first.startswith("I look at your server now. What do you see?")
    assert len(reply.first) <= SHOWN
    assert Asked.of(reply.plain()) == reply


@pytest.mark.parametrize("turn", TURNS)
def test_what_came_unasked_is_asked_about_with_the_answer_it_got(turn: str) -> None:
    run = played(
        *(Say(text=f"What exactly do you see? I look at the server, {n}.") for n in range(3)),
        modifiers=(turn,),
    )
    said = asked(run, 3)[1]
    heard = {text.en for text in LIBRARY.modifiers[turn].texts}
    assert said.kind == "turn"
    assert any(one.startswith(said.first.rstrip("…")) for one in heard)
    assert "What exactly do you see?" in said.second


def test_a_turn_makes_a_case_no_harder_and_is_not_offered_in_training() -> None:
    from simulator.engine.modifiers import suitable

    card = LIBRARY.scenario("SC-55")
    assert not set(TURNS) & set(suitable(card, LIBRARY.articles))
    plain, turned = (LIBRARY.case("SC-55", "en", 2, "exam", one).scenario for one in (("M2",), ("M2", "T1")))
    assert plain.difficulty == turned.difficulty
    assert [one.by for one in turned.interludes] == ["T1"]


def test_every_kind_of_question_has_its_words_in_both_languages() -> None:
    template = LIBRARY.assessments[0]
    for one in template.follow_ups:
        for language in ("en", "ru"):
            assert "{" not in one.ask.within(language).format(first="ping x", second="y")
