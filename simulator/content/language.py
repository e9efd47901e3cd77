"""Both languages where they belong, and nothing that points at the real world."""

import ipaddress
import re
from collections.abc import Iterator
from typing import Any

from simulator.content.fault import Fault, Path, strings

_CYRILLIC = re.compile("[А-Яа-яЁё]")
_QUOTED = re.compile(r"`[^`]*`|«[^»]*»|“[^”]*”|\"[^\"]*\"|‘[^’]*’|\([^)]*\)")
_WORD = re.compile(r"[A-Za-z]{3,}")
_COMMAND = re.compile(r"[/@=|~<>{}_]|\s-\w")
"""Marks of a command line, which is the same in both languages."""
_UNTRANSLATED_WORDS = 3
"""Latin words in a row of Russian text that holds nothing else: then nobody has translated it."""

_IPV4 = re.compile(r"(?<![\w.\-])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)")
_IPV6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])")
_SAFE = tuple(
    ipaddress.ip_network(net)
    for net in (
        *("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"),  # documentation
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10"),
        *("0.0.0.0/32", "255.0.0.0/8", "2001:db8::/32", "fe80::/10", "fd00::/8", "::1/128", "::/128"),
    )
)
_DOMAIN = re.compile(
    r"(?<![\w.\-])(?:[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?\.)+"
    r"(?:com|net|org|ru|su|io|dev|cloud|info|biz|eu|uk|de|fr|online|site|store|shop|tech|рф)(?![\w\-]|\.\w)",
    re.IGNORECASE,
)
_NAMESPACES = ("example.com", "example.net", "example.org", "kubernetes.io", "k8s.io")
"""Reserved names, and label prefixes of Kubernetes which are not addresses."""


def language_faults(plain: Any) -> Iterator[Fault]:
    """Yield faults of the texts in a dumped content file."""
    for path, text in strings(plain):
        yield from _addresses(path, text)
        yield from _domains(path, text)
        language = _language(path)
        if language == "ru":
            words = _WORD.findall(_QUOTED.sub(" ", text))
            prose = not _COMMAND.search(text)
            if prose and len(words) >= _UNTRANSLATED_WORDS and not _CYRILLIC.search(text):
                yield Fault(
                    path, "the Russian text holds no Russian", "translate it, or put commands in backticks"
                )
        elif language == "en" and (found := _CYRILLIC.search(_QUOTED.sub(" ", text))):
            yield Fault(path, f"the English text holds Russian letters (“{found[0]}”)", "write it in English")


def _language(path: Path) -> str | None:
    for key in reversed(path):
        if isinstance(key, str):
            return key if key in ("en", "ru") else None
    return None


def _addresses(path: Path, text: str) -> Iterator[Fault]:
    for pattern in (_IPV4, _IPV6):
        for found in pattern.findall(text):
            try:
                address = ipaddress.ip_address(found)
            except ValueError:
                continue
            if not any(address.version == net.version and address in net for net in _SAFE):
                remedy = "use 192.0.2.x, 198.51.100.x, 203.0.113.x, a private range or 2001:db8::"
                yield Fault(path, f"`{found}` is a real address", remedy)


def _domains(path: Path, text: str) -> Iterator[Fault]:
    for match in _DOMAIN.finditer(text):
        name = match[0].casefold()
        if not any(name == safe or name.endswith(f".{safe}") for safe in _NAMESPACES):
            yield Fault(path, f"`{match[0]}` may be a real domain", "use a name that ends in .example")
