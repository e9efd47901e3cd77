"""Mail: what is written to people, and its way to a server."""

from simulator.services.mail.letters import Letter
from simulator.services.mail.outbox import Mail, Post
from simulator.services.mail.transport import Smtp

__all__ = ["Letter", "Mail", "Post", "Smtp"]
