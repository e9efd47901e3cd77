"""The board of figures: numbers lead to runs, sheets hold what the page holds, strangers see nothing."""

import csv
import io
import re

import pytest
from openpyxl import load_workbook

from simulator.domain.analytics import Scope
from simulator.services.demo.playing import play_exemplar


@pytest.fixture
def played(services, anna, lead, clock):
    for n in range(3):
        for card in (("SC-01", "excellent", "en"), ("SC-07", "average", "ru"), ("SC-26", "poor", "en")):
            if n == 0:
                play_exemplar(services, anna, card)
        clock.pass_(days=7)
    play_exemplar(services, anna, ("SC-02", "poor", "en"))
    services.grading.work_off()
    return services.cohorts.make(lead, "=Autumn", clock().date(), ["anna"])


def text_of(browser, url):
    found = browser.client.get(url)
    assert found.status_code == 200
    return found.get_data(as_text=True).lstrip("\ufeff")


def test_every_number_of_the_board_leads_to_the_runs_behind_it(sign_in, played):
    browser = sign_in("lena")
    page = browser.get(f"/analytics?cohort={played}").html
    links = set(re.findall(r'href="(/analytics/runs/[^"]+)"', page))
    assert len(links) >= 12
    for link in links:
        assert "/reviews/" in browser.get(link.replace("&amp;", "&")).html
    browser.get("/analytics/runs/nothing", 404)
    browser.get("/analytics?weeks=x&mode=y&cohort=")


def test_sheets_hold_what_the_service_says_and_no_formula(sign_in, played, services, lead):
    browser = sign_in("lena")
    board = services.analytics.board(lead, Scope())
    rows = list(csv.reader(io.StringIO(text_of(browser, "/analytics/tiles/csv"))))
    assert [row[0] for row in rows[1:]] == [tile.benchmark.measure for tile in board.tiles]
    for row, tile in zip(rows[1:], board.tiles, strict=True):
        assert row[2] == ("" if tile.value is None else str(round(tile.value, 4)))
        assert int(row[5]) == tile.n
    for name in ("tiles", "levels", "cards"):
        book = load_workbook(io.BytesIO(browser.client.get(f"/analytics/{name}/xlsx").get_data()))
        plain = list(csv.reader(io.StringIO(text_of(browser, f"/analytics/{name}/csv"))))
        cells = [list(row) for row in book.active.iter_rows(values_only=True)]
        assert [[same(one) for one in row] for row in cells] == [[same(one) for one in row] for row in plain]
        assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)


def same(cell):
    """Return a cell as both kinds of file hold it."""
    try:
        return float(cell)
    except (TypeError, ValueError):
        return cell or ""


@pytest.mark.parametrize("language", ["en", "ru"])
def test_cards_and_time_are_shown_in_both_languages(sign_in, played, language):
    browser = sign_in("lena")
    browser.client.set_cookie("simulator_language", language)
    browser.get("/analytics")
    assert "SC-26" in browser.get("/analytics/cards").html
    assert "L1-H03" in browser.get(f"/analytics/cohorts/{played}/time").html


def test_strangers_see_no_figures(sign_in, played):
    for login in ("anna", "boris", "igor"):
        sign_in(login).get("/analytics", 403)
    sign_in("boris").get(f"/analytics/cohorts/{played}/time", 403)
    lena = sign_in("lena")
    lena.get("/analytics?cohort=nothing", 404)
    lena.get("/analytics/cohorts/nothing/time", 404)
