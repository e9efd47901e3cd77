"""Times in promises, claims of checks, jargon by the reader's level, language."""

import pytest

from simulator.domain.reading import ActKind as A
from simulator.understanding import read

TIMES = [
    ("I'll write to you in 15 minutes.", {"due_minutes": "15"}),
    ("I'll be back within half an hour.", {"due_minutes": "30"}),
    ("You'll hear from me in an hour.", {"due_minutes": "60"}),
    ("I will update you every 30 minutes.", {"due_minutes": "30", "every": "1"}),
    ("I'll come back to you within ten minutes.", {"due_minutes": "10"}),
    ("I'll write at 13:00 even without news.", {"due_clock": "13:00"}),
    ("My next update is at 10:30.", {"due_clock": "10:30"}),
    ("I'll answer by 4 pm.", {"due_clock": "16:00"}),
    ("I'll have a written answer for you by four.", {"due_clock": "16:00"}),
    ("Напишу через полчаса.", {"due_minutes": "30"}),
    ("Вернусь через 20 минут.", {"due_minutes": "20"}),
    ("Отпишусь в течение часа.", {"due_minutes": "60"}),
    ("Через пятнадцать минут перезвоню.", {"due_minutes": "15"}),
    ("Отвечу до 12:00.", {"due_clock": "12:00"}),
    ("В 13:00 напишу, даже если новостей не будет.", {"due_clock": "13:00"}),
    ("Следующее обновление в 14.30.", {"due_clock": "14:30"}),
    ("Буду писать каждые 15 минут.", {"due_minutes": "15", "every": "1"}),
    ("Через полтора часа пришлю отчёт.", {"due_minutes": "90"}),
]

SUBJECTS = [
    ("I checked the status page.", {"status"}),
    ("I looked at the security group and the change log.", {"sg", "changes"}),
    ("I've tested port 22 from outside.", {"port"}),
    ("Проверил журнал действий.", {"audit"}),
    ("Посмотрел метрики и диск.", {"metrics", "disk"}),
    ("Сверил записи домена.", {"dns"}),
    ("I checked everything.", {"other"}),
    ("I checked the certificate, next I'll check the load balancer.", {"cert"}),
]


@pytest.mark.parametrize(("text", "data"), TIMES)
def test_the_time_of_a_promise_is_parsed(text: str, data: dict[str, str]) -> None:
    assert [act.data for act in read(text, None).of(A.PROMISE)] == [data]


@pytest.mark.parametrize(("text", "subjects"), SUBJECTS)
def test_a_claim_names_what_was_checked(text: str, subjects: set[str]) -> None:
    assert {act.data["subject"] for act in read(text, None).of(A.CLAIM_CHECK)} == subjects


def test_a_hedged_cause_is_marked() -> None:
    (sure,) = read("The reason is the expired certificate.", None).of(A.CAUSE)
    (hedged,) = read("Похоже, причина в сертификате.", None).of(A.CAUSE)
    assert "hedged" not in sure.data
    assert hedged.data["hedged"] == "1"


def test_a_term_is_jargon_for_a_beginner_only() -> None:
    text = "The MTU of the tunnel is wrong."
    assert read(text, None, tech=1).does(A.JARGON)
    assert not read(text, None, tech=3).does(A.JARGON)


def test_a_term_explained_in_the_same_sentence_is_no_jargon() -> None:
    reading = read("У домена сменился TTL, то есть время, на которое адрес запоминают.", None, tech=1)
    assert not reading.does(A.JARGON)
    assert reading.does(A.EXPLAINED_TERM)


def test_a_term_of_the_customer_needs_no_explanation() -> None:
    assert not read("The MTU is fine.", None, tech=0, previous=("What about the MTU?",)).does(A.JARGON)


def test_a_vague_step_is_marked() -> None:
    (vague,) = read("Check your DNS.", None).of(A.STEP)
    (exact,) = read("Check `dig shop.example`.", None).of(A.STEP)
    assert vague.data == {"vague": "1"}
    assert exact.data == {}


def test_destructive_advice_tells_whether_it_warned_and_saved() -> None:
    (bare,) = read("Run mkfs.ext4 /dev/vdb.", None).of(A.UNSAFE)
    (careful,) = read(
        "Take a snapshot first. Careful, this erases the disk: run mkfs.ext4 /dev/vdb.", None
    ).of(A.UNSAFE)
    assert "warned" not in bare.data
    assert careful.data["warned"] == "1"
    assert careful.data["backup"] == "1"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Please send the log.", "en"),
        ("Пришлите вывод ssh -v root@203.0.113.41.", "ru"),
        ("Пришлите мне please the whole output сюда.", "mixed"),
        ("Посмотрите, что показывает curl.", "ru"),
    ],
)
def test_the_language_is_told_by_words_not_commands(text: str, language: str) -> None:
    assert read(text, None).language == language


def test_hidden_characters_are_seen() -> None:
    assert read("All fine.\u200b\u200b\u200b Done.", None).does(A.INJECTION)


def test_reading_twice_gives_the_same() -> None:
    text = "Ten people are locked out. I'll check the VM and write in 15 minutes."
    assert read(text, None) == read(text, None)
