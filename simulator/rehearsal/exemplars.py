"""Solvability: each card's exemplar runs are played, and a better run must get the better grade."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from simulator.content.library import Library
from simulator.content.shelf import spelled
from simulator.domain.text import LANGUAGES, Language
from simulator.domain.twin import parent_of
from simulator.errors import ContentError, Problem
from simulator.rehearsal.replay import Replayed, Script, read_script, replay

QUALITIES = ("excellent", "average", "poor")
EXCELLENT_AT_LEAST = 75.0
POOR_AT_MOST = 50.0
Player = Callable[[Library, Script], Replayed]


def exemplar_file(library: Library, scenario_id: str, quality: str, language: Language) -> Path:
    """Return where the exemplar of a card lies."""
    return library.root / "scenarios" / "exemplars" / scenario_id / f"{quality}.{language}.jsonl"


def check_exemplars(
    library: Library, scenario_ids: Iterable[str], play: Player = replay
) -> tuple[int, list[Problem]]:
    """Play the exemplars of the published cards; return how many were played and what is wrong with them."""
    runs = 0
    problems: list[Problem] = []
    for scenario_id in scenario_ids:
        if library.scenario(scenario_id).state == "draft":
            continue
        for language in LANGUAGES:
            played: dict[str, Replayed] = {}
            for quality in QUALITIES:
                file = exemplar_file(library, scenario_id, quality, language)
                try:
                    played[quality] = play(library, _script(library, file, scenario_id, language))
                    runs += 1
                    problems += played[quality].ignored
                except ContentError as fault:
                    problems += fault.problems
            places = {
                q: spelled(exemplar_file(library, scenario_id, q, language), library.root) for q in QUALITIES
            }
            problems += _order(played, places)
    return runs, problems


def check_recitals(library: Library, twin_ids: Iterable[str]) -> list[Problem]:
    """Recite the excellent run of each twin's parent on the twin, and the other way round: neither may pass."""
    problems = []
    for twin_id in twin_ids:
        for known, met in ((parent_of(twin_id), twin_id), (twin_id, parent_of(twin_id))):
            for language in LANGUAGES:
                try:
                    passes = recite(library, known, met, language).grade.result == "pass"
                except ContentError:
                    continue  # a run that is missing has its own line; one that cannot be played does not pass
                if passes:
                    file = exemplar_file(library, known, "excellent", language)
                    what = f"passes, word for word, on {met} too"
                    remedy = f"let {twin_id} need another finding, another cause and another step"
                    problems.append(Problem(spelled(file, library.root), 1, 1, what, remedy))
    return problems


def recite(library: Library, known: str, met: str, language: Language, seed: int = 1) -> Replayed:
    """Return what the excellent run of ``known`` comes to on the card ``met``, word for word.

    Raises:
        ContentError: the run is missing, or is not possible there.
    """
    file = exemplar_file(library, known, "excellent", language)
    script = _script(library, file, known, language)
    header = script.header.model_copy(update={"scenario": met, "seed": seed})
    return replay(library, replace(script, header=header))


def _script(library: Library, file: Path, scenario_id: str, language: Language) -> Script:
    name = spelled(file, library.root)
    if not file.is_file():
        raise ContentError(
            [Problem(name, 1, 1, "the exemplar run is missing", "write it in the replay format")]
        )
    script = read_script(name, file.read_text(encoding="utf-8-sig").splitlines())
    if (script.header.scenario, script.header.lang) != (scenario_id, language):
        what = f"plays {script.header.scenario} in {script.header.lang}"
        raise ContentError([Problem(name, 1, 1, what, f"write scenario {scenario_id} and lang {language}")])
    return script


def _order(played: dict[str, Replayed], places: dict[str, str]) -> Iterator[Problem]:
    totals = {quality: run.grade.total for quality, run in played.items()}
    for quality, total in totals.items():
        if total is None:
            yield Problem(places[quality], 1, 1, "the run is ungraded", "let it do enough to be graded")
    known = {quality: total for quality, total in totals.items() if total is not None}
    for better, worse in (("excellent", "average"), ("average", "poor")):
        if better in known and worse in known and known[better] <= known[worse]:
            what = f"scores {known[better]:.1f}, not more than {worse} ({known[worse]:.1f})"
            yield Problem(places[better], 1, 1, what, f"make {better} better or {worse} worse")
    if known.get("excellent", 100.0) < EXCELLENT_AT_LEAST:
        what = f"scores {known['excellent']:.1f}"
        yield Problem(places["excellent"], 1, 1, what, f"an excellent run reaches {EXCELLENT_AT_LEAST:.0f}")
    if "excellent" in known and played["excellent"].grade.result != "pass":
        what = f"ends as {played['excellent'].grade.result}"
        yield Problem(places["excellent"], 1, 1, what, "an excellent run passes")
    if known.get("poor", 0.0) > POOR_AT_MOST:
        what = f"scores {known['poor']:.1f}"
        yield Problem(places["poor"], 1, 1, what, f"a poor run stays at or below {POOR_AT_MOST:.0f}")
