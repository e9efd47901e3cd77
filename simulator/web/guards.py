"""Who may call a view. Every route names its guard; the guard is kept on the view for the tests."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from flask import current_app, g, request

from simulator.domain.person import Person, Role
from simulator.errors import NotAllowed, SimulatorError
from simulator.services import Services

SESSION_COOKIE = "simulator_session"

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Site:
    """What the application hands to the web layer."""

    services: Services
    settings: Any


class SignedOut(SimulatorError):
    """Nobody is signed in, or the session has ended."""


def site() -> Site:
    """Return the running site."""
    return cast(Site, current_app.extensions["simulator"])


def services() -> Services:
    """Return the services of the running site."""
    return site().services


def visitor() -> Person | None:
    """Return the person who is signed in, or None."""
    if "visitor" not in g:
        token = request.cookies.get(SESSION_COOKIE)
        g.visitor = services().accounts.person(token) if token else None
    return cast("Person | None", g.visitor)


def forget_visitor() -> None:
    """Go on as for a stranger: the person was erased in this request."""
    g.visitor = None


def viewer() -> Person:
    """Return the person who is signed in; guards have made sure that there is one."""
    person = visitor()
    if person is None:
        raise SignedOut
    return person


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Anybody may call it."""
    view.guard = "public"  # type: ignore[attr-defined]
    return view


def signed_in(view: Callable[P, R]) -> Callable[P, R]:
    """Only a person with an account who is signed in may call it; a candidate sees the own assessment only."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if viewer().role is Role.CANDIDATE:
            raise NotAllowed
        return view(*args, **kwargs)

    guarded.guard = "signed_in"  # type: ignore[attr-defined]
    return guarded


def known(view: Callable[P, R]) -> Callable[P, R]:
    """Anybody who is signed in may call it, also a candidate, whose overdue stage is handed in first."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        person = viewer()
        if person.role is Role.CANDIDATE:
            services().hiring.taking.settle(person)
        return view(*args, **kwargs)

    guarded.guard = "known"  # type: ignore[attr-defined]
    return guarded


def only(*roles: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Only people with one of ``roles`` may call it."""

    def guard(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if viewer().role not in roles:
                raise NotAllowed
            return view(*args, **kwargs)

        guarded.guard = "only " + ", ".join(roles)  # type: ignore[attr-defined]
        return guarded

    return guard
