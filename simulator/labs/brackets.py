"""What one character of a line may be."""

from collections.abc import Callable
from dataclasses import dataclass

Accepts = Callable[[str], bool]


@dataclass(frozen=True)
class Bracket:
    """One of some characters, or none of them."""

    tests: tuple[Accepts, ...]
    negated: bool

    def __call__(self, char: str) -> bool:
        """Tell whether a character stands for it."""
        return any(test(char) for test in self.tests) != self.negated
