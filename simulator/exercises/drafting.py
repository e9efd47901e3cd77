"""AI drafts: which sentences go wrong by seed, and what finding, explaining and rewriting them is worth."""

import random
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from simulator.domain.draft import FINE, DraftCheck, Finding, Wrong
from simulator.domain.text import LANGUAGES, Phrases

WEIGHTS = {"found": 0.4, "reason": 0.2, "rewrite": 0.4}
"""Finding what is wrong and leaving a true sentence behind matter twice as much as the name of the reason."""
HALF = 0.5
REWRITE_LIMIT = 1000
_NEGATION = re.compile(
    r"\b(?:not|never|no|cannot|can't|don't|isn't|hasn't|won't|without|не|нет|нельзя|без|ни)\b"
)
_REACH = 40
"""How far before a claim a negation takes it back, in characters of the same clause."""
_CLAUSE = re.compile(r"[.!?;:\n—–]\s|,(?! (?:that|что|чтобы)\b)")
_MEASURE = re.compile(
    r"\b\d+(?:[.,]\d+)?(?=\s*(?:%|per ?cent|min|hour|day|week|мин|час|дн|день|недел|процент|руб|eur|usd))"
)
_OWN_UPDATE = re.compile(
    r"\bi(?:'ll| will) (?:write|tell|let|update|come back)|напишу|сообщу|дам знать|вернусь|отпишусь"
)
"""Telling when one will write again invents nothing: it is one's own promise."""
_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.](?=\S)[^.!?;\n]*)*[.!?;]*")


@dataclass(frozen=True)
class Readers:
    """What reads the person's words: particulars (ids, addresses, times) and secrets in a text."""

    particulars: Callable[[str], Collection[str]]
    secrets: Callable[[str], Collection[str]]


@dataclass(frozen=True)
class Check:
    """One rule about the rewritten sentence, and the words it rests on."""

    name: str
    """``gone``, ``right``, ``nothing-invented`` or ``nothing-leaked``."""
    holds: bool
    share: float
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Score:
    """What an attempt is worth."""

    total: float
    dimensions: Mapping[str, float]
    checks: tuple[Check, ...]


def drawn(check: DraftCheck, seed: int) -> tuple[str, ...]:
    """Return the sentences that go wrong in the draft of one seed, in order of the draft."""
    rng = random.Random(f"{check.id}:{seed}")  # noqa: S311 — variety, not secrecy
    possible = [one.id for one in check.sentences if one.wrong is not None]
    chosen = set(rng.sample(possible, check.draw))
    return tuple(one for one in possible if one in chosen)


def scored(check: DraftCheck, wrong: Sequence[str], finding: Finding, readers: Readers) -> Score:
    """Return what a finding is worth, 0–1.

    Found: (wrong sentences marked − right ones marked) / wrong ones, never below 0. Reason: 1 for the reason of the
    key, a half for one that has something to it. Rewrite: see ``rewritten``; halved when a more harmful sentence was
    left as it is.
    """
    marked = {name for name, verdict in finding.verdicts.items() if verdict not in ("", FINE)}
    hits = len(marked & set(wrong))
    false = len({one.id for one in check.sentences if one.id in marked} - set(wrong))
    found = max(0.0, (hits - false) / len(wrong)) if wrong else 0.0
    reason = sum(_reason(_wrong(check, name), finding.verdicts.get(name, "")) for name in wrong) / max(
        1, len(wrong)
    )
    checks: tuple[Check, ...] = ()
    rewrite = 0.0
    if finding.worst in wrong and finding.rewrite.strip():
        chosen = _wrong(check, finding.worst)
        checks = rewritten(chosen, finding.rewrite, known_text(check), readers)
        rewrite = _worth(checks)
        if chosen.harm < max(_wrong(check, name).harm for name in wrong):
            rewrite *= HALF
    dimensions = {"found": round(found, 4), "reason": round(reason, 4), "rewrite": round(rewrite, 4)}
    return Score(
        round(sum(WEIGHTS[name] * worth for name, worth in dimensions.items()), 4), dimensions, checks
    )


