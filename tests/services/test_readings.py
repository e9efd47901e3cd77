"""Readings and career cards through the real services."""

import pytest

from simulator.errors import InvalidInput, NotFound

FACTS = ["A refused port answers.", "A dropped packet does not.", "TTL falls at each hop."]


def test_a_use_note_closes_a_reading_once_goes_into_the_log_and_gives_no_level(services, anna):
    assert "sdsm" in {book.id for book in services.readings.due(anna, 2)}
    for _ in range(2):
        services.readings.close(anna, "sdsm", FACTS, "The ticket with a refused port.", "hard", "k1")
    line = next(one for one in services.readings.all(anna, 2) if one.book.id == "sdsm")
    assert [(note.facts, note.mark) for note in line.notes] == [(tuple(FACTS), "hard")]
    assert line.book.mark == "easy"
    assert "sdsm" not in {book.id for book in services.readings.due(anna, 2)}
    assert len(services.gates.log(anna)) == 1
    assert all(cell.items == 0 for cell in services.onboarding.progress(anna, anna.id).cells)


@pytest.mark.parametrize(
    ("facts", "ticket", "mark", "code"),
    [
        (FACTS[:2], "The refused port.", "easy", "facts-needed"),
        ([FACTS[0]] * 3, "The refused port.", "easy", "facts-needed"),
        (FACTS, "none", "easy", "ticket-needed"),
        (FACTS, "The refused port.", "boring", "mark-unknown"),
    ],
)
def test_a_note_that_says_nothing_is_refused(services, anna, facts, ticket, mark, code):
    with pytest.raises(InvalidInput, match=code):
        services.readings.close(anna, "sdsm", facts, ticket, mark, "k")
    assert services.gates.log(anna) == ()


def test_there_are_the_readings_of_the_list_and_the_weeks_lead_somewhere(services, anna):
    books = services.library.content.books
    known = {one.id for one in services.onboarding.competencies}
    assert len(books) == len({book.id for book in books}) == 22
    assert {name for book in books for name in book.competencies} <= known


def test_career_cards_show_three_lists_and_move_with_proofs(services, anna, lead, boris):
    page = services.careers.cards(anna, anna.id)
    assert len(page.cards) == 9
    assert all(card.proven == () and card.trainable and card.at_work for card in page.cards)
    for _ in range(5):
        services.gates.observe(lead, anna.id, "L1-S03", "lead", 0.9, "Helped Boris.", helped=True)
    mine, leads = services.careers.cards(anna, anna.id), services.careers.cards(lead, anna.id)
    assert mine == leads
    team = next(card for card in mine.cards if card.role.id == "team-lead")
    assert [one.ask.kind for one in team.proven] == ["helped"]
    with pytest.raises(NotFound):
        services.careers.cards(boris, anna.id)


def test_every_role_asks_for_things_that_exist(services):
    content = services.library.content
    known = {one.id for one in services.onboarding.competencies}
    cards, quizzes = {one.id for one in content.scenarios}, {one.id for one in content.quizzes}
    for role in content.next_roles:
        for ask in role.asks:
            where = {"levels": known, "cards": cards, "quiz": quizzes}.get(ask.kind, set(ask.of))
            assert set(ask.of) <= where, (role.id, ask.of)
