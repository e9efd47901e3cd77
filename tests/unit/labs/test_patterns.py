"""Patterns of grep and sed: they find what regular expressions find, and no pattern is slow."""

import re
import time

import pytest
from hypothesis import given, settings, strategies as st

from simulator.labs.limits import Trouble
from simulator.labs.patterns import pattern

ATOMS = ["a", "b", "c", ".", "[ab]", "[^a]", "[a-c]", r"\d", r"\w", r"\s", "(ab)", "(a|bc)", r"\.", "x1"]
REPEATS = ["", "*", "+", "?", "{2}", "{1,2}", "{1,}"]
PATTERNS = st.lists(st.tuples(st.sampled_from(ATOMS), st.sampled_from(REPEATS)), min_size=1, max_size=5).map(
    lambda parts: "".join(atom + repeat for atom, repeat in parts)
)
LINES = st.text("abcx1 .", max_size=12)


@settings(max_examples=500, deadline=None)
@given(PATTERNS, LINES, st.sampled_from(["", "^", "$", "^$"]))
def test_extended_patterns_find_what_regular_expressions_find(text: str, line: str, ends: str) -> None:
    whole = ("^" if "^" in ends else "") + text + ("$" if "$" in ends else "")
    assert pattern(whole, extended=True).found_in(line) == bool(re.search(whole, line))


PLAIN = st.lists(
    st.sampled_from(["a", "b", "ab", "c.", "[ab]", "[^a]", "[]a]", "a*", "b?", "ca+", "x1"]),
    min_size=1,
    max_size=5,
)


@settings(max_examples=500, deadline=None)
@given(PLAIN.map("".join), LINES, st.booleans())
def test_what_is_looked_for_first_loses_nothing(text: str, line: str, ignore_case: bool) -> None:
    flags = re.IGNORECASE if ignore_case else 0
    found = bool(re.search(text.replace("[]a]", "[\\]a]"), line.upper() if ignore_case else line, flags))
    shown = line.upper() if ignore_case else line
    assert pattern(text, extended=True, ignore_case=ignore_case).found_in(shown) == found


@settings(max_examples=200, deadline=None)
@given(PATTERNS, LINES)
def test_spans_are_matches_of_the_whole_pattern(text: str, line: str) -> None:
    for start, end in pattern(text, extended=True).spans(line):
        assert re.fullmatch(text, line[start:end])


@pytest.mark.parametrize(
    ("text", "extended", "line", "found"),
    [
        ("a+b", False, "a+b", True),
        ("a+b", False, "aab", False),
        (r"a\+b", False, "aab", True),
        (r"\(ab\)\{2\}", False, "abab", True),
        (r"a\|b", False, "b", True),
        ("a|b", False, "b", False),
        (r"\bone\b", True, "one two", True),
        (r"\bon\b", True, "one two", False),
        (r"\<two\>", False, "one two", True),
        ("[[:digit:]]+", True, "a7", True),
        ("[]a]", True, "]", True),
        ("[a-]", True, "-", True),
        ("*a", False, "*a", True),
        ("^", True, "", True),
        ("$", True, "x", True),
        (r"5\.1", True, "5.1", True),
    ],
)
def test_syntax(text: str, extended: bool, line: str, found: bool) -> None:
    assert pattern(text, extended=extended).found_in(line) is found


@pytest.mark.parametrize(
    "text",
    ["(a", "a)", "[a", "[z-a]", "a\\", "[[:nope:]]", "a{9999}", "x" * 201, "(" * 60, "((a{99}){99}){99}"],
)
def test_what_is_no_pattern_is_said(text: str) -> None:
    with pytest.raises(Trouble):
        pattern(text, extended=True)


def test_words_fixed_texts_and_letter_case() -> None:
    assert pattern("err", extended=False, word=True).found_in("an err here")
    assert not pattern("err", extended=False, word=True).found_in("error")
    assert pattern("a.b", extended=True, fixed=True).found_in("a.b")
    assert not pattern("a.b", extended=True, fixed=True).found_in("axb")
    assert pattern("ERROR [0-9]", extended=True, ignore_case=True).found_in("error 7")
    assert pattern("error", extended=False, ignore_case=True).found_in("ERROR")
    assert pattern("a.b", extended=True).spans("axb a-b") == [(0, 3), (4, 7)]


def test_no_pattern_is_slow() -> None:
    start = time.perf_counter()
    for text in ("(a+)+$", "(a|a)*b", "(a*)*c", "(.*)(.*)(.*)x", "a{0,50}a{0,50}b"):
        assert not pattern(text, extended=True).found_in("a" * 5000 + "!")
    assert time.perf_counter() - start < 5
