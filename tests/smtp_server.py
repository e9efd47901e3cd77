"""A small SMTP server for tests: it takes letters, refuses them, or dies in the middle, as it is told."""

import socket
import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import ClassVar

REPLIES = {
    "EHLO": "250-test\r\n250 8BITMIME",
    "HELO": "250 test",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "NOOP": "250 ok",
    "RSET": "250 ok",
}


class _Talk(socketserver.StreamRequestHandler):
    server: "SmtpServer"

    def handle(self) -> None:
        self.say("220 test")
        while line := self.rfile.readline().decode("utf-8", "replace").strip():
            verb = line.split(" ")[0].upper()
            self.server.heard.append(line)
            if verb == "QUIT":
                self.say("221 bye")
                return
            if verb == "DATA":
                if not self.data():
                    return
                continue
            self.say(self.server.answers.get(verb) or REPLIES.get(verb, "500 what"))

    def data(self) -> bool:
        refused = self.server.answers.get("DATA")
        if refused:
            self.say(refused)
            return True
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        self.server.letters.append(message_from_bytes(b"".join(lines), policy=policy.default))  # type: ignore[arg-type]
        if self.server.dies_after_data:
            self.connection.shutdown(socket.SHUT_RDWR)
            return False
        self.say(self.server.answers.get("TEXT", "250 taken"))
        return True

    def say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


class SmtpServer(socketserver.ThreadingTCPServer):
    """Listens on a port of its own; ``answers`` replaces the reply to a verb (``TEXT``: after the text)."""

    allow_reuse_address: ClassVar[bool] = True
    daemon_threads: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.letters: list[EmailMessage] = []
        self.heard: list[str] = []
        self.answers: dict[str, str] = {}
        self.dies_after_data = False

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def start(self) -> None:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
