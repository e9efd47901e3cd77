"""From words and operators to what is to be run: lists of pipelines of commands with redirections."""

from dataclasses import dataclass

from simulator.labs.lexing import Token, Word, tokens
from simulator.labs.limits import COMMANDS, PIPELINE, Trouble

REDIRECTIONS = (">", ">>", "<", "2>", "2>>", "2>&1", "&>", ">&2")
BARE = ("2>&1", ">&2")


@dataclass(frozen=True)
class Redirection:
    """Where an output goes, or an input comes from."""

    operator: str
    target: Word | None = None


@dataclass(frozen=True)
class Simple:
    """One command."""

    words: tuple[Word, ...]
    redirections: tuple[Redirection, ...] = ()


@dataclass(frozen=True)
class Pipeline:
    """Commands, each reading what the one before wrote; ``joined`` says when it runs."""

    commands: tuple[Simple, ...]
    joined: str = ";"


def parsed(line: str) -> tuple[Pipeline, ...]:
    """Return the pipelines of a line.

    Raises:
        Trouble: what a shell would say of it.
    """
    found: list[Pipeline] = []
    commands: list[Simple] = []
    rest = tokens(line)
    joined, total = ";", 0
    while rest:
        simple, rest = _simple(rest)
        commands.append(simple)
        total += 1
        operator = rest.pop(0) if rest else ";"
        if total > COMMANDS or len(commands) > PIPELINE:
            raise Trouble("this lab runs no more than 12 commands in one pipe and 24 in one line", 2)
        if operator == "|":
            if not rest:
                raise Trouble("syntax error: unexpected end of file", 2)
            continue
        found.append(Pipeline(tuple(commands), joined))
        commands, joined = [], str(operator)
        if joined in ("&&", "||") and not rest:
            raise Trouble("syntax error: unexpected end of file", 2)
    return tuple(found)


def _simple(rest: list[Token]) -> tuple[Simple, list[Token]]:
    words: list[Word] = []
    redirections: list[Redirection] = []
    while rest and (isinstance(rest[0], Word) or rest[0] in REDIRECTIONS):
        token, rest = rest[0], rest[1:]
        if isinstance(token, Word):
            words.append(token)
        elif token in BARE:
            redirections.append(Redirection(token))
        else:
            if not rest or not isinstance(rest[0], Word):
                raise Trouble(f"syntax error near unexpected token `{_spelled(rest)}'", 2)
            redirections.append(Redirection(token, rest[0]))
            rest = rest[1:]
    if not words and not redirections:
        raise Trouble(f"syntax error near unexpected token `{_spelled(rest)}'", 2)
    return Simple(tuple(words), tuple(redirections)), rest


def _spelled(rest: list[Token]) -> str:
    return rest[0] if rest and isinstance(rest[0], str) else "newline"
