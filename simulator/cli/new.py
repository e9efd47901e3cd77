"""``simulator new scenario``: files to begin a card with."""

from pathlib import Path

import click

from simulator.errors import SimulatorError
from simulator.paths import shipped_root


@click.group()
def new() -> None:
    """Begin a file of content."""


@new.command()
@click.argument("scenario_id", metavar="SC-NN")
@click.option("--like", default="SC-55", show_default=True, help="The card whose text to begin with.")
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), help="Where scenarios/ lies.")
def scenario(scenario_id: str, like: str, root: Path | None) -> None:
    """Begin card SC-NN as a copy of another, with its exemplar runs to rewrite. Nothing is overwritten."""
    from simulator.content.manuscript import begun

    base = root or shipped_root()
    source, card = (base / "scenarios" / "cards" / f"{one}.yaml" for one in (like, scenario_id))
    if not _is_id(scenario_id):
        raise click.UsageError(f"{scenario_id} is no id of a card; write SC- and two digits, like SC-60")
    if not source.is_file():
        raise SimulatorError(f"there is no card {like} under {base}; name one that exists after --like")
    if card.exists():
        raise SimulatorError(f"{card} exists already; take another number")
    runs = base / "scenarios" / "exemplars"
    card.write_text(begun(source.read_text(encoding="utf-8"), scenario_id), encoding="utf-8")
    click.echo(f"{card}: the card; title, opening, facts, tools and cause are still those of {like}")
    (runs / scenario_id).mkdir(exist_ok=True)
    for file in sorted((runs / like).glob("*.jsonl")):
        place = runs / scenario_id / file.name
        if not place.exists():
            place.write_text(
                file.read_text(encoding="utf-8").replace(f'"{like}"', f'"{scenario_id}"', 1), encoding="utf-8"
            )
            click.echo(f"{place}: to rewrite")
    click.echo(f"Then: simulator check {card}")


def _is_id(text: str) -> bool:
    return len(text) == 5 and text.startswith("SC-") and text[3:].isascii() and text[3:].isdigit()
