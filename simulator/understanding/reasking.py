"""Questions about what the ticket says already."""

import re
from collections.abc import Iterable, Sequence

import numpy as np

from simulator.domain.reading import Act, ActKind, Match
from simulator.understanding.acts import act
from simulator.understanding.force import Force
from simulator.understanding.group import Group
from simulator.understanding.lexicon import enriched, weights
from simulator.understanding.matching import fit, similarity
from simulator.understanding.sentence import Piece, Sentence
from simulator.understanding.words import words_of

LEAST = 0.72
CONTENT = 0.3
_TELLS = re.compile(
    r"\b(?:provide|specify|tell|give|share|name|state|confirm|clarify|remind|know|send|need|describe)\b"
    r"|\b(?:уточни\w*|назови\w*|укажи\w*|скажи\w*|сообщи\w*|напомни\w*|подскажи\w*|пришли\w*|напиши\w*|дай\w*|опиши\w*|нуж\w+)\b"
)
_DOES = re.compile(
    r"\b(?:paste|run|output|result|write (?:down|it down)|note|answer|screenshot|command)\b|\b(?:вывод|результат\w*|ответ\w*|скриншот\w*|команд\w+|запусти\w*|выполни\w*|запиши\w*)\b"
)
_THINGS = {
    "vm-": r"vm|virtual machine|server|machine|instance|вм|виртуал\w+|машин\w*|сервер\w*",
    "acc-": r"account|аккаунт\w*|уч[её]тн\w+ запис\w+",
    "dsk-": r"disk|volume|диск\w*|том\w?",
    "lb-": r"(?:load )?balancer|балансировщик\w*",
    "prj-": r"project|проект\w*",
    "pg-": r"database|cluster|баз\w|кластер\w*",
    "k8s-": r"cluster|кластер\w*",
}
_IDS = {
    prefix: re.compile(
        rf"\b(?:{thing})(?:'s)?[ -](?:id|identifier|name|number)\b|\b(?:id|identifier|name|number) of (?:the |your )?(?:{thing})\b"
        rf"|\b(?:id|ид|айди|идентификатор\w*|имя|номер)[- ](?:вашей |вашего |этой |этого |самой |самого )?(?:{thing})\b"
    )
    for prefix, thing in _THINGS.items()
}


def reasked(
    text: str, parts: Iterable[Sentence], known: Group, ids: Sequence[str], asks: Iterable[Match]
) -> list[Act]:
    """Return questions about what is known already, unless they ask for a fact at least as clearly."""
    sure = list(asks)
    found: list[Act] = []
    for piece in (piece for part in parts for piece in part.pieces if _asks_to_tell(piece)):
        what = _known_id(piece.text, ids) or _known_answer(piece, known, sure)
        if what is not None:
            found.append(act(ActKind.REASK, text, piece.start, piece.end, known=what))
    return found


def _asks_to_tell(piece: Piece) -> bool:
    if piece.force is Force.ASK:
        return True
    return piece.force is Force.REQUEST and bool(_TELLS.search(piece.text)) and not _DOES.search(piece.text)


def _known_id(asked: str, ids: Sequence[str]) -> str | None:
    """Return the identifier of the ticket which a question is after."""
    for one in ids:
        prefix = one.split("-", 1)[0] + "-"
        if prefix in _IDS and _IDS[prefix].search(asked):
            return one
    return None


def _known_answer(piece: Piece, known: Group, sure: Sequence[Match]) -> str | None:
    words = enriched(words_of(piece.text))
    content = np.array([weights().get(word.stem, 1.0) > CONTENT for word in words])
    if not known.targets or not content.any():
        return None
    likeness = similarity(words, known)
    fitted = fit(words, known, likeness)
    score = 0.5 * fitted.phrase + 0.5 * fitted.both
    best = int(score.argmax())
    rival = max(
        (one.confidence for one in sure if one.start < piece.end and one.end > piece.start), default=0.0
    )
    met = float((likeness[content] * (known.target_words[best] > 0)).max())
    if score[best] < LEAST or score[best] <= rival or met < CONTENT:
        return None
    return known.targets[best].id.removeprefix("known-")
