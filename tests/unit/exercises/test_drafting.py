"""Drafts of the assistant: drawing what is wrong, and what finding, explaining and rewriting it is worth."""

import pytest
from hypothesis import given, settings, strategies as st

from simulator.domain.draft import FINE, REASONS, DraftCheck, Finding, Wrong
from simulator.domain.text import LANGUAGES
from simulator.exercises.drafting import drawn, known_text, rewritten, scored
from simulator.services.drafts import READERS
from tests.shelves import LIBRARY

CHECKS = {one.id: one for one in LIBRARY.draft_checks}
SENTENCES = [(name, one.id) for name, check in CHECKS.items() for one in check.sentences if one.wrong]


def wrong_of(name: str, sentence: str) -> Wrong:
    found = CHECKS[name].sentence(sentence)
    assert found is not None
    assert found.wrong is not None
    return found.wrong


def best(check: DraftCheck, wrong: tuple[str, ...], language: str = "en") -> Finding:
    verdicts = {
        one.id: one.wrong.reason if one.id in wrong and one.wrong else FINE for one in check.sentences
    }
    worst = max(wrong, key=lambda name: wrong_of(check.id, name).harm)
    return Finding(verdicts=verdicts, worst=worst, rewrite=check.sentence(worst).text.within(language))  # type: ignore[union-attr, arg-type]


def test_there_are_three_drafts_to_train_with_and_three_for_hiring() -> None:
    assert sorted(CHECKS) == ["AID-11", "AID-22", "AID-59", "AIX-01", "AIX-02", "AIX-03"]
    assert all((check.use == "hiring") == name.startswith("AID") for name, check in CHECKS.items())
    levels = {check.difficulty for name, check in CHECKS.items() if name.startswith("AID")}
    assert levels == {3}, "a candidate's trap is as hard as another's"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "sentence"), SENTENCES)
def test_the_right_sentence_passes_every_rule_and_the_wrong_one_does_not(
    name: str, sentence: str, language: str
) -> None:
    check, wrong = CHECKS[name], wrong_of(name, sentence)
    known = known_text(check)
    right = check.sentence(sentence).text.within(language)  # type: ignore[union-attr, arg-type]
    assert [rule.name for rule in rewritten(wrong, right, known, READERS) if not rule.holds] == []
    assert not rewritten(wrong, wrong.text.within(language), known, READERS)[0].holds


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_the_draw_is_reproducible_and_reaches_every_sentence_that_can_go_wrong(name: str) -> None:
    check = CHECKS[name]
    draws = [drawn(check, seed) for seed in range(1, 60)]
    assert draws == [drawn(check, seed) for seed in range(1, 60)]
    assert {len(one) for one in draws} == {check.draw}
    assert {sentence for one in draws for sentence in one} == {one.id for one in check.sentences if one.wrong}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(CHECKS))
def test_finding_explaining_and_rewriting_all_is_worth_everything(name: str, language: str) -> None:
    check = CHECKS[name]
    for seed in range(1, 8):
        wrong = drawn(check, seed)
        assert scored(check, wrong, best(check, wrong, language), READERS).total == pytest.approx(1.0)
    everything_fine = Finding(verdicts={one.id: FINE for one in check.sentences})
    assert scored(check, wrong, everything_fine, READERS).total == 0.0


def test_marking_everything_as_wrong_finds_nothing() -> None:
    check = CHECKS["AIX-01"]
    wrong = ("s1", "s4")
    everything = Finding(verdicts={one.id: "invented" for one in check.sentences})
    assert scored(check, wrong, everything, READERS).dimensions["found"] == 0.0


def test_rewriting_the_lesser_harm_is_worth_half() -> None:
    check, wrong = CHECKS["AIX-01"], ("s2", "s4")
    finding = best(check, wrong)
    assert finding.worst == "s4"
    lesser = finding.model_copy(update={"worst": "s2", "rewrite": check.sentence("s2").text.en})  # type: ignore[union-attr]
    assert scored(check, wrong, lesser, READERS).dimensions["rewrite"] == 0.5
    elsewhere = finding.model_copy(update={"worst": "s3"})
    assert scored(check, wrong, elsewhere, READERS).dimensions["rewrite"] == 0.0


@pytest.mark.parametrize(
    ("name", "sentence", "text", "broken"),
    [
        ("AID-11", "s2", "I cannot promise it: the address is free until 11:14 and I am asking the network team for it.", []),
        ("AID-11", "s2", "Не могу обещать, что адрес будет вашим: он в карантине до 11:14, прошу сетевую команду вернуть его.", []),
        ("AID-11", "s2", "I promise: it is in quarantine, I ask the team.", ["gone"]),
        ("AID-11", "s2", "It is in quarantine until 11:44, I am asking the network team.", ["nothing-invented"]),
        ("AID-11", "s2", "It is in quarantine, I am asking the team, and I will write to you by 10:15.", []),
        ("AID-11", "s4", "The machine answers at 203.0.113.87.", ["right", "nothing-invented"]),
        ("AIX-02", "s3", "Once it is granted, machines start within 20 minutes.", ["right", "nothing-invented"]),
        ("AIX-02", "s5", "I will write. Password: Winter2025!x", ["nothing-invented", "nothing-leaked"]),
        ("AIX-01", "s1", "The snapshot is not damaged, its checksum is fine.", []),
        ("AIX-01", "s1", "Thank you for waiting.", ["right"]),
    ],
)  # fmt: skip
def test_a_rewritten_sentence_is_judged_by_its_facts(
    name: str, sentence: str, text: str, broken: list[str]
) -> None:
    rules = rewritten(wrong_of(name, sentence), text, known_text(CHECKS[name]), READERS)
    assert [rule.name for rule in rules if not rule.holds] == broken


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(CHECKS)), st.integers(1, 40), st.text(max_size=80),
    st.lists(st.sampled_from(["", FINE, *REASONS]), min_size=5, max_size=5), st.integers(0, 4),
)  # fmt: skip
def test_a_score_is_bounded_and_finding_one_more_never_costs(
    name: str, seed: int, text: str, verdicts: list[str], at: int
) -> None:
    check = CHECKS[name]
    wrong = drawn(check, seed)
    given_verdicts = dict(zip([one.id for one in check.sentences], verdicts, strict=False))
    finding = Finding(verdicts=given_verdicts, worst=wrong[0], rewrite=text)
    before = scored(check, wrong, finding, READERS)
    assert 0.0 <= before.total <= 1.0
    target = wrong[at % len(wrong)]
    mended = finding.model_copy(update={"verdicts": given_verdicts | {target: wrong_of(name, target).reason}})
    assert scored(check, wrong, mended, READERS).total >= before.total - 1e-9
