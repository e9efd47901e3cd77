"""The server under measurement: the product as ``simulator serve`` runs it, and a bare route beside it."""

import socket
import sys

from gunicorn.app.base import BaseApplication

from simulator.app import build_services, create_app
from simulator.db.migrate import upgrade
from simulator.domain.person import Role
from simulator.services.accounts import NewPerson
from simulator.settings import Settings


class Server(BaseApplication):
    """Gunicorn with one process of many threads."""

    def __init__(self, port: int, settings: Settings) -> None:
        self._port, self._settings = port, settings
        super().__init__()

    def load_config(self) -> None:
        """Use the options of ``simulator serve``."""
        chosen = {
            "bind": f"127.0.0.1:{self._port}", "worker_class": "gthread", "workers": 1,
            "threads": self._settings.threads, "keepalive": 30, "loglevel": "warning",
            "control_socket_disable": True,
        }  # fmt: skip
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self):
        """Make the application and add the bare route."""
        app = create_app(self._settings)
        app.add_url_rule("/bare", "bare", lambda: "ok")
        return app


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


if __name__ == "__main__":
    settings = Settings()
    upgrade(settings.database_url)
    services = build_services(settings)
    services.accounts.add(NewPerson(login="bench", name="Bench", role=Role.TRAINEE, password="bench"))
    print(services.accounts.sign_in("bench", "bench", ip="192.0.2.1")[1], flush=True)
    services.close()
    Server(int(sys.argv[1]), settings).run()
