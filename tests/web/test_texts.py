"""Translations, messages for error codes, and the small Markdown of articles."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask import Flask

from simulator.web.filters import due, minutes, zone
from simulator.web.language import CATALOGUE, uncompiled
from simulator.web.markdown import chat, markdown
from simulator.web.problems import MESSAGES

WEB = CATALOGUE.parent
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}


def catalogue() -> dict[str, object]:
    with (CATALOGUE / "ru" / "LC_MESSAGES" / "messages.po").open("rb") as lines:
        return {
            str(m.id[0] if isinstance(m.id, tuple) else m.id): m for m in read_po(lines, locale="ru") if m.id
        }


def test_every_text_has_its_russian() -> None:
    known = catalogue()
    options = {"**/templates/**.html": {"trimmed": "true"}}
    found = extract_from_dir(WEB, METHODS, options, keywords=KEYWORDS)
    missing = {
        text
        for _file, _line, message, _comments, _context in found
        for text in (message[:1] if isinstance(message, tuple) else (message,))
        if text and text not in known
    }
    assert missing == set()


def test_every_russian_text_is_russian_and_keeps_its_slots() -> None:
    for text, message in catalogue().items():
        forms = message.string if isinstance(message.string, tuple) else (message.string,)  # type: ignore[attr-defined]
        assert len(forms) in (1, 3)
        for form in forms:
            assert sorted(re.findall(r"%\(\w+\)s", form)) == sorted(re.findall(r"%\(\w+\)s", text)), text
            assert "!" not in form
            assert re.search("[а-яё]", form, re.IGNORECASE), text


def test_a_catalogue_nobody_compiled_is_compiled_in_memory(tmp_path: Path) -> None:
    source = tmp_path / "ru" / "LC_MESSAGES" / "messages.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Send"\nmsgstr "Отправить"\n'
    )
    made = uncompiled(source)
    assert made is not None
    assert made.gettext("Send") == "Отправить"
    assert uncompiled(tmp_path / "en" / "LC_MESSAGES" / "messages.po") is None


def test_every_code_that_a_person_can_meet_has_a_message() -> None:
    raised: set[str] = set()
    for folder in ("services", "engine", "web"):
        for file in (WEB.parent / folder).rglob("*.py"):
            raised |= set(re.findall(r'(?:InvalidInput|Conflict)\(\s*"([a-z-]+)"', file.read_text("utf-8")))
    assert "reply-empty" in raised
    assert raised - set(MESSAGES) - {"key-missing", "language-unknown", "mode-unknown"} == set()


def test_markdown_of_articles_becomes_headings_lists_and_code() -> None:
    html = markdown(
        "# Title\n\nA `code` and **bold** <b>.\n\n- one\n- two\n\n1. first\n2. second\n\n```\nssh <host>\n```"
    )
    assert "<h3>Title</h3>" in html
    assert "<code>code</code> and <strong>bold</strong> &lt;b&gt;." in html
    assert "<ul><li>one</li><li>two</li></ul>" in html
    assert "<ol><li>first</li><li>second</li></ol>" in html
    assert "<code>ssh &lt;host&gt;</code></pre>" in html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a `b` <i>", "a <code>b</code> &lt;i&gt;"),
        ("run\n```\nls -la\n```\nplease", 'run<code class="block-code">ls -la</code>please'),
        ("never closed ``` here", "never closed  here"),
        ("one ` alone", "one ` alone"),
    ],
)
def test_a_chat_message_shows_code_and_nothing_else(text: str, shown: str) -> None:
    assert chat(text).replace("``` ", " ") == shown or chat(text) == shown


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (0, "0 min"),
        (59.6, "1 h"),
        (80, "1 h 20 min"),
        (-5, "−5 min"),
        (48 * 60, "2 d"),
        (71 * 60 + 45, "2 d 23 h"),
    ],
)
def test_spans_of_simulated_time_are_short(site: Flask, span: float, shown: str) -> None:
    with site.test_request_context():
        assert minutes(span) == shown


def test_a_deadline_of_another_day_names_the_day(site: Flask) -> None:
    now = datetime.fromisoformat("2025-10-14T10:40:00+03:00")
    with site.test_request_context():
        assert due(now, now) == "10:40"
        assert due(now + timedelta(days=3), now) == "Oct 17, 10:40"
        assert zone(now) == "UTC+3"
