"""What a lab bears: enough for any work, too little to keep a server busy."""

LINE = 400
"""Characters of one command line."""
WORDS = 200
"""Words of a command after names were filled in."""
PIPELINE = 12
"""Commands of one pipeline."""
COMMANDS = 24
"""Commands of one line."""
STEPS = 400
"""Lines of one attempt on all its machines."""
STREAM = 400_000
"""Characters that may run through a pipe."""
WORK = 2_000_000
"""Characters that one line may read, write and search, all its commands together."""
SHOWN = 20_000
"""Characters of one output on the screen."""
FILE = 400_000
"""Characters of a file that is written."""
DISK = 4_000_000
"""Characters of all files that are written on a machine."""
FOLDERS = 40
"""Folders inside one another."""
VALUE = 4_000
"""Characters of a variable."""
NODES = 4_000
"""Files of a machine."""


class Trouble(Exception):
    """What goes wrong inside a command: its wording, and the exit code."""

    def __init__(self, text: str, code: int = 1) -> None:
        super().__init__(text)
        self.text = text
        self.code = code
