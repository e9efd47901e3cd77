"""What the product writes to people, in both languages: plain text, and the same as small HTML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape

from simulator.domain.text import Language, Text


@dataclass(frozen=True)
class Letter:
    """Something to be told to one person."""

    kind: str
    person_id: str
    address: str
    language: Language
    path: str = ""
    """The page it leads to, like ``/today``."""
    values: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    """The same letter is sent once; without a key each one is a letter of its own."""
    link: str = ""
    """Id of what its link opens, once."""
    expires_at: datetime | None = None
    """When that link ends."""


@dataclass(frozen=True)
class Wording:
    """A kind of letter."""

    subject: Text
    lines: tuple[Text, ...]
    button: Text


@dataclass(frozen=True)
class Composed:
    """A letter in words."""

    subject: str
    plain: str
    html: str


def _t(en: str, ru: str) -> Text:
    return Text(en=en, ru=ru)


_HELLO = _t("Hello, {name}.", "Здравствуйте, {name}.")
_OPT_OUT = _t("You can switch reminders off in your profile.", "Напоминания можно отключить в профиле.")
WORDINGS: Mapping[str, Wording] = {
    "invitation": Wording(
        _t("Your account in Support Simulator", "Ваша учётная запись в Support Simulator"),
        (
            _HELLO,
            _t(
                "An account was made for you. Your login is {login}. Choose a password by the link below.",
                "Для вас создана учётная запись. Ваш логин — {login}. Задайте пароль по ссылке ниже.",
            ),
            _t(
                "The link works once, until {until}. If it has expired, ask your administrator for a new one.",
                "Ссылка одноразовая и действует до {until}. Если срок прошёл, попросите у администратора новую.",
            ),
        ),
        _t("Choose a password", "Задать пароль"),
    ),
    "reset": Wording(
        _t("A new password for Support Simulator", "Новый пароль для Support Simulator"),
        (
            _HELLO,
            _t(
                "An administrator made a link by which you can choose a new password. Your login is {login}.",
                "Администратор создал ссылку, по которой можно задать новый пароль. Ваш логин — {login}.",
            ),
            _t(
                "The link works once, until {until}. Until you use it, your old password stays as it is.",
                "Ссылка одноразовая и действует до {until}. Пока вы её не использовали, работает прежний пароль.",
            ),
        ),
        _t("Choose a new password", "Задать новый пароль"),
    ),
    "address": Wording(
        _t("Confirm your address for Support Simulator", "Подтвердите адрес для Support Simulator"),
        (
            _HELLO,
            _t(
                "You asked that letters go to this address from now on. Confirm it by the link below; until then "
                "nothing changes.",
                "Вы просили присылать письма на этот адрес. Подтвердите его по ссылке ниже; до этого всё остаётся "
                "по-прежнему.",
            ),
            _t(
                "The link works once, until {until}. If it was not you, do nothing.",
                "Ссылка одноразовая и действует до {until}. Если это были не вы, ничего не делайте.",
            ),
        ),
        _t("Confirm the address", "Подтвердить адрес"),
    ),
    "address-notice": Wording(
        _t("Your address in Support Simulator changes", "Адрес в Support Simulator меняется"),
        (
            _HELLO,
            _t(
                "From the account {login} somebody asked that letters go to another address: {address}.",
                "Из учётной записи {login} попросили присылать письма на другой адрес: {address}.",
            ),
            _t(
                "If it was you, there is nothing to do. If not, change your password at once and tell your "
                "administrator.",
                "Если это были вы, делать ничего не нужно. Если нет — сразу смените пароль и сообщите администратору.",
            ),
        ),
        _t("Open the profile", "Открыть профиль"),
    ),
    "assessment": Wording(
        _t("Your invitation to an assessment: {title}", "Приглашение на практическое задание: {title}"),
        (
            _HELLO,
            _t(
                "You are invited to a practical assessment. The link works once, in one browser: open it on the device "
                "you will work on.",
                "Приглашаем вас на практическое задание. Ссылка одноразовая и работает в одном браузере: откройте её "
                "на том устройстве, на котором будете работать.",
            ),
            _t("It is valid until {until}.", "Ссылка действует до {until}."),
        ),
        _t("Open the assessment", "Открыть задание"),
    ),
    "reminders": Wording(
        _t("Reminders for {day}", "Напоминания на {day}"),
        (_HELLO, _t("{list}", "{list}"), _OPT_OUT),
        _t("Open Today", "Открыть «Сегодня»"),
    ),
    "trial": Wording(
        _t("A trial letter from Support Simulator", "Пробное письмо от Support Simulator"),
        (
            _HELLO,
            _t(
                "Mail works: this letter was sent by the product.",
                "Почта работает: это письмо отправил продукт.",
            ),
        ),
        _t("Open the product", "Открыть"),
    ),
}


def composed(letter: Letter, public_url: str) -> Composed:
    """Return a letter in the language of its reader."""
    wording = WORDINGS[letter.kind]

    def said(text: Text) -> str:
        found = text.within(letter.language)
        for name, value in letter.values.items():
            found = found.replace("{" + name + "}", value)
        return found

    subject = " ".join(said(wording.subject).split())
    url = public_url.rstrip("/") + letter.path
    lines = [said(line) for line in wording.lines]
    button = said(wording.button)
    plain = "\n\n".join([*lines, f"{button}:\n{url}", "Support Simulator"])
    return Composed(subject, plain + "\n", _html(letter.language, lines, button, url))


def _html(language: Language, lines: list[str], button: str, url: str) -> str:
    paragraphs = "".join(f"<p>{escape(line).replace(chr(10), '<br>')}</p>" for line in lines)
    link = escape(url, quote=True)
    return (
        f'<!doctype html><html lang="{language}"><body style="font-family:sans-serif;font-size:15px;line-height:1.5;'
        f'color:#1b2531">{paragraphs}<p><a href="{link}" style="display:inline-block;padding:8px 14px;'
        f'background:#1d5aa8;color:#ffffff;border-radius:6px;text-decoration:none">{escape(button)}</a></p>'
        f'<p style="color:#566273;font-size:13px">{link}</p></body></html>'
    )
