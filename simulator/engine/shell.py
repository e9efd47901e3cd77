"""Reading a typed command line the way a support engineer means it."""

import re
import shlex
from dataclasses import dataclass
from functools import lru_cache

QUOTES = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "—": "-", "–": "-"})
VALUE_FLAGS = frozenset(
    "-c -i -w -W -m -n -p -t -X -H -o -u -d -s -l -L --last --zone --search --project --actor --resource --since "
    "--detail --inn --ticket --max-time --connect-timeout --resolve -servername -connect --type".split()
)
"""Flags that take a value."""
COUNTS = frozenset("-c -w -W -m -i --max-time --connect-timeout -L -o -n -q".split())
"""Flags whose value does not change what is being asked (counts, time-outs, output files)."""
DNS_TYPES = frozenset("A AAAA CNAME MX NS SOA TXT PTR CAA SRV ANY".split())
KINDED = frozenset({"opsview", "kb"})
"""Consoles whose second word is part of their name."""
LAYER = {"nslookup": "dig", "host": "dig", "telnet": "nc", "ncat": "nc", "tracepath": "traceroute"}
"""Programs that answer the same question."""


@dataclass(frozen=True)
class CommandLine:
    """A command split into what it runs, what it is about and how it is tuned."""

    program: str
    kind: str
    values: tuple[str, ...]
    """What it asks about: ids, names, addresses, ports, search words."""
    flags: frozenset[str]

    @property
    def family(self) -> str:
        """Name of the console or probe: ``opsview vm``, ``status``, ``ping``."""
        return f"{self.program} {self.kind}".strip()

    @property
    def layer(self) -> str:
        """Family by which equivalent programs are one: nslookup is dig."""
        return LAYER.get(self.program, self.family)


# Every typed command is compared with all those of its card.
@lru_cache(maxsize=4000)
def parse(command: str) -> CommandLine:
    """Split ``command``; never raises (an unclosed quote is read as text)."""
    line = command.translate(QUOTES).strip().rstrip(";")
    try:
        words = shlex.split(line)
    except ValueError:
        words = line.split()
    while words and words[0] in ("sudo", "$", "#", ">"):
        words = words[1:]
    if not words:
        return CommandLine("", "", (), frozenset())
    program = words[0].casefold()
    rest = words[1:]
    kind = ""
    if program in KINDED and rest and not rest[0].startswith("-"):
        kind, rest = rest[0].casefold(), rest[1:]
    values, flags = _arguments(program, rest)
    return CommandLine(program, kind, values, flags)


def _arguments(program: str, words: list[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    values: list[str] = []
    flags: list[str] = []
    queue = list(words)
    while queue:
        word = queue.pop(0)
        if word.startswith("-") and len(word) > 1 and not re.fullmatch(r"-\d+(\.\d+)?", word):
            flag, _, glued = word.partition("=")
            flags.append(flag)
            if glued:
                values.append(glued)
            elif (
                flag in VALUE_FLAGS and _takes_value(program, flag) and queue and not queue[0].startswith("-")
            ):
                value = queue.pop(0)
                if flag not in COUNTS:
                    values.append(value)
        else:
            values.append(word)
    flat = [part for value in values for part in _value(program, value)]
    return tuple(flat), frozenset(flags)


def _takes_value(program: str, flag: str) -> bool:
    if program == "nc" and flag in ("-n", "-u", "-l", "-d"):
        return False
    return not (program in ("curl", "mtr", "traceroute") and flag in ("-s", "-i", "-n", "-l"))


def _value(program: str, value: str) -> list[str]:
    """Return the comparable parts of one argument."""
    if program in ("dig", "nslookup", "host"):
        if value.upper() in DNS_TYPES or value.startswith("+"):
            # The default type says nothing; another one is a different question.
            return [] if value.startswith("+") or value.upper() == "A" else [value.upper()]
        return [value.casefold().rstrip(".")]
    if program == "curl":
        return [re.sub(r"^https?://", lambda m: m.group(0).casefold(), value).rstrip("/")]
    if program == "openssl" and value in ("s_client", "x509"):
        return [] if value == "x509" else [value]
    return [value.casefold()]
