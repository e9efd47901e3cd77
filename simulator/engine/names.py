"""Invented people and firms that a variant puts in the place of a card's own: the same ones in both languages."""

import random
from dataclasses import dataclass

from simulator.domain.scenario import Contact
from simulator.domain.text import Text


@dataclass(frozen=True)
class Called:
    """Somebody's first and last name."""

    first: Text
    last: Text


FIRST_MALE = (
    "Алексей Борис Вадим Виталий Владислав Геннадий Георгий Дмитрий Егор Захар Иван Константин Леонид Максим Матвей "
    "Михаил Никита Николай Пётр Руслан Семён Станислав Тимофей Юрий Ярослав"
).split()
FIRST_FEMALE = (
    "Алла Анна Валентина Вера Виктория Дарья Екатерина Елена Жанна Зоя Ирина Карина Ксения Лидия Людмила Мария Надежда "
    "Наталья Нина Полина Раиса Светлана Тамара Ульяна Юлия"
).split()
LAST = (
    "Абрамов Авдеев Аникин Баранов Бобров Воронин Гаврилов Горбунов Грачёв Давыдов Дорохов Ежов Ершов Жданов Журавлёв "
    "Зайцев Игнатов Калинин Комаров Корнилов Крылов Кудрин Лаптев Логунов Лыков Макаров Мельников Назаров Нестеров "
    "Овчинников Панфилов Поляков Родионов Рябинин Савельев Сизов Токарев Тюрин Уваров Фомин Хохлов Цветков Чернов "
    "Шаров Щеглов Юдин Яшин"
).split()

COMPANIES = (
    ("Amber Grove LLC", "ООО «Янтарная роща»"), ("Northline Trade LLC", "ООО «Северная линия»"),
    ("Pinefield Foods LLC", "ООО «Сосновое поле»"), ("Bluewick Studio LLC", "ООО «Синий фитиль»"),
    ("Harbour Lane LLC", "ООО «Портовый переулок»"), ("Silver Alder LLC", "ООО «Серебряная ольха»"),
    ("Quiet Mill LLC", "ООО «Тихая мельница»"), ("Larkspur Retail LLC", "ООО «Живокость»"),
    ("Granite Bay LLC", "ООО «Гранитная бухта»"), ("Juniper Works LLC", "ООО «Можжевельник»"),
    ("Copper Spring LLC", "ООО «Медный ключ»"), ("White Ferry LLC", "ООО «Белый паром»"),
    ("Cloudberry House LLC", "ООО «Морошка»"), ("Old Wharf LLC", "ООО «Старая пристань»"),
    ("Linden Yard LLC", "ООО «Липовый двор»"), ("Far Beacon LLC", "ООО «Дальний маяк»"),
    ("Warm Stone LLC", "ООО «Тёплый камень»"), ("Heron Lake LLC", "ООО «Озеро цапель»"),
    ("Ninth Wave LLC", "ООО «Девятый вал»"), ("Field Post LLC", "ООО «Полевая почта»"),
)  # fmt: skip
LOGINS = (
    "alexey marina denis olga kirill vera timur galina roman inna boris daria fedor larisa maxim nina oleg polina"
    " ruslan sofia taras ulyana vadim yana zakhar"
).split()
PLACES = (
    "linden maple river copper bright snow north amber silver juniper harbour meadow granite willow falcon cedar"
    " heron birch lantern orchard"
).split()
THINGS = "shop house works studio market garden press yard line mill goods lab".split()


LETTERS = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)) | {
    "ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu",
    "я": "ya",
}  # fmt: skip
ENDINGS = (("ий", "y"), ("ый", "y"), ("ия", "ia"), ("ья", "ya"))


def latin(name: str) -> str:
    """Return a Russian name in Latin letters, as its bearer would sign an English letter."""
    rest, tail = name.casefold(), ""
    for ending, spelled in ENDINGS:
        if rest.endswith(ending):
            rest, tail = rest.removesuffix(ending), spelled
            break
    # After a sibilant the dots of ё are not heard: Грачёв is Grachev.
    plain = "".join(
        "e" if letter == "ё" and before in "жчшщ" else LETTERS.get(letter, letter)
        for before, letter in zip(" " + rest, rest, strict=False)
    )
    return (plain + tail).capitalize()


def somebody(contact: Contact, rng: random.Random, written: str) -> Called:
    """Return another person of the contact's gender, with no name that stands in the card already."""
    male = contact.gender == "m"
    first = rng.choice([name for name in (FIRST_MALE if male else FIRST_FEMALE) if name not in written])
    stem = rng.choice([name for name in LAST if name not in written])
    last = stem if male else f"{stem}а"
    return Called(Text(en=latin(first), ru=first), Text(en=latin(last), ru=last))


def address(contact: Contact, called: Called) -> str | None:
    """Return the contact's e-mail address with the drawn name in it; None where the card's shows no name."""
    local, _, host = contact.email.partition("@")
    first, _, last = contact.name.en.casefold().partition(" ")
    new = {first: called.first.en.casefold(), last: called.last.en.casefold()}
    parts = local.split(".")
    drawn = [
        new.get(part, new[first][0] if len(parts) == 2 and part == first[:1] else part) for part in parts
    ]
    return None if drawn == parts else f"{'.'.join(drawn)}@{host}"
