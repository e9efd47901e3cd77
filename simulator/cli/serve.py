"""``simulator serve`` and ``simulator worker``: the long-running processes."""

import importlib.util
import logging
import os
import sys
from typing import Any

import click

from simulator.cli.doctor import first_line, port_is_free
from simulator.errors import SimulatorError
from simulator.settings import Settings, load_settings

_KEEP_ALIVE_SECONDS = 30
"""Browsers hold connections; two seconds, the usual default, cut them in mid-request under load."""
_GRACE_SECONDS = 30


@click.command()
@click.option("--demo", is_flag=True, help="Sample people and runs; prints how to sign in.")
@click.option("--host", help="Address to listen on; default 127.0.0.1, this machine only.")
@click.option("--port", type=click.IntRange(0, 65535), help="Default 8000.")
@click.option("--no-worker", is_flag=True, help="Leave background jobs to `simulator worker`.")
def serve(host: str | None, port: int | None, *, demo: bool, no_worker: bool) -> None:
    """Bring the database up to date and serve the web application."""
    chosen: dict[str, Any] = {
        "host": host,
        "port": port,
        "demo": demo or None,
        "worker": False if no_worker else None,
    }
    settings = load_settings(**{name: value for name, value in chosen.items() if value is not None})
    if settings.port and not port_is_free(settings.host, settings.port):
        click.echo(
            f"simulator: {settings.host}:{settings.port} is in use; choose another with --port", err=True
        )
        sys.exit(1)
    _prepare(settings)
    if importlib.util.find_spec("gunicorn") and os.name == "posix":
        _gunicorn(settings)
    else:
        _werkzeug(settings)


@click.command()
def worker() -> None:
    """Work off background jobs until interrupted, for installations of many processes."""
    from simulator.app import build_worker

    build_worker(load_settings()).run()


def _prepare(settings: Settings) -> None:
    """Migrate once, before any server process starts; seed; say where to go."""
    from sqlalchemy.exc import SQLAlchemyError

    from simulator.db.migrate import upgrade

    try:
        upgrade(settings.database_url)
    except SQLAlchemyError as fault:
        remedy = "see `simulator doctor`"
        raise SimulatorError(f"the database cannot be used: {first_line(fault)}; {remedy}") from fault
    people = _seeded(settings) if settings.demo else ()
    click.echo(f"Support Simulator: http://{_spoken(settings.host)}:{settings.port}/")
    if people:
        click.echo("Sample people (sign-in name, password, who):")
    for login, password, name, role in people:
        click.echo(f"  {login:<8} {password:<16} {name}, {role}")
    sys.stdout.flush()


def _seeded(settings: Settings) -> tuple[tuple[str, str, str, str], ...]:
    """Add sample people and runs where they are missing, and return the people."""
    from simulator.app import build_services
    from simulator.services import demo

    click.echo("Preparing sample people and runs …")
    sys.stdout.flush()
    services = build_services(settings)
    demo.seed(services)
    return services.accounts.sample_people()


def _spoken(host: str) -> str:
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 — compared, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _gunicorn(settings: Settings) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """One process of many threads: streams wait in threads, and SQLite has one home."""

        def load_config(self) -> None:
            """Set what the product needs; nothing is read from gunicorn's own files."""
            options = {
                "bind": f"[{settings.host}]:{settings.port}"
                if ":" in settings.host
                else f"{settings.host}:{settings.port}",
                "worker_class": "gthread",
                "workers": 1,
                "threads": settings.threads,
                "keepalive": _KEEP_ALIVE_SECONDS,
                "graceful_timeout": _GRACE_SECONDS,
                "timeout": 120,
                "control_socket_disable": True,
                "loglevel": "warning",
                "forwarded_allow_ips": "127.0.0.1",
            }
            for name, value in options.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> object:
            """Make the application in the worker, after the fork."""
            return _application(settings)

    Server().run()


def _werkzeug(settings: Settings) -> None:
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    make_server(settings.host, settings.port, _application(settings), threaded=True).serve_forever()


def _application(settings: Settings) -> Any:
    from simulator.app import create_app

    try:
        return create_app(settings)
    except SimulatorError as fault:
        click.echo(f"simulator: {fault}", err=True)
        sys.exit(1)
