"""Logs of a machine: ordinary lines at a rhythm, and the ones that matter."""

import random
from datetime import UTC, datetime, timedelta

from simulator.domain.machine import Log


def moment(text: str) -> datetime:
    """Return a moment of a content file."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def entries(log: Log, name: str) -> list[tuple[datetime, str]]:
    """Return (moment, text) of each line in order; the same log has the same lines always."""
    rng = random.Random(f"log:{name}")  # noqa: S311 — variety, not secrecy
    found = [(moment(event.at), event.text) for event in log.events]
    at = moment(log.since)
    for number in range(log.count if log.lines else 0):
        text = log.lines[rng.randrange(len(log.lines))]
        found.append((at, text.replace("{n}", str(rng.randrange(100, 9999) + number))))
        at += timedelta(seconds=max(1, log.every + rng.randrange(-log.every // 3, log.every // 3 + 1)))
    return sorted(found, key=lambda one: one[0])


def written(log: Log, name: str) -> str:
    """Return the log as it stands in a file."""
    lines = []
    for at, text in entries(log, name):
        stamp = at.strftime(log.stamp)
        lines.append(text.replace("{t}", stamp) if "{t}" in text else f"{stamp} {text}")
    return "".join(f"{line}\n" for line in lines)
