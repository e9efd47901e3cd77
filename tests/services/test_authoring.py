"""Cards written in the product: every text is kept, nothing untried or broken reaches a trainee."""

import pytest
from sqlalchemy import event

from simulator.content.manuscript import fields_of, with_fields
from simulator.domain.person import Person
from simulator.errors import Conflict, InvalidInput, NotAllowed, NotFound
from simulator.services import Services

NEW = "SC-60"


@pytest.fixture
def card(services: Services, lead: Person) -> str:
    """A new card that began as SC-55."""
    return services.authoring.begin(lead, "SC-55", replace=False)


def text(services: Services, lead: Person, card: str) -> str:
    return services.authoring.open(lead, card).text


def tried(services: Services, lead: Person, card: str) -> None:
    run = services.authoring.try_run(lead, card, "en", f"k{services.authoring.open(lead, card).version}")
    services.simulations.finish(lead, run, "f")


def test_a_new_card_begins_whole_under_a_free_number(services, lead, card):
    found = services.authoring.open(lead, card)
    assert (found.scenario_id, found.stage, found.version, found.problems) == (NEW, "draft", 1, ())
    assert not found.replaces
    second = services.authoring.begin(lead, "SC-55", replace=False)
    assert services.authoring.open(lead, second).scenario_id == "SC-61"
    own = services.authoring.begin(lead, "SC-55", replace=True)
    assert services.authoring.open(lead, own).replaces
    with pytest.raises(InvalidInput, match="card-begun"):
        services.authoring.begin(lead, "SC-55", replace=True)
    with pytest.raises(NotFound):
        services.authoring.begin(lead, "SC-98", replace=False)


def test_a_draft_reaches_nobody_and_a_published_card_everybody(services, lead, anna, card):
    assert NEW not in {one.scenario_id for one in services.library.browse(anna)}
    with pytest.raises(InvalidInput, match="card-untried"):
        services.authoring.publish(lead, card, 1, "")
    tried(services, lead, card)
    assert services.authoring.open(lead, card).stage == "tried"
    services.authoring.publish(lead, card, 1, "first")
    assert NEW in {one.scenario_id for one in services.library.browse(anna)}
    run = services.simulations.start(anna, NEW, "ru", "practice", 1, "k")
    assert services.simulations.desk(anna, run).scenario_id == NEW
    services.authoring.withdraw(lead, card)
    assert NEW not in {one.scenario_id for one in services.library.browse(anna)}
    with pytest.raises(NotFound):
        services.library.briefing(anna, NEW)
    assert services.simulations.desk(anna, run).scenario_id == NEW


def test_a_version_of_a_shipped_card_stands_in_its_place_until_it_is_withdrawn(services, lead, anna):
    own = services.authoring.begin(lead, "SC-55", replace=True)
    before = services.library.briefing(anna, "SC-55").subject.en
    changed = with_fields(text(services, lead, own), {"subject_en": "Shop is down"})
    services.authoring.save(lead, own, changed, 1)
    tried(services, lead, own)
    services.authoring.publish(lead, own, 2, "")
    assert services.library.briefing(anna, "SC-55").subject.en == "Shop is down"
    first = services.simulations.start(anna, "SC-55", "en", "practice", 1, "a")
    services.authoring.withdraw(lead, own)
    assert services.library.briefing(anna, "SC-55").subject.en == before
    assert services.simulations.desk(anna, first).subject == "Shop is down"


def test_a_change_after_the_try_asks_for_a_new_one_and_trainees_keep_the_old_text(services, lead, anna, card):
    tried(services, lead, card)
    services.authoring.publish(lead, card, 1, "")
    changed = with_fields(text(services, lead, card), {"subject_en": "Another subject"})
    services.authoring.save(lead, card, changed, 1)
    with pytest.raises(InvalidInput, match="card-untried"):
        services.authoring.publish(lead, card, 2, "")
    assert services.library.briefing(anna, NEW).subject.en != "Another subject"
    tried(services, lead, card)
    services.authoring.publish(lead, card, 2, "")
    assert services.library.briefing(anna, NEW).subject.en == "Another subject"


