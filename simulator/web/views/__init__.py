"""Routes. A view reads the request, calls one service and renders."""

from simulator.web.views import accounts, articles, desk, grades, library, preferences, runs, simulations

BLUEPRINTS = (
    accounts.bp,
    articles.bp,
    desk.bp,
    grades.bp,
    library.bp,
    preferences.bp,
    runs.bp,
    simulations.bp,
)
