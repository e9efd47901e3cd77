"""People with accounts: the list, sheets of people, links that set a password (admins only); one's own account."""

from dataclasses import dataclass

from simulator.services.people.directory import Directory
from simulator.services.people.importing import Importing
from simulator.services.people.links import Links
from simulator.services.people.own import OwnAccount


@dataclass(frozen=True)
class People:
    """Everything an admin does with accounts, and what anybody does with the own one."""

    directory: Directory
    importing: Importing
    links: Links
    own: OwnAccount
