"""How this installation reaches people, by the settings: mail, accounts, reminders, calendars, badges."""

from zoneinfo import ZoneInfo

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.services.accounts import Accounts
from simulator.services.badges.credential import Issuer
from simulator.services.hiring.record import Record
from simulator.services.jobs import Jobs
from simulator.services.mail import Mail, Post, Smtp
from simulator.services.milestones import Milestones
from simulator.services.milestones.feeds import Feeds
from simulator.services.milestones.pledges import Pledges
from simulator.services.milestones.reminders import Reminders
from simulator.services.people import People
from simulator.services.people.directory import Directory
from simulator.services.people.importing import Importing
from simulator.services.people.links import Links
from simulator.services.people.own import OwnAccount
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
        keep_days=settings.mail_keep_days,
    )


def issuer_of(settings: Settings) -> Issuer:
    """Return who signs badges; the key is made at the first badge, not at the first start."""
    return Issuer(settings.badge_key, settings.organisation, settings.public_url)


def people_of(database: Database, accounts: Accounts, mail: Mail, clock: Clock) -> People:
    """Return what admins do with accounts, and what people do with their own."""
    directory = Directory(database, clock)
    links = Links(database, directory, accounts, mail, clock)
    own = OwnAccount(database, accounts, mail, Record(database, clock), clock)
    return People(directory, Importing(database, directory), links, own)


def milestones_of(
    settings: Settings, database: Database, content: Library, jobs: Jobs, mail: Mail, clock: Clock
) -> Milestones:
    """Return reminders, promises and feeds in the time zone of the installation."""
    zone = ZoneInfo(settings.time_zone)
    return Milestones(
        reminders=Reminders(database, content, jobs, mail, clock, zone),
        pledges=Pledges(database, clock),
        feeds=Feeds(database, content, clock, zone),
    )
