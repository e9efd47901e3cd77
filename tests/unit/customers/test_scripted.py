"""The offline customer keeps to the act, to the persona and to what is unlocked."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from simulator.domain.act import CustomerAct, Move, MoveKind
from simulator.domain.text import LANGUAGES, Language, Phrases
from simulator.engine.customers.memory import sentences
from simulator.engine.customers.scripted import ScriptedCustomer
from tests.unit.customers.stage import OUTPUT, PERSONAS, act, case, converse, opened

IDS = sorted(PERSONAS)
K = MoveKind
TALK: list[tuple[MoveKind, ...]] = [
    (K.DEMAND,),
    (K.DONT_KNOW,),
    (K.WHICH, K.DEMAND),
    (K.PUSH_BACK,),
    (K.DONT_KNOW,),
    (K.ACCEPT,),
    (K.PASTE,),
    (K.WAITING,),
    (K.ACCEPT, K.DEMAND),
    (K.DEMAND,),
    (K.DONT_KNOW,),
    (K.ACCEPT,),
    (K.CHASE, K.DEMAND),
    (K.ALREADY_SAID,),
    (K.ACCEPT, K.THANK),
]
MOODS = [40, 50, 60, 75, 70, 55, 50, 66, 50, 40, 30, 30, 60, 50, 20]


@pytest.mark.parametrize("persona", IDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_said_twice_in_a_run_of_fifteen_turns(persona: str, lang: Language) -> None:
    for seed in range(1, 4):
        lines = converse(case(persona, lang, seed=seed), TALK, MOODS)
        told = [sentence for line in lines for sentence in sentences(line.replace(OUTPUT, ""))]
        repeated = [sentence for sentence, times in Counter(told).items() if times > 1]
        assert repeated == [], (seed, lines)


@pytest.mark.parametrize("persona", IDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_act_is_phrased_in_every_mood_without_a_slot_left(persona: str, lang: Language) -> None:
    for channel in ("chat", "ticket"):
        played = case(persona, lang, channel=channel, gender="f")
        run = opened(played)
        for kind in MoveKind:
            for band in (1, 3, 5):
                text = ScriptedCustomer().phrase(played, run, act(kind, band=band))
                assert text.strip() == text
                assert text
                assert not re.search(r"[{}|]", text.replace(OUTPUT, "")), text


def test_the_same_seed_run_and_event_give_the_same_words() -> None:
    one, other = (converse(case("PE-OWNER", "ru", seed=4), TALK, MOODS) for _ in range(2))
    assert one == other


def test_twenty_seeds_of_one_scenario_do_not_read_the_same() -> None:
    runs = [tuple(converse(case("PE-ADMIN", seed=seed), TALK, MOODS)) for seed in range(1, 21)]
    assert len(set(runs)) == 20
    for turn in range(len(TALK)):
        assert len({run[turn] for run in runs}) >= 4


@pytest.mark.parametrize(("gender", "form"), [("m", "ввёл"), ("f", "ввела")])
def test_russian_speaks_in_the_gender_of_the_contact(gender: str, form: str) -> None:
    texts = [
        ScriptedCustomer().phrase(played, opened(played), act(K.TELL))
        for seed in range(1, 30)
        for played in [case("PE-ADMIN", "ru", seed=seed, gender=gender)]
    ]
    other = "ввела" if gender == "m" else "ввёл"
    assert any(form in text for text in texts)
    assert not any(re.search(rf"\b{other}\b", text) for text in texts)


@pytest.mark.parametrize("persona", IDS)
def test_a_locked_fact_is_never_hinted_at(persona: str) -> None:
    for seed in range(1, 4):
        for lang in LANGUAGES:
            played = case(persona, lang, seed=seed)
            for kind in MoveKind:
                text = (
                    ScriptedCustomer().phrase(played, opened(played), act(kind)).replace(OUTPUT, "").lower()
                )
                assert not re.search("12:40|sorry|извините|secret-", text), text
                if kind is not K.TELL:
                    assert "root" not in text


def test_pasted_output_is_never_retyped() -> None:
    for persona in IDS:
        for seed in range(1, 9):
            played = case(persona, seed=seed)
            text = ScriptedCustomer().phrase(played, opened(played), act(K.PASTE, K.DEMAND, band=5))
            assert OUTPUT in text.split("\n", 1)[1]
            assert text.split(OUTPUT)[1].startswith("\n")


def test_a_bungled_check_shows_the_wrong_output_only() -> None:
    played = case("PE-OWNER")
    text = ScriptedCustomer().phrase(played, opened(played), act(K.BUNGLE))
    assert "usage: ssh [-v]" in text
    assert "Offering" not in text


def test_moves_are_said_in_their_order() -> None:
    played = case("PE-CTO", channel="ticket")
    planned = CustomerAct(of=2, band=3, moves=(Move(kind=K.TELL, fact="F1"), Move(kind=K.TELL, fact="F2")))
    for seed in range(1, 10):
        played = case("PE-CTO", channel="ticket", seed=seed)
        text = ScriptedCustomer().phrase(played, opened(played), planned)
        assert 0 <= text.find("root") < text.find("12:40")


def test_a_fact_asked_for_again_is_put_in_other_words() -> None:
    first, second = converse(case("PE-NIGHT", channel="chat"), [(K.TELL,), (K.TELL,)], [40, 40])
    assert "root" in first
    assert "root" in second
    assert not set(sentences(first)) & set(sentences(second))


def test_only_the_furious_owner_shouts() -> None:
    def loud(persona: str, band: int) -> int:
        count = 0
        for seed in range(1, 40):
            played = case(persona, seed=seed)
            text = ScriptedCustomer().phrase(played, opened(played), act(K.CHASE, K.DEMAND, band=band))
            count += bool(re.search(r"\b[A-Z]{4,} [A-Z']{2,}", text))
        return count

    assert loud("PE-OWNER", 5) >= 8
    assert loud("PE-COMPL", 5) == 0
    assert loud("PE-OWNER", 1) <= 1


def test_letters_are_longer_than_chat() -> None:
    def words(channel: str) -> int:
        return sum(len(line.split()) for line in converse(case("PE-OWNER", channel=channel), TALK, MOODS))

    assert words("ticket") > words("chat") * 1.2


def test_a_call_is_written_down_without_slips_of_the_keyboard() -> None:
    for persona in ("PE-AGENCY", "PE-OWNER", "PE-NIGHT"):
        for line in converse(case(persona, channel="phone", seed=5), TALK, MOODS):
            assert line[0].upper() == line[0]


def test_news_is_told_even_when_pleasantries_are_left_out() -> None:
    lengths = set()
    for seed in range(1, 30):
        played = case("PE-LOYAL", seed=seed)
        text = ScriptedCustomer().phrase(played, opened(played), act(K.UNDERSTOOD, K.TELL, K.THANK))
        assert "root" in text
        lengths.add(len(sentences(text)))
    assert min(lengths) == 1
    assert max(lengths) >= 2


def test_a_step_that_changes_nothing_is_told_in_the_words_of_the_card() -> None:
    played = case("PE-OWNER", "ru", gender="f")
    planned = CustomerAct(of=2, band=2, moves=(Move(kind=K.TRIED, step="S1"),))
    assert "наконец вошла" in ScriptedCustomer().phrase(played, opened(played), planned).lower()


def test_words_of_the_card_that_would_give_a_fact_away_are_not_used() -> None:
    played = case("PE-CTO")
    step = played.scenario.steps[0].model_copy(update={"done": Phrases(en=("Root works.",), ru=("root ok",))})
    played = replace(played, scenario=played.scenario.model_copy(update={"steps": (step,)}))
    for seed in range(1, 12):
        text = ScriptedCustomer().phrase(replace(played, seed=seed), opened(played), act(K.DONE))
        assert "root" not in text.lower()


def test_the_persona_does_not_begin_with_the_word_the_fact_begins_with() -> None:
    fact = {"en": ("Right, it is root.",), "ru": ("Так, это root.",)}
    for seed in range(1, 40):
        played = case("PE-ADMIN", channel="ticket", seed=seed)
        first = played.scenario.facts[0].model_copy(update={"says": Phrases.model_validate(fact)})
        facts = (first, *played.scenario.facts[1:])
        played = replace(played, scenario=played.scenario.model_copy(update={"facts": facts}))
        text = ScriptedCustomer().phrase(played, opened(played), act(K.TELL)).lower()
        assert "right. right" not in text
