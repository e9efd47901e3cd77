"""``simulator audit`` and ``simulator retention``: the record of hiring, and data whose time is over."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from simulator.cli.output import echo_json
from simulator.services import Services
from simulator.settings import load_settings


@click.group()
def audit() -> None:
    """Look after the record of who saw, scored and decided in hiring."""


@audit.command()
@click.option("--json", "as_json", is_flag=True)
def verify(*, as_json: bool) -> None:
    """Tell whether the record was changed, cut or reordered. Keep the last digest elsewhere to see a cut at the end."""
    with _services() as services:
        count, broken, last = services.hiring.record.verify()
    if as_json:
        echo_json(
            {"entries": count, "whole": broken is None, "why": broken.why if broken else "", "last": last}
        )
    elif broken is None:
        click.echo(f"{count} entries, whole. Last digest: {last}")
    else:
        click.echo(f"The record is broken: {broken.why}.", err=True)
    sys.exit(0 if broken is None else 1)


@click.command()
@click.option("--json", "as_json", is_flag=True)
def retention(*, as_json: bool) -> None:
    """Erase candidates whose time of retention is over. Run it daily."""
    with _services() as services:
        codes = services.hiring.closing.expired()
    if as_json:
        echo_json({"erased": list(codes)})
    else:
        click.echo(f"Erased: {', '.join(codes)}." if codes else "Nobody's time is over.")


@contextmanager
def _services() -> Iterator[Services]:
    from simulator.app import build_services

    services = build_services(load_settings())
    try:
        yield services
    finally:
        services.close()
