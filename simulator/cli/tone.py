"""``simulator tone``: how replies sound, line by line."""

import sys

import click

from simulator.cli.output import Asked, asked_lines, echo_json
from simulator.domain.grade import CriterionGrade
from simulator.domain.rubric import Rubric
from simulator.domain.text import Language


@click.command()
@click.option(
    "--lang", type=click.Choice(["en", "ru"]), default=None, help="Language of the replies, if it is known."
)
def tone(lang: Language | None) -> None:
    """Grade the tone of replies from stdin.

    Input and output are JSON lines: {"id","text","customer"?} → {"id","overall","criteria"}.
    """
    from simulator.content.library import Library
    from simulator.grading.tone import grade_message, overall
    from simulator.understanding import read as understand

    rubric = Library().rubrics.rubrics["T"]
    complaints: list[str] = []
    for asked in asked_lines(sys.stdin, complaints.append):
        reading = understand(asked.text, None, language=lang)
        spoken: Language = lang or ("en" if reading.language == "en" else "ru")
        grades = grade_message(asked.text, reading, customer=asked.customer, language=spoken)
        echo_json(_answer(asked, grades, rubric, overall(grades)))
    for complaint in complaints:
        click.echo(complaint, err=True)
    sys.exit(1 if complaints else 0)


def _answer(
    asked: Asked, grades: dict[str, CriterionGrade], rubric: Rubric, overall: float | None
) -> dict[str, object]:
    return {
        "id": asked.id,
        "overall": overall,
        "criteria": {
            criterion.id: _criterion(grades[criterion.id])
            for criterion in rubric.criteria
            if criterion.id in grades
        },
    }


def _criterion(grade: CriterionGrade) -> dict[str, object]:
    quotes = [evidence.quote for evidence in grade.evidence if evidence.quote]
    return {"level": grade.level, "quotes": list(dict.fromkeys(quotes))}
