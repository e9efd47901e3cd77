"""The browser's side of the product. Only this package knows Flask."""

from typing import Any

from flask import Flask

from simulator.services import Services
from simulator.web import converters, errors, filters, guards, headers, htmx, language, nav, origin
from simulator.web.views import BLUEPRINTS


def register(app: Flask, services: Services, settings: Any) -> None:
    """Wire routes, guards, headers, languages and error pages into ``app``."""
    app.extensions["simulator"] = guards.Site(services=services, settings=settings)
    app.config.setdefault("MAX_CONTENT_LENGTH", 256 * 1024)
    app.url_map.converters["public_id"] = converters.PublicId
    htmx.init(app)
    language.init(app)
    filters.init(app)
    nav.init(app)
    origin.init(app)
    headers.init(app)
    errors.init(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
