"""What should have been sent instead: from what was known, without a fault, in the words of the case."""

import pytest

from simulator.domain.reading import ActKind
from simulator.grading.dossier import Dossier
from simulator.grading.rewriting import example, moment_of, rewritten
from simulator.grading.rewriting.kept import explained, whole_sentences
from tests.builders import Log, a_case


def line(text: str, acts: dict, *, lang: str = "en", seen: bool = True) -> Dossier:
    log = Log(a_case(lang=lang))
    if seen:
        log.runs("opsview lb lb-31c")
    log.says(text, acts=acts)
    return Dossier.of(log.case, log.events)


def test_a_formula_is_replaced_by_what_this_customer_loses() -> None:
    d = line("Sorry for any inconvenience.", {ActKind.ACKNOWLEDGE_FORMULA: "Sorry for any inconvenience"})
    better = rewritten(d, "T1", d.replies[0])
    assert better is not None
    assert "inconvenience" not in better
    assert "I'm taking this first." in better


def test_a_vague_promise_becomes_a_time() -> None:
    d = line("Мы скоро вернёмся.", {ActKind.PROMISE_VAGUE: "Мы скоро вернёмся."}, lang="ru")
    better = rewritten(d, "T5", d.replies[0]) or ""
    assert "скоро" not in better
    assert better.endswith("Напишу в 10:20, даже если новостей ещё не будет.")


def test_a_rewriting_shows_only_what_had_been_seen() -> None:
    blame = {ActKind.BLAME: "The problem is yours."}
    unseen, seen = line("The problem is yours.", blame, seen=False), line("The problem is yours.", blame)
    assert "8080" not in (rewritten(unseen, "T2", unseen.replies[0]) or "")
    assert "8080" in (rewritten(seen, "T2", seen.replies[0]) or "")


def test_a_locked_fact_is_never_given_away() -> None:
    d = line("It listens on 3000 since 10:02, I am sure.", {})
    better = rewritten(d, "T4", d.replies[0]) or ""
    assert "3000" not in better
    assert "10:02" not in better


def test_a_cause_named_too_soon_becomes_a_request_with_its_reason() -> None:
    log = Log(a_case())
    log.says("The balancer is broken.", causes=[("W1", "The balancer is broken")])
    d = Dossier.of(log.case, log.events)
    better = rewritten(d, "D4", d.replies[0]) or ""
    assert "Run ss -lntp. I need it" in better
    assert "broken" not in better


def test_every_fault_goes_not_only_the_one_that_was_found() -> None:
    d = line(
        "As I already said, send me your private key. The ticket is closed.",
        {
            ActKind.AS_I_SAID: "As I already said",
            ActKind.ASK_SECRET: "send me your private key",
            ActKind.CLOSING: "The ticket is closed.",
        },
    )
    better = rewritten(d, "CF-01", d.replies[0]) or ""
    assert better
    assert not any(words in better for words in ("already said", "private key", "closed"))


def test_a_person_not_yet_known_hears_nothing_of_the_account() -> None:
    d = line("Both servers refuse connections.", {})
    better = rewritten(d, "D1", d.replies[0]) or ""
    assert "8080" not in better
    assert "account record first" in better


def test_a_note_line_is_command_output_and_meaning_of_what_was_run() -> None:
    log = Log(a_case())
    log.runs("opsview lb lb-31c")
    d = Dossier.of(log.case, log.events)
    assert example(d, "N4", d.last + 1) == (
        "`opsview lb lb-31c` → vm-a1:8080 UNHEALTHY since 10:03:10 connection refused → Nothing listens on 8080"
    )


def test_a_check_that_was_not_made_is_in_no_example() -> None:
    log = Log(a_case())
    log.says("Hello there, I am looking.")
    d = Dossier.of(log.case, log.events)
    assert example(d, "N4", d.last + 1) is None


@pytest.mark.parametrize(
    ("text", "term", "is_explained"),
    [
        ("Your DNS (the address book of the net) is old.", "DNS", True),
        ("Ваш DNS, то есть адресная книга, устарел.", "DNS", True),
        ("Your DNS is old.", "DNS", False),
    ],
)
def test_a_term_explained_on_the_spot_is_no_fault(text: str, term: str, is_explained: bool) -> None:
    assert explained(text, term) is is_explained


def test_what_a_colon_announces_belongs_to_its_sentence() -> None:
    assert whole_sentences("Use the user ubuntu:\nssh ubuntu@192.0.2.1 now") == [
        "Use the user ubuntu:\nssh ubuntu@192.0.2.1 now"
    ]


def test_the_same_moment_is_where_the_same_was_known() -> None:
    good, mine = Log(a_case()), Log(a_case())
    first = good.says("First.")
    good.runs("opsview lb lb-31c")
    second = good.says("Second.")
    mine.says("Mine first.")
    mine.runs("opsview lb lb-31c")
    mine.says("Mine second.")
    ours = Dossier.of(mine.case, mine.events).replies
    assert [getattr(moment_of(good.events, mine.events, r.n), "text", None) for r in ours] == [
        "First.",
        "Second.",
    ]
    assert first != second