def test_a_broken_text_is_kept_with_its_problems_and_cannot_be_tried_or_published(services, lead, card):
    good = text(services, lead, card)
    broken = good.replace("difficulty: 1", "difficulty: nine").replace("facts:", "fact:", 1)
    services.authoring.save(lead, card, broken, 1)
    found = services.authoring.open(lead, card)
    assert found.text == broken
    assert not found.readable
    lines = broken.splitlines()
    assert any(lines[one.line - 1].startswith("difficulty") for one in found.problems)
    with pytest.raises(InvalidInput, match="card-unreadable"):
        services.authoring.try_run(lead, card, "en", "k")
    with pytest.raises(InvalidInput, match="card-wrong"):
        services.authoring.publish(lead, card, 2, "")
    assert services.authoring.problems(lead, card, good) == ()
    assert services.authoring.problems(lead, card, "{") != ()
    assert services.authoring.problems(lead, card, good.replace("id: SC-60", "id: SC-61")) != ()


def test_two_authors_do_not_overwrite_each_other(services, lead, admin, card):
    start = text(services, lead, card)
    assert services.authoring.save(lead, card, start + "# mine\n", 1, "a remark") == 2
    with pytest.raises(Conflict, match="card-moved-on"):
        services.authoring.save(admin, card, start + "# theirs\n", 1)
    # Saving again what stands there already is no conflict: a double click, a reload.
    assert services.authoring.save(lead, card, start + "# mine\n", 1) == 2
    assert services.authoring.save(admin, card, start + "# theirs\n", 2) == 3
    history = services.authoring.open(lead, card).history
    assert [(one.n, one.author) for one in history] == [(3, admin.name), (2, lead.name), (1, lead.name)]
    assert [line for line in services.authoring.difference(lead, card, 2, 3) if line[0] in "+-"][2:] == [
        "-# mine", "+# theirs",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("bad", "said"), [("", "card-empty"), (" \n", "card-empty"), ("x" * 200_001, "card-too-long")]
)
def test_what_is_no_text_is_refused_and_nothing_is_lost(services, lead, card, bad, said):
    with pytest.raises(InvalidInput, match=said):
        services.authoring.save(lead, card, bad, 1)
    assert services.authoring.open(lead, card).version == 1


def test_the_form_changes_its_values_and_nothing_else_of_a_text(services, lead, card):
    before = text(services, lead, card)
    assert with_fields(before, fields_of(before).model_dump()).splitlines() == before.splitlines()
    after = with_fields(before, {"opening_ru": "Всё лежит: ничего не открывается.", "difficulty": "2"})
    assert fields_of(after).opening_ru == "Всё лежит: ничего не открывается."
    changed = [
        pair for pair in zip(before.splitlines(), after.splitlines(), strict=True) if pair[0] != pair[1]
    ]
    assert len(changed) == 2
    odd = 'He said: "#1 {down}", then \\ hung up'
    assert fields_of(with_fields(before, {"stake_en": odd, "title_en": "two\nlines"})).stake_en == odd
    with pytest.raises(InvalidInput, match="card-unreadable"):
        with_fields("{", {"difficulty": "2"})


def test_only_leads_write(services, anna, igor, lead, card):
    for stranger in (anna, igor):
        for call in (
            services.authoring.all,
            lambda who: services.authoring.open(who, card),
            lambda who: services.authoring.save(who, card, "x", 1),
            lambda who: services.authoring.publish(who, card, 1, ""),
        ):
            with pytest.raises(NotAllowed):
                call(stranger)
    with pytest.raises(NotFound):
        services.authoring.open(lead, "none")


def test_the_list_of_cards_asks_the_database_once_however_many_are_published(services, lead):
    for number in range(3):
        card = services.authoring.begin(lead, "SC-55", replace=False)
        run = services.authoring.try_run(lead, card, "en", f"k{number}")
        services.simulations.finish(lead, run, "f")
        services.authoring.publish(lead, card, 1, "")
    content = services.library.content
    assert len(content.scenarios) == 62
    asked: list[str] = []
    event.listen(services.database.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    assert len(content.scenarios) == 62
    assert sum(statement.startswith("SELECT") for statement in asked) == 1
