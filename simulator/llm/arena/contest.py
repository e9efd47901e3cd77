"""A whole comparison: asked, scored under aliases, then named and put in order."""

from collections.abc import Container, Mapping, Sequence

from simulator.domain.arena import Contestant, Place
from simulator.domain.chat import Model
from simulator.domain.text import Value
from simulator.llm.arena.asking import Question, Spent, aliases, asked
from simulator.llm.arena.ranking import as_customer, as_judge, places
from simulator.llm.arena.scoring import scored
from simulator.llm.endpoint import Price


class Standings(Value):
    """Figures of every model and their order in each task."""

    requests: int
    seed: int
    models: tuple[Contestant, ...]
    customer: tuple[Place, ...]
    judge: tuple[Place, ...]


def compared(
    models: Mapping[str, Model],
    ledgers: Mapping[str, Spent],
    questions: Sequence[Question],
    *,
    articles: Container[str],
    prices: Mapping[str, Price],
    seed: int,
) -> Standings:
    """Return who did what how well. Names come back only after everything was scored."""
    names = aliases(models, seed)
    answers = asked(models, questions, seed)
    found = {
        name: scored(alias, answers[alias], ledgers[name], articles, prices.get(name))
        for name, alias in names.items()
    }
    named = tuple(found[name].model_copy(update={"name": name}) for name in sorted(found))
    return Standings(
        requests=len(questions), seed=seed, models=named, customer=places(named, as_customer),
        judge=places(named, as_judge),
    )  # fmt: skip
