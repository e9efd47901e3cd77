"""Handing a letter to a server, and telling faults apart: what may be tried again, and what may have arrived."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal, Protocol

TIMEOUT = 10
"""Seconds a server may take for one answer."""

Security = Literal["starttls", "tls", "none"]


class Refused(Exception):
    """The letter was surely not taken."""

    def __init__(self, problem: str, detail: str, *, for_good: bool = False) -> None:
        super().__init__(detail)
        self.problem = problem
        self.detail = detail
        self.for_good = for_good


class Lost(Exception):
    """The connection broke after the text had been sent: the letter may have been taken."""


class Transport(Protocol):
    """Hands letters on."""

    def deliver(self, message: EmailMessage, address: str) -> None:
        """Return once the letter was taken; raise ``Refused`` or ``Lost``."""


@dataclass(frozen=True)
class Smtp:
    """A mail server."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    security: Security = "starttls"

    def deliver(self, message: EmailMessage, address: str) -> None:
        """Speak SMTP. Everything before the text is sent may be tried again."""
        sender = str(message["From"].addresses[0].addr_spec)
        with self._session() as server:
            try:
                server.ehlo_or_helo_if_needed()
                _ok(server.mail(sender), "sender")
                _ok(server.rcpt(address), "recipient")
            except (OSError, smtplib.SMTPException) as fault:
                raise Refused("unreachable", _said(fault)) from fault
            try:
                code, answer = server.data(message.as_bytes(policy=message.policy.clone(linesep="\r\n")))
            except smtplib.SMTPDataError as fault:  # it did not ask for the text
                raise _refusal("server", fault.smtp_code, fault.smtp_error) from fault
            except (OSError, smtplib.SMTPException) as fault:
                raise Lost(_said(fault)) from fault
            if code != 250:
                raise _refusal("server", code, answer)

    @contextmanager
    def _session(self) -> Iterator[smtplib.SMTP]:
        server = self._connected()
        try:
            self._enter(server)
            yield server
        finally:
            try:
                server.quit()
            except (OSError, smtplib.SMTPException):
                server.close()

    def _connected(self) -> smtplib.SMTP:
        try:
            if self.security == "tls":
                return smtplib.SMTP_SSL(
                    self.host, self.port, timeout=TIMEOUT, context=ssl.create_default_context()
                )
            return smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)
        except ssl.SSLError as fault:
            raise Refused("tls", _said(fault)) from fault
        except (OSError, smtplib.SMTPException) as fault:
            raise Refused("unreachable", _said(fault)) from fault

    def _enter(self, server: smtplib.SMTP) -> None:
        try:
            if self.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if self.user:
                server.login(self.user, self.password)
        except smtplib.SMTPAuthenticationError as fault:
            raise Refused("sign-in", _said(fault)) from fault
        except (ssl.SSLError, smtplib.SMTPNotSupportedError) as fault:
            raise Refused("tls", _said(fault)) from fault
        except (OSError, smtplib.SMTPException) as fault:
            raise Refused("unreachable", _said(fault)) from fault


def _ok(answer: tuple[int, bytes], problem: str) -> None:
    if answer[0] not in (250, 251):
        raise _refusal(problem, *answer)


def _refusal(problem: str, code: int, answer: bytes | str) -> Refused:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return Refused(problem if code >= 500 else "later", f"{code} {text}"[:300], for_good=code >= 500)


def _said(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        error = fault.smtp_error
        text = error.decode("utf-8", "replace") if isinstance(error, bytes) else error
        return f"{fault.smtp_code} {text}"[:300]
    return (str(fault) or type(fault).__name__)[:300]
