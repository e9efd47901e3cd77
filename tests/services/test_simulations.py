from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from simulator.domain.action import Classify, Close, Kb, Note, Open, Resolve, Run
from simulator.domain.event import CustomerSaid
from simulator.domain.text import Text
from simulator.errors import Conflict, InvalidInput, NotFound
from simulator.services import Services
from tests.services.fixtures import another_process

HELLO = "Hello, which login name do you use for SSH, and what is the exact error?"


def test_a_double_click_starts_one_run(services, anna):
    first = services.simulations.start(anna, "SC-01", "en", "practice", None, "form-1")
    assert services.simulations.start(anna, "SC-01", "en", "practice", None, "form-1") == first
    assert len(services.simulations.history(anna)) == 1


def test_two_clicks_at_the_same_moment_start_one_run(services, anna):
    with ThreadPoolExecutor(4) as pool:
        ids = {
            future.result()
            for future in [
                pool.submit(services.simulations.start, anna, "SC-01", "en", "practice", None, "form-1")
                for _ in range(4)
            ]
        }
    assert len(ids) == 1
    assert len(services.simulations.history(anna)) == 1


def test_a_retry_draws_other_values(services, anna):
    ids = [services.simulations.start(anna, "SC-01", "en", "practice", None, f"form-{n}") for n in range(2)]
    desks = [services.simulations.desk(anna, simulation_id) for simulation_id in ids]
    assert [desk.seed for desk in desks] == [1, 2]
    assert desks[0].customer.name != desks[1].customer.name


def test_a_card_that_does_not_exist_cannot_be_started(services, anna):
    with pytest.raises(NotFound):
        services.simulations.start(anna, "SC-99", "en", "practice", None, "form-1")


@pytest.mark.parametrize(
    ("lang", "mode", "seed", "code"),
    [
        ("fr", "practice", 1, "language-unknown"),
        ("en", "fun", 1, "mode-unknown"),
        ("en", "exam", 0, "seed-out-of-range"),
    ],
)
def test_a_start_form_with_impossible_values_is_refused(services, anna, lang, mode, seed, code):
    with pytest.raises(InvalidInput) as problem:
        services.simulations.start(anna, "SC-01", lang, mode, seed, "form-1")
    assert problem.value.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "reply-empty"),
        (" \n\t ", "reply-empty"),
        ("\x00\x07", "reply-empty"),
        ("я" * 4001, "reply-too-long"),
    ],
)
def test_a_reply_that_cannot_be_used_is_refused_and_nothing_is_stored(services, anna, run_id, text, code):
    before = services.simulations.desk(anna, run_id)
    with pytest.raises(InvalidInput) as problem:
        services.simulations.send_message(anna, run_id, text, "m1")
    assert problem.value.code == code
    assert services.simulations.desk(anna, run_id) == before


def test_a_reply_of_exactly_the_limit_is_taken(services, anna, run_id):
    services.simulations.send_message(anna, run_id, " " + "я" * 4000 + "\n", "m1")
    assert len(services.simulations.desk(anna, run_id).messages[-1].text) == 4000


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", '=HYPERLINK("http://198.51.100.1")', "{{ 7*7 }} ${7*7} %s {0}", "'; --"],
)
def test_text_that_looks_like_code_is_kept_as_text(services, anna, run_id, text):
    services.simulations.send_message(anna, run_id, text, "m1")
    assert services.simulations.desk(anna, run_id).messages[1].text == text


def test_control_characters_are_removed_and_line_breaks_kept(services, anna, run_id):
    services.simulations.send_message(anna, run_id, "one\x00\x1b[31m\r\ntwo\tthree", "m1")
    assert services.simulations.desk(anna, run_id).messages[1].text == "one[31m\ntwo\tthree"


def test_a_message_is_safe_before_anything_slow_begins(services, anna, run_id):
    n = services.simulations.send_message(anna, run_id, HELLO, "m1")
    desk = services.simulations.desk(anna, run_id)
    assert desk.pending == n
    assert desk.messages[-1].pending
    assert desk.messages[-1].text == HELLO


def test_the_same_form_sent_twice_is_one_message(services, anna, run_id):
    first = services.simulations.send_message(anna, run_id, HELLO, "m1")
    assert services.simulations.send_message(anna, run_id, HELLO, "m1") == first
    assert services.simulations.send_message(anna, run_id, HELLO, "m2") != first
    assert len(services.simulations.desk(anna, run_id).messages) == 3


