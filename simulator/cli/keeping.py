"""``simulator backup, restore, export, erase``: what an operator does with data."""

import getpass
import json
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from simulator.cli.output import echo_json
from simulator.clock import system_now
from simulator.db.engine import Database
from simulator.db.restore import Kept, back_up, restore as take_back
from simulator.errors import SimulatorError
from simulator.services.privacy import Privacy
from simulator.settings import load_settings

PathArgument = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=PathArgument, required=False)
@click.option("--json", "as_json", is_flag=True)
def backup(file: Path | None, *, as_json: bool) -> None:
    """Write the whole database into FILE (default: a dated file here). The server may go on running.

    The file is for both kinds of database and holds personal data: keep it where only operators can read it.
    """
    place = file or Path(f"simulator-{datetime.now(UTC):%Y-%m-%d-%H%M%S}.zip")
    _say(back_up(load_settings().database_url, place, system_now()), as_json=as_json, verb="written to")


@click.command()
@click.argument("file", type=PathArgument)
@click.option("--replace", is_flag=True, help="Put the backup in the place of what is there.")
@click.option("--json", "as_json", is_flag=True)
def restore(file: Path, *, replace: bool, as_json: bool) -> None:
    """Load a backup, whole or not at all, and bring it to this version's schema. Stop the server first."""
    _say(
        take_back(load_settings().database_url, file, replace=replace), as_json=as_json, verb="restored from"
    )


@click.command()
@click.argument("login")
@click.option("--out", type=PathArgument, help="File to write; standard output otherwise.")
def export(login: str, out: Path | None) -> None:
    """Give a copy of all that is kept about the person who signs in as LOGIN, as JSON."""
    with _privacy() as privacy:
        found = json.dumps(privacy.copy_of(privacy.id_of(login)), ensure_ascii=False, indent=2)
    if out is None:
        click.echo(found)
        return
    try:
        out.touch(mode=0o600)
        out.write_text(found + "\n", encoding="utf-8")
    except OSError as fault:
        raise SimulatorError(f"{out} cannot be written: {fault.strerror}; name another place") from fault
    click.echo(f"Written to {out}.")


@click.command()
@click.argument("login")
@click.option(
    "--reason", required=True, help="Why, for the proof that stays: a request, the end of retention."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True)
def erase(login: str, reason: str, *, yes: bool, as_json: bool) -> None:
    """Erase all that is kept about the person who signs in as LOGIN. It cannot be undone."""
    with _privacy() as privacy:
        person_id = privacy.id_of(login)
        if not yes:
            click.confirm(f"Erase all runs, grades and notes of {login}? It cannot be undone.", abort=True)
        done = privacy.erase(person_id, ordered_by=_operator(), reason=reason)
    if as_json:
        echo_json({"login": login, "rows": done.rows, "stays": done.stays})
        return
    click.echo(f"Erased: {', '.join(f'{name} {count}' for name, count in done.rows.items())}.")
    if done.stays:
        click.echo("A nameless entry stays: this person ruled on other people's work.")
    click.echo("Backups made before still hold the data: let them expire.")


@contextmanager
def _privacy() -> Iterator[Privacy]:
    with closing(Database(load_settings().database_url)) as database:
        yield Privacy(database, system_now)


def _operator() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"


def _say(kept: Kept, *, as_json: bool, verb: str) -> None:
    if as_json:
        echo_json({"file": str(kept.file), "revision": kept.revision, "rows": kept.rows})
    else:
        click.echo(f"{sum(kept.rows.values())} rows of {len(kept.rows)} tables {verb} {kept.file}.")
