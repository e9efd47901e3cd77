"""People with accounts: the list, sheets of people, links that set a password. Admins only."""

from dataclasses import dataclass

from simulator.services.people.directory import Directory
from simulator.services.people.importing import Importing
from simulator.services.people.links import Links


@dataclass(frozen=True)
class People:
    """Everything an admin does with accounts."""

    directory: Directory
    importing: Importing
    links: Links
