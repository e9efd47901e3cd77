"""``simulator play``: a case in the terminal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

import click
from pydantic import ValidationError

from simulator.cli.replay import grade_lines
from simulator.cli.typed import Typed, Unclear, action_of
from simulator.cli.wording import word
from simulator.domain.act import band_of
from simulator.domain.action import Action
from simulator.domain.article import Article
from simulator.domain.case import Case
from simulator.domain.event import (
    ArticleOpened,
    CustomerSaid,
    Event,
    Hinted,
    Left,
    Opened,
    Searched,
    StatusChanged,
    TeamAnswered,
    ToolRun,
)
from simulator.domain.grade import Feedback
from simulator.domain.modifier import ModifierId
from simulator.domain.run import Run
from simulator.domain.text import Language
from simulator.errors import Conflict, InvalidInput, NotFound


@click.command()
@click.argument("scenario_id", metavar="SCENARIO")
@click.option("--lang", type=click.Choice(["en", "ru"]), default="en", show_default=True)
@click.option(
    "--seed", type=click.IntRange(min=1), default=1, show_default=True, help="1 plays the card's own values."
)
@click.option(
    "--modifier", "modifiers", multiple=True, type=click.Choice(get_args(ModifierId)),
    help="Make it harder: M1 … M10, two at most (scenarios/modifiers.yaml).",
)  # fmt: skip
def play(scenario_id: str, lang: Language, seed: int, modifiers: tuple[ModifierId, ...]) -> None:
    """Work a ticket in the terminal: SCENARIO is a card like SC-01."""
    from simulator.content.library import Library
    from simulator.rehearsal.stage import Stage

    library = Library()
    stage = Stage.of(library, library.case(scenario_id, lang, seed, "practice", modifiers))
    game = _Game(stage.case, stage.run, stage.after, library.article)
    click.echo(f"{scenario_id} · {stage.case.scenario.subject.within(lang)}")
    contact = stage.case.scenario.contact
    click.echo(f"{contact.name.within(lang)}, {contact.company.within(lang)}, {contact.account}\n")
    game.show(stage.run.events)
    click.echo("\n" + word("help", lang))
    while not game.run.is_over and game.turn():
        pass
    click.echo("\n" + word("over", lang))
    grade = stage.grade(game.run)
    click.echo("\n".join(grade_lines(grade)))
    _feedback(grade.feedback, lang)


@dataclass
class _Game:
    """The loop: a typed line, an action, what came of it."""

    case: Case
    run: Run
    after: Callable[[Run, Action], Run]
    article: Callable[[str], Article]

    def turn(self) -> bool:
        """Play one line; tell whether to go on."""
        lang = self.case.lang
        try:
            line = click.prompt("", prompt_suffix="> ", default="", show_default=False).strip()
        except click.Abort:
            return False
        if line == "/quit":
            return False
        if line == "/help":
            click.echo(word("help", lang))
        elif line == "/status":
            minutes = round(self.run.minutes())
            named = {
                "status": self.run.status,
                "minutes": minutes,
                "anger": self.run.anger,
                "hints": self.run.hints,
            }
            click.echo(word("status", lang, **named))
        elif line:
            self._act(line)
        return True

    def _act(self, line: str) -> None:
        lang, before = self.case.lang, len(self.run.events)
        try:
            self.run = self.after(self.run, action_of(Typed(line, lang, _ask)))
        except Unclear as unclear:
            click.echo(str(unclear), err=True)
        except ValidationError as fault:
            click.echo(word("usage", lang, fault.errors()[0]["msg"]), err=True)
        except (InvalidInput, Conflict, NotFound) as refused:
            click.echo(word("refused", lang, refused), err=True)
        self.show(self.run.events[before:])

    def show(self, events: tuple[Event, ...]) -> None:
        """Print what a person at the desk would see of ``events``."""
        lang = self.case.lang
        for event in events:
            if isinstance(event, ArticleOpened):
                article = self.article(event.article)
                click.echo(f"{article.id} · {article.title.within(lang)}\n\n{article.body.within(lang)}\n")
            elif (text := _shown(event, lang)) is not None:
                minutes = round(self.run.minutes(event.at))
                click.echo(f"{minutes:>4} min  {text}")
        if any(isinstance(event, CustomerSaid) for event in events):
            click.secho(f"          {word('mood', lang, band_of(self.run.anger))}", dim=True)


def _ask(question: str) -> str:
    try:
        return str(click.prompt(question, prompt_suffix=" ", default="", show_default=False)).strip()
    except click.Abort:
        return ""


def _shown(event: Event, lang: Language) -> str | None:
    match event:
        case Opened() | CustomerSaid():
            return click.style(f"{word('customer', lang)}: ", bold=True) + event.text
        case ToolRun():
            return f"$ {event.command}  ({event.minutes} min)\n" + event.output
        case TeamAnswered():
            return click.style(f"{word('team', lang)} {event.team}: ", bold=True) + event.text
        case Searched():
            return f"KB: {', '.join(event.articles) or '—'}"
        case Hinted():
            return f"{word('system', lang)}: {event.text}"
        case StatusChanged():
            return f"{word('system', lang)}: {event.before} → {event.after}"
        case Left():
            return f"{word('system', lang)}: {word('left', lang)}"
        case _:
            return None


def _feedback(feedback: Feedback, lang: Language) -> None:
    for key, remark in (("strength", feedback.strength), ("change", feedback.change)):
        if remark is not None:
            click.echo(
                f"\n{word(key, lang)} ({remark.criterion}): {remark.text.within(lang)}\n  “{remark.quote}”"
            )
            if remark.rewritten:
                click.echo(f"  {word('better', lang)}: {remark.rewritten}")
    if feedback.link is not None:
        click.echo(f"\n→ {feedback.link.kind} {feedback.link.id}: {feedback.link.why.within(lang)}")
