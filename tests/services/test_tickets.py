"""Old tickets: masked before anything is kept, all or nothing, once; cards begin from them and need a person."""

from pathlib import Path

import pytest
from sqlalchemy import text as sql

from simulator.app import Options, build_services
from simulator.domain.ticket import SuggestedFact, Suggestion
from simulator.errors import InvalidInput, ModelUnavailable, NotAllowed, NotFound
from simulator.intake.columns import guessed, product
from simulator.intake.table import LONGEST_CELL, MOST_ROWS, read_table
from simulator.llm.drafting import ModelDrafter, Proposed, ProposedFact, trusted
from simulator.llm.scripted import ScriptedModel
from simulator.worker.handlers import handlers
from tests.services.fixtures import HASHER, Bell

SHEETS = Path(__file__).parent.parent / "data" / "tickets"
SECRETS = ("Zima2024", "Дубров", "185.71", "teremok", "4242 4242", "555-34-07", "Жуков")


def sheet(name: str = "znuny.csv") -> bytes:
    return (SHEETS / name).read_bytes()


def stored(database) -> str:
    """Everything in the database that could hold a word of a sheet."""
    with database.reading() as session:
        return "\n".join(
            str(row)
            for table in ("sheet", "old_ticket", "card_version", "job", "model_call")
            for row in session.connection().execute(sql(f"SELECT * FROM {table}"))
        )


def kept(services, lead, name: str = "znuny.csv"):
    sheet_id = services.tickets.take_in(lead, sheet(name))
    return services.tickets.keep(lead, sheet_id, services.tickets.sheet(lead, sheet_id).roles)


@pytest.mark.parametrize(
    ("name", "encoding", "desk"), [("znuny.csv", "cp1251", ""), ("zendesk.csv", "utf-8", "Zendesk")]
)
def test_a_sheet_is_read_as_it_comes(name, encoding, desk):
    table = read_table(sheet(name))
    assert table.encoding == encoding
    assert product(table.headings) == desk
    assert {"subject", "description", "person"} <= set(guessed(table.headings))


def test_nothing_unmasked_is_ever_stored(services, database, lead):
    sheet_id = services.tickets.take_in(lead, sheet())
    waiting = stored(database)
    assert not [word for word in SECRETS if word in waiting]
    services.tickets.keep(lead, sheet_id, services.tickets.sheet(lead, sheet_id).roles)
    line = services.tickets.all(lead)[0][0]
    services.tickets.begin_card(lead, line.id)
    assert not [word for word in SECRETS if word in stored(database)]


def test_the_preview_tells_what_was_covered_and_what_is_left_out(services, lead):
    sheet_id = services.tickets.take_in(lead, sheet())
    found = services.tickets.sheet(lead, sheet_id)
    assert found.covered["secret"] == 1
    assert found.covered["person"] >= 4
    first = found.tickets[0]
    assert first.text.startswith("Здравствуйте! Меня зовут [имя 1].")
    assert first.replies[1].startswith("[имя 1] перезвонили")  # another case of the same name
    roles = ["ignore" if role == "reply" else role for role in found.roles]
    assert services.tickets.sheet(lead, sheet_id, roles, "fstab\nядра").tickets[0].replies == ()
    assert "fstab" not in services.tickets.sheet(lead, sheet_id, roles, "fstab\nядра").tickets[0].resolution


def test_the_same_file_twice_gives_no_doubles(services, lead):
    first, again = kept(services, lead), kept(services, lead)
    assert (first.kept, first.twice, first.empty) == (2, 0, 1)
    assert (again.kept, again.twice, again.empty) == (0, 2, 1)
    assert len(services.tickets.all(lead)[0]) == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "tickets-empty"),
        (b"Subject,Text\n", "tickets-empty"),
        (b"PK\x03\x04 a workbook", "sheet-not-text"),
        (b"a,b\n\x00\x01,c\n", "sheet-not-text"),
        (b"only one column\nof words\n", "sheet-one-column"),
        (b'Subject,Text\nx,"never closed\n', "tickets-broken"),
        (b"Subject,Text\na,b,c,d\n", "tickets-broken"),
        (b"Subject,Text\n" + b"a,b\n" * (MOST_ROWS + 1), "sheet-too-long"),
        (b"Subject,Text\na," + b"x" * (LONGEST_CELL + 1) + b"\n", "sheet-long-cell"),
        (b"a,b\n" * 400_000, "sheet-too-large"),
        (
            (",".join("abcdefgh"[:2] + str(n) for n in range(80)) + "\n" + "," * 79 + "x\n").encode(),
            "sheet-too-wide",
        ),
    ],
)
def test_a_broken_file_says_why_and_leaves_nothing(services, database, lead, data, code):
    with pytest.raises(InvalidInput, match=code):
        services.tickets.take_in(lead, data)
    assert stored(database) == ""


