"""The shipped knowledge base answers the questions it was written for, and no others."""

import pytest

from simulator.content.library import Library
from simulator.domain.text import LANGUAGES
from simulator.knowledge import Index

ARTICLES = Library().articles
INDEX = Index.of(ARTICLES)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_an_article_is_found_by_its_title_and_by_searchers_words(article) -> None:
    for language in LANGUAGES:
        found = [one.article_id for one in INDEX.search(article.title.within(language), language, limit=3)]
        assert article.id in found, article.title.within(language)
        words = " ".join(article.keywords.within(language).split(",")[:2])
        assert article.id in [one.article_id for one in INDEX.search(words, language)], words


@pytest.mark.parametrize(
    "query",
    [
        "kafka consumer group rebalancing", "how to bake bread", "who won the football match", "vacation in august",
        "как испечь хлеб", "отпуск в августе", "график отпусков бухгалтерии", "рецепт борща",
    ],
)  # fmt: skip
def test_a_question_outside_the_trade_has_no_answer(query: str) -> None:
    assert INDEX.search(query, "en") == ()
