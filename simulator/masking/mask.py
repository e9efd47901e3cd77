"""Covering what the rules found: the same thing gets the same stand-in throughout one ticket."""

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from simulator.masking.found import Found, Kind, settled, spans
from simulator.masking.names import latin
from simulator.masking.network import is_public, network_of
from simulator.masking.numbers import numbers_of
from simulator.masking.people import people_of
from simulator.masking.places import places_of
from simulator.masking.secrets import keys_of, secrets_of
from simulator.understanding.naming import naming

_LABELS: dict[Kind, tuple[str, str]] = {
    "secret": ("secret", "секрет"), "document": ("document", "документ"), "phone": ("phone", "телефон"),
    "address": ("address", "адрес"), "person": ("name", "имя"), "company": ("company", "компания"),
    "login": ("login", "логин"), "id": ("number", "номер"),
}  # fmt: skip
_SERVICES = frozenset(
    "www mail smtp imap pop api app vpn ftp db ns1 ns2 mx shop crm erp dev test stage prod admin git portal lk cdn static blog forum wiki status panel".split()
)
_PREFIX = re.compile(r"^(?:vm|acc|i|vol|snap|disk|subnet|sg|eni|vpc|lb|nic|fip|img|k8s|db)-")
_BLOB = re.compile(r"\S{200,}")
"""No word is so long: an attachment pasted as text, a signed link, a key on one line."""
PIECE = 1_200
"""Characters that rules see at once: what they cost grows with the square of it."""
_DOC_NETS = ("203.0.113", "198.51.100", "192.0.2")


@dataclass(frozen=True)
class Masked:
    """A text that may be kept, and what was covered in it (places are those of the text before)."""

    text: str
    found: tuple[Found, ...]
    shown: tuple[tuple[int, int, Kind], ...]
    """Places of the stand-ins in ``text``."""


