"""The shell: runs a line on a machine and says what stands on the screen afterwards."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from simulator.labs.call import Call, Result
from simulator.labs.expanding import expanded, one
from simulator.labs.lexing import Word, tokens
from simulator.labs.limits import LINE, SHOWN, VALUE, Trouble
from simulator.labs.machine import Machine
from simulator.labs.parsing import Pipeline, Redirection, Simple, parsed
from simulator.labs.table import COMMANDS, Command

INVOKED = 2000
"""What starting a command costs, in characters."""
DEEPEST = 10
"""Lines and commands inside others."""
ROUNDS = 40
"""Rounds of a loop."""
LOOP = re.compile(r"^\s*for\s+([A-Za-z_]\w{0,30})\s+in\s+(.*?)\s*;\s*do\s+(.*?)\s*;?\s*done\s*$", re.DOTALL)
FOREIGN = ("while", "until", "if", "case", "function", "select")
SECONDS = 4
"""What typing a line takes."""


@dataclass(frozen=True)
class Shown:
    """What a line put on the screen."""

    text: str
    code: int
    clears: bool = False


def run(machine: Machine, line: str) -> Shown:
    """Run a line; whatever it is, the machine goes on."""
    machine.now += timedelta(seconds=SECONDS)
    if len(line) > LINE:
        return Shown(f"bash: the line is longer than {LINE} characters\n", 2)
    machine.history.append(line)
    machine.work = 0
    chunks = script(machine, line).chunks
    text = "".join(part for _stream, part in chunks).replace("\x00", "")
    clears = line.strip() in ("clear", "reset")
    if len(text) > SHOWN:
        text = text[:SHOWN].rpartition("\n")[0] + "\n… the rest is not shown: use grep, head or tail\n"
    if text:
        machine.printed.append(text)
    return Shown(text, machine.last, clears)


def script(machine: Machine, text: str) -> Result:
    """Run the commands of a line: lists, conditions, or a loop over words."""
    chunks: list[tuple[int, str]] = []
    machine.depth += 1
    try:
        for body in _bodies(machine, text):
            for pipeline in parsed(body):
                if (pipeline.joined == "&&" and machine.last) or (
                    pipeline.joined == "||" and not machine.last
                ):
                    continue
                found = _pipeline(machine, pipeline)
                machine.last = found.code
                chunks += found.chunks
    except Trouble as trouble:
        machine.last = trouble.code
        chunks.append((2, f"bash: {trouble.text}\n"))
    finally:
        machine.depth -= 1
    return Result(tuple(chunks), machine.last)


def _bodies(machine: Machine, text: str) -> Iterator[str]:
    """Yield what is to be run: the text, or the body of a loop once a word with its variable set."""
    if machine.depth > DEEPEST:
        raise Trouble("lines inside lines go no deeper here", 2)
    if text.split()[:1] and text.split(maxsplit=1)[0] in FOREIGN:
        raise Trouble(
            "this shell knows `for x in …; do …; done`, && and ||; no other loops and conditions", 2
        )
    loop = LOOP.match(text)
    if loop is None:
        yield text
        return
    words = tuple(token for token in tokens(loop[2]) if isinstance(token, Word))
    for value in expanded(words, machine, partial(_inner, machine, []))[:ROUNDS]:
        machine.env[loop[1]] = value
        yield loop[3]


def _inner(machine: Machine, errors: list[tuple[int, str]], text: str) -> str:
    """Run a line whose output becomes words of another; what it complains of is shown."""
    found = script(machine, text)
    errors += [part for part in found.chunks if part[0] == 2]
    return found.out.rstrip("\n")


def _pipeline(machine: Machine, pipeline: Pipeline) -> Result:
    stdin: str | None = None
    chunks: list[tuple[int, str]] = []
    code = 0
    for index, simple in enumerate(pipeline.commands):
        is_last = index == len(pipeline.commands) - 1
        found = _simple(machine, simple, stdin, to_terminal=is_last)
        code = found.code
        stdin = found.out
        chunks += found.chunks if is_last else [part for part in found.chunks if part[0] == 2]
    return Result(tuple(chunks), code)


def _simple(machine: Machine, simple: Simple, stdin: str | None, *, to_terminal: bool) -> Result:
    errors: list[tuple[int, str]] = []
    inner = partial(_inner, machine, errors)
    try:
        words = expanded(simple.words, machine, inner)
        targets = [
            (item, one(item.target, machine, inner) if item.target else "") for item in simple.redirections
        ]
        for item, target in targets:
            if item.operator == "<":
                stdin = machine.files.read(machine.path(target), machine.me)
            elif target:
                _open(machine, item, target)
    except Trouble as trouble:
        return Result(((2, f"bash: {_named(simple, machine, trouble)}\n"),), trouble.code)
    goes_to_file = any(item.operator in (">", ">>", "&>") for item, _target in targets)
    found = invoke(machine, words, stdin, to_terminal=to_terminal and not goes_to_file)
    return _redirected(machine, Result((*errors, *found.chunks), found.code), targets)


def _named(simple: Simple, machine: Machine, trouble: Trouble) -> str:
    targets = [item.target for item in simple.redirections if item.target]
    if not targets or trouble.code != 1:
        return trouble.text
    return f"{''.join(piece.text for piece in targets[-1].pieces)}: {trouble.text}"


def _open(machine: Machine, item: Redirection, target: str) -> None:
    if target == "/dev/null":
        return
    append = item.operator in (">>", "2>>")
    machine.files.write(machine.path(target), "", machine.me, machine.now, append=append)


def _redirected(machine: Machine, found: Result, targets: list[tuple[Redirection, str]]) -> Result:
    """Send what was written to where it belongs; redirections count from left to right."""
    places, streams = _streams(targets)
    kept: list[tuple[int, str]] = []
    code = found.code
    for stream, text in found.chunks:
        if streams[stream]:
            kept.append((streams[stream], text))
        elif places[stream] != "/dev/null":
            try:
                path = machine.path(places[stream])
                machine.files.write(path, text, machine.me, machine.now, append=True)
            except Trouble as trouble:
                kept.append((2, f"bash: write error: {trouble.text}\n"))
                code = 1
    return Result(tuple(kept), code)


def _streams(targets: list[tuple[Redirection, str]]) -> tuple[dict[int, str], dict[int, int]]:
    """Return where outputs (1) and errors (2) go: to a file by name, or to a stream."""
    places: dict[int, str] = {1: "", 2: ""}
    streams = {1: 1, 2: 2}
    for item, target in targets:
        if item.operator in (">", ">>"):
            places[1], streams[1] = target, 0
        elif item.operator in ("2>", "2>>"):
            places[2], streams[2] = target, 0
        elif item.operator == "&>":
            places, streams = {1: target, 2: target}, {1: 0, 2: 0}
        elif item.operator == "2>&1":
            places[2], streams[2] = places[1], streams[1]
        elif item.operator == ">&2":
            places[1], streams[1] = places[2], streams[2]
    return places, streams


def invoke(machine: Machine, words: Sequence[str], stdin: str | None, *, to_terminal: bool) -> Result:
    """Run one command with its words."""
    if not words:
        return Result((), 0)
    name, args = words[0], list(words[1:])
    if "=" in name and name.partition("=")[0].isidentifier():
        return _assign(machine, words)
    command = COMMANDS.get(name.removeprefix("/usr/bin/").removeprefix("/bin/"))
    if command is None:
        return _unknown(machine, name)
    if args == ["--help"]:
        return Result(((1, f"Usage: {command.usage}\n{command.about}\n"),), 0)
    call = Call(
        machine, name.rpartition("/")[2], args, stdin, to_terminal, partial(invoke, machine), partial(script, machine),
    )  # fmt: skip
    machine.depth += 1
    try:
        code = _ran(command, call)
    except Trouble as trouble:
        call.complain(trouble.text)
        code = trouble.code
    finally:
        machine.depth -= 1
    return Result(tuple(call.chunks), code)


def _ran(command: Command, call: Call) -> int:
    call.machine.spend(INVOKED)
    if call.machine.depth > DEEPEST:
        raise Trouble("commands inside commands go no deeper here", 126)
    return command.run(call)


def _assign(machine: Machine, words: Sequence[str]) -> Result:
    for word in words:
        name, _, value = word.partition("=")
        if len(machine.env) < 100:
            machine.env[name] = value[:VALUE]
    return Result((), 0)


def _unknown(machine: Machine, name: str) -> Result:
    if "/" not in name:
        return Result(((2, f"bash: {name}: command not found\n"),), 127)
    try:
        node = machine.files.find(machine.path(name), machine.me)
    except Trouble as trouble:
        return Result(((2, f"bash: {name}: {trouble.text}\n"),), 127 if "such" in trouble.text else 126)
    if node.kind == "dir":
        return Result(((2, f"bash: {name}: Is a directory\n"),), 126)
    if not node.allows(machine.me, "x"):
        return Result(((2, f"bash: {name}: Permission denied\n"),), 126)
    return Result(((1, f"{name.rpartition('/')[2]}: started and ended without output\n"),), 0)