def test_the_streamed_answer_is_the_stored_one_and_a_reload_gives_it_again(services, anna, run_id):
    n = services.simulations.send_message(anna, run_id, HELLO, "m1")
    streamed = list(services.simulations.answer(anna, run_id, n))
    again = list(services.simulations.answer(anna, run_id, n))
    desk = services.simulations.desk(anna, run_id)
    assert streamed[-1] == desk.messages[-1].text
    assert all(after.startswith(before) for before, after in pairwise(streamed))
    assert desk.messages[-1].who == "customer"
    assert again == streamed
    assert len(streamed) > 1
    assert desk.pending is None


def test_many_readers_of_one_stream_make_one_answer(services, anna, run_id):
    n = services.simulations.send_message(anna, run_id, HELLO, "m1")
    with ThreadPoolExecutor(8) as pool:
        texts = set(pool.map(lambda _: list(services.simulations.answer(anna, run_id, n))[-1], range(8)))
    desk = services.simulations.desk(anna, run_id)
    assert texts == {desk.messages[-1].text}
    assert [message.who for message in desk.messages] == ["customer", "trainee", "customer"]


def test_writers_in_many_tabs_lose_double_and_reorder_nothing(services, anna, run_id):
    with ThreadPoolExecutor(8) as pool:
        numbers = list(
            pool.map(
                lambda i: services.simulations.send_message(anna, run_id, f"Message {i}", f"k{i % 16}"),
                range(32),
            )
        )
    said = [m for m in services.simulations.desk(anna, run_id).messages if m.who == "trainee"]
    assert len(said) == 16
    assert numbers[:16] == numbers[16:]
    services.simulations.ensure_answered(run_id)
    assert services.simulations.desk(anna, run_id).pending is None


def test_a_reply_left_by_a_crash_is_answered_at_the_next_look(services, anna, run_id, settings, content):
    n = services.simulations.send_message(anna, run_id, HELLO, "m1")
    later = another_process(settings, content)
    assert later.simulations.desk(anna, run_id).pending == n
    assert list(later.simulations.answer(anna, run_id, n))[-1]
    assert services.simulations.desk(anna, run_id).pending is None
    later.close()


def test_two_processes_see_the_same_run(services, anna, run_id, settings, content):
    other = another_process(settings, content)
    for number in range(3):
        writer, reader = (services, other) if number % 2 else (other, services)
        n = writer.simulations.send_message(anna, run_id, f"{HELLO} {number}", f"m{number}")
        reader.simulations.ensure_answered(run_id, n)
        assert writer.simulations.desk(anna, run_id) == reader.simulations.desk(anna, run_id)
    other.close()


def test_a_decision_from_a_stale_tab_is_refused_and_changes_nothing(services, anna, run_id):
    stale = services.simulations.desk(anna, run_id).version
    services.simulations.act(anna, run_id, Note(text="Looked at the card."), "n1", stale)
    before = services.simulations.desk(anna, run_id)
    with pytest.raises(Conflict, match="stale"):
        services.simulations.act(anna, run_id, Close(text="Closing now."), "c1", stale)
    assert services.simulations.desk(anna, run_id) == before


def test_a_lookup_or_a_message_from_a_stale_tab_is_fine(services, anna, run_id):
    stale = services.simulations.desk(anna, run_id).version
    services.simulations.act(anna, run_id, Run(tool="crm"), "r1", stale)
    services.simulations.act(anna, run_id, Run(tool="status"), "r2", stale)
    services.simulations.send_message(anna, run_id, HELLO, "m1", stale)
    assert len(services.simulations.desk(anna, run_id).console) == 2


def test_an_action_sent_twice_counts_once(services, anna, run_id):
    version = services.simulations.desk(anna, run_id).version
    action = Classify(category="access", impact="M", urgency="M")
    first = services.simulations.act(anna, run_id, action, "c1", version)
    assert services.simulations.act(anna, run_id, action, "c1", version) == first


def test_a_decision_waits_for_the_answer_the_customer_is_writing(services, anna, run_id):
    services.simulations.send_message(anna, run_id, HELLO, "m1")
    version = services.simulations.desk(anna, run_id).version
    with pytest.raises(Conflict, match="stale"):
        services.simulations.act(anna, run_id, Close(text="Closing."), "c1", version)
    assert services.simulations.desk(anna, run_id).messages[-1].who == "customer"


def test_an_unknown_tool_is_answered_like_a_shell_would(services, anna, run_id):
    desk = services.simulations.act(anna, run_id, Run(tool="frobnicate --now"), "r1")
    assert not desk.console[-1].ok
    assert "unknown command" in desk.console[-1].output


