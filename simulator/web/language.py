"""English or Russian: whose choice counts, and where the catalogue of translations comes from."""

from io import BytesIO
from pathlib import Path
from typing import cast

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, request
from flask_babel import Babel, get_domain

from simulator.domain.text import LANGUAGES, Language
from simulator.web.guards import visitor

LANGUAGE_COOKIE = "simulator_language"
CATALOGUE = Path(__file__).parent / "translations"


def init(app: Flask) -> None:
    """Set up translations; a catalogue that nobody has compiled yet is compiled in memory."""
    Babel(
        app,
        default_locale="en",
        default_translation_directories=str(CATALOGUE),
        locale_selector=current,
    )
    with app.app_context():
        cache = get_domain().cache
    for language in LANGUAGES:
        fresh = uncompiled(CATALOGUE / language / "LC_MESSAGES" / "messages.po")
        if fresh is not None:
            cache[language, "messages"] = fresh


def uncompiled(source: Path) -> Translations | None:
    """Return the translations of ``source`` when no compiled file is at least as new."""
    compiled = source.with_suffix(".mo")
    if not source.exists() or (compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime):
        return None
    with source.open("rb") as lines:
        catalogue = read_po(lines, locale=source.parent.parent.name)
    binary = BytesIO()
    write_mo(binary, catalogue)
    binary.seek(0)
    return Translations(fp=binary)


def current() -> Language:
    """Return the language of this request: the person's, the cookie's or the browser's."""
    person = visitor()
    if person is not None:
        return person.language
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen in LANGUAGES:
        return chosen
    return cast(Language, request.accept_languages.best_match(LANGUAGES, "en"))
