"""The knowledge base outside a ticket."""

from flask import Blueprint, Response, make_response, render_template, request

from simulator.web.guards import known, services, viewer
from simulator.web.language import current

bp = Blueprint("articles", __name__)


@bp.get("/articles")
@known
def articles() -> Response:
    """Search the knowledge base."""
    query = request.args.get("q", "").strip()[:200]
    found = services().library.articles(viewer(), query, current())
    return make_response(render_template("articles/articles.html", page={"query": query, "found": found}))


@bp.get("/articles/<public_id:article_id>")
@known
def article(article_id: str) -> Response:
    """Show one article."""
    shown = services().library.article(viewer(), article_id, current())
    return make_response(render_template("articles/article.html", page={"article": shown}))
