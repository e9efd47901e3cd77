"""Who a variant is about: one person in both languages, in the address too, and nobody the card knows already."""

import pytest

from simulator.content.library import Library
from simulator.engine.names import FIRST_FEMALE, FIRST_MALE, LAST, latin
from simulator.engine.variants import vary


@pytest.mark.parametrize(
    ("name", "spelled"),
    [("Дмитрий", "Dmitry"), ("Юлия", "Yulia"), ("Наталья", "Natalya"), ("Пётр", "Pyotr"), ("Грачёв", "Grachev"),
     ("Щеглова", "Shcheglova"), ("Хохлов", "Khokhlov"), ("Журавлёв", "Zhuravlyov"), ("Игорь", "Igor")],
)  # fmt: skip
def test_a_name_is_spelled_as_its_bearer_would(name: str, spelled: str) -> None:
    assert latin(name) == spelled


def test_every_name_of_the_pools_becomes_plain_latin() -> None:
    for name in (*FIRST_MALE, *FIRST_FEMALE, *LAST):
        assert latin(name).isascii()
        assert latin(name).isalpha()


def test_a_drawn_person_is_one_in_both_languages_and_in_the_address(library: Library) -> None:
    for card in library.scenarios:
        contact = vary(card, 5).contact
        first, last = contact.name.ru.split()
        assert contact.name.en == f"{latin(first)} {latin(last)}", card.id
        if card.contact.name.en.split()[-1].casefold() in card.contact.email.partition("@")[0]:
            assert latin(last).casefold() in contact.email, card.id
        if card.contact.gender == "f":
            assert last.endswith("а")


def test_a_firm_is_the_same_in_both_languages(library: Library) -> None:
    from simulator.engine.names import COMPANIES

    card = library.scenario("SC-55")
    for seed in range(2, 12):
        company = vary(card, seed).contact.company
        assert (company.en, company.ru) in COMPANIES
