"""The order of models, and what the figures cannot decide."""

from collections.abc import Callable, Sequence

from simulator.domain.arena import Contestant, Interval, Place

Figure = Callable[[Contestant], Interval]


def as_customer(one: Contestant) -> Interval:
    """Return how well a model speaks for the customer; one that leaks cannot be used at all."""
    return one.usable if not one.leaks else Interval(n=one.usable.n, value=0.0, low=0.0, high=0.0)


def as_judge(one: Contestant) -> Interval:
    """Return how well a model judges."""
    return one.kappa


def places(models: Sequence[Contestant], figure: Figure) -> tuple[Place, ...]:
    """Return the best first. Two whose intervals overlap are undecided: each may stand at any place of theirs.

    A model without a figure stands last; without an interval nothing is decided about it but that.
    """
    known = [one for one in models if figure(one).value is not None]
    unknown = [one for one in models if figure(one).value is None]
    order = sorted(known, key=lambda one: (-(figure(one).value or 0.0), one.name))
    found = []
    for one in order:
        better = sum(_surely_better(figure(other), figure(one)) for other in order)
        worse = sum(_surely_better(figure(one), figure(other)) for other in order)
        found.append(Place(name=one.name, first=better + 1, last=len(order) - worse))
    below = len(order) + 1
    return (*found, *(Place(name=one.name, first=below, last=len(models)) for one in unknown))


def _surely_better(one: Interval, other: Interval) -> bool:
    return one.low is not None and other.high is not None and one.low > other.high
