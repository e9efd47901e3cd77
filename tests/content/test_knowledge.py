"""The shipped knowledge base answers the questions it was written for, and no others."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from simulator.domain.text import LANGUAGES
from simulator.knowledge import Index
from tests.shelves import LIBRARY

ARTICLES = LIBRARY.articles
INDEX = Index.of(ARTICLES)
GOLD = YAML(typ="safe").load(Path(__file__).parents[1] / "data" / "knowledge" / "questions.yaml")


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_an_article_is_found_by_its_title_and_by_searchers_words(article) -> None:
    for language in LANGUAGES:
        found = [one.article_id for one in INDEX.search(article.title.within(language), language, limit=3)]
        assert article.id in found, article.title.within(language)
        words = " ".join(article.keywords.within(language).split(",")[:2])
        assert article.id in [one.article_id for one in INDEX.search(words, language)], words


@pytest.mark.parametrize("language", LANGUAGES)
def test_gold_questions_find_their_article_among_the_first_three(language) -> None:
    asked = GOLD[language]
    assert len(asked) >= 60
    lost = [
        question
        for question, right in asked
        if not {one.article_id for one in INDEX.search(question, language, limit=3)} & set(right)
    ]
    assert len(lost) <= len(asked) * 0.1, lost


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_nobody_has_written_about_are_refused(language) -> None:
    asked = GOLD["none"][language]
    assert len(asked) >= 20
    answered = [question for question in asked if INDEX.search(question, language, limit=3)]
    assert len(answered) <= len(asked) * 0.1, answered


def test_every_gold_article_exists() -> None:
    known = {article.id for article in ARTICLES}
    assert {name for language in LANGUAGES for _question, right in GOLD[language] for name in right} <= known
