"""Whatever is done to the record afterwards is found, and found where it was done."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings, strategies as st

from simulator.assessment.chain import START, Entry, digest_of, verified

CONTENT = st.dictionaries(
    st.sampled_from(["actor", "kind", "detail", "кто"]),
    st.one_of(st.text('ab я"\\{', max_size=8), st.integers(-9, 9), st.none(), st.booleans()),
    max_size=3,
)


def chain(contents: list[dict[str, Any]]) -> list[Entry]:
    made: list[Entry] = []
    previous = START
    for n, content in enumerate(contents, start=1):
        made.append(Entry(n, content, previous, digest_of(n, content, previous)))
        previous = made[-1].digest
    return made


CHAINS = st.lists(CONTENT, min_size=2, max_size=7).map(chain)


def place(entries: list[Entry]) -> int | None:
    found = verified(entries)
    return found and found.n


@given(CHAINS)
@settings(max_examples=40)
def test_a_whole_chain_and_every_beginning_of_it_hold(entries: list[Entry]) -> None:
    assert all(verified(entries[:count]) is None for count in range(len(entries) + 1))


@given(CHAINS, st.data())
@settings(max_examples=60)
def test_changed_content_is_found_at_its_entry(entries: list[Entry], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(entries) - 1))
    entries[at] = replace(entries[at], content={**entries[at].content, "kind": "changed afterwards"})
    assert place(entries) == at + 1


@given(CHAINS, st.data())
@settings(max_examples=40)
def test_content_changed_with_its_digest_is_found_at_the_next_entry(
    entries: list[Entry], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(entries) - 2))
    content = {**entries[at].content, "kind": "changed afterwards"}
    entries[at] = replace(
        entries[at], content=content, digest=digest_of(at + 1, content, entries[at].previous)
    )
    assert place(entries) == at + 2


@given(CHAINS, st.data())
@settings(max_examples=40)
def test_a_removed_entry_is_found_where_it_stood(entries: list[Entry], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(entries) - 2))
    del entries[at]
    assert place(entries) == at + 1


@given(CHAINS, st.data())
@settings(max_examples=40)
def test_a_removed_entry_is_found_even_when_the_rest_is_numbered_anew(
    entries: list[Entry], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(entries) - 2))
    del entries[at]
    anew = [replace(entry, n=n) for n, entry in enumerate(entries, start=1)]
    assert place(anew) == at + 1


@given(CHAINS, CONTENT, st.data())
@settings(max_examples=40)
def test_an_inserted_entry_is_found_right_behind_it(
    entries: list[Entry], content: dict[str, Any], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(entries) - 1))
    previous = entries[at].previous
    extra = Entry(at + 1, content, previous, digest_of(at + 1, content, previous))
    found = verified([*entries[:at], extra, *entries[at:]])
    # The forged entry fits what stands before it; its neighbour, which has its number, does not.
    assert found is not None
    assert found.n == at + 2


@given(CHAINS, st.data())
@settings(max_examples=40)
def test_swapped_entries_are_found_at_the_first_of_them(entries: list[Entry], data: st.DataObject) -> None:
    one, other = sorted(
        data.draw(st.lists(st.integers(0, len(entries) - 1), min_size=2, max_size=2, unique=True))
    )
    entries[one], entries[other] = entries[other], entries[one]
    assert place(entries) == one + 1


@given(CONTENT)
@settings(max_examples=30)
def test_the_order_of_keys_is_no_part_of_the_content(content: dict[str, Any]) -> None:
    assert digest_of(1, content, START) == digest_of(1, dict(reversed(content.items())), START)


def test_number_content_and_predecessor_each_make_another_digest() -> None:
    made = {
        digest_of(1, {"a": 1}, START),
        digest_of(2, {"a": 1}, START),
        digest_of(1, {"a": 2}, START),
        digest_of(1, {"a": 1}, "1" * 64),
    }
    assert len(made) == 4
    assert all(len(digest) == 64 for digest in made)
