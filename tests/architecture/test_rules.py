"""Every convention of the code holds, and each rule is shown to notice when it does not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import rules

Rule = Callable[[Path], list[str]]

LONG_FUNCTION = "def f():\n" + "    x = 1\n" * 40
LONG_VIEW = "@bp.get('/')\ndef f():\n" + "    x = 1\n" * 20

RULES: list[tuple[Rule, str, str]] = [
    (rules.long_modules, "simulator/engine/long.py", "x = 1\n" * 251),
    (rules.long_functions, "simulator/engine/long.py", LONG_FUNCTION),
    (rules.long_functions, "simulator/web/views/long.py", LONG_VIEW),
    (rules.long_files, "simulator/web/templates/long.html", "<p>\n" * 121),
    (rules.long_files, "static/js/long.js", "x();\n" * 101),
    (rules.wrong_arrows, "simulator/web/sideways.py", "from simulator.db import engine\n"),
    (rules.wrong_arrows, "simulator/domain/upward.py", "def f():\n    import simulator.engine.play\n"),
    (rules.impure, "simulator/grading/impure.py", "import flask\n"),
    (rules.impure, "simulator/domain/impure.py", "from sqlmodel import Session\n"),
    (rules.impure, "simulator/engine/impure.py", "import urllib.request\n"),
    (rules.htmx_headers, "simulator/web/views/spelled.py", "name = 'HX-Trigger'\n"),
    (rules.broad_excepts, "simulator/services/broad.py", "try:\n    f()\nexcept Exception:\n    pass\n"),
    (
        rules.broad_excepts,
        "simulator/services/broad.py",
        "try:\n    f()\nexcept (ValueError, Exception):\n    pass\n",
    ),
    (rules.broad_excepts, "simulator/services/bare.py", "try:\n    f()\nexcept:\n    pass\n"),
    (rules.nameless, "simulator/services/utils.py", "x = 1\n"),
    (rules.nameless, "simulator/web/helpers/dates.py", "x = 1\n"),
    (rules.unexplained, "simulator/domain/gizmo.py", "x = 1\n"),
    (rules.prints, "simulator/engine/loud.py", "print('x')\n"),
]


@pytest.mark.parametrize(
    "rule", dict.fromkeys(rule for rule, _file, _text in RULES), ids=lambda rule: rule.__name__
)
def test_the_rule_holds(rule: Rule, root: Path) -> None:
    assert rule(root) == []


@pytest.mark.parametrize(("rule", "file", "text"), RULES, ids=lambda part: getattr(part, "__name__", None))
def test_the_rule_notices_a_breach(rule: Rule, file: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "glossary.md").write_text("- **case** is explained", encoding="utf-8")
    (tmp_path / "simulator" / "domain").mkdir(parents=True)
    (tmp_path / "simulator" / "domain" / "case.py").write_text("x = 1\n", encoding="utf-8")
    assert rule(tmp_path) == []
    place = tmp_path / file
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    assert rule(tmp_path) != []


def test_every_allowance_is_still_needed(root: Path) -> None:
    lengths = {name: len(text.splitlines()) for name, text in rules.modules(root)}
    assert [name for name in rules.LONGER if lengths.get(name, 0) <= rules.BUDGETS["module"]] == []
