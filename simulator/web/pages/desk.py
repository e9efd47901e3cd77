"""The ticket desk, as its templates see it."""

from dataclasses import dataclass, field
from datetime import timedelta

from simulator.domain.desk import ArticleView, ConsoleEntry, Desk, Message, Timer
from simulator.domain.priority import Priority
from simulator.domain.scenario import PACK_FIELDS
from simulator.web.forms import new_key
from simulator.web.labels import CATEGORIES, IMPACTS, PACK, URGENCIES
from simulator.web.pages.form import Posted

FORMS = (
    "message",
    "command",
    "search",
    "note",
    "classification",
    "escalation",
    "major",
    "resolution",
    "closure",
    "wait",
    "hint",
    "finish",
)
"""Every form of the desk; each carries the ticket's version and its own key."""

PANEL_OF = {
    "command": "tools",
    "search": "knowledge",
    "note": "notes",
    "escalation": "escalation",
    "major": "escalation",
    "resolution": "solution",
    "closure": "solution",
    "wait": "solution",
    "finish": "solution",
}


@dataclass(frozen=True)
class Knowledge:
    """The knowledge panel: nothing searched, results, or an article."""

    query: str = ""
    found: tuple[ArticleView, ...] | None = None
    article: ArticleView | None = None


@dataclass(frozen=True)
class DeskPage:
    """Everything the desk's templates need."""

    desk: Desk
    posted: Posted = field(default_factory=Posted)
    since: int | None = None
    """The version the browser knew: what is newer has to be added to its page."""
    knowledge: Knowledge = field(default_factory=Knowledge)
    opened_panel: str = ""

    pack_fields = PACK_FIELDS
    categories = CATEGORIES
    impacts = IMPACTS
    urgencies = URGENCIES
    pack_names = PACK

    @property
    def panel(self) -> str:
        """The panel of the workbench that is open."""
        if self.knowledge.found is not None or self.knowledge.article is not None:
            return "knowledge"
        return self.opened_panel or PANEL_OF.get(self.posted.form, "tools")

    @property
    def other_forms(self) -> tuple[str, ...]:
        """Forms which an update does not render again, and which therefore need new guards."""
        shown = {self.posted.form} | ({"major"} if self.posted.form == "escalation" else set())
        return tuple(form for form in FORMS if form not in shown)

    @property
    def key(self) -> str:
        """A fresh submission key."""
        return new_key()

    @property
    def minutes(self) -> float:
        """Simulated minutes since the ticket was opened."""
        return (self.desk.now - self.desk.started) / timedelta(minutes=1)

    @property
    def new_messages(self) -> tuple[Message, ...]:
        """Lines of the conversation which the browser does not have yet."""
        return tuple(message for message in self.desk.messages if message.n > (self.since or 0))

    @property
    def new_console(self) -> tuple[ConsoleEntry, ...]:
        """Console entries which the browser does not have yet."""
        return tuple(entry for entry in self.desk.console if entry.n > (self.since or 0))

    @property
    def missed_message(self) -> str:
        """The draft, or what was posted and refused."""
        return self.posted.value("message", "text", self.desk.draft)

    @property
    def priorities(self) -> tuple[str, ...]:
        """Every priority, for the matrix legend."""
        return tuple(priority.value for priority in Priority)

    def left(self, timer: Timer) -> float:
        """Return simulated minutes until ``timer`` is due; negative when it is late."""
        return (timer.due - self.desk.now) / timedelta(minutes=1)

    def urgency_of(self, timer: Timer) -> str:
        """Return how a timer is coloured: met, ok, soon or late."""
        if timer.state in ("met", "missed", "late"):
            return "met" if timer.state == "met" else "late"
        whole = (timer.due - self.desk.started) / timedelta(minutes=1)
        return "soon" if self.left(timer) <= max(1.0, whole * 0.25) else "ok"
