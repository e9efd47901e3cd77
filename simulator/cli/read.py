"""``simulator read``: what replies do, line by line."""

import sys

import click

from simulator.cli.output import Asked, asked_lines, echo_json
from simulator.domain.reading import Reading
from simulator.domain.text import Language


@click.command()
@click.option(
    "--scenario", "scenario_id", required=True, help="The card whose facts and checks count, like SC-01."
)
@click.option(
    "--lang", type=click.Choice(["en", "ru"]), default=None, help="Language of the replies, if it is known."
)
def read(scenario_id: str, lang: Language | None) -> None:
    """Read replies from stdin and say which facts they ask for and what they request.

    Input and output are JSON lines: {"id","text"} → {"id","asks","requests","acts","language"}.
    """
    from simulator.content.library import Library
    from simulator.understanding import (
        compile_targets,
        read as understand,
    )

    library = Library()
    scenario = library.scenario(scenario_id)
    tech = library.persona(scenario.persona).tech
    targets = compile_targets(scenario)
    complaints: list[str] = []
    for asked in asked_lines(sys.stdin, complaints.append):
        reading = understand(asked.text, targets, tech=tech, language=lang)
        echo_json(_answer(asked, reading))
    for complaint in complaints:
        click.echo(complaint, err=True)
    sys.exit(1 if complaints else 0)


def _answer(asked: Asked, reading: Reading) -> dict[str, object]:
    return {
        "id": asked.id,
        "asks": list(dict.fromkeys(match.target for match in reading.asks)),
        "requests": list(dict.fromkeys(match.target for match in reading.requests)),
        "acts": [{"kind": act.kind.value, "quote": act.quote} for act in reading.acts],
        "language": reading.language,
    }