def found_in(text: str) -> tuple[Found, ...]:
    """Return everything in a text that must not be kept."""
    whole = [*spans(_BLOB, text, "secret"), *keys_of(text)]
    rules = (secrets_of, numbers_of, network_of, places_of, people_of)
    # A long word without an end is covered already; rules would only spend their time on it.
    eased = _BLOB.sub(lambda blob: " " * len(blob[0]), text)
    parts = (
        Found(start + one.start, start + one.end, one.kind)
        for start, part in _parts(eased)
        for rule in rules
        for one in rule(part)
    )
    return settled((*whole, *parts))


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Yield pieces of a text that end with a line, or at least with a word: rules look back and forth within one."""
    start = 0
    while start < len(text):
        end = start + PIECE
        if end < len(text):
            cut = max(text.rfind("\n", start + 1, end), 0) or text.rfind(" ", start + 1, end)
            end = cut + 1 if cut > start else end
        yield start, text[start:end]
        start = end


class Mask:
    """The stand-ins of one ticket. Make a new one for each ticket: nothing links two of them."""

    def __init__(self, *, russian: bool) -> None:
        self._russian = russian
        self._known: dict[tuple[Kind, str], str] = {}
        self._people: dict[str, str] = {}
        self._numbers: dict[str, count[int]] = {}

    def masked(self, text: str, whole: Kind | None = None) -> Masked:
        """Return ``text`` with stand-ins; with ``whole`` the entire text is one thing of that kind."""
        text = text.replace("\x00", "")
        bare = text.strip()
        if whole is not None and bare and not found_in_kind(bare, whole):
            at = text.index(bare)
            found: tuple[Found, ...] = (Found(at, at + len(bare), whole),)
        else:
            found = settled((*found_in(text), *self._met_before(text)))
            for one in found:
                if one.kind == "person":
                    self._person(text[one.start : one.end])
                elif one.kind == "secret":
                    self._stand_in("secret", text[one.start : one.end])
            found = settled((*found, *self._met_before(text)))
        parts, shown, place, length = [], [], 0, 0
        for one in found:
            stand_in = self._stand_in(one.kind, text[one.start : one.end])
            parts += [text[place : one.start], stand_in]
            length += one.start - place
            shown.append((length, length + len(stand_in), one.kind))
            length += len(stand_in)
            place = one.end
        return Masked("".join([*parts, text[place:]]), found, tuple(shown))

    def _stand_in(self, kind: Kind, value: str) -> str:
        if kind == "person":
            return self._person(value)
        key = (kind, re.sub(r"\D", "", value)[-10:] if kind == "phone" else value.casefold().strip())
        if key not in self._known:
            self._known[key] = self._made(kind, value)
        return self._known[key]

    def _made(self, kind: Kind, value: str) -> str:
        if kind == "ip":
            return self._address(value)
        if kind == "mac":
            return f"00:00:5e:00:53:{self._next('mac') % 256:02x}"
        if kind == "host":
            return self._host(value.lower())
        if kind == "email":
            name, _, domain = value.replace(" ", "").rpartition("@")
            public = not name or is_public(domain.lower())
            host = "mail.example" if public else self._stand_in("host", domain)
            return f"user{self._next('email')}@{host}"
        if kind == "id" and (prefix := _PREFIX.match(value)):
            return f"{prefix.group()}{self._next('resource'):04x}"
        return self._label(kind)

    def _label(self, kind: Kind) -> str:
        return f"[{_LABELS[kind][self._russian]} {self._next(kind)}]"

    def _next(self, name: str) -> int:
        return next(self._numbers.setdefault(name, count(1)))

    def _person(self, value: str) -> str:
        """Return one stand-in for a person, also when only half of the name comes back, in another case."""
        words = list(re.findall(r"[^\W\d_]{2,}", value)) or [value]
        keys = [_key(word) for word in words]
        known = next((self._people[key] for key in keys if key in self._people), None)
        stand_in = known or self._label("person")
        for key in keys:
            self._people.setdefault(key, stand_in)
        return stand_in

    def _met_before(self, text: str) -> Iterator[Found]:
        """Yield what was covered elsewhere in the ticket: secrets as they stand, names in any form."""
        for kind, value in self._known:
            if kind == "secret" and len(value) > 4:
                for match in re.finditer(re.escape(value), text, re.IGNORECASE):
                    yield Found(*match.span(), "secret")
        for match in re.finditer(r"(?<![\w@./-])[A-ZА-ЯЁ][\w’'-]+(?!\w|\.\w)", text):
            if _key(match[0]) in self._people:
                yield Found(*match.span(), "person")
        family = [word for key in self._people if len(word := latin(key)) > 4]
        for match in re.finditer(r"(?<![\w@./-])[a-z][a-z0-9._-]{4,}(?![\w@/])", text):
            if any(word in match[0].replace("j", "y") for word in family):
                yield Found(*match.span(), "login")

    def _address(self, value: str) -> str:
        try:
            address = ipaddress.ip_address(value)
        except ValueError:
            return "203.0.113.x"
        if address.version == 6:
            return f"2001:db8::{self._next('ip6'):x}"
        if address.is_private:
            place = self._next("inner")
            return f"10.0.{place // 250}.{place % 250 + 9}"
        place = self._next("ip")
        return f"{_DOC_NETS[place // 250 % 3]}.{place % 250 + 9}"

    def _host(self, name: str) -> str:
        """Return a name under ``.example``; names of one domain stay of one domain."""
        parts = name.split(".")
        if len(parts) < 2:
            return f"host-{self._next('host')}"
        known = self._known.get(("host", ".".join(parts[-2:])))
        if known is None:
            known = f"site{self._next('site')}.example"
            self._known["host", ".".join(parts[-2:])] = known
        inner = [part if part in _SERVICES else f"h{self._next('inner-host')}" for part in parts[:-2]]
        return ".".join([*inner, known])


def _key(word: str) -> str:
    return naming(word).lemma if re.match(r"[А-Яа-яЁё]", word) else word.lower()


def found_in_kind(text: str, kind: Kind) -> bool:
    """Tell whether the rules cover a text as one thing of ``kind`` already."""
    return any(one.kind == kind and (one.start, one.end) == (0, len(text)) for one in found_in(text))
