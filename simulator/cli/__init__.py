"""The one command of the product, ``simulator``. What scripts may rely on is written in docs/command-line.md."""

import importlib
import sys
from collections.abc import Sequence

import click

from simulator import __version__
from simulator.errors import ContentError, InvalidInput, SimulatorError

_COMMANDS = {
    "serve": ("simulator.cli.serve", "serve"),
    "worker": ("simulator.cli.serve", "worker"),
    "check": ("simulator.cli.check", "check"),
    "schema": ("simulator.cli.check", "schema"),
    "new": ("simulator.cli.new", "new"),
    "play": ("simulator.cli.play", "play"),
    "replay": ("simulator.cli.replay", "replay"),
    "read": ("simulator.cli.read", "read"),
    "tone": ("simulator.cli.tone", "tone"),
    "gold": ("simulator.cli.gold", "gold"),
    "regrade": ("simulator.cli.gold", "regrade"),
    "arena": ("simulator.cli.arena", "arena"),
    "doctor": ("simulator.cli.doctor", "doctor"),
    "backup": ("simulator.cli.keeping", "backup"),
    "restore": ("simulator.cli.keeping", "restore"),
    "export": ("simulator.cli.keeping", "export"),
    "erase": ("simulator.cli.keeping", "erase"),
    "audit": ("simulator.cli.hiring", "audit"),
    "retention": ("simulator.cli.hiring", "retention"),
    "invite": ("simulator.cli.people", "invite"),
    "badge": ("simulator.cli.badge", "badge"),
    "db": ("simulator.cli.database", "db"),
}


class _Lazy(click.Group):
    """Imports a command when it is called: ``read`` must not wait for the web application."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order a person meets them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="simulator")
def group() -> None:
    """Practise and assess first-line technical support."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line: exit 0 when all is well, 1 when problems were found, 2 on wrong usage."""
    for stream, errors in (
        (sys.stdin, "surrogateescape"),
        (sys.stdout, "strict"),
        (sys.stderr, "backslashreplace"),
    ):
        # A script may run us in the C locale; the texts are in two languages all the same.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors)
    try:
        sys.exit(group.main(arguments, prog_name="simulator", standalone_mode=False))
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as wrong:
        wrong.show(sys.stderr)
        sys.exit(wrong.exit_code)
    except click.Abort:
        click.echo("Interrupted.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except ContentError as broken:
        click.echo(str(broken), err=True)
        sys.exit(1)
    except InvalidInput as wrong_value:
        click.echo(f"simulator: {wrong_value}", err=True)
        sys.exit(1)
    except SimulatorError as fault:
        click.echo(f"simulator: {fault}", err=True)
        sys.exit(1)