def _wrong(check: DraftCheck, name: str) -> Wrong:
    sentence = check.sentence(name)
    assert sentence is not None
    assert sentence.wrong is not None
    return sentence.wrong


def _reason(wrong: Wrong, given: str) -> float:
    return 1.0 if given == wrong.reason else HALF if given in wrong.also else 0.0


def known_text(check: DraftCheck) -> str:
    """Return everything a reply may rest on: the ticket, the sources, the sentences as they should be."""
    parts = [*check.ticket.model_dump().values()]
    for source in check.sources:
        parts += [source.figure or "", *(source.text.model_dump().values() if source.text else ())]
    return "\n".join(parts + [text for one in check.sentences for text in one.text.model_dump().values()])


def rewritten(wrong: Wrong, text: str, known: str, readers: Readers) -> tuple[Check, ...]:
    """Return the rules about a rewritten sentence, each with the words it rests on."""
    plain = _plain(text)
    claims = [claim for claim in _hits(wrong.gone, plain) if not _is_denied(plain, claim)]
    facts = [_hits(phrases, plain) for phrases in wrong.right]
    met = [found[0] for found in facts if found]
    invented = _invented(plain, known, readers)
    leaked = tuple(readers.secrets(text))
    return (
        Check("gone", not claims, float(not claims), tuple(plain[at : at + size] for at, size in claims)),
        Check("right", len(met) == len(facts), len(met) / len(facts), tuple(plain[at : at + size] for at, size in met)),
        Check("nothing-invented", not invented, float(not invented), invented),
        Check("nothing-leaked", not leaked, float(not leaked), leaked),
    )  # fmt: skip


def _worth(checks: Sequence[Check]) -> float:
    """Return 0 while the wrong claim stands or a secret is told, else the share of facts, halved by an invention."""
    by_name = {check.name: check for check in checks}
    if not (by_name["gone"].holds and by_name["nothing-leaked"].holds):
        return 0.0
    return by_name["right"].share * (1.0 if by_name["nothing-invented"].holds else HALF)


def _hits(phrases: Phrases, plain: str) -> list[tuple[int, int]]:
    """Return (place, length) of each phrase that stands in a text at the beginning of a word."""
    found = []
    for language in LANGUAGES:
        for phrase in phrases.within(language):
            hit = re.search(rf"(?<![\w]){re.escape(_plain(phrase))}", plain)
            if hit:
                found.append((hit.start(), hit.end() - hit.start()))
    return sorted(found)


def _is_denied(plain: str, claim: tuple[int, int]) -> bool:
    """Tell whether a negation shortly before a claim, in the same clause, takes it back."""
    before = _CLAUSE.split(plain[: claim[0]])[-1][-_REACH:]
    return _NEGATION.search(before) is not None


def _invented(plain: str, known: str, readers: Readers) -> tuple[str, ...]:
    """Return particulars and measures of a text that nothing known holds."""
    backed = _particulars(_plain(known), readers)
    found: list[str] = []
    for sentence in _SENTENCE.findall(plain):
        own = _OWN_UPDATE.search(sentence) is not None
        found += [
            one
            for one in sorted(_particulars(sentence, readers))
            if one not in backed and not (own and re.fullmatch(r"\d{1,2}(?::\d\d)?", one))
        ]
    return tuple(dict.fromkeys(found))


def _particulars(plain: str, readers: Readers) -> set[str]:
    measured = {one.replace(",", ".") for one in _MEASURE.findall(plain)}
    return {one.casefold() for one in readers.particulars(plain)} | measured


def _plain(text: str) -> str:
    return re.sub(r"[ \t\u00a0]+", " ", text.casefold().replace("ё", "е").replace("’", "'")).strip()
