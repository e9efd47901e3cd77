"""The table of the arena, in words of one language."""

from collections.abc import Mapping
from typing import Any

WORDS: Mapping[str, tuple[str, str]] = {
    "asked": ("requests", "запросов"),
    "place": ("place", "место"),
    "model": ("model", "модель"),
    "failed": ("failed", "сбоев"),
    "usable": ("usable", "годных"),
    "leaks": ("leaks", "утечек"),
    "repeats": ("repeats", "повторов"),
    "kappa": ("kappa", "каппа"),
    "quotes": ("quotes", "цитат"),
    "links": ("links", "ссылок"),
    "median": ("p50 s", "p50 с"),
    "p95": ("p95 s", "p95 с"),
    "tokens": ("tokens", "токенов"),
    "cost": ("cost", "цена"),
    "customer": ("As the customer (share of messages that pass every check; a leak bars a model)", "За клиента (доля сообщений, прошедших все проверки; утечка снимает модель)"),
    "judge": ("As the judge (agreement with the gold levels)", "За судью (согласие с эталоном)"),
    "spent": ("What it took", "Чего это стоило"),
    "undecided": ("undecided: the intervals overlap", "не решено: интервалы перекрываются"),
    "faults": ("What failed", "Что не прошло"),
    "nogold": ("No gold level was recorded: judges cannot be put in order.", "Эталонных оценок в записи нет: судей не упорядочить."),
}  # fmt: skip


def printed(result: Mapping[str, Any], lang: str) -> str:
    """Return the result as tables for a terminal."""
    words = {name: pair[lang == "ru"] for name, pair in WORDS.items()}
    models = {one["name"]: one for one in result["models"]}
    wide = max([len(name) for name in models] + [len(words["model"]), 8])
    lines = [f"{result['requests']} {words['asked']}", "", words["customer"]]
    lines.append(
        f"{words['place']:>7}  {words['model']:<{wide}}{words['usable']:>24}{words['leaks']:>9}{words['repeats']:>10}{words['failed']:>9}"
    )
    for place in result["customer"]:
        one = models[place["name"]]
        share = _figure(one["usable"], percent=True)
        lines.append(
            f"{_place(place):>7}  {place['name']:<{wide}}{share:>24}{one['leaks']:>9}{_share(one['repeats']):>10}{one['failed']:>9}{_doubt(place, words)}"
        )
    lines += [*_faults(models, words, wide), "", words["judge"]]
    if not any(one["kappa"]["n"] for one in models.values()):
        lines.append(f"  {words['nogold']}")
    lines.append(
        f"{words['place']:>7}  {words['model']:<{wide}}{words['kappa']:>24}{'n':>9}{words['quotes']:>10}{words['links']:>9}"
    )
    for place in result["judge"]:
        one = models[place["name"]]
        kappa = _figure(one["kappa"], percent=False)
        lines.append(
            f"{_place(place):>7}  {place['name']:<{wide}}{kappa:>24}{one['kappa']['n']:>9}{_share(one['quotes']):>10}{_share(one['links']):>9}{_doubt(place, words)}"
        )
    return "\n".join([*lines, *_spent(models, words, wide)])


def _spent(models: Mapping[str, Any], words: Mapping[str, str], wide: int) -> list[str]:
    lines = ["", words["spent"]]
    lines.append(
        f"{'':>7}  {words['model']:<{wide}}{words['median']:>10}{words['p95']:>10}{words['tokens']:>12}{words['cost']:>10}"
    )
    for name, one in models.items():
        tokens = one["prompt_tokens"] + one["completion_tokens"]
        figures = (_plain(one.get("seconds_median"), 2), _plain(one.get("seconds_p95"), 2))
        lines.append(
            f"{'':>7}  {name:<{wide}}{figures[0]:>10}{figures[1]:>10}{tokens:>12}{_plain(one.get('cost'), 4):>10}"
        )
    return lines


def _faults(models: Mapping[str, Any], words: Mapping[str, str], wide: int) -> list[str]:
    told = [
        f"{'':>7}  {name:<{wide}}  "
        + ", ".join(f"{fault} {number}" for fault, number in sorted(one["faults"].items()))
        for name, one in models.items()
        if one["faults"]
    ]
    return ["", words["faults"], *told] if told else []


def _place(place: Mapping[str, Any]) -> str:
    return str(place["first"]) if place["first"] == place["last"] else f"{place['first']}–{place['last']}"


def _doubt(place: Mapping[str, Any], words: Mapping[str, str]) -> str:
    return f"  {words['undecided']}" if place["first"] != place["last"] else ""


def _figure(one: Mapping[str, Any], *, percent: bool) -> str:
    if one.get("value") is None:
        return "–"
    said = f"{one['value']:.0%}" if percent else f"{one['value']:.2f}"
    if one.get("low") is None:
        return said
    low, high = (f"{one[end]:.0%}" if percent else f"{one[end]:.2f}" for end in ("low", "high"))
    return f"{said} ({low} … {high})"


def _share(one: Mapping[str, Any]) -> str:
    return "–" if one.get("value") is None else f"{one['value']:.0%}"


def _plain(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"
