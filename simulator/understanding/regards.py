"""Acknowledgement that names this customer's fault or loss, as opposed to a formula."""

import re
from collections.abc import Sequence
from functools import cache

from simulator.domain.reading import Act, ActKind
from simulator.understanding.acts import act
from simulator.understanding.background import Background
from simulator.understanding.force import Force
from simulator.understanding.lexicon import table
from simulator.understanding.sentence import Sentence
from simulator.understanding.words import words_of

LEAST = 2


@cache
def _sign(name: str) -> re.Pattern[str]:
    return re.compile(table("regards.toml")[name])


def regards(text: str, quiet: str, parts: Sequence[Sentence], background: Background | None) -> list[Act]:
    """Return the sentences that acknowledge what happened to this customer; data ``effect`` when a loss is named."""
    stakes = background.stakes if background else ()
    symptoms = background.symptoms if background else frozenset()
    found: list[Act] = []
    for part in parts:
        stretch = quiet[part.start : part.end]
        told = [
            piece
            for piece in part.pieces
            if piece.force in (Force.NOTE, Force.NOTHING, Force.INTENT, Force.REQUEST)
        ]
        if part.is_question or not stretch.strip() or not told:
            continue
        stems = frozenset(word.stem for word in words_of(stretch))
        at_stake = any(phrase <= stems for phrase in stakes)
        feeling = bool(_sign("empathy").search(stretch))
        loss = bool(_sign("loss").search(stretch))
        effect = bool(_sign("effect").search(stretch)) or at_stake
        named = at_stake or (loss and (effect or bool(_sign("number").search(stretch))))
        familiar = len(symptoms & stems) >= LEAST
        pure = all(piece.force in (Force.NOTE, Force.NOTHING) for piece in part.pieces[:1])
        if (
            (feeling and (at_stake or loss or familiar))
            or (named and pure and part is parts[0])
            or (at_stake and pure and effect and familiar)
        ):
            data = {"effect": "1"} if named else {}
            found.append(act(ActKind.ACKNOWLEDGE, text, part.start, part.end, **data))
    return found
