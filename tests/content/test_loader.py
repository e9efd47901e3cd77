"""Every fault of a content file is named by place, with what to write instead."""

from pathlib import Path

import pytest

from simulator.content.loader import load
from simulator.content.parse import values_of
from simulator.content.shelf import Personas
from simulator.domain.article import Article
from simulator.domain.persona import Persona
from simulator.errors import ContentError

ARTICLE = """\
id: KB-1203
kind: how-to
title: {en: Login names, ru: Имена для входа}
body:
  en: The default user depends on the image.
  ru: Имя пользователя зависит от образа.
keywords: {en: "ssh, login", ru: "ssh, вход"}
owner: KM
updated: 2026-02-11
"""


def problems(tmp_path: Path, text: str | bytes, model: type = Article) -> list[str]:
    file = tmp_path / "one.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ContentError) as caught:
        load(file, model, name="one.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_a_good_file_becomes_a_value(tmp_path: Path) -> None:
    file = tmp_path / "KB-1203.yaml"
    file.write_text(ARTICLE, encoding="utf-8")
    article = load(file, Article).value
    assert article.title.ru == "Имена для входа"
    assert article.updated.isoformat() == "2026-02-11"


def test_the_second_reading_comes_from_the_cache_and_is_equal(tmp_path: Path) -> None:
    file = tmp_path / "KB-1203.yaml"
    file.write_text(ARTICLE, encoding="utf-8")
    assert load(file, Article).value == load(file, Article).value


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kind: how-to", "kind: howto", "one.yaml:2:1: `kind` is `howto`; did you mean `how-to`? Write one of: how-to, "),
        ("owner: KM\n", "", "one.yaml:1:1: `owner` is missing; add `owner:`"),
        ("owner:", "ownr:", "one.yaml:8:1: unknown key `ownr`; did you mean `owner`? Known keys: audience, "),
        (", ru: Имена для входа", "", "one.yaml:3:1: the Russian text is missing in `title`; add `ru:` with the Russian"),
        ("id: KB-1203", "id: KB-12", "one.yaml:1:1: `id` is `KB-12`; write it in the form KB-1203"),
        ("  en: The default", "  en: [1]\n  fr: The", "one.yaml:5:3: `body.en` is a list; write a text"),
        ("owner: KM", "owner: 12", "one.yaml:8:1: `owner` is the number `12`; put it in quotes, so that it is a text"),
        ("updated: 2026-02-11", "updated: soon", "one.yaml:9:1: `updated` is `soon`; write a date like 2026-03-14"),
        ("owner: KM", "owner: KM\nowner: KM", "one.yaml:9:1: key `owner` is written twice; keep one of them"),
        ("owner: KM", "\towner: KM", "indent with spaces, not tabs"),
        ("owner: KM", "owner: a: b", "put a text that contains `: ` in quotes, or write it as a block"),
        ("owner: KM", 'owner: "KM', "close the quote or bracket that is open here"),
        ("owner: KM", "---\nowner: KM", "one document per file"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place_and_remedy(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    found = problems(tmp_path, ARTICLE.replace(old, new))
    assert any(expected in line for line in found), found


def test_all_faults_of_a_file_are_told_at_once_in_order(tmp_path: Path) -> None:
    found = problems(tmp_path, ARTICLE.replace("kind: how-to", "kind: x").replace("owner: KM", "owner: []"))
    assert [line.split(":")[1] for line in found] == ["2", "8"]


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    assert problems(tmp_path, "# nothing yet\n") == ["one.yaml:1:1: the file is empty; write an article here"]


def test_a_file_that_is_not_utf8_says_where(tmp_path: Path) -> None:
    found = problems(tmp_path, "id: KB-1203\nowner: Анна\n".encode("cp1251"))
    assert found == ["one.yaml:2:8: the text is not UTF-8; save the file as UTF-8"]


def test_a_control_character_says_where(tmp_path: Path) -> None:
    found = problems(tmp_path, "id: KB-1203\nowner: a\x07b\n")
    assert found[0].startswith("one.yaml:2:9: ")


def test_a_list_where_keys_are_due_says_so(tmp_path: Path) -> None:
    assert (
        "the file holds list values; write an article: keys and values" in problems(tmp_path, "- a\n- b\n")[0]
    )


def test_a_file_that_is_a_list_names_the_item_at_fault(tmp_path: Path) -> None:
    text = "- id: PE-ADMIN\n  name: {en: a, ru: б}\n  tech: 9\n"
    found = problems(tmp_path, text, Personas)
    assert "one.yaml:3:3: `[0].tech` is `9`; write a number ≤ 4" in found
    assert any("`delay` is missing" in line for line in found)


def test_an_unknown_key_in_a_list_item_is_compared_with_the_keys_of_the_item(tmp_path: Path) -> None:
    found = problems(tmp_path, "- id: PE-ADMIN\n  abuot: {en: a, ru: б}\n", Personas)
    assert any("unknown key `abuot` in `[0]`; did you mean `about`?" in line for line in found)


def test_a_missing_file_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="the file cannot be read: No such file or directory"):
        load(tmp_path / "none.yaml", Persona)


def test_scalars_follow_yaml_1_2() -> None:
    text = "a: no\nb: 12:30\nc: 2026-01-02\nd: 010\ne: on\nf: true\ng: 7\nh: 1.5\ni: ~\nj: 2026-02-11T10:00:00+03:00\n"
    assert values_of(text) == {
        "a": "no", "b": "12:30", "c": "2026-01-02", "d": "010", "e": "on", "f": True, "g": 7, "h": 1.5, "i": None,
        "j": "2026-02-11T10:00:00+03:00",
    }  # fmt: skip
