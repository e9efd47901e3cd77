"""Words suggested for a talk: nothing in them that the log does not hold."""

import re

import pytest

from simulator.content.library import Library
from simulator.domain.event import Promised
from simulator.domain.text import LANGUAGES, Language
from simulator.grading.coaching import LONGEST, quoted, suggested
from simulator.paths import shipped_root
from simulator.rehearsal.exemplars import exemplar_file
from simulator.rehearsal.replay import read_script, replay

RUNS = [
    ("SC-02", "poor"),
    ("SC-07", "average"),
    ("SC-12", "excellent"),
    ("SC-14", "poor"),
    ("SC-26", "average"),
]
QUOTED = re.compile(r"“([^”]+)”|«([^»]+)»")
CLOCK = re.compile(r"(?<![\d:])\d\d:\d\d(?![\d:])")
OTHER = {
    "en": re.compile(r"[а-яё]{3,}", re.IGNORECASE),
    "ru": re.compile(r"\b(?:you|wrote|handed|next time)\b", re.IGNORECASE),
}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(shipped_root())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("card", "quality"), RUNS)
def test_every_quote_is_the_trainees_and_every_time_is_of_the_run(
    library: Library, card: str, quality: str, lang: Language
) -> None:
    file = exemplar_file(library, card, quality, lang)
    run = replay(library, read_script(file.name, file.read_text(encoding="utf-8").splitlines()))
    made = suggested(run.case, run.events, run.grade, library.rubrics)
    text = made.happened.within(lang)
    wrote = "\n".join(
        event.model_dump_json().replace("\\n", "\n").replace('\\"', '"') for event in run.events
    )
    lines = [line for line in text.splitlines() if line[:2].isdigit()]
    quotes = [next(group for group in found.groups() if group) for found in QUOTED.finditer(text)]
    assert all(quote.rstrip("…") in wrote for quote in quotes), quotes
    times = {event.at.strftime("%H:%M") for event in run.events}
    times |= {event.due.strftime("%H:%M") for event in run.events if isinstance(event, Promised)}
    assert all(line[:5] in times for line in lines)
    assert CLOCK.search(text) is not None
    assert OTHER[lang].search(QUOTED.sub("", text)) is None
    change, link = run.grade.feedback.change, run.grade.feedback.link
    if change is not None and change.quote:
        assert change.quote in text
    assert all(hit.code in text for hit in run.grade.critical_fails)
    assert link is None or link.id in made.agreed.within(lang)


def test_a_long_line_is_cut_at_its_end_and_nowhere_else() -> None:
    line = "word " * 100
    shown = quoted(line, "en")
    assert shown.endswith("…”")
    assert line.startswith(shown.strip("“”…"))
    assert len(shown) <= LONGEST + 3
