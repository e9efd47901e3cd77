"""What an escalation pack holds: twelve base fields, and the items the card adds."""

import re
from dataclasses import dataclass

from simulator.domain.event import Escalated
from simulator.domain.scenario import PACK_FIELDS
from simulator.grading.dossier import Dossier
from simulator.grading.wording import CLOCK, mentions

_WORD = re.compile(r"\w{2,}")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}|\d{4}-\d\d-\d\d|\b(?:yesterday|today|вчера|сегодня)\b", re.IGNORECASE)
_ID = re.compile(r"\b(?:acc|dsk|ip|k8s|lb|nic|prj|sg|snap|vm)-[0-9a-z]{2,}\b", re.IGNORECASE)
_PRIORITY = re.compile(r"\bP[1-4]\b|impact|urgency|влияни|срочност|\b[HML]\s*[×x/]\s*[HML]\b", re.IGNORECASE)


@dataclass(frozen=True)
class PackCheck:
    """Share of fields and items that are really there, and the names of those that are not."""

    share: float
    missing: tuple[str, ...]


def pack_of(escalated: Escalated) -> dict[str, str]:
    """Return the fields with the request in its place."""
    pack = {str(name): text for name, text in escalated.pack.items()}
    if escalated.request and not pack.get("request"):
        pack["request"] = escalated.request
    return pack


def check_pack(d: Dossier, escalated: Escalated) -> PackCheck:
    """Check ``escalated``; a field that repeats another, or says nothing of its subject, is not there."""
    pack = pack_of(escalated)
    texts = [text.strip().casefold() for text in pack.values()]
    missing = [
        name
        for name in PACK_FIELDS
        if not _is_filled(d, name, pack.get(name, "")) or texts.count(pack[name].strip().casefold()) > 2
    ]
    items = d.scenario.escalation.pack if d.scenario.escalation else ()
    everything = "\n".join(pack.values())
    missing += [item.text.within(d.case.lang) for item in items if not mentions(everything, item.any_of)]
    return PackCheck(1 - len(missing) / (len(PACK_FIELDS) + len(items)), tuple(missing))


def _is_filled(d: Dossier, name: str, text: str) -> bool:
    if not _WORD.search(text) and name not in ("links", "consent", "changes", "promises"):
        return False
    if not text.strip():
        return False
    contact = d.scenario.contact
    if name == "customer":
        parts = (
            *contact.name.en.split(),
            *contact.name.ru.split(),
            contact.company.en,
            contact.company.ru,
            contact.account,
            contact.contract,
            contact.email,
        )
        return mentions(text, parts)
    if name == "resources":
        ids = (*d.scenario.known_ids, *(resource.id for resource in d.scenario.resources))
        # Ids of other tickets are no resources of this one.
        return mentions(text, ids) or (any(char.isdigit() for char in text) and not _ID.search(text))
    if name == "timeline":
        return bool(CLOCK.search(text) or _DATE.search(text))
    if name == "priority":
        return bool(_PRIORITY.search(text))
    return True
