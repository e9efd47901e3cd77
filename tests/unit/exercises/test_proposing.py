"""Levels that rules propose for written work: advice with the writer's own words, for good and bad of the same."""

from functools import cache

import pytest

from simulator.content.library import Library
from simulator.domain.appraisal import Proposal
from simulator.domain.text import LANGUAGES, Language
from simulator.domain.writing import RootCause
from simulator.exercises.writing.proposing import _cause, _symptom
from simulator.paths import shipped_root
from simulator.rehearsal.writing import appraised, proposed

IDS = tuple(task.id for task in Library(shipped_root()).writings)


@cache
def library() -> Library:
    return Library(shipped_root())


def seen(task_id: str, fields: dict[str, str], lang: Language) -> dict[str, Proposal]:
    task = library().writing(task_id)
    found = appraised(library(), task, fields, lang)
    return {one.criterion: one for one in proposed(library(), task, fields, found, lang)}


def good(task_id: str, lang: Language, **changed: str) -> dict[str, Proposal]:
    """What is proposed for the good sample with some fields written otherwise (``-`` in a name as ``_``)."""
    fields = library().writing(task_id).samples.good.within(lang)
    return seen(task_id, fields | {name.replace("_", "-"): text for name, text in changed.items()}, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("task_id", IDS)
def test_each_criterion_has_a_proposal_or_a_reason_and_good_work_is_above_poor(
    task_id: str, lang: Language
) -> None:
    task = library().writing(task_id)
    well, poorly = (
        seen(task_id, sample.within(lang), lang) for sample in (task.samples.good, task.samples.poor)
    )
    assert tuple(well) == task.criteria
    for one in (*well.values(), *poorly.values()):
        assert one.because
        assert one.level is None or (2 * one.level).is_integer()
    pairs = [(well[name].level, poorly[name].level) for name in task.criteria]
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    assert sum(a for a, _ in both) > sum(b for _, b in both)
    assert max(a for a, _ in both) >= 3


def test_quotes_are_the_writers_own_words_or_what_he_chose() -> None:
    for lang in LANGUAGES:
        task = library().writing("R-01")
        assert isinstance(task, RootCause)
        fields = task.samples.good.within(lang)
        chosen = [one.text.within(lang) for one in (*task.links, *task.moments, *task.bones)]
        for one in good("R-01", lang).values():
            for quote in one.quotes:
                parts = [part for arrow in quote.split(" → ") for part in arrow.split(" ← ")]
                assert all(any(p[:60] in text for text in (*fields.values(), *chosen)) for p in parts), quote


ENDS = [("L2", 0.0), ("L4", 0.0), ("L3", 1.0), ("L6", 2.0), ("L1", 2.0), ("L5", 4.0)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("end", "level"), ENDS)
def test_the_depth_of_a_chain_is_where_it_ends(end: str, level: float, lang: Language) -> None:
    made = good("R-01", lang, why_5=end)["R4"]
    assert made.level == level
    task = library().writing("R-01")
    assert isinstance(task, RootCause)
    assert made.quotes[0] == next(one.text.within(lang) for one in task.links if one.id == end)


def test_without_a_chain_there_is_no_depth() -> None:
    none = dict.fromkeys((f"why_{n}" for n in range(1, 6)), "")
    assert good("R-01", "en", **none)["R4"].level == 0


PAIRS: list[tuple[str, str, Language, str, str]] = [
    ("R1", "problem", "en",
     "Disks in zone ru-1b were read-only from 11:31 to 12:37 MSK. 212 VMs of 38 customers could not write.",
     "Disks in zone ru-1b were read-only from 11:31 to 12:37 MSK because of the firmware. 212 VMs of 38 customers."),
    ("R1", "problem", "ru",
     "Диски в зоне ru-1b были доступны только для чтения с 11:31 до 12:37 MSK. Записывать не могли 212 ВМ у 38 клиентов.",
     "Диски в зоне ru-1b были доступны только для чтения с 11:31 до 12:37 MSK из-за прошивки. Задеты 212 ВМ у 38 клиентов."),
    ("R1", "problem", "en",
     "Disks in zone ru-1b were read-only from 11:31 to 12:37 MSK. 212 VMs of 38 customers could not write.",
     "Disks in zone ru-1b were read-only for some time and many could not write."),
    ("R1", "problem", "ru",
     "Диски в зоне ru-1b были доступны только для чтения с 11:31 до 12:37 MSK. Записывать не могли 212 ВМ у 38 клиентов.",
     "Диски в зоне ru-1b какое-то время были доступны только для чтения, многие не могли писать."),
    ("R6", "detection", "en",
     "Customers noticed at 11:41 MSK, the lamp only at 11:52 MSK: the lamp watches whether the node answers, nobody watches writes.",
     "Customers noticed at 11:41 MSK, the lamp at 11:52 MSK."),
    ("R6", "detection", "ru",
     "Клиенты заметили в 11:41 MSK, лампа — только в 11:52 MSK: лампа смотрит, отвечает ли узел, за записью никто не следит.",
     "Клиенты заметили в 11:41 MSK, лампа — в 11:52 MSK."),
    ("R7", "action-1-owner", "en", "CHG-MGR", "Everybody"),
    ("R7", "action-1-owner", "ru", "CHG-MGR", "Команда"),
    ("R7", "action-1-what", "en", "Add the question “which path stays alive?” to the template of storage changes",
     "Be more careful with storage changes"),
    ("R7", "action-1-what", "ru", "Добавить в шаблон изменений хранилища вопрос «какой путь остаётся живым?»",
     "Быть внимательнее при изменениях хранилища"),
    ("R7", "action-1-date", "en", "2027-02-01", "soon"),
    ("R7", "action-1-date", "ru", "01.02.2027", "скоро"),
    ("R8", "detection", "en",
     "Customers noticed at 11:41 MSK, the lamp only at 11:52 MSK: it watches whether the node answers.",
     "Customers noticed at 11:41 MSK: the engineer on duty was careless and is to blame."),
    ("R8", "detection", "ru",
     "Клиенты заметили в 11:41 MSK, лампа — только в 11:52 MSK: она смотрит, отвечает ли узел.",
     "Клиенты заметили в 11:41 MSK: виноват дежурный инженер, он был невнимателен."),
]  # fmt: skip


@pytest.mark.parametrize(("criterion", "field", "lang", "well", "badly"), PAIRS)
def test_the_better_of_two_gets_the_higher_level_and_the_reason_quotes_it(
    criterion: str, field: str, lang: Language, well: str, badly: str
) -> None:
    name = field.replace("-", "_")
    better, worse = (good("R-01", lang, **{name: text})[criterion] for text in (well, badly))
    assert better.level is not None
    assert worse.level is not None
    assert better.level > worse.level
    assert worse.because != better.because


ARTICLES: list[tuple[str, Language, dict[str, str], dict[str, str]]] = [
    ("K2", "en", {"symptom": "ssh says “Permission denied (publickey)” on Ubuntu 24.04 images."},
     {"symptom": "It does not let people in any more, whatever they try to do with it."}),
    ("K2", "ru", {"symptom": "ssh пишет «Permission denied (publickey)» на образах Ubuntu 24.04."},
     {"symptom": "Людей больше не пускает, что бы они ни пробовали делать."}),
    ("K3", "en", {"symptom": "ssh says “Permission denied (publickey)” on new images.",
                  "cause": "New images create the user named in the order, and the old name does not exist any more."},
     {"symptom": "ssh says “Permission denied (publickey)” on new images.",
      "cause": "Permission denied publickey on new images says ssh."}),
    ("K3", "ru", {"symptom": "ssh пишет «Permission denied (publickey)» на новых образах.",
                  "cause": "Новые образы создают пользователя из заказа, прежнего имени больше нет."},
     {"symptom": "ssh пишет «Permission denied (publickey)» на новых образах.",
      "cause": "На новых образах ssh пишет Permission denied publickey."}),
]  # fmt: skip


@pytest.mark.parametrize(("criterion", "lang", "well", "badly"), ARTICLES)
def test_an_article_is_exact_and_its_cause_is_more_than_the_symptom(
    criterion: str, lang: Language, well: dict[str, str], badly: dict[str, str]
) -> None:
    held = [
        [one for one in (*_symptom(fields.get("symptom", "")), *_cause(fields)) if one.criterion == criterion]
        for fields in (well, badly)
    ]
    assert held[0] == []
    assert [one.most for one in held[1]] == [2 if criterion == "K2" else 1]
    assert good("KBX-01", lang)[criterion].level is not None


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("task_id", ["R-01", "R-02", "KBX-01", "DOC-01"])
def test_padding_and_words_of_the_scorecard_lift_nothing(task_id: str, lang: Language) -> None:
    task = library().writing(task_id)
    poor = task.samples.poor.within(lang)
    cards = [one for card in library().rubrics.rubrics.values() if card.id in "KR" for one in card.criteria]
    names = ". ".join(one.name.within(lang) for one in cards)
    anchors = " ".join(anchor.text.within(lang) for one in cards for anchor in one.anchors)
    before = seen(task_id, poor, lang)
    for filling in (names, anchors, f"{names} {anchors}"):
        padded = {name: f"{text} {filling}" if " " in text else text for name, text in poor.items()}
        after = seen(task_id, padded, lang)
        for name, one in before.items():
            assert (after[name].level or 0.0) <= (one.level or 0.0), (name, filling[:40])


def test_what_rules_cannot_carry_is_left_to_a_person() -> None:
    empty = seen("R-01", {"problem": "x"}, "en")
    assert empty["R8"].level is None
    assert "yours to judge" in empty["R8"].because[0].en
