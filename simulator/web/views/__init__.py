"""Routes. A view reads the request, calls one service and renders."""

from simulator.web.views import (
    accounts,
    articles,
    calibration,
    desk,
    disputes,
    grades,
    library,
    preferences,
    reviews,
    runs,
    simulations,
)

BLUEPRINTS = (
    accounts.bp,
    articles.bp,
    calibration.bp,
    desk.bp,
    disputes.bp,
    grades.bp,
    library.bp,
    preferences.bp,
    reviews.bp,
    runs.bp,
    simulations.bp,
)
