"""Calling the command line as a script would: arguments and standard input in, streams and exit code out."""

import io
from dataclasses import dataclass

import pytest

from simulator.cli import main


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


class Terminal:
    """Runs ``simulator`` inside this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._patch = patch

    def run(self, *arguments: str, stdin: str = "") -> Said:
        self._patch.setattr("sys.stdin", io.StringIO(stdin))
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        captured = self._capsys.readouterr()
        return Said(int(ended.value.code or 0), captured.out, captured.err)
