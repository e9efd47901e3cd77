"""``simulator db``: the database, for operators."""

import click

from simulator.cli.output import echo_json


@click.group()
def db() -> None:
    """Look after the database."""


@db.command()
@click.option("--json", "as_json", is_flag=True)
def upgrade(*, as_json: bool) -> None:
    """Bring the database to the schema of this version. Safe to repeat."""
    from simulator.db.migrate import upgrade as bring_up
    from simulator.settings import load_settings

    stands = bring_up(load_settings().database_url)
    if as_json:
        echo_json({"state": stands.state, "revision": stands.revision, "head": stands.head})
    else:
        click.echo(f"The database is at revision {stands.revision}, the newest.")
