"""The shipped content, read once a process, and its exemplar runs, played once for all tests that look at them."""

from collections import OrderedDict

from simulator.content.library import Library
from simulator.rehearsal.exemplars import exemplar_file
from simulator.rehearsal.replay import Replayed, Script, read_script, replay

LIBRARY = Library()
"""Nothing in it can be changed: cards, articles, scorecards and roles are frozen values."""

REMEMBERED = 64
"""Runs kept in memory: tests of one card follow each other (see ``pytest_collection_modifyitems``)."""

_played: OrderedDict[str, Replayed] = OrderedDict()


def replayed(library: Library, script: Script) -> Replayed:
    """Return what came of a script, from memory when the same one was played before."""
    assert library is LIBRARY
    key = f"{script.header!r}\n{script.actions!r}"
    if key not in _played:
        _played[key] = replay(library, script)
        if len(_played) > REMEMBERED:
            _played.popitem(last=False)
    _played.move_to_end(key)
    return _played[key]


def script_of(card: str, quality: str, lang: str) -> Script:
    """Return an exemplar run as its author recorded it."""
    file = exemplar_file(LIBRARY, card, quality, lang)
    return read_script(file.name, file.read_text(encoding="utf-8-sig").splitlines())
