"""What modifiers change in a case, and what they leave alone."""

from typing import get_args

import pytest

from simulator.content.library import Library
from simulator.domain.action import Run as RunTool, Say
from simulator.domain.case import Case
from simulator.domain.event import Event
from simulator.domain.modifier import TURNS, ModifierId
from simulator.domain.run import Run
from simulator.engine import play
from simulator.engine.environment import run_command
from simulator.engine.modifiers import BUSY_MINUTES, stale_first, suitable
from simulator.errors import InvalidInput
from simulator.rehearsal.stage import Stage

ALL = get_args(ModifierId)


def harder(library: Library, scenario_id: str, *chosen: ModifierId, lang: str = "en", seed: int = 1) -> Case:
    return library.case(scenario_id, lang, seed, "practice", chosen)  # type: ignore[arg-type]


def kinds(events: tuple[Event, ...], since: int = 0) -> list[str]:
    return [event.kind for event in events[since:]]


def test_every_modifier_fits_some_card_and_can_be_played_there(library: Library) -> None:
    played: set[str] = set()
    for card in library.scenarios:
        for one in suitable(card, library.articles):
            if one in played:
                continue
            stage = Stage.of(library, harder(library, card.id, one))
            run = stage.after(stage.run, Say(text="Hello, I am looking into it. What do you see exactly?"))
            assert run.customer_lines
            assert stage.case.scenario.difficulty == min(5, card.difficulty + 1)
            played.add(one)
    # Turns come up in assessments only; nobody chooses them.
    assert played == set(ALL) - set(TURNS)


def test_the_same_seed_gives_the_same_texts_and_another_may_not(library: Library) -> None:
    first, again = (harder(library, "SC-07", "M6", seed=3).scenario for _ in range(2))
    assert first == again
    texts = {harder(library, "SC-07", "M6", seed=seed).scenario.interludes[0].text.en for seed in range(1, 9)}
    assert len(texts) > 1


@pytest.mark.parametrize("chosen", [("M1", "M2", "M5"), ("M2", "M2")])
def test_more_than_two_or_the_same_twice_is_refused(library: Library, chosen: tuple[ModifierId, ...]) -> None:
    with pytest.raises(InvalidInput, match="modifiers-too-many"):
        harder(library, "SC-07", *chosen)


def test_what_a_card_cannot_carry_is_refused(library: Library) -> None:
    with pytest.raises(InvalidInput, match="modifier-unfit"):
        harder(library, "SC-07", "M3")
    with pytest.raises(InvalidInput, match="modifier-unfit"):
        harder(library, "SC-07", "M99")  # type: ignore[arg-type]


def test_m1_the_customer_writes_in_the_other_language(library: Library) -> None:
    stage = Stage.of(library, harder(library, "SC-07", "M1"))
    assert stage.run.opened.text == stage.case.scenario.opening.ru
    run = stage.after(stage.run, Say(text="What changed on your side around 10:00?"))
    assert any("а" <= letter <= "я" for letter in run.customer_lines[-1].text.lower())


def test_m2_the_id_is_mistyped_and_the_right_one_is_told_when_asked(library: Library) -> None:
    card, plain = harder(library, "SC-02", "M2").scenario, library.scenario("SC-02")
    assert "vm-2c90" not in card.opening.en
    assert card.known_ids == ()
    assert len(card.facts) == len(plain.facts) + 1
    Stage.of(library, library.case("SC-02", "en", 1)).after(
        Stage.of(library, library.case("SC-02", "en", 1)).run, Say(text="Which server is it?")
    )
    # What was compiled for the plain card must not be used for the harder one.
    stage = Stage.of(library, harder(library, "SC-02", "M2"))
    run = stage.after(stage.run, Say(text="I don't see that id. Which server is it exactly?"))
    assert card.facts[-1].id in run.facts
    assert "vm-2c90" in run.customer_lines[-1].text


def test_m3_the_outdated_article_comes_first(library: Library) -> None:
    card = harder(library, "SC-45", "M3").scenario
    stale = next(a.id for a in library.articles if a.state == "stale" and "SC-45" in a.scenarios)
    assert stale_first(card, library.articles, ("KB-1001", stale))[0] == stale
    assert stale_first(library.scenario("SC-45"), library.articles, ("KB-1001", stale))[0] == "KB-1001"
    assert stale_first(card, library.articles, ()) == ()


def test_m4_the_draft_names_a_wrong_cause_and_never_the_right_one(library: Library) -> None:
    for card in library.scenarios:
        if not card.wrong_causes:
            continue
        draft = harder(library, card.id, "M4").scenario.assistant_draft
        assert draft is not None
        assert any(wrong.text.en.rstrip(" .")[3:].lower() in draft.en.lower() for wrong in card.wrong_causes)
        assert card.cause.text.en not in draft.en


def test_m5_the_shift_lead_calls_and_the_time_passes_after_the_next_message(library: Library) -> None:
    stage = Stage.of(library, harder(library, "SC-07", "M5"))
    run = stage.after(stage.run, Say(text="Hello. What changed on your side around 10:00?"))
    assert kinds(run.events).count("interlude") == 1
    before = run.now
    run = stage.after(run, Say(text="I have to join another incident, I will write to you in 30 minutes."))
    assert kinds(run.events).count("waited") == 1
    assert run.now is not None
    assert before is not None
    assert (run.now - before).total_seconds() >= 60 * BUSY_MINUTES
    assert kinds(stage.after(run, Say(text="I am back.")).events).count("waited") == 1


def test_m7_a_tool_that_is_down_shows_nothing_and_is_no_evidence(library: Library) -> None:
    case = next(
        harder(library, card.id, "M7")
        for card in library.scenarios
        if "M7" in suitable(card, library.articles)
    )
    down = next(tool for tool in case.scenario.tools if tool.down)
    run = Run.of(play.begin(case))
    shown = run_command(case, run, down.cmd)
    assert shown.tool is None
    assert not shown.ok
    assert "503" in shown.text
    assert down.id not in run.after(*play.act(case, run, RunTool(tool=down.cmd))).evidence


@pytest.mark.parametrize("one", ["M6", "M8", "M9"])
def test_somebody_speaks_up_once(library: Library, one: ModifierId) -> None:
    stage = Stage.of(library, harder(library, "SC-07", one))
    run = stage.run
    for text in ("Hello, I see the errors. What changed around 10:00?", "Thank you. Noted.", "Next."):
        run = stage.after(run, Say(text=text))
    said = [event for event in run.events if event.kind == "interlude"]
    assert [event.by for event in said] == [one]
    assert said[0].text == stage.case.scenario.interludes[0].text.en


def test_m10_the_order_stands_in_the_output_and_everything_else_is_still_there(library: Library) -> None:
    card, plain = harder(library, "SC-07", "M10").scenario, library.scenario("SC-07")
    changed = [(a, b) for a, b in zip(card.tools, plain.tools, strict=True) if a.out != b.out]
    assert len(changed) == 1
    after, before = changed[0]
    assert "SUPPORT ASSISTANT" in after.out
    assert set(before.out.strip().split("\n")) < set(after.out.split("\n"))
