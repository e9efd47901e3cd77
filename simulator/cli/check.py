"""``simulator check`` and ``simulator schema``: the content, for its authors."""

import sys
from pathlib import Path

import click

from simulator.cli.output import echo_json
from simulator.errors import ContentError, Problem


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a problem.")
@click.option(
    "--root", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Another content folder."
)
@click.option("--no-replay", is_flag=True, help="Leave out the replays of the exemplars.")
def check(paths: tuple[Path, ...], root: Path | None, *, as_json: bool, no_replay: bool) -> None:
    """Check content: shape, references, languages, leaks, and that each card can be solved.

    PATHS are files or folders to report on; without them everything is.
    """
    from simulator.content.check import content_problems
    from simulator.content.shelf import SCENARIO, TWIN
    from simulator.paths import shipped_root

    base = root or shipped_root()
    problems = content_problems(base, paths)
    cards, twins = (
        [file.stem for file in kind.files(base) if not paths or _names(paths, file)]
        for kind in (SCENARIO, TWIN)
    )
    runs = 0
    if not no_replay:
        runs, more = _replays(base, cards, twins, paths)
        problems += more + _writing(base, paths)
    _print(problems, as_json=as_json)
    if not as_json:
        click.echo(
            f"{len(cards)} cards, {len(twins)} twins, {runs} exemplar runs, {len(problems)} problems",
            err=bool(problems),
        )
    sys.exit(1 if problems else 0)


def _names(paths: tuple[Path, ...], file: Path) -> bool:
    """Whether ``file`` (or an exemplar of its card) is among ``paths``."""
    chosen = [path.resolve() for path in paths]
    exemplars = file.resolve().parent.parent / "exemplars" / file.stem
    here = any(file.resolve() == one or file.resolve().is_relative_to(one) for one in chosen)
    return here or any(one == exemplars or one.is_relative_to(exemplars) for one in chosen)


def _replays(
    base: Path, cards: list[str], twins: list[str], paths: tuple[Path, ...]
) -> tuple[int, list[Problem]]:
    from simulator.content.library import Library
    from simulator.rehearsal.exemplars import check_exemplars, check_recitals

    library = Library(base)
    try:
        runs, problems = check_exemplars(library, [*cards, *twins])
        return runs, problems + check_recitals(library, twins)
    except ContentError as fault:
        # A part that all cards need is broken. It has its own line above unless other files were asked for.
        return 0, fault.problems if paths else []


def _writing(base: Path, paths: tuple[Path, ...]) -> list[Problem]:
    """Return writing exercises whose samples are not told apart."""
    from simulator.content.library import Library
    from simulator.content.shelf import writing_file
    from simulator.rehearsal.writing import check_writing

    library = Library(base)
    try:
        tasks = tuple(
            one for one in library.writings if not paths or _names(paths, writing_file(base, one.id))
        )
        return check_writing(library, tasks)
    except ContentError:
        return []  # broken files have their lines above


def _print(problems: list[Problem], *, as_json: bool) -> None:
    for problem in problems:
        if as_json:
            echo_json(
                {
                    "file": problem.file,
                    "line": problem.line,
                    "column": problem.column,
                    "what": problem.what,
                    "remedy": problem.remedy,
                }
            )
        else:
            click.echo(str(problem))


@click.command()
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit 1 when a schema is out of date."
)
def schema(*, only_check: bool) -> None:
    """Write the JSON Schemas of the content files into scenarios/schema."""
    from simulator.content.schema import schema_folder, schemas, write_schemas
    from simulator.paths import shipped_root

    root = shipped_root()
    if only_check:
        folder = schema_folder(root)
        stale = [
            n
            for n, t in schemas().items()
            if not (folder / n).is_file() or (folder / n).read_text("utf-8") != t
        ]
        for name in stale:
            click.echo(f"{folder / name}: out of date; run `simulator schema`", err=True)
        sys.exit(1 if stale else 0)
    for place in write_schemas(root):
        click.echo(f"written {place}")
