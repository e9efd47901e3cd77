"""``simulator replay``: a recorded run through engine and graders."""

from typing import TextIO

import click

from simulator.cli.output import echo_json, plain
from simulator.domain.event import CustomerSaid, Event, Opened, Said, ToolRun
from simulator.domain.grade import Grade


@click.command()
@click.argument("file", type=click.File(encoding="utf-8-sig", errors="surrogateescape"))
@click.option("--json", "as_json", is_flag=True, help="One line of JSON instead of a transcript.")
def replay(file: TextIO, *, as_json: bool) -> None:
    """Play a file of recorded actions (JSON lines) and print events, figures and grade."""
    from simulator.content.library import Library
    from simulator.rehearsal.replay import (
        read_script,
        replay as play,
    )

    played = play(Library(), read_script(file.name, file))
    for problem in played.ignored:
        click.echo(f"ignored: {problem}", err=True)
    if as_json:
        echo_json(played.document())
        return
    start = played.events[0].at
    for event in played.events:
        click.echo(f"{event.n:>4}  +{int((event.at - start).total_seconds() // 60):>3} min  {told(event)}")
    click.echo("\n" + "\n".join(f"{name:<28} {plain(value)}" for name, value in played.kpis.items()))
    click.echo("\n" + "\n".join(grade_lines(played.grade)))


def told(event: Event) -> str:
    """Return one line about an event, for a person."""
    match event:
        case Opened() | CustomerSaid():
            return f"CUSTOMER  {event.text}"
        case Said():
            return f"YOU       {event.text}"
        case ToolRun():
            return f"$ {event.command}\n" + "\n".join(
                f"                {line}" for line in event.output.splitlines()
            )
        case _:
            rest = event.plain()
            parts = (
                f"{key}={value}" for key, value in rest.items() if key not in ("n", "at", "kind", "reading")
            )
            return f"{event.kind:<9} " + " ".join(parts)


def grade_lines(grade: Grade) -> list[str]:
    """Return a grade as lines for a terminal."""
    total = "ungraded" if grade.total is None else f"{grade.total:.1f}"
    lines = [f"Total {total} · {grade.result} ({grade.band})"]
    for rubric in grade.rubrics:
        score = "—" if rubric.score is None else f"{rubric.score:.0f}"
        levels = "  ".join(
            f"{one.id}={_level(one.level)}" for one in rubric.criteria if not one.not_applicable
        )
        lines.append(f"  {rubric.id} {score:>4}   {levels}")
    lines += [
        f"  {hit.code} {hit.severity} at event {hit.event}: {hit.quote or ''}" for hit in grade.critical_fails
    ]
    return lines


def _level(level: float | None) -> str:
    return "?" if level is None else f"{level:g}"
