"""Rendering the desk again with a form that has to be mended."""

from flask import Response, request

from simulator.domain.desk import Desk
from simulator.web import htmx
from simulator.web.guards import services, viewer
from simulator.web.pages.desk import DeskPage, Knowledge
from simulator.web.pages.form import Posted


def desk_page(simulation_id: str, posted: Posted, fragment: str) -> Response:
    """Return the refused form to htmx, and the whole desk with it to anybody else."""
    desk = services().simulations.desk(viewer(), simulation_id)
    page = DeskPage(desk, posted, knowledge=knowledge_of(desk))
    return htmx.render("simulations/show.html", fragment=fragment, status=422, page=page)


def knowledge_of(desk: Desk) -> Knowledge:
    """Return what the knowledge panel shows by the address: results of a search, or an article."""
    query = request.args.get("q", "").strip()[:200]
    article_id = request.args.get("article", "")
    library = services().library
    return Knowledge(
        query=query,
        found=library.articles(viewer(), query, desk.lang) if query else None,
        article=library.article(viewer(), article_id, desk.lang) if article_id else None,
    )
