"""All acts of a reply together, with what one act says about another."""

import re
from collections.abc import Sequence

from simulator.domain.reading import Act, ActKind
from simulator.understanding.acts import masked, table_acts
from simulator.understanding.background import Background
from simulator.understanding.claims import claims
from simulator.understanding.deeds import deeds
from simulator.understanding.disclosure import disclosures
from simulator.understanding.jargon import jargon
from simulator.understanding.promises import is_own, promises
from simulator.understanding.quoting import is_quoted_only
from simulator.understanding.regards import regards
from simulator.understanding.sentence import Sentence
from simulator.understanding.signs import signs

_HEDGE = re.compile(
    r"\b(?:probably|likely|might|may|maybe|seems?|looks like|suspect|not (?:yet )?confirmed|possibly|i think|perhaps|presumably|appears?|assume|guess|could be|hypothesis|unconfirmed)\b"
    r"|\b(?:вероятно|возможно|похоже|скорее всего|видимо|кажется|предположительно|подозреваю|думаю|не исключено|может быть|по-видимому|судя по всему|гипотеза|предполагаю|наверное|не подтвержден\w*|пока версия|версия)\b"
)
_WARNED = re.compile(
    r"\b(?:warning|careful|irreversibl\w+|erases?|will (?:delete|erase|remove|lose|destroy)|you(?:'ll| will) lose|cannot be undone|can't be undone|make sure|only if|double-check|risk|caution|attention|permanently)\b"
    r"|\b(?:осторожно|внимание|необратим\w+|сотрет\w*|удалит\w*|потеря\w+|нельзя (?:будет )?(?:отменить|вернуть)|убедитесь|только если|перепроверьте|риск\w*|безвозвратно)\b"
)
_BACKUP = re.compile(
    r"\b(?:snapshot|backup|back up|copy first)\b|\b(?:снимок|снимк\w+|снапшот\w*|бэкап\w*|резервн\w+ копи\w+)\b"
)
RUDE = frozenset(
    {
        ActKind.CALM_DOWN,
        ActKind.AS_I_SAID,
        ActKind.SARCASM,
        ActKind.INSULT,
        ActKind.BLAME,
        ActKind.NOT_OUR_PROBLEM,
    }
)
_ALWAYS_FORMULA = re.compile(r"\binconvenience|неудобств")


def gather(
    text: str,
    lowered: str,
    parts: Sequence[Sentence],
    background: Background | None,
    tech: int,
    previous: Sequence[str],
) -> tuple[Act, ...]:
    """Return every act of the reply in the order of its text."""
    quiet = masked(lowered)
    heard = [*previous, *(background.openings if background else ())]
    found = [
        *table_acts(text, lowered, parts),
        *promises(text, quiet, parts),
        *claims(text, quiet, parts),
        *deeds(text, lowered, parts),
        *regards(text, quiet, parts, background),
        *disclosures(text, quiet, parts, background),
        *jargon(text, lowered, parts, tech, heard),
        *signs(text, lowered, parts),
    ]
    found = [
        _with_data(one, lowered)
        for one in found
        if _stands(one, found, lowered, parts) and not _is_mentioned(one, text, lowered, parts)
    ]
    return tuple(_unique(found))


def _key(one: Act) -> tuple[int, int, str]:
    """Return what makes an act the same as another."""
    return (one.start, one.end, one.kind.value + str(sorted(one.data.items())))


def _unique(found: list[Act]) -> list[Act]:
    kept = {_key(one): one for one in found}
    return [kept[key] for key in sorted(kept)]


def _sentence_of(one: Act, parts: Sequence[Sentence]) -> Sentence:
    return next((part for part in parts if part.start <= one.start < part.end), parts[0])


def _stands(one: Act, found: list[Act], lowered: str, parts: Sequence[Sentence]) -> bool:
    """Drop acts that another act of the same sentence explains."""
    if not parts:
        return True
    part = _sentence_of(one, parts)
    beside = {other.kind for other in found if part.start <= other.start < part.end}
    stretch = lowered[part.start : part.end]
    if one.kind is ActKind.PROMISE_VAGUE:
        return ActKind.PROMISE not in beside and ActKind.ETA not in beside and is_own(stretch)
    if one.kind is ActKind.ACKNOWLEDGE_FORMULA:
        return ActKind.ACKNOWLEDGE not in beside or bool(_ALWAYS_FORMULA.search(one.quote.lower()))
    if one.kind is ActKind.ACKNOWLEDGE:
        if beside & RUDE:
            return False
        formula = [
            other
            for other in found
            if other.kind is ActKind.ACKNOWLEDGE_FORMULA and part.start <= other.start < part.end
        ]
        return not (formula and "effect" not in one.data)
    if one.kind is ActKind.REASON:
        return any(other.kind in (ActKind.REQUEST, ActKind.STEP, ActKind.QUESTION) for other in found)
    if one.kind is ActKind.HIDING:
        return ActKind.OWNERSHIP not in beside
    if one.kind is ActKind.CAUSE:
        return not (
            ActKind.UNKNOWN_STATED in beside
            and not re.search(r"\b(?:because|due to|из-за|потому)\b", stretch)
        )
    return True


def _is_mentioned(one: Act, text: str, lowered: str, parts: Sequence[Sentence]) -> bool:
    """Tell harm that is only spoken of: the command that broke something, or a search for it."""
    if one.kind not in (ActKind.UNSAFE, ActKind.INSECURE_FIX) or not parts:
        return False
    return is_quoted_only(one, _sentence_of(one, parts), text, lowered)


def _with_data(one: Act, lowered: str) -> Act:
    """Add what the words around an act say about it."""
    if one.kind is ActKind.CAUSE:
        around = lowered[max(0, one.start - 80) : one.end + 80]
        return one.model_copy(update={"data": {**one.data, "hedged": "1"}}) if _HEDGE.search(around) else one
    if one.kind is ActKind.UNSAFE:
        data = {"command": one.quote}
        if _WARNED.search(lowered):
            data["warned"] = "1"
        if _BACKUP.search(lowered):
            data["backup"] = "1"
        return one.model_copy(update={"data": data})
    return one
