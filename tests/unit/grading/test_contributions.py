"""K and R in tickets: graded where something was asked for or written, with its words; elsewhere there is no level."""

from functools import cache

import pytest

from simulator.content.library import Library
from simulator.domain.case import Case
from simulator.domain.event import Escalated, Event
from simulator.domain.grade import Grade
from simulator.domain.rubric import Rubrics
from simulator.domain.scenario import PackField
from simulator.domain.text import LANGUAGES, Language
from simulator.grading.grade import grade
from simulator.paths import shipped_root
from simulator.rehearsal.exemplars import exemplar_file
from simulator.rehearsal.replay import Replayed, read_script, replay
from tests.builders import Log, a_case
from tests.unit.grading.conftest import criterion, steady_tone

CARDS = {"K": "SC-45", "R": "SC-44"}
HEADINGS = {
    "en": "Draft. Title: title. For: audience. Cause: cause. Steps: 1. step 2. step 3. step. Expected: result. If not: "
    "otherwise. Owner: owner. Review date: date. Links: tickets, articles.",
    "ru": "Черновик. Заголовок: заголовок. Для кого: аудитория. Причина: причина. Шаги: 1. шаг 2. шаг 3. шаг. Итог: "
    "результат. Если нет: иначе. Владелец: владелец. Пересмотр: дата. Ссылки: обращения, статьи.",
}
WORDS = {
    "en": "problem statement timeline sources hypothesis not confirmed excluded cause chain why depth detection actions owner "
    "date check blameless measurable what where when how much root cause five whys fishbone therefore evidence",
    "ru": "постановка проблемы хронология источники гипотеза не подтверждена исключено причина цепочка почему глубина "
    "обнаружение меры владелец дата проверка что где когда сколько коренная причина пять почему доказательства",
}


@cache
def library() -> Library:
    return Library(shipped_root())


@cache
def played(card: str, quality: str, lang: Language) -> Replayed:
    file = exemplar_file(library(), card, quality, lang)
    return replay(library(), read_script(file.name, file.read_text(encoding="utf-8").splitlines()))


def regraded(run: Replayed, pack: dict[PackField, str], request: str) -> Grade:
    """Grade ``run`` once more with another text handed over."""

    def changed(event: Event) -> Event:
        if isinstance(event, Escalated):
            return event.model_copy(update={"pack": pack, "request": request})
        return event

    return grade(run.case, tuple(map(changed, run.events)), library().rubrics)


def handed(run: Replayed) -> Escalated:
    return next(event for event in run.events if isinstance(event, Escalated))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rubric", CARDS)
def test_better_contributions_get_better_levels_each_with_its_words(rubric: str, lang: Language) -> None:
    scores = {}
    for quality in ("excellent", "average", "poor"):
        run = played(CARDS[rubric], quality, lang)
        section = run.grade.rubric(rubric)
        assert section is not None
        scores[quality] = section.score or 0.0
        texts = {
            event.n: (event.request, *event.pack.values())
            for event in run.events
            if isinstance(event, Escalated)
        }
        for one in section.criteria:
            assert (one.level is None) == bool(one.not_applicable)
            assert one.level is None or one.evidence
            assert all(e.quote in "\n".join(texts[e.event]) for e in one.evidence if e.quote)
    assert scores["excellent"] > 80
    assert scores["excellent"] > scores["average"] >= scores["poor"]
    assert scores["average"] < 40


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_total_of_a_ticket_does_not_hang_on_it(lang: Language) -> None:
    run = played("SC-45", "excellent", lang)
    without = [one.score for one in run.grade.rubrics if one.id in "KR"]
    assert without
    weights = library().rubrics.scoring.profile(run.case.profile).weights
    assert not {"K", "R"} & set(weights)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rubric", CARDS)
def test_names_of_criteria_and_empty_headings_earn_nothing(rubric: str, lang: Language) -> None:
    run = played(CARDS[rubric], "excellent", lang)
    for filling in (HEADINGS[lang], WORDS[lang], f"{WORDS[lang]} " * 5, "1. 2. 3. → → → : ; -"):
        section = regraded(run, {"items": filling, "checks": filling}, filling).rubric(rubric)
        assert section is not None
        whole = {one.id: one.level for one in section.criteria}
        # Clean hands (K7, R8) are no deed, and a frame of empty words is what a person sees at once.
        for clean in ("K7", "R8", "K5", "K8"):
            whole.pop(clean, None)
        assert max((level or 0.0) for level in whole.values()) <= 1.0, (filling, whole)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rubric", CARDS)
