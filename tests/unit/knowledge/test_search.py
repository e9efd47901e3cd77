"""Search finds what a person means in either language, and says so when there is nothing."""

from datetime import date

import pytest

from simulator.domain.article import Article
from simulator.domain.text import Text
from simulator.knowledge import Index


def article(
    number: int, title: tuple[str, str], keywords: tuple[str, str], body: tuple[str, str], **more: str
) -> Article:
    return Article.model_validate(
        {
            "id": f"KB-{number}",
            "kind": "how-to",
            "title": Text(en=title[0], ru=title[1]),
            "keywords": Text(en=keywords[0], ru=keywords[1]),
            "body": Text(en=body[0], ru=body[1]),
            "owner": "KM",
            "updated": date(2026, 2, 11),
            **more,
        }
    )


INDEX = Index.of(
    [
        article(
            1203,
            ("Default login names of images", "Имена пользователей в образах по умолчанию"),
            ("ssh, login, user, permission denied, publickey", "ssh, вход, пользователь, отказ, ключ"),
            (
                "Every image creates its own user. For Ubuntu it is `ubuntu`, for Debian `debian`. Root login is off.",
                "Каждый образ создаёт своего пользователя. В Ubuntu это `ubuntu`, в Debian `debian`. Вход root закрыт.",
            ),
        ),
        article(
            1310,
            ("Disk is full", "Закончилось место на диске"),
            ("no space left on device, df, inode", "нет места, df, inode"),
            (
                "Compare `df -h` with `df -i`. Deleted files held open still take space: `lsof +L1`.",
                "Сравните `df -h` и `df -i`. Удалённые, но открытые файлы занимают место: `lsof +L1`.",
            ),
        ),
        article(
            1422,
            ("Certificate has expired", "Истёк сертификат"),
            ("tls, https, renewal, certificate", "tls, https, продление, сертификат"),
            (
                "Look at the dates with `openssl s_client`. Renewal runs every night and needs port 80.",
                "Посмотрите даты через `openssl s_client`. Продление идёт ночью, для него нужен порт 80.",
            ),
        ),
        article(
            1500,
            ("Draft about disk quotas", "Черновик о квотах диска"),
            ("disk, quota", "диск, квота"),
            ("Not finished.", "Не закончено."),
            state="draft",
        ),
    ]
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("permission denied publickey", "KB-1203"),
        ("which user name to log in with on ubuntu", "KB-1203"),
        ("не пускает по ssh, отказ ключа", "KB-1203"),
        ("под каким пользователем входить", "KB-1203"),
        ("no space left on device", "KB-1310"),
        ("на диске нет места", "KB-1310"),
        ("df -i", "KB-1310"),
        ("certificates expired", "KB-1422"),
        ("сертификаты истекли", "KB-1422"),
        ("продлить сертификат на vm-7f31", "KB-1422"),
        ("KB-1422", "KB-1422"),
    ],
)
def test_the_right_article_comes_first(query: str, expected: str) -> None:
    for language in ("en", "ru"):
        found = INDEX.search(query, language)
        assert found, query
        assert found[0].article_id == expected


@pytest.mark.parametrize(
    "query",
    ["", "   ", "???", "kafka consumer lag rebalance", "отпуск в августе", "how to bake bread", "refund policy for gift cards",
     "почему не приходит зарплата", "the and of", "vm-7f31"],
)  # fmt: skip
def test_no_answer_is_said_when_there_is_none(query: str) -> None:
    assert INDEX.search(query, "en") == ()


def test_the_snippet_is_the_sentence_that_answers_in_the_readers_language() -> None:
    assert INDEX.search("root login", "en")[0].snippet == "Root login is off."
    assert "lsof" in INDEX.search("удалённые открытые файлы", "ru")[0].snippet


def test_drafts_are_not_found() -> None:
    assert all(found.article_id != "KB-1500" for found in INDEX.search("disk quota", "en"))


def test_the_same_query_gives_the_same_answer() -> None:
    assert INDEX.search("disk certificate", "en") == INDEX.search("disk certificate", "en")


def test_an_empty_knowledge_base_has_no_answers() -> None:
    assert Index.of([]).search("disk", "en") == ()


def test_no_more_articles_than_asked_for() -> None:
    assert len(INDEX.search("ubuntu disk certificate login df", "en", limit=1)) <= 1
