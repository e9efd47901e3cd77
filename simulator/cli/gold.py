"""``simulator gold`` and ``simulator regrade``: do the graders agree with people, and what would a change move."""

import sys
from typing import Any

import click

from simulator.cli.output import echo_json
from simulator.settings import load_settings


@click.command()
@click.option("--json", "as_json", is_flag=True)
def gold(*, as_json: bool) -> None:
    """Run the present graders on the gold set and print agreement with people, criterion by criterion."""
    result = _services().calibration.gold()
    if as_json:
        echo_json(
            {
                "runs": result.runs,
                "levels": result.levels,
                "missing": result.missing,
                "whole": _agreement(result.whole),
                "criteria": [
                    {"id": line.target, "grader": line.grader, "lang": line.lang, "counts": line.counts}
                    | _agreement(line.found)
                    for line in result.lines
                ],
            }
        )
        return
    if not result.levels:
        click.echo("The gold set is empty: reviews and rulings of people fill it (see docs/reviews.md).")
        return
    click.echo(f"{result.runs} runs, {result.levels} levels, {result.missing} that the graders left open\n")
    click.echo(
        f"{'id':<5}{'grader':<10}{'lang':<6}{'n':>4}{'kappa':>8}{'95 %':>16}{'exact':>8}{'bias':>7}  use"
    )
    for line in result.lines:
        _print(line.target, line.grader, line.lang, line.found, "counts" if line.counts else "advice")
    _print("all", "", "", result.whole, "")


def _agreement(found: Any) -> dict[str, Any]:
    return {
        "n": found.n,
        "kappa": found.kappa,
        "low": found.low,
        "high": found.high,
        "exact": round(found.exact, 4),
        "adjacent": round(found.adjacent, 4),
        "bias": round(found.bias, 4),
    }


def _print(target: str, grader: str, lang: str, found: Any, use: str) -> None:
    kappa = "–" if found.kappa is None else f"{found.kappa:.2f}"
    interval = "–" if found.low is None else f"{found.low:.2f} … {found.high:.2f}"
    click.echo(
        f"{target:<5}{grader:<10}{lang:<6}{found.n:>4}{kappa:>8}{interval:>16}{found.exact:>8.0%}{found.bias:>+7.2f}  {use}"
    )


@click.command()
@click.option("--publish", is_flag=True, help="Grade them again and store the new grades beside the old.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=500, show_default=True, help="Newest runs.")
@click.option("--json", "as_json", is_flag=True)
def regrade(limit: int, *, publish: bool, as_json: bool) -> None:
    """Show what the present scorecards and graders would move on runs that were graded before."""
    services = _services()
    moved = services.calibration.preview(limit)
    queued = services.calibration.publish(services.grading, limit) if publish else 0
    if as_json:
        echo_json(
            {
                "runs": moved.runs,
                "mean_total": moved.mean_total,
                "flips": [{"run": run, "before": old, "after": new} for run, old, new in moved.flips],
                "criteria": [
                    {"id": one.target, "up": one.up, "down": one.down, "same": one.same, "mean": one.mean}
                    for one in moved.criteria
                ],
                "queued": queued,
            }
        )
        return
    mean = "–" if moved.mean_total is None else f"{moved.mean_total:+.2f}"
    click.echo(f"{moved.runs} runs; mean change of the total {mean}; {len(moved.flips)} results change")
    for run, old, new in moved.flips:
        click.echo(f"  {run}: {old} → {new}")
    for one in moved.criteria:
        if one.up or one.down:
            click.echo(
                f"  {one.target:<5} up {one.up:<4} down {one.down:<4} same {one.same:<4} mean {one.mean:+.3f}"
            )
    if publish:
        click.echo(f"{queued} runs queued for grading" if queued else "nothing to grade again")
    elif moved.runs:
        click.echo("Nothing was stored. `simulator regrade --publish` does it.")
    sys.stdout.flush()


def _services() -> Any:
    from simulator.app import build_services
    from simulator.db.migrate import upgrade

    settings = load_settings()
    upgrade(settings.database_url)
    return build_services(settings)
