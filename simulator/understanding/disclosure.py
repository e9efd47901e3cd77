"""Statements about an account which only an entitled person may hear."""

import re
from collections.abc import Sequence

from simulator.domain.reading import Act, ActKind
from simulator.understanding.acts import act
from simulator.understanding.background import MAILBOX, PRIVATE_ID, Background
from simulator.understanding.force import Force
from simulator.understanding.sentence import Sentence

_STATE = re.compile(
    r"\b(?:the|your|this|that|its?)\s(?:\w+\s){0,2}?(?:account|contract|plan|balance|invoice|payment|owner|2fa|two-factor|login|role|access|vm|server|machine|disk|volume|snapshot|project|key|keys|certificate|bucket|rule|security group|database|logins?)s?"
    r"(?:\s\S+){0,4}?\s(?:is|are|was|were|(?:has|have|had)(?! to\b)|shows?|expires?d?|belongs?|ran out|got|went|created|opened|failed|came)\b"
    r"|\b(?:аккаунт\w*|договор\w*|тариф\w*|баланс\w*|счет\w*|платеж\w*|владел\w+|роль|доступ|вм|сервер\w*|машин\w+|диск\w*|снимок|проект\w*|ключ\w*|сертификат\w*|бакет\w*|правило|групп\w+ безопасности|баз\w+|вход\w*)"
    r"\s(?:\S+\s){0,4}?(?:[—-](?=\s)|это\b|запущен\w?|работает|создан\w?|истек\w?|числится|принадлежит|открыт\w?|закрыт\w?|остановлен\w?|просрочен\w?|поступил\w?|записан\w?|оформлен\w?|активн\w+|включен\w?|отключен\w?|был\w?|находится|есть|удален\w?|отвечает)"
)
_GENERIC = re.compile(
    r"\b(?:if|any|every|usually|normally|in general|when|обычно|как правило|если|любой|любая|всегда)\b"
)


def disclosures(text: str, quiet: str, parts: Sequence[Sentence], background: Background | None) -> list[Act]:
    """Return account-specific statements, with data ``what``: id, contact or state."""
    secrets = background.private if background else frozenset()
    known = background.known_ids if background else frozenset()
    found: list[Act] = []
    for part in parts:
        told = [piece for piece in part.pieces if piece.force in (Force.NOTE, Force.NOTHING, Force.INTENT)]
        if part.is_question or not told:
            continue
        what = _what(" ".join(quiet[piece.start : piece.end] for piece in told), secrets, known)
        if what is not None:
            found.append(act(ActKind.DISCLOSURE, text, part.start, part.end, what=what))
    return found


def _what(stretch: str, secrets: frozenset[str], known: frozenset[str]) -> str | None:
    ids = {match.group() for match in PRIVATE_ID.finditer(stretch)} - known
    if ids & secrets or (ids and not secrets):
        return "id"
    if any(match.group() in secrets for match in MAILBOX.finditer(stretch)) or any(
        name in stretch for name in secrets if " " in name
    ):
        return "contact"
    if _STATE.search(stretch) and not _GENERIC.search(stretch):
        return "state"
    return None
