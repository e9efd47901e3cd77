import pytest

from simulator.domain.reading import ActKind
from simulator.metrics import kpis
from tests.builders import ESCALATION, FULL_PACK, Log, a_case


def solved() -> Log:
    log = Log(a_case())
    log.runs("opsview lb lb-31c", after=1)
    log.says("Hello, one moment.", after=2)
    said = log.says(
        "Both servers refuse. Roll back.",
        findings=[("K1", "Both servers refuse")],
        steps=[("S1", "Roll back")],
    )
    log.does("S1", said, restored=True, after=6)
    log.runs("curl -sI https://shop.example/", after=2)
    log.customer("works", said, "confirm", after=1)
    return log


def test_a_receipt_is_not_a_substantive_reply() -> None:
    figures = kpis(solved().case, solved().events)
    assert (figures["first_response"], figures["afrt"]) == (3, 6)
    assert figures["afat"] == 1
    assert figures["first_response_sla"] == "met"


def test_net_time_leaves_out_what_the_customer_took() -> None:
    log = solved()
    figures = kpis(log.case, log.events)
    assert (figures["ttr_gross"], figures["ttr_net"]) == (15, 9)
    assert figures["resolution_sla"] == "met"
    assert figures["restore_ratio"] == pytest.approx(9 / 240, abs=0.001)


def test_first_contact_resolution_needs_a_confirmed_end_without_escalation() -> None:
    log = solved()
    assert kpis(log.case, log.events)["fcr"] == 1
    log.escalates("L2-NET", FULL_PACK)
    figures = kpis(log.case, log.events)
    assert (figures["fcr"], figures["escalation"]) == (0, "unneeded")


def escalated(team: str, pack: dict[str, str]) -> Log:
    log = Log(a_case(outcome="escalate", escalation=ESCALATION))
    log.escalates(team, pack, after=10)
    return log


def test_the_team_model_adds_the_team_s_time() -> None:
    log = escalated("L2-NET", FULL_PACK)
    figures = kpis(log.case, log.events)
    assert figures["ttr_gross"] == 10 + 60
    assert (figures["escalation"], figures["afat_right_team"]) == ("right", 10)


def test_a_wrong_team_and_missing_fields_cost_time() -> None:
    thin = {name: text for name, text in FULL_PACK.items() if name not in ("checks", "timeline")}
    log = escalated("L2-NET", thin)
    assert kpis(log.case, log.events)["ttr_gross"] == 10 + 60 + 2 * 30
    log = escalated("L2-COMPUTE", FULL_PACK)
    assert kpis(log.case, log.events)["ttr_gross"] == 10 + 60 + 90
    assert kpis(log.case, log.events)["escalation"] == "wrong"


def test_no_escalation_where_one_is_due_is_missing() -> None:
    log = Log(a_case(outcome="escalate", escalation=ESCALATION))
    figures = kpis(log.case, log.events)
    assert (figures["escalation"], figures["ttr_gross"], figures["resolution_sla"]) == ("missing", None, None)


def test_punctuality_is_the_share_of_kept_promises() -> None:
    log = solved()
    first = log.promises(3, "at 10:30", 5)
    log.settles(first, kept=True)
    second = log.promises(3, "at 10:40", 5)
    log.settles(second, kept=False)
    assert kpis(log.case, log.events)["update_punctuality"] == 0.5
    assert kpis(solved().case, solved().events)["update_punctuality"] is None


def test_a_kept_promise_moves_the_expected_wait() -> None:
    silent, promised = Log(a_case()), Log(a_case())
    for log in (silent, promised):
        said = log.says("Looking. I'll write at 10:43.", acts={ActKind.PROMISE: "I'll write at 10:43."})
        if log is promised:
            log.promises(said, "I'll write at 10:43.", 40)
        log.customer("ok", said, "accept")
        log.says("News", after=38)
    assert kpis(promised.case, promised.events)["csat"] > kpis(silent.case, silent.events)["csat"]  # type: ignore[operator]


def test_a_closed_case_without_consent_predicts_an_unhappy_customer() -> None:
    log = Log(a_case())
    log.says("Closed.", via="close")
    log.closes(consent=False)
    assert kpis(log.case, log.events)["csat_satisfied"] == 0


def test_a_run_without_a_reply_has_no_first_response() -> None:
    log = Log(a_case())
    figures = kpis(log.case, log.events)
    assert (figures["first_response"], figures["afrt"], figures["first_response_sla"]) == (None, None, None)
