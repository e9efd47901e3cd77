"""``simulator invite``: a link by which somebody sets a password; the way in for the first administrator."""

import click

from simulator.cli.output import echo_json
from simulator.domain.person import Role
from simulator.services.people.entry import ROLES, Entry
from simulator.settings import load_settings


@click.command()
@click.argument("login")
@click.option("--name", default="", help="Full name of somebody new; default: the login.")
@click.option("--role", type=click.Choice([str(one) for one in ROLES]), default=str(Role.ADMIN))
@click.option("--language", type=click.Choice(["en", "ru"]), default="en")
@click.option("--json", "as_json", is_flag=True)
def invite(login: str, name: str, role: str, language: str, *, as_json: bool) -> None:
    """Print a one-time link for LOGIN; who is not there yet is added. Who is there keeps name and role."""
    from simulator.app import build_services
    from simulator.db.migrate import upgrade

    settings = load_settings()
    upgrade(settings.database_url)
    services = build_services(settings)
    try:
        made = services.people.links.by_operator(Entry(login, name or login, role, language))
    finally:
        services.close()
    address = f"{settings.public_url or f'http://{settings.host}:{settings.port}'}/welcome/{made.token}"
    if as_json:
        echo_json({"login": made.login, "link": address, "expires_at": made.expires_at.isoformat()})
    else:
        click.echo(
            f"{made.name} ({made.login}), until {made.expires_at:%Y-%m-%d %H:%M} UTC, once:\n{address}"
        )
