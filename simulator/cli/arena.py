"""``simulator arena``: compare language models on recorded requests, scored without their names."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from simulator.cli.output import echo_json, one_line
from simulator.cli.standings import printed
from simulator.errors import SimulatorError
from simulator.settings import Settings, load_settings


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--record", is_flag=True, help="Write FILE from the exemplar runs and the gold set, ask nobody."
)
@click.option(
    "--phrases",
    type=click.IntRange(1, 500),
    default=30,
    show_default=True,
    help="With --record: messages to phrase, each language.",
)
@click.option(
    "--runs",
    type=click.IntRange(0, 200),
    default=6,
    show_default=True,
    help="With --record: exemplar runs to judge, each language.",
)
@click.option(
    "--model",
    "models",
    multiple=True,
    metavar="NAME=BASE_URL#MODEL",
    help="A model; or only MODEL at the endpoint of the settings. Repeat it.",
)
@click.option(
    "--price",
    "prices",
    multiple=True,
    metavar="NAME=PROMPT/CACHED/COMPLETION",
    help="What a million tokens cost.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Order of questions and of models.")
@click.option(
    "--lang", type=click.Choice(["en", "ru"]), default="en", show_default=True, help="Language of the table."
)
@click.option("--json", "as_json", is_flag=True)
def arena(file: Path, *, record: bool, as_json: bool, **options: Any) -> None:
    """Ask each model the recorded requests in FILE and show who did what how well, with intervals.

    The key of NAME is read from ARENA_KEY_NAME, else OPENAI_API_KEY is used.
    """
    settings = load_settings()
    if record:
        _record(file, settings, options["phrases"], options["runs"])
        return
    if not options["models"]:
        raise click.UsageError("name at least one --model NAME=BASE_URL#MODEL")
    result = _compared(file, settings, options["models"], options["prices"], options["seed"])
    if as_json:
        echo_json(result)
    else:
        click.echo(printed(result, options["lang"]))


def _record(file: Path, settings: Settings, phrases: int, runs: int) -> None:
    from simulator.app import build_services
    from simulator.content.library import Library
    from simulator.db.migrate import upgrade
    from simulator.rehearsal.recording import recorded

    if file.exists():
        raise SimulatorError(f"{file} exists already; name another file")
    upgrade(settings.database_url)
    services = build_services(settings)
    requests = (*recorded(Library(), phrases, runs), *services.calibration.recorded())
    services.close()
    file.write_text(
        "".join(f"{one_line(one.model_dump(mode='json', exclude_none=True))}\n" for one in requests),
        encoding="utf-8",
    )
    said = sum(one.task == "phrase" for one in requests)
    levels = sum(len(one.gold) for one in requests)
    click.echo(f"{file}: {said} messages, {len(requests) - said} runs, {levels} gold levels")


def _compared(
    file: Path, settings: Settings, specs: Sequence[str], prices: Sequence[str], seed: int
) -> dict[str, Any]:
    from simulator.content.library import Library
    from simulator.llm.arena.asking import Question, Spent
    from simulator.llm.arena.contest import compared
    from simulator.llm.endpoint import Price
    from simulator.llm.gateway import Gateway
    from simulator.rehearsal.recording import read_recorded

    endpoints = dict(_endpoint(spec, settings) for spec in specs)
    if len(endpoints) < len(specs):
        raise click.UsageError("two models have one name")
    ledgers = {name: Spent() for name in endpoints}
    if not file.is_file():
        raise SimulatorError(f"there is no {file}; record one with --record")
    library = Library()
    requests = read_recorded(str(file), file.read_text(encoding="utf-8-sig").splitlines())
    questions = [
        Question.of(one, library.case(one.scenario, one.lang, one.seed, "practice"), library.rubrics)
        for one in requests
    ]
    gateways = {name: Gateway(endpoint, ledgers[name]) for name, endpoint in endpoints.items()}
    known = {name: Price(*figures) for name, figures in map(_price, prices)}
    strangers = set(known) - set(endpoints)
    if strangers:
        raise click.UsageError(f"--price names {min(strangers)}, which is no --model")
    articles = {one.id for one in library.articles}
    return compared(gateways, ledgers, questions, articles=articles, prices=known, seed=seed).plain()


def _endpoint(spec: str, settings: Settings) -> tuple[str, Any]:
    from simulator.llm.endpoint import Endpoint

    name, mark, rest = spec.partition("=")
    base_url, hash_mark, model = rest.partition("#")
    if mark and not (hash_mark and base_url.startswith(("http://", "https://")) and model):
        raise click.UsageError(f"{spec} is no model; write NAME=https://host/v1#MODEL")
    key = os.environ.get(f"ARENA_KEY_{name.upper().replace('-', '_')}", settings.openai_api_key)
    return name, Endpoint(
        base_url=base_url or settings.openai_base_url or "https://api.openai.com/v1", api_key=key,
        models={"phrase": model or name, "judge": model or name},
    )  # fmt: skip


def _price(spec: str) -> tuple[str, tuple[float, float, float]]:
    name, _, figures = spec.partition("=")
    try:
        prompt, cached, completion = (float(part) for part in figures.split("/"))
    except ValueError as wrong:
        raise click.UsageError(f"{spec} is no price; write NAME=0.5/0.1/1.5") from wrong
    return name, (prompt, cached, completion)
