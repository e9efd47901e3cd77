"""Written work: kept drafts, versions, advice, a person's word, proofs; each door for whom it is."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from simulator.errors import Conflict, InvalidInput, NotAllowed, NotFound
from simulator.services.onboarding import Onboarding

LEVELS = {"K1": (4.0, ""), "K4": (3.0, "Step 3 could be two.")}


def good(services, exercise_id, lang="en"):
    return services.library.content.writing(exercise_id).samples.good.within(lang)


def handed_in(services, person, exercise_id="KBX-02"):
    services.writings.hand_in(person, exercise_id, "en", good(services, exercise_id), 0)
    return services.writings.work(person, exercise_id, "en")


def sources(services: object, person: object, competency: str) -> list[tuple[str, float, float]]:
    onboarding: Onboarding = services.onboarding  # type: ignore[attr-defined]
    found = onboarding.detail(person, person.id, competency).sources  # type: ignore[attr-defined]
    return [(one.kind, one.score, one.factors[2]) for one in found]


def test_a_draft_is_kept_and_the_same_text_changes_nothing(services, anna):
    first = services.writings.save_draft(anna, "NA-01", "ru", {"note": "Факты", "odd": "x"}, 0)
    assert services.writings.save_draft(anna, "NA-01", "en", {"note": "Факты"}, 0) == first == 1
    assert services.writings.save_draft(anna, "NA-01", "ru", {"note": "Факты: диск"}, 1) == 2
    work = services.writings.work(anna, "NA-01", "en")
    assert (work.fields, work.lang, work.state) == ({"note": "Факты: диск"}, "ru", "draft")


def test_a_second_tab_does_not_write_over_the_first(services, anna):
    services.writings.save_draft(anna, "NA-01", "en", {"note": "first tab"}, 0)
    with pytest.raises(Conflict, match="writing-moved-on"):
        services.writings.save_draft(anna, "NA-01", "en", {"note": "second tab"}, 0)
    with pytest.raises(Conflict, match="writing-moved-on"):
        services.writings.hand_in(anna, "NA-01", "en", {"note": "second tab"}, 0)
    assert services.writings.work(anna, "NA-01", "en").fields == {"note": "first tab"}


def test_one_tab_may_go_on_while_its_own_draft_is_still_on_the_way(services, anna):
    services.writings.save_draft(anna, "NA-01", "en", {"note": "half"}, 0, "tab-1")
    assert services.writings.save_draft(anna, "NA-01", "en", {"note": "half a line"}, 0, "tab-1") == 2
    with pytest.raises(Conflict, match="writing-moved-on"):
        services.writings.save_draft(anna, "NA-01", "en", {"note": "other"}, 0, "tab-2")
    services.writings.hand_in(anna, "NA-01", "en", {"note": "a whole line"}, 1, "tab-1")
    assert services.writings.work(anna, "NA-01", "en").versions[0].fields == {"note": "a whole line"}


def test_an_empty_or_endless_answer_is_refused_and_nothing_is_stored(services, anna):
    with pytest.raises(InvalidInput, match="text-empty"):
        services.writings.hand_in(anna, "KBX-01", "en", {"title": " \x00\x07 \n"}, 0)
    with pytest.raises(InvalidInput, match="text-too-long"):
        services.writings.hand_in(anna, "KBX-01", "en", {"title": "a" * 12_000, "steps": "b" * 12_000}, 0)
    with pytest.raises(InvalidInput, match="text-too-long"):
        services.writings.save_draft(anna, "KBX-01", "en", {"title": "a" * 20_001}, 0)
    assert services.writings.work(anna, "KBX-01", "en").state == "new"


def test_control_characters_are_left_out(services, anna):
    services.writings.save_draft(anna, "NA-01", "en", {"note": "a\x00b\x1b[31m\r\nc"}, 0)
    assert services.writings.work(anna, "NA-01", "en").fields["note"] == "ab[31m\nc"


def test_an_exercise_that_is_not_there_is_not_found(services, anna):
    with pytest.raises(NotFound):
        services.writings.work(anna, "NA-99", "en")


def test_rules_decide_a_rewrite_at_once_and_a_revision_counts_as_guided(services, anna, clock):
    services.writings.hand_in(anna, "RW-05", "en", {"reply": "Looking into it. Back soon."}, 0)
    assert [kind for kind, _, _ in sources(services, anna, "L1-P08")] == ["practical"]
    clock.pass_(minutes=5)
    version = services.writings.work(anna, "RW-05", "en").version
    services.writings.hand_in(anna, "RW-05", "en", good(services, "RW-05"), version)
    work = services.writings.work(anna, "RW-05", "en")
    assert [one.n for one in work.versions] == [1, 2]
    assert work.versions[0].fields == {"reply": "Looking into it. Back soon."}
    proofs = sorted(sources(services, anna, "L1-P08"), key=lambda one: one[1])
    assert [factor for _, _, factor in proofs] == [1.0, 0.4]
    assert proofs[0][1] < 0.5
    assert proofs[1][1] > 0.75


def test_a_double_click_hands_in_one_version(services, anna):
    answer = good(services, "NA-03")

    def hand_in(_: int) -> str:
        try:
            services.writings.hand_in(anna, "NA-03", "en", answer, 0)
        except Conflict:
            return "conflict"
        return "fine"

    with ThreadPoolExecutor(5) as pool:
        assert set(pool.map(hand_in, range(5))) == {"fine"}
    assert len(services.writings.work(anna, "NA-03", "en").versions) == 1
    assert len(sources(services, anna, "L1-D14")) == 1


def test_an_article_proves_nothing_until_a_person_has_accepted_it(services, anna, lead):
    work = handed_in(services, anna)
    assert sources(services, anna, "L1-D15") == []
    assert [line.id for line in services.writing_reviews.queue(lead)] == [work.id]
    services.writing_reviews.review(lead, work.id, 1, "accepted", "Well done.", LEVELS)
    assert sources(services, anna, "L1-D15") == [("written", round((15 * 4 + 20 * 3) / 35 / 4, 4), 1.0)]
    done = services.writings.work(anna, "KBX-02", "en")
    assert (done.state, done.versions[0].verdict.author) == ("accepted", "Lena")
    assert done.versions[0].verdict.levels["K4"] == (3.0, "Step 3 could be two.")
    with pytest.raises(Conflict, match="writing-accepted"):
        services.writings.save_draft(anna, "KBX-02", "en", {"title": "more"}, done.version)
    with pytest.raises(Conflict, match="writing-accepted"):
        services.writings.hand_in(anna, "KBX-02", "en", {"title": "more"}, done.version)


def test_a_returned_article_comes_back_and_every_version_stays(services, anna, lead):
    work = handed_in(services, anna)
    services.writing_reviews.review(lead, work.id, 1, "returned", "The cause is thin.", {})
    assert services.writings.work(anna, "KBX-02", "en").state == "returned"
    services.writings.hand_in(anna, "KBX-02", "en", {**good(services, "KBX-02"), "owner": "KM"}, work.version)
    services.writing_reviews.review(lead, work.id, 2, "accepted", "", LEVELS)
    final = services.writings.work(anna, "KBX-02", "en")
    assert [(one.n, one.verdict.verdict) for one in final.versions] == [(1, "returned"), (2, "accepted")]
    assert [factor for _, _, factor in sources(services, anna, "L1-D15")] == [0.7]


def test_a_review_says_why_and_only_once(services, anna, lead):
    work = handed_in(services, anna)
    review = services.writing_reviews.review
    with pytest.raises(InvalidInput, match="verdict-unknown"):
        review(lead, work.id, 1, "maybe", "", {})
    with pytest.raises(InvalidInput, match="levels-needed"):
        review(lead, work.id, 1, "accepted", "Fine.", {"K1": (None, "good")})
    with pytest.raises(InvalidInput, match="comment-needed"):
        review(lead, work.id, 1, "returned", " ", {"K1": (2.0, "")})
    for wrong in (4.5, -1.0, 2.3, float("nan")):
        with pytest.raises(InvalidInput, match="level-range"):
            review(lead, work.id, 1, "accepted", "", {"K1": (wrong, "")})
    review(lead, work.id, 1, "returned", "", {"K1": (2.0, "Say it in the customer’s words.")})
    with pytest.raises(Conflict, match="reviewed-already"):
        review(lead, work.id, 1, "accepted", "", LEVELS)


def test_a_review_of_a_version_that_was_replaced_is_refused(services, anna, lead):
    work = handed_in(services, anna)
    services.writings.hand_in(anna, "KBX-02", "en", {**good(services, "KBX-02"), "owner": "KM"}, work.version)
    with pytest.raises(Conflict, match="writing-moved-on"):
        services.writing_reviews.review(lead, work.id, 1, "accepted", "", LEVELS)


def test_written_work_is_seen_by_its_person_and_his_lead_only(services, anna, boris, lead, admin):
    work = handed_in(services, anna)
    theirs = handed_in(services, boris)
    assert services.writings.work(boris, "KBX-02", "en").id == theirs.id != work.id
    with pytest.raises(NotFound):
        services.writing_reviews.work(lead, theirs.id)
    with pytest.raises(NotFound):
        services.writing_reviews.review(lead, theirs.id, 1, "accepted", "", LEVELS)
    for stranger in (anna, boris):
        with pytest.raises(NotAllowed):
            services.writing_reviews.work(stranger, work.id)
        with pytest.raises(NotAllowed):
            services.writing_reviews.queue(stranger)
    assert {line.id for line in services.writing_reviews.queue(admin)} == {work.id, theirs.id}
    with pytest.raises(NotFound):
        services.writing_reviews.work(lead, "nothing")


def test_nobody_reviews_his_own_work_or_a_draft(services, anna, lead):
    services.writings.save_draft(anna, "KBX-02", "en", {"title": "draft"}, 0)
    draft = services.writings.work(anna, "KBX-02", "en")
    own = handed_in(services, lead)
    for work in (draft, own):
        with pytest.raises(NotFound):
            services.writing_reviews.work(lead, work.id)
    assert services.writing_reviews.queue(lead) == ()


def test_a_persons_levels_stand_above_the_rules(services, anna, lead):
    services.writings.hand_in(anna, "NA-01", "en", good(services, "NA-01"), 0)
    work = services.writings.work(anna, "NA-01", "en")
    services.writing_reviews.review(lead, work.id, 1, "returned", "Look again.", {"N3": (2.0, "")})
    assert sources(services, anna, "L1-D14") == [("practical", 0.5, 1.0)]


def test_what_was_written_is_in_the_persons_copy_and_goes_with_him(services, anna, lead):
    work = handed_in(services, anna)
    services.writing_reviews.review(lead, work.id, 1, "returned", "Shorter.", {})
    tables = services.privacy.copy(anna, anna.id)["tables"]
    assert (len(tables["writing_version"]), len(tables["writing_review"])) == (1, 1)


def test_only_an_article_opens_the_gate_that_asks_for_one(services, anna, lead):
    def found() -> float:
        gates = {gate.id: gate for gate in services.onboarding.progress(anna, anna.id).gates}
        return next(one.found for one in gates["G3"].conditions if one.kind == "written")

    guide = handed_in(services, anna, "DOC-01")
    services.writing_reviews.review(lead, guide.id, 1, "accepted", "", {"K4": (4.0, "")})
    assert found() == 0
    article = handed_in(services, anna, "KBX-02")
    services.writing_reviews.review(lead, article.id, 1, "accepted", "", LEVELS)
    assert found() == 1
