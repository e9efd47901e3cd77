"""``cloud … metrics``: figures over the last two hours, as a dashboard shows them."""

import random
from datetime import timedelta

from simulator.domain.machine import Resource, Series
from simulator.labs.call import Call
from simulator.labs.limits import Trouble
from simulator.labs.logs import moment

ROWS = 13
WIDTH = 24


def metrics(call: Call, one: Resource, wanted: str) -> int:
    """Show the figures of a resource, or one of them."""
    if not one.series:
        raise Trouble(f"{one.id} has no metrics")
    if wanted and wanted not in one.series:
        raise Trouble(f"{one.id} has no “{wanted}”; it has: {', '.join(one.series)}")
    for name, series in one.series.items():
        if not wanted or name == wanted:
            limit = f", limit {series.limit:g}" if series.limit is not None else ""
            call.say(f"{one.id} {name} ({series.unit}{limit}), UTC")
            _rows(call, one.id, name, series)
            call.say()
    return 0


def _rows(call: Call, resource: str, name: str, series: Series) -> None:
    rng = random.Random(f"{resource}:{name}:{series.onset}")  # noqa: S311 — variety, not secrecy
    top = max(series.before, series.after, series.limit or 0.0) or 1.0
    onset, until = moment(series.onset), moment(series.until) if series.until else None
    last = moment(call.machine.spec.start).replace(second=0)
    first = last - timedelta(seconds=series.every * (ROWS - 1))
    for number in range(ROWS):
        at = first + timedelta(seconds=series.every * number)
        level = series.after if at >= onset and (until is None or at < until) else series.before
        value = level * (1 + rng.uniform(-0.04, 0.04))
        if series.limit is not None:
            value = min(value, series.limit)
        bar = "#" * max(0, round(WIDTH * value / top))
        call.say(f"{at:%H:%M} {value:10.1f}  {bar}")
