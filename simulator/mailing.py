"""How this installation sends mail and lets people in, by the settings."""

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.services.accounts import Accounts
from simulator.services.mail import Mail, Post, Smtp
from simulator.services.people import People
from simulator.services.people.directory import Directory
from simulator.services.people.importing import Importing
from simulator.services.people.links import Links
from simulator.settings import Settings


def post_of(settings: Settings) -> Post:
    """Return how letters are sent: not at all unless server, sender and public address are set."""
    login = settings.smtp_user, settings.smtp_password
    return Post(
        transport=Smtp(settings.smtp_host, settings.smtp_port, *login, settings.smtp_security)
        if settings.sends_mail
        else None,
        sender=settings.mail_from,
        public_url=settings.public_url,
        secret=settings.secret(),
    )


def people_of(database: Database, accounts: Accounts, mail: Mail, clock: Clock) -> People:
    """Return what admins do with accounts."""
    directory = Directory(database, clock)
    return People(directory, Importing(database, directory), Links(database, accounts, mail, clock))
