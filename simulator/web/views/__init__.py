"""Routes. A view reads the request, calls one service and renders."""

from simulator.web.views import (
    accounts,
    articles,
    authoring,
    calibration,
    cohorts,
    desk,
    disputes,
    grades,
    library,
    preferences,
    progress,
    quizzes,
    reviews,
    runs,
    simulations,
    writing,
)

BLUEPRINTS = (
    accounts.bp,
    articles.bp,
    authoring.bp,
    calibration.bp,
    cohorts.bp,
    desk.bp,
    disputes.bp,
    grades.bp,
    library.bp,
    preferences.bp,
    progress.bp,
    quizzes.bp,
    reviews.bp,
    runs.bp,
    simulations.bp,
    writing.bp,
)
