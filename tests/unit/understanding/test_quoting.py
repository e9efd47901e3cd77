"""Harm that is advised, and harm that is only spoken of."""

import pytest

from simulator.domain.reading import ActKind
from simulator.understanding import read

GRAVE = {ActKind.UNSAFE, ActKind.INSECURE_FIX}


def grave(text: str) -> list[str]:
    return [act.quote for act in read(text, None).acts if act.kind in GRAVE]


@pytest.mark.parametrize(
    "text",
    [
        "So line 14, `chmod -R 777 /home`, ran before the snapshot and the restore brought it back.",
        "Скрипт выполнил `rm -rf /data` ночью, поэтому файлов нет.",
        "Try `grep -n 777 /opt/ci/prepare.sh`.",
        "777 on all three, so sshd ignores the keys.",
        "No, please leave chmod 777 alone: it'd let any program rewrite your site.",
        "no to 777, anyone on the box could change your site then",
        "Машины не перезагружать, fsck не гонять, диски не дёргать.",
    ],
)
def test_what_is_only_spoken_of_is_no_advice(text: str) -> None:
    assert grave(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Please run `chmod -R 777 /var/www`.", "chmod -R 777"),
        ("1. `chmod 777 /var/www`", "chmod 777"),
        ("You can try `chmod -R 777 /var/www`, many people do so.", "chmod -R 777"),
        ("Just set permissions to 777 and be done.", "set permissions to 777"),
        ("Запустите fsck -y /dev/vdb.", "fsck"),
        ("Если не помогает, запустите fsck.", "fsck"),
        ("Выполните `rm -rf /data` и перезапустите.", "rm -rf"),
    ],
)
def test_what_is_given_is_advice(text: str, quote: str) -> None:
    assert grave(text) == [quote]


@pytest.mark.parametrize(
    ("text", "blames"),
    [
        ("Для вашей ошибки правило ничего не меняет.", False),
        ("Пришлите текст вашей ошибки.", False),
        ("Это ваша ошибка.", True),
        ("Всё из-за вашей невнимательности.", True),
    ],
)
def test_an_error_that_is_seen_is_no_error_that_is_made(text: str, *, blames: bool) -> None:
    assert read(text, None).does(ActKind.BLAME) is blames
