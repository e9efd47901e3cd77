"""Splitting a command line into words and operators, with quotes as a shell means them."""

from dataclasses import dataclass

from simulator.labs.limits import Trouble

OPERATORS = ("&&", "||", "2>&1", "2>>", "2>", "1>>", "1>", "&>", ">&2", ">>", ">", "<", "|", ";", "&")
TYPOGRAPHIC = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " "})


@dataclass(frozen=True)
class Piece:
    """A part of a word; inside quotes nothing is split or matched against file names.

    ``$(`` as a quote marks a line whose output stands here, split into words; ``"$(`` the same inside quotes.
    """

    text: str
    quote: str = ""


@dataclass(frozen=True)
class Word:
    """One word, as typed."""

    pieces: tuple[Piece, ...]


Token = Word | str
"""A word, or an operator."""


def tokens(line: str) -> list[Token]:
    """Split a line.

    Raises:
        Trouble: a quote is not closed, or a line break asks for more.
    """
    reader = _Reader(line.translate(TYPOGRAPHIC))
    found: list[Token] = []
    while (token := reader.token()) is not None:
        found.append(token)
    return found


class _Reader:
    def __init__(self, line: str) -> None:
        self._line = line
        self._at = 0

    def _peek(self) -> str:
        return self._line[self._at : self._at + 1]

    def token(self) -> Token | None:
        """Return the next token."""
        while self._peek() and self._peek() in " \t\r\n":
            self._at += 1
        if not self._peek() or self._peek() == "#":
            return None
        operator = self._operator()
        if operator:
            return operator
        return self._word()

    def _operator(self) -> str:
        for one in OPERATORS:
            if self._line.startswith(one, self._at):
                self._at += len(one)
                return one.removeprefix("1")
        return ""

    def _word(self) -> Word:
        pieces: list[Piece] = []
        plain = ""
        while (char := self._peek()) and char not in " \t\r\n|;<>&":
            self._at += 1
            if char == "\\":
                plain, pieces = self._escaped(plain, pieces)
            elif char in "'\"`" or (char == "$" and self._peek() == "("):
                if plain:
                    pieces.append(Piece(plain))
                    plain = ""
                pieces += self._quoted(char) if char in "'\"" else [Piece(self._inner(char), "$(")]
            else:
                plain += char
        if plain:
            pieces.append(Piece(plain))
        return Word(tuple(pieces))

    def _escaped(self, plain: str, pieces: list[Piece]) -> tuple[str, list[Piece]]:
        kept = [*pieces, Piece(plain)] if plain else pieces
        char = self._peek()
        self._at += 1
        return "", [*kept, Piece(char, "'")] if char else kept

    def _inner(self, opening: str) -> str:
        """Return the line inside ``$(…)`` or backticks."""
        start, depth = self._at + (opening == "$"), 0
        while char := self._peek():
            self._at += 1
            depth += (char == "(") - (char == ")") if opening == "$" else 0
            if (opening == "$" and char == ")" and depth == 0) or char == opening == "`":
                return self._line[start : self._at - 1]
        raise Trouble("unexpected EOF while looking for matching `)'", 2)

    def _quoted(self, quote: str) -> list[Piece]:
        pieces: list[Piece] = []
        text = ""
        while (char := self._peek()) != quote:
            if not char:
                raise Trouble(f"unexpected EOF while looking for matching `{quote}'", 2)
            self._at += 1
            if char == "\\" and quote == '"' and self._peek() in ('"', "\\", "$", "`"):
                char = self._peek() if self._peek() != "$" else "\x00"
                self._at += 1
            elif quote == '"' and (char == "`" or (char == "$" and self._peek() == "(")):
                pieces += [Piece(text, quote), Piece(self._inner(char), '"$(')]
                text, char = "", ""
            text += char
        self._at += 1
        return [*pieces, Piece(text, quote)]
