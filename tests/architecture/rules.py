"""The conventions of the code as functions: each returns the places that break one."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

BUDGETS = {"module": 250, "function": 40, "view": 20, "template": 120, "script": 100}

LONGER = {
    "simulator/domain/scenario.py": "the whole card format on one page, which authors read",
    "simulator/domain/event.py": "the whole list of events, one union",
    "simulator/domain/run.py": "one fold, one branch an event",
}
"""Modules over the budget, each with its reason. They hold declarations, no logic that could be split off."""

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "tools", "base_utils"}

PURE = {
    "domain", "engine", "grading", "metrics", "knowledge", "understanding",
    "exercises", "labs", "readiness", "calibration", "assessment", "masking", "intake",
}  # fmt: skip
PURE_EXTRAS = {
    "knowledge": {"bm25s", "snowballstemmer"},
    "understanding": {"numpy", "rapidfuzz", "snowballstemmer", "pymorphy3"},
    "grading": {"numpy", "rapidfuzz", "snowballstemmer", "pymorphy3"},
    "calibration": {"numpy"},
    "readiness": {"numpy"},
    "exercises": {"snowballstemmer", "rapidfuzz"},
    "masking": {"faker"},
}
"""Libraries of pure functions that a pure package may use besides pydantic."""

BELOW = {
    "domain": {"errors", "clock"},
    "engine": {"domain", "errors", "clock"},
    "grading": {"domain", "errors", "clock"},
    "metrics": {"domain", "errors", "clock"},
    "knowledge": {"domain", "errors", "clock"},
    "understanding": {"domain", "errors", "clock"},
    "exercises": {"domain", "errors", "clock"},
    "labs": {"domain", "errors", "clock"},
    "readiness": {"domain", "errors", "clock"},
    "calibration": {"domain", "errors", "clock"},
    "assessment": {"domain", "errors", "clock"},
    "masking": {"domain", "errors", "clock", "understanding", "grading"},
    "intake": {"domain", "errors", "clock", "masking"},
    "content": {"domain", "errors", "clock", "paths", "engine", "labs"},
    "llm": {
        "domain",
        "errors",
        "clock",
        "engine",
        "understanding",
        "grading",
        "calibration",
        "masking",
        "intake",
    },
    "db": {"domain", "errors", "clock"},
    "rehearsal": {
        "assessment",
        "content",
        "engine",
        "grading",
        "metrics",
        "knowledge",
        "understanding",
        "exercises",
        "domain",
        "errors",
        "clock",
    },
    "web": {"services", "domain", "errors", "clock"},
    "worker": {"services", "db", "domain", "errors", "clock"},
}
"""Package → what it may import besides itself. Services, app and cli stand above all of these."""


def modules(root: Path) -> Iterator[tuple[str, str]]:
    """Yield (path from the root, text) of every module of the product."""
    for file in sorted((root / "simulator").rglob("*.py")):
        if "versions" not in file.parts and "_data" not in file.parts:
            yield file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")


@lru_cache(maxsize=1000)
def nodes(text: str) -> tuple[ast.AST, ...]:
    """Return every node of a module; several rules look at the same ones."""
    return tuple(ast.walk(ast.parse(text)))


def long_modules(root: Path) -> list[str]:
    return [
        f"{name}: {count} lines"
        for name, text in modules(root)
        if (count := len(text.splitlines())) > BUDGETS["module"] and name not in LONGER
    ]


def long_functions(root: Path) -> list[str]:
    found = []
    for name, text in modules(root):
        for node in nodes(text):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                count = node.end_lineno - node.lineno + 1
                limit = BUDGETS["view" if _is_view(name, node) else "function"]
                if count > limit:
                    found.append(f"{name}:{node.lineno} {node.name}: {count} lines, at most {limit}")
    return found


def _is_view(name: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    if not name.startswith("simulator/web/views/"):
        return False
    calls = (one.func for one in node.decorator_list if isinstance(one, ast.Call))
    return any(isinstance(call, ast.Attribute) and call.attr in ("get", "post", "route") for call in calls)


def long_files(root: Path) -> list[str]:
    kinds = (("simulator/web/templates", "*.html", "template"), ("static", "*.js", "script"))
    return [
        f"{file.relative_to(root).as_posix()}: {count} lines"
        for folder, pattern, kind in kinds
        for file in sorted((root / folder).rglob(pattern))
        if "vendor" not in file.parts and (count := len(file.read_text("utf-8").splitlines())) > BUDGETS[kind]
    ]


def imports(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, dotted name) of every import, also of those inside functions."""
    for node in nodes(text):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def wrong_arrows(root: Path) -> list[str]:
    found = []
    for name, text in modules(root):
        package = name.split("/")[1].removesuffix(".py")
        for line, imported in imports(text):
            parts = imported.split(".")
            if parts[0] != "simulator" or len(parts) == 1 or package not in BELOW:
                continue
            if parts[1] not in BELOW[package] | {package, "__version__"}:
                found.append(f"{name}:{line} imports {imported}")
    return sorted(set(found))


def impure(root: Path) -> list[str]:
    import sys

    found = []
    for name, text in modules(root):
        package = name.split("/")[1]
        if package not in PURE:
            continue
        allowed = {
            "pydantic",
            "pydantic_core",
            "annotated_types",
            "simulator",
            *PURE_EXTRAS.get(package, set()),
        }
        for line, imported in imports(text):
            top = imported.split(".")[0]
            if top not in allowed and (top not in sys.stdlib_module_names or top in _NOT_PURE):
                found.append(f"{name}:{line} imports {imported}")
    return sorted(set(found))


_NOT_PURE = {
    "socket",
    "subprocess",
    "urllib",
    "http",
    "sqlite3",
    "asyncio",
    "multiprocessing",
    "smtplib",
    "ssl",
}


def htmx_headers(root: Path) -> list[str]:
    return [
        f"{name}:{number}"
        for name, text in modules(root)
        if name != "simulator/web/htmx.py"
        for number, line in enumerate(text.splitlines(), start=1)
        if re.search(r"[\"'`]HX-", line)
    ]


def broad_excepts(root: Path) -> list[str]:
    found = []
    for name, text in modules(root):
        for node in nodes(text):
            if isinstance(node, ast.ExceptHandler) and name != "simulator/worker/loop.py":
                caught = (
                    {getattr(one, "id", "") for one in ast.walk(node.type)}
                    if node.type
                    else {"BaseException"}
                )
                if caught & {"Exception", "BaseException"}:
                    found.append(f"{name}:{node.lineno}")
    return found


def nameless(root: Path) -> list[str]:
    return [name for name, _text in modules(root) if set(Path(name).with_suffix("").parts) & FORBIDDEN_NAMES]


def unexplained(root: Path) -> list[str]:
    """Return modules of the domain whose noun the glossary does not explain."""
    glossary = (root / "docs" / "glossary.md").read_text(encoding="utf-8").casefold()
    nouns = (
        file.stem for file in sorted((root / "simulator" / "domain").glob("*.py")) if file.stem != "__init__"
    )
    return [noun for noun in nouns if f"**{noun}**" not in glossary]


def prints(root: Path) -> list[str]:
    """Return uses of print: the command line speaks through click, the rest through logs."""
    return [
        f"{name}:{node.lineno}"
        for name, text in modules(root)
        for node in nodes(text)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    ]