def test_padding_lifts_no_level(rubric: str, lang: Language) -> None:
    run = played(CARDS[rubric], "average" if rubric == "R" else "excellent", lang)
    pack, request = handed(run).pack, handed(run).request
    before = regraded(run, pack, request).rubric(rubric)
    padded = {**pack, "items": f"{pack.get('items', '')} {WORDS[lang]} {HEADINGS[lang]}"}
    after = regraded(run, padded, request).rubric(rubric)
    assert before is not None
    assert after is not None
    levels = {one.id: one.level or 0.0 for one in before.criteria}
    assert all((one.level or 0.0) <= levels[one.id] for one in after.criteria)


@pytest.mark.parametrize(
    ("rubric", "lang", "name", "old", "new"),
    [
        ("K", "en", "K3", "Cause: invitations moved to the organisation.", ""),
        ("K", "en", "K4", "Organisation → Members → Invite → e-mail → Access: project → role viewer → Send.", "see the console."),
        ("K", "ru", "K4", "Организация → Участники → Пригласить → почта → Доступ: проект → роль viewer → Отправить.", "см. консоль."),
        ("K", "en", "K5", "If not: no Members in the menu means another role, ask the owner.", ""),
        ("K", "en", "K7", "For: console", "For: Maxim Yurin, console"),
        ("K", "ru", "K8", "Владелец статьи: iam.", ""),
        ("R", "en", "R3", "Hypothesis: JOB-17.", "We have found the reason, JOB-17 breaks the login."),
        ("R", "ru", "R3", "Гипотеза: JOB-17.", "Причину нашли, вход ломает JOB-17."),
        ("R", "en", "R8", "Table: 3, 4, 5.", "The engineer on duty is to blame for it, he was careless."),
        ("R", "ru", "R8", "Таблица: 3, 4, 5.", "Виноват дежурный инженер, накосячил."),
    ],
)  # fmt: skip
def test_what_is_spoiled_costs_its_own_criterion(
    rubric: str, lang: Language, name: str, old: str, new: str
) -> None:
    run = played(CARDS[rubric], "excellent", lang)
    pack = dict(handed(run).pack)
    assert any(old in text for text in pack.values()), pack.get("items")
    spoiled = {field: text.replace(old, new) for field, text in pack.items()}
    request = "See the draft." if name == "K4" else handed(run).request
    if name == "K4":
        spoiled = {"items": spoiled["items"], "links": spoiled["links"]}
    before, after = criterion(run.grade, name), criterion(regraded(run, spoiled, request), name)
    assert before.level is not None
    assert after.level is None or after.level < before.level


def test_a_ticket_that_asks_for_nothing_of_the_kind_has_no_such_section(rubrics: Rubrics) -> None:
    log = Log(a_case())
    log.says("Hello")
    log.notes("Checked the balancer: nothing listens on 8080.")
    made = grade(log.case, log.events, rubrics, message=steady_tone())
    assert made.rubric("K") is None
    assert made.rubric("R") is None


@pytest.mark.parametrize(
    ("lang", "note"),
    [
        ("en", "KB-1015 is stale: it still names port 8080 although the application moved to port 3000. Seen in INC-771."),
        ("ru", "KB-1015 устарела: в ней порт 8080, хотя приложение переехало на порт 3000. Видно по INC-771."),
    ],
)  # fmt: skip
def test_a_flag_of_ones_own_accord_is_graded_for_what_it_holds_and_for_nothing_it_lacks(
    rubrics: Rubrics, lang: Language, note: str
) -> None:
    cause = "The application moved to port 3000 and the balancer still uses 8080"
    russian = "Приложение переехало на порт 3000, а балансировщик обращается к 8080"
    case = a_case(
        lang=lang,
        cause={"text": {"en": cause, "ru": russian}, "says": {"en": [cause], "ru": [russian]}},
    )
    log = flagged(case, note)
    made = grade(case, log.events, rubrics, message=steady_tone())
    section = made.rubric("K")
    assert section is not None
    levels = {one.id: one.level for one in section.criteria if one.level is not None}
    assert levels["K6"] == 4
    assert min(levels.values()) > 0
    assert {one.not_applicable for one in section.criteria if one.level is None} <= {
        "no-article-written",
        "card-does-not-need-it",
    }


def flagged(case: Case, note: str) -> Log:
    log = Log(case)
    log.runs("opsview lb lb-31c")
    log.notes(note)
    return log
