"""``simulator doctor``: what is wrong with this installation, and how to mend it."""

import importlib.util
import os
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from simulator import __version__
from simulator.cli.output import echo_json
from simulator.errors import SimulatorError
from simulator.settings import Settings, load_settings, settings_file


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    name: str
    state: str
    """ok, note (works, but know it) or wrong."""
    says: str
    remedy: str = ""


@click.command()
@click.option("--json", "as_json", is_flag=True)
def doctor(*, as_json: bool) -> None:
    """Look at settings, database, content, rights and port; say what is wrong and how to mend it."""
    findings = list(examine())
    for finding in findings:
        if as_json:
            echo_json(asdict(finding))
            continue
        sign = {"ok": "ok   ", "note": "note ", "wrong": "WRONG"}[finding.state]
        remedy = f"; {finding.remedy}" if finding.remedy else ""
        click.echo(f"{sign} {finding.name}: {finding.says}{remedy}")
    sys.exit(1 if any(finding.state == "wrong" for finding in findings) else 0)


def examine() -> Iterator[Finding]:
    """Yield a finding for every part of the installation."""
    yield Finding("version", "ok", f"{__version__} on Python {sys.version.split()[0]}")
    try:
        settings = load_settings()
    except SimulatorError as fault:
        yield Finding("settings", "wrong", str(fault))
        return
    yield Finding("settings", "ok", f"from {settings_file() or 'the environment and defaults'}")
    checks: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
        _folder,
        _sqlite,
        _database,
        _server,
        _models,
        _mail,
        _port,
    )
    for check in checks:
        yield from check(settings)
    yield from _content()


def _folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir
    existing = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    try:
        with tempfile.NamedTemporaryFile(dir=existing):
            yield Finding("data folder", "ok", f"{folder} can be written")
    except OSError as fault:
        says = f"{existing} cannot be written: {fault.strerror}"
        yield Finding("data folder", "wrong", says, "give the user rights or set SIMULATOR_DATA_DIR")
    secret = folder / "secret_key"
    if not settings.secret_key and secret.is_file() and secret.stat().st_mode & 0o077:
        yield Finding("secret", "wrong", f"{secret} can be read by others", f"chmod 600 {secret}")


def _sqlite(settings: Settings) -> Iterator[Finding]:
    from simulator.db import sqlite

    if not settings.database_url.startswith("sqlite"):
        return
    version = ".".join(map(str, sqlite.sqlite_version()))
    if sqlite.wal_is_safe():
        yield Finding("SQLite", "ok", f"{version}, write-ahead log")
    else:
        says = f"{version} has the WAL-reset fault, so a rollback journal is used"
        yield Finding("SQLite", "note", says, "slower under many writers; 3.51.3 or PostgreSQL is faster")


def _database(settings: Settings) -> Iterator[Finding]:
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError, SQLAlchemyError

    from simulator.db.migrate import standing

    try:
        url = make_url(settings.database_url)
        where = url.render_as_string(hide_password=True)
        if url.get_backend_name() == "sqlite" and not Path(str(url.database)).is_file():
            yield Finding(
                "database",
                "note",
                f"{where} does not exist yet",
                "`simulator serve` or `db upgrade` makes it",
            )
            return
        stands = standing(settings.database_url)
    except ArgumentError:
        yield Finding(
            "database", "wrong", "DATABASE_URL is not an address", "write sqlite:///… or postgresql://…"
        )
    except SimulatorError as fault:
        yield Finding("database", "wrong", str(fault))
    except SQLAlchemyError as fault:
        yield Finding("database", "wrong", f"{where} cannot be used: {first_line(fault)}", "restore a backup")
    else:
        says = f"{where} is {stands.state} (revision {stands.revision})"
        if stands.state == "newer":
            yield Finding("database", "wrong", says, "install the version that wrote it, or restore a backup")
        elif stands.state == "current":
            yield Finding("database", "ok", says)
        else:
            yield Finding("database", "note", says, "run `simulator db upgrade`")


def _server(_settings: Settings) -> Iterator[Finding]:
    if importlib.util.find_spec("gunicorn") and os.name == "posix":
        yield Finding("server", "ok", "gunicorn")
    else:
        yield Finding(
            "server", "note", "gunicorn is not installed: the development server serves", "install [prod]"
        )


def _models(settings: Settings) -> Iterator[Finding]:
    from simulator.cli.probe import probe

    yield from (Finding(*found) for found in probe(settings))


def _mail(settings: Settings) -> Iterator[Finding]:
    needed = {name: getattr(settings, name) for name in ("smtp_host", "mail_from", "public_url")}
    missing = [name for name, value in needed.items() if not value]
    if settings.sends_mail:
        yield Finding("mail", "ok", f"by {settings.smtp_host}:{settings.smtp_port}, {settings.smtp_security}")
    elif settings.smtp_host or settings.mail_from:
        yield Finding(
            "mail", "wrong", f"no mail is sent: {', '.join(missing)} not set", "set what is missing"
        )
    else:
        yield Finding("mail", "ok", "off: links are handed over by people")


def _port(settings: Settings) -> Iterator[Finding]:
    address = f"{settings.host}:{settings.port}"
    if port_is_free(settings.host, settings.port):
        yield Finding("port", "ok", f"{address} is free")
    else:
        yield Finding("port", "note", f"{address} is in use", "fine if that is this server; else use --port")


def first_line(fault: Exception) -> str:
    """Return what an error of the database says, without its advertisement."""
    return (str(getattr(fault, "orig", None) or fault).strip().splitlines() or [type(fault).__name__])[0]


def port_is_free(host: str, port: int) -> bool:
    """Whether a server could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _content() -> Iterator[Finding]:
    from simulator.content.check import content_problems
    from simulator.content.shelf import SCENARIO
    from simulator.paths import shipped_root

    root = shipped_root()
    problems = content_problems(root)
    if problems:
        says = f"{len(problems)} problems, the first: {problems[0]}"
        yield Finding("content", "wrong", says, "see `simulator check`")
    else:
        yield Finding("content", "ok", f"{len(SCENARIO.files(root))} cards in {root}")
