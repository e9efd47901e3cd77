"""Every average and poor exemplar: what is proposed instead is better, clean, and gives nothing away."""

from pathlib import Path

import pytest

from simulator.domain.event import Said
from simulator.domain.reading import ActKind
from simulator.domain.text import LANGUAGES, Language
from simulator.grading.dossier import Dossier
from simulator.grading.rewriting.known import Known
from simulator.grading.tone import grade_message, overall
from simulator.paths import shipped_root
from simulator.rehearsal.reading import OfflineReader
from simulator.understanding import read
from tests.shelves import LIBRARY, replayed, script_of

ROOT = shipped_root()
RUNS = sorted((ROOT / "scenarios" / "exemplars").glob("SC-*/[ap]*.??.jsonl"))
STOPS = (
    ActKind.CALM_DOWN, ActKind.AS_I_SAID, ActKind.NOT_OUR_PROBLEM, ActKind.PER_POLICY, ActKind.SHOUTING,
    ActKind.INSULT, ActKind.SARCASM, ActKind.BLAME, ActKind.ASK_SECRET, ActKind.UNSAFE, ActKind.INSECURE_FIX,
    ActKind.COMPENSATION, ActKind.GUARANTEE, ActKind.ETA, ActKind.PROMISE_VAGUE, ActKind.CLOSING,
    ActKind.ACKNOWLEDGE_FORMULA, ActKind.APOLOGY,
)  # fmt: skip
ENOUGH = 2.8
"""A message whose original was good already need not gain a whole level."""
READER = OfflineReader()


def language(path: Path) -> Language:
    return next(each for each in LANGUAGES if path.name.endswith(f".{each}.jsonl"))


@pytest.mark.parametrize("path", RUNS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_is_proposed_is_better_clean_and_gives_nothing_away(path: Path) -> None:
    lang = language(path)
    played = replayed(LIBRARY, script_of(path.parent.name, path.name.split(".")[0], lang))
    case, events = played.case, played.events
    d = Dossier.of(case, events)
    feedback = played.grade.feedback
    strength, change = feedback.strength, feedback.change
    if strength is not None:
        assert len(strength.quote.split()) >= 4
        assert any(strength.quote in text for text in d.texts[strength.event])
    assert change is not None
    if change.rewritten is None:
        return
    # A note or a pack is shown as it could have stood at the end; a message only as of its own moment.
    moment = change.event if change.criterion[0] in "TC" else d.last
    assert Known.before(d, moment).keeps_secret(change.rewritten)
    event = d.events[change.event - 1]
    if not isinstance(event, Said) or change.criterion[0] not in "TC":
        return
    reply = next(reply for reply in d.replies if reply.n == event.n)
    reading = read(change.rewritten, READER.targets(case), tech=case.persona.tech, language=lang)
    assert [act.quote for act in reading.of(*STOPS)] == []
    levels = [
        overall(
            dict(
                grade_message(
                    text,
                    of,
                    customer=reply.customer,
                    language=lang,
                    tech=case.persona.tech,
                    channel=case.scenario.channel,
                )
            )
        )
        for text, of in ((reply.text, reply.reading), (change.rewritten, reading))
    ]
    before, after = levels[0] or 0.0, levels[1] or 0.0
    assert after > before
    assert after >= min(before + 1.0, ENOUGH)
