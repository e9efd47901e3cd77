"""Writes whole conversations into docs/transcripts, to be read by people: ``python -m bench.transcripts``.

Runs are recorded exemplars played through the engine and the offline customer; nothing is edited by hand.
"""

from pathlib import Path

from simulator.content.library import Library
from simulator.domain.event import (
    Classified,
    CommandRun,
    CustomerSaid,
    Escalated,
    MoodMoved,
    Noted,
    Opened,
    Resolved,
    Said,
    TeamAnswered,
    ToolRun,
    Unlocked,
)
from simulator.rehearsal.exemplars import exemplar_file
from simulator.rehearsal.replay import Replayed, read_script, replay

FOLDER = Path(__file__).parents[1] / "docs" / "transcripts"
RUNS = (
    ("SC-01", "excellent", "en"),
    ("SC-07", "average", "en"),
    ("SC-34", "poor", "en"),
    ("SC-14", "excellent", "ru"),
    ("SC-24", "average", "ru"),
    ("SC-39", "poor", "ru"),
)


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    library = Library()
    for scenario, quality, lang in RUNS:
        file = exemplar_file(library, scenario, quality, lang)
        played = replay(library, read_script(file.name, file.read_text(encoding="utf-8").splitlines()))
        (FOLDER / f"{scenario}-{quality}.{lang}.md").write_text(page(played, quality), encoding="utf-8")


def page(played: Replayed, quality: str) -> str:
    """Return one conversation as Markdown."""
    card, lang = played.case.scenario, played.case.lang
    name = card.contact.name.within(lang)
    lines = [
        f"# {card.id} · {card.title.within(lang)}",
        "",
        (
            f"{quality}, {lang}, {card.persona}, {card.channel}; anger at the start {card.anger.start}; total "
            f"{played.grade.total}, {played.grade.result}. Offline customer, seed 1."
        ),
        "",
    ]
    for event in played.events:
        said = spoken(event, name)
        if said:
            lines += [said, ""]
    return "\n".join(lines).rstrip() + "\n"


def spoken(event: object, name: str) -> str:  # noqa: C901 — one case an event
    """Return an event as a line of the conversation, or nothing."""
    match event:
        case Opened() | CustomerSaid():
            return f"**{name}** {event.at:%H:%M}: {event.text}"
        case Said():
            return f"**L1** {event.at:%H:%M}: {event.text}"
        case ToolRun():
            return f"> `{event.command}`"
        case CommandRun():
            return f"> the customer ran `{event.command}`: {event.result}"
        case Unlocked():
            return f"> fact {event.fact} ({event.rule})"
        case MoodMoved() if event.rules != (("start", event.anger),):
            rules = ", ".join(f"{rule} {share:+d}" for rule, share in event.rules)
            return f"> anger {event.anger}, trust {event.trust}: {rules}"
        case Classified():
            return f"> classified {event.category}, {event.impact}×{event.urgency} = {event.priority}"
        case Escalated():
            return f"> escalated to {event.team}: {event.request}"
        case TeamAnswered():
            return f"> {event.team}: {event.text}"
        case Noted():
            return f"> note: {event.text}"
        case Resolved():
            return f"> cause recorded: {event.cause}"
    return ""


if __name__ == "__main__":
    main()