def test_a_sheet_without_a_text_is_not_kept_and_waits_on(services, lead):
    sheet_id = services.tickets.take_in(lead, sheet())
    with pytest.raises(InvalidInput, match="columns-missing"):
        services.tickets.keep(lead, sheet_id, ["ignore"] * 11)
    assert services.tickets.sheet(lead, sheet_id).rows == 3


def test_a_sheet_is_its_authors_and_does_not_wait_for_ever(services, lead, admin, anna, clock):
    sheet_id = services.tickets.take_in(lead, sheet())
    with pytest.raises(NotFound):
        services.tickets.sheet(admin, sheet_id)
    with pytest.raises(NotAllowed):
        services.tickets.all(anna)
    clock.pass_(hours=25)
    services.tickets.take_in(admin, sheet("zendesk.csv"))
    with pytest.raises(NotFound):
        services.tickets.sheet(lead, sheet_id)


def test_a_card_begins_once_as_a_draft_that_cannot_be_published(services, lead):
    kept(services, lead)
    line = next(one for one in services.tickets.all(lead)[0] if "site1" in one.subject)
    card_id = services.tickets.begin_card(lead, line.id)
    assert services.tickets.begin_card(lead, line.id) == card_id
    card = services.authoring.open(lead, card_id)
    assert card.readable
    assert card.fields.opening_ru.startswith("Здравствуйте! Меня зовут [имя 1]")
    assert any("still to be written" in one.what for one in card.problems)
    assert "загрузка ждёт ввода" in card.text
    with pytest.raises(InvalidInput, match="card-wrong"):
        services.authoring.publish(lead, card_id, card.version, "")


PROPOSAL = Suggestion(
    title="Загрузка ждёт диск из fstab", opening="Магазин стоит второй час! Сервер не пускает.", category="platform-failure",
    facts=(SuggestedFact(text="Диск отключили вчера", says="Вчера отсоединили диск", ask="Что меняли вчера?"),),
)  # fmt: skip


class Drafter:
    def __init__(self, answer: Suggestion | ModelUnavailable) -> None:
        self.answer = answer

    def suggest(self, ticket):
        if isinstance(self.answer, ModelUnavailable):
            raise self.answer
        return self.answer


@pytest.mark.parametrize("answer", [PROPOSAL, ModelUnavailable("no")])
def test_a_model_makes_it_richer_and_its_fault_changes_nothing(
    settings, content, clock, lead, answer, services
):
    kept(services, lead)
    options = Options(content=content, clock=clock, doorbell=Bell(), hasher=HASHER, drafter=Drafter(answer))
    rich = build_services(settings, options)
    line = rich.tickets.all(lead)[0][0]
    card_id = rich.tickets.begin_card(lead, line.id)
    for job_id in rich.jobs.overdue(lost_after=-clock.now.resolution):
        job = rich.jobs.take(job_id)
        handlers(rich)[job.kind](job)
    card = rich.authoring.open(lead, card_id)
    assert card.version == (2 if answer is PROPOSAL else 1)
    assert ("Вчера отсоединили диск" in card.text) is (answer is PROPOSAL)
    assert card.problems
    rich.close()


def test_a_proposal_that_names_strangers_or_speaks_another_language_is_dropped():
    proposed = Proposed(
        title="Звонил Аркадий Плетнёв", subject="Server down", opening="Сервер не пускает по SSH, магазин стоит.",
        stake="Магазин стоит", cause="Смотрите https://evil-host.ru/x", category="nonsense",
        facts=[ProposedFact(text="Пароль: Qwerty!77", says="Пароль Qwerty!77", ask="Какой пароль?")],
    )  # fmt: skip
    from simulator.domain.ticket import OldTicket

    ticket = OldTicket(subject="Не пускает", text="Сервер не пускает по SSH", lang="ru")
    found = trusted(proposed, ticket)
    assert (found.title, found.subject, found.cause, found.category, found.facts) == ("", "", "", "", ())
    assert found.opening.startswith("Сервер не пускает")


def test_a_model_is_shown_masked_text_only(services, lead):
    kept(services, lead)
    line = services.tickets.all(lead)[0][0]
    answer = Proposed(
        title="", subject="", opening="", stake="", cause="", category="", facts=[]
    ).model_dump_json()
    model = ScriptedModel(answer)
    ModelDrafter(model).suggest(services.tickets.open(lead, line.id).ticket)
    asked = "\n".join(message.content for message in model.requests[0].messages)
    assert not [word for word in SECRETS if word in asked]
