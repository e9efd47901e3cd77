"""Every persona can say everything, in both languages and every mood, in words of its own."""

import re
from itertools import combinations

import pytest

from simulator.domain.act import MoveKind
from simulator.domain.persona import Voice
from tests.unit.customers.stage import PERSONAS, VOICES

IDS = sorted(PERSONAS)
PLAIN_SLOTS = {"fact", "output", "name", "company", "stake"}
FREQUENT = ("demand", "accept", "dont-know", "push-back", "which", "waiting")


def wordings(voice: Voice, lang: str, act: str | None = None, band: int | None = None) -> list[str]:
    return [
        text
        for line in voice.lines
        if act in (None, line.act) and (band is None or band in line.bands)
        for text in (line.en if lang == "en" else line.ru)
    ]


def test_there_are_twelve_personas_and_each_has_a_voice() -> None:
    assert len(IDS) == 12
    assert sorted(VOICES) == IDS


@pytest.mark.parametrize("persona", IDS)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_act_has_several_wordings_in_every_mood(persona: str, lang: str) -> None:
    for act in MoveKind:
        for band in range(1, 6):
            found = wordings(VOICES[persona], lang, act.value, band)
            least = 5 if act.value in FREQUENT else 3
            assert len(found) >= least, (persona, lang, act.value, band)


@pytest.mark.parametrize("persona", IDS)
def test_slots_are_known_and_pairs_stand_in_russian_only(persona: str) -> None:
    for lang in ("en", "ru"):
        for text in wordings(VOICES[persona], lang):
            for slot in re.findall(r"\{([^{}]*)\}", text):
                assert slot in PLAIN_SLOTS or (lang == "ru" and slot.count("|") == 1), text


@pytest.mark.parametrize("persona", IDS)
def test_a_stated_fact_is_a_sentence_of_its_own(persona: str) -> None:
    for lang in ("en", "ru"):
        for text in wordings(VOICES[persona], lang, "tell") + wordings(VOICES[persona], lang, "half"):
            before, after = text.split("{fact}")
            assert not before or re.search(r"[.:?…] $", before), text
            assert not after or re.match(r" [A-ZА-ЯЁ]", after), text


@pytest.mark.parametrize("persona", IDS)
def test_pasted_output_stands_on_lines_of_its_own(persona: str) -> None:
    for lang in ("en", "ru"):
        for text in wordings(VOICES[persona], lang, "paste") + wordings(VOICES[persona], lang, "bungle"):
            assert text.endswith("\n{output}")


@pytest.mark.parametrize("persona", IDS)
def test_each_language_is_written_in_its_own_letters(persona: str) -> None:
    assert not any(re.search("[а-яё]", text, re.IGNORECASE) for text in wordings(VOICES[persona], "en"))
    foreign = [
        text for text in wordings(VOICES[persona], "ru") if not re.search("[а-яё?{]", text, re.IGNORECASE)
    ]
    assert foreign == []


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_two_personas_share_few_wordings(lang: str) -> None:
    for one, other in combinations(IDS, 2):
        first = {text for text in wordings(VOICES[one], lang) if len(text.split()) > 2}
        second = {text for text in wordings(VOICES[other], lang) if len(text.split()) > 2}
        assert len(first & second) <= 0.03 * min(len(first), len(second)), (one, other)


def test_nobody_speaks_like_a_help_desk() -> None:
    helper = re.compile(
        r"how (can|may) i help|happy to help|inconvenience|as an ai|чем могу помочь|рад помочь|неудобства",
        re.IGNORECASE,
    )
    for voice in VOICES.values():
        for lang in ("en", "ru"):
            assert [text for text in wordings(voice, lang) if helper.search(text)] == []


def test_stage_directions_and_exclamations_are_absent() -> None:
    for voice in VOICES.values():
        for lang in ("en", "ru"):
            assert [text for text in wordings(voice, lang) if re.search(r"[*\[\]()!]", text)] == []
