"""The provider the tickets belong to: plans, targets, teams and tool prices. All configuration."""

from typing import Annotated, Literal

from pydantic import Field

from simulator.domain.priority import Priority
from simulator.domain.scenario import Plan
from simulator.domain.text import Content, Line, Text

Minutes = Annotated[int, Field(ge=0)]


class ServicePlan(Content):
    """What a plan entitles to, and its clocks in minutes."""

    id: Plan
    name: Text
    covers: Text
    not_covered: Text
    first_response: dict[Priority, Minutes]
    restore: dict[Priority, Minutes]
    chat_response: Minutes
    phone_response: Minutes | None = None


class Team(Content):
    """A team that can receive an escalation."""

    id: Line
    name: Text
    takes: Text
    returns: Text
    """What it writes when the ticket is not its own."""


class ToolKind(Content):
    """A console or probe, its price in simulated minutes and its help."""

    name: Line
    """First word(s) of the command: ``crm``, ``opsview vm``, ``ping``."""
    where: Literal["internal", "probe"]
    minutes: Minutes
    usage: Line
    does: Text
    subjects: tuple[Line, ...] = ()
    """Families that a claim of this check may name (``status``, ``network`` …)."""


class Prices(Content):
    """Simulated minutes of things that are not tools."""

    reply: Minutes = 3
    note: Minutes = 2
    escalate: Minutes = 4
    kb_search: Minutes = 2
    ask: Minutes = 6
    extra_ask: Minutes = 1


class Provider(Content):
    """The whole world outside one card."""

    name: Text
    about: Text
    plans: tuple[ServicePlan, ...] = Field(min_length=1)
    update_rhythm: dict[str, Minutes]
    """Customer update rhythm in minutes: ``major`` and priorities."""
    teams: tuple[Team, ...] = Field(min_length=1)
    tools: tuple[ToolKind, ...] = Field(min_length=1)
    prices: Prices = Prices()

    def plan(self, plan_id: str) -> ServicePlan:
        """Return a plan by id."""
        return next(plan for plan in self.plans if plan.id == plan_id)

    def team(self, team_id: str) -> Team | None:
        """Return a team by id, or None."""
        return next((team for team in self.teams if team.id == team_id), None)