def test_an_article_that_does_not_exist_cannot_be_opened(services, anna, run_id):
    with pytest.raises(NotFound):
        services.simulations.act(anna, run_id, Open(article="KB-9999"), "o1")


def test_a_search_with_nothing_in_it_is_refused(services, anna, run_id):
    with pytest.raises(InvalidInput):
        services.simulations.act(anna, run_id, Kb(query="  "), "q1")


def test_nothing_can_be_done_in_a_closed_run(services, anna, run_id):
    version = services.simulations.desk(anna, run_id).version
    services.simulations.act(anna, run_id, Close(text="Goodbye."), "c1", version)
    for attempt in (
        lambda: services.simulations.send_message(anna, run_id, "One more thing", "m9"),
        lambda: services.simulations.act(anna, run_id, Run(tool="crm"), "r9"),
        lambda: services.simulations.act(anna, run_id, Resolve(cause="It was DNS"), "s9"),
    ):
        with pytest.raises(Conflict, match="run-over"):
            attempt()


def test_the_customer_still_answers_the_last_words_of_a_closed_run(services, anna, run_id):
    version = services.simulations.desk(anna, run_id).version
    desk = services.simulations.act(anna, run_id, Close(text="I am closing the ticket."), "c1", version)
    assert desk.is_over
    assert list(services.simulations.answer(anna, run_id, desk.pending))[-1]


def test_a_draft_survives_until_the_message_is_sent(services, anna, run_id):
    services.simulations.save_draft(anna, run_id, "Hello, I am loo")
    services.simulations.save_draft(anna, run_id, "Hello, I am looking")
    assert services.simulations.desk(anna, run_id).draft == "Hello, I am looking"
    services.simulations.send_message(anna, run_id, "Hello, I am looking into it.", "m1")
    assert services.simulations.desk(anna, run_id).draft == ""


def test_changed_content_does_not_alter_a_run_that_is_going_on(
    services, anna, run_id, settings, content, monkeypatch
):
    before = services.simulations.desk(anna, run_id)
    card = content.scenario("SC-01")
    changed = card.model_copy(update={"subject": Text(en="Changed", ru="Изменено")})
    monkeypatch.setitem(content._cards, "SC-01", changed)
    later = another_process(settings, content)
    assert later.simulations.desk(anna, run_id) == before
    fresh = later.simulations.start(anna, "SC-01", "en", "practice", 1, "form-2")
    assert later.simulations.desk(anna, fresh).subject == "Changed"
    later.close()


def test_the_history_pages_by_key(services, anna, clock, monkeypatch):
    monkeypatch.setattr("simulator.services.simulations.PAGE", 2)
    for number in range(5):
        services.simulations.start(anna, "SC-01", "en", "practice", 1, f"form-{number}")
        clock.pass_(minutes=number % 2)
    pages, after = [], None
    while page := services.simulations.history(anna, after=after):
        pages.append([line.simulation_id for line in page])
        after = page[-1].simulation_id
    assert [len(page) for page in pages] == [2, 2, 1]
    assert len({simulation_id for page in pages for simulation_id in page}) == 5


def test_the_console_completes_names_of_tools(services, anna, run_id):
    assert "opsview vm" in services.simulations.complete(anna, run_id, "opsv")


def test_giving_up_counts_as_abandoned_and_pressing_it_twice_is_the_same(services, anna, run_id):
    desk = services.simulations.finish(anna, run_id, "f1")
    assert (desk.status, desk.is_over) == ("abandoned", True)
    assert services.simulations.finish(anna, run_id, "f2") == desk


def test_an_action_without_a_key_is_refused(services: Services, anna, run_id):
    for key in ("", "k" * 81):
        with pytest.raises(InvalidInput):
            services.simulations.send_message(anna, run_id, HELLO, key)


def test_a_run_is_the_same_when_it_is_played_again(services, anna):
    texts = []
    for number in range(2):
        run_id = services.simulations.start(anna, "SC-01", "en", "practice", 1, f"form-{number}")
        for step, text in enumerate((HELLO, "Please try ssh ubuntu@203.0.113.41 and tell me what you see.")):
            n = services.simulations.send_message(anna, run_id, text, f"m{step}")
            services.simulations.ensure_answered(run_id, n)
        run = services.simulations._answering.load(run_id).run
        texts.append([event.model_dump() for event in run.events])
        assert any(isinstance(event, CustomerSaid) for event in run.events)
    assert texts[0] == texts[1]
