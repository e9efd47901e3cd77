"""Which rows are one person's own: found by the keys of the schema, so that a new table is not forgotten."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, ForeignKeyConstraint, Table, or_, select, tuple_

from simulator.db.columns import METADATA

OWNER = "person_id"
"""A key of this name to ``person`` says whose the row is; every other key says who acted."""
ACTED = frozenset({("round_score", OWNER)})
"""Keys of that name that say who acted all the same: a score in a calibration round is the reviewer's."""
SUBJECT = "subject"
"""Column without a key that holds the id of a run: of jobs and of calls to models."""

Found = dict[Table, ColumnElement[bool]]


def owned(person_id: str) -> Found:
    """Return each table that can hold rows of a person with the condition that finds them, parents first.

    A row is his when it names him as its owner, or when it cannot be without a row that is his.
    """
    person, simulation = METADATA.tables["person"], METADATA.tables["simulation"]
    found: Found = {person: person.c.id == person_id}
    for table in METADATA.sorted_tables:
        if table is person:
            continue
        clauses = [
            _points_into(key, found) for key in _keys(table) if owns(key) and key.referred_table in found
        ]
        if clauses:
            found[table] = or_(*clauses)
    runs = select(simulation.c.id).where(found[simulation])
    return found | {
        table: table.c[SUBJECT].in_(runs)
        for table in METADATA.sorted_tables
        if SUBJECT in table.c and not table.foreign_keys
    }


def owned_rows(connection: Connection, person_id: str) -> dict[str, list[dict[str, object]]]:
    """Return all rows that belong to a person, by table."""
    return {
        table.name: [dict(row) for row in connection.execute(select(table).where(where)).mappings()]
        for table, where in owned(person_id).items()
    }


def owns(key: ForeignKeyConstraint) -> bool:
    """Tell whether a key says that a row belongs to what it points to."""
    if key.referred_table.name == "person":
        return key.column_keys == [OWNER] and (key.table.name, OWNER) not in ACTED
    return not is_loose(key)


def is_loose(key: ForeignKeyConstraint) -> bool:
    """Tell whether a row can be without what the key points to."""
    return any(column.nullable for column in key.columns)


def actors(person_id: str) -> Found:
    """Return each table with the condition that finds rows in which a person acted, such as a review he wrote."""
    found: Found = {}
    for table in METADATA.sorted_tables:
        keys = [key for key in _keys(table) if key.referred_table.name == "person" and not owns(key)]
        if keys:
            found[table] = or_(*(next(iter(key.columns)) == person_id for key in keys))
    return found


def pointers(found: Found) -> Iterator[tuple[Table, ForeignKeyConstraint, ColumnElement[bool]]]:
    """Yield the loose keys that point to rows of ``found``: table, key, and the condition for its rows."""
    for table in METADATA.sorted_tables:
        for key in _keys(table):
            if key.referred_table.name != "person" and key.referred_table in found and is_loose(key):
                yield table, key, _points_into(key, found)


def _keys(table: Table) -> list[ForeignKeyConstraint]:
    return sorted(table.foreign_key_constraints, key=lambda key: tuple(key.column_keys))


def _points_into(key: ForeignKeyConstraint, found: Found) -> ColumnElement[bool]:
    there = [element.column for element in key.elements]
    return tuple_(*key.columns).in_(select(*there).where(found[key.referred_table]))
