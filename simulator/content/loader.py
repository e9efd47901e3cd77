"""One content file to one typed value, or the list of what is wrong with it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel, RootModel, ValidationError

from simulator.content.advice import advise
from simulator.content.cache import cached_values
from simulator.content.marks import Marks, marks_of
from simulator.content.parse import NotPlain, values_of
from simulator.errors import ContentError, Problem

Model = TypeVar("Model", bound=BaseModel)


class Placing(Protocol):
    """Finds the place of a value in what an author wrote."""

    def problem(self, path: tuple[str | int, ...], what: str, remedy: str) -> Problem:
        """Return a problem at ``path``."""


@dataclass(frozen=True)
class Loaded(Generic[Model]):
    """A file and what it holds; ``marks()`` finds places in it when a later check complains."""

    file: Path
    name: str
    text: str
    value: Model

    def marks(self) -> Placing:
        """Return positions. The file was readable, so they can be had."""
        marks = marks_of(self.name, self.text)
        assert isinstance(marks, Marks)
        return marks


def load(file: Path, model: type[Model], *, name: str | None = None) -> Loaded[Model]:
    """Read ``file`` as ``model``; raise ``ContentError`` with every problem in it."""
    name = name or str(file)
    return from_text(_read(file, name), model, name, file)


def from_text(text: str, model: type[Model], name: str, file: Path | None = None) -> Loaded[Model]:
    """Read a text as ``model``; raise ``ContentError`` with every problem in it. Only files are cached."""
    try:
        values = cached_values(text) if file is not None else values_of(text)
    except NotPlain as fault:
        raise ContentError([_not_plain(name, text, fault)]) from fault
    if values is None:
        raise ContentError([Problem(name, 1, 1, "the file is empty", f"write {_article(model)} here")])
    try:
        return Loaded(file or Path(name), name, text, model.model_validate(values))
    except ValidationError as fault:
        raise ContentError(_problems(name, text, fault, model, values)) from fault


def _read(file: Path, name: str) -> str:
    try:
        raw = file.read_bytes()
    except OSError as fault:
        reason = fault.strerror or "cannot be read"
        raise ContentError(
            [Problem(name, 1, 1, f"the file cannot be read: {reason}", "check its name and rights")]
        ) from fault
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = raw[: fault.start]
        line, column = before.count(b"\n") + 1, fault.start - before.rfind(b"\n")
        problem = Problem(name, line, column, "the text is not UTF-8", "save the file as UTF-8")
        raise ContentError([problem]) from fault


def _not_plain(name: str, text: str, fault: NotPlain) -> Problem:
    marks = marks_of(name, text)
    if isinstance(marks, Problem):
        return marks
    return Problem(name, 1, 1, f"not plain YAML: {fault}", "use no anchors, merges or tags")


def _problems(
    name: str, text: str, fault: ValidationError, model: type[BaseModel], values: Any
) -> list[Problem]:
    marks = marks_of(name, text)
    if isinstance(marks, Problem):
        return [marks]
    if not isinstance(values, list if issubclass(model, RootModel) else dict):
        return [
            marks.problem(
                (),
                f"the file holds {type(values).__name__} values",
                f"write {_article(model)}: keys and values",
            )
        ]
    return shape_problems(marks, fault, model)


def shape_problems(marks: Placing, fault: ValidationError, model: type[BaseModel]) -> list[Problem]:
    """Return what a value lacks to be a ``model``, in an author's words, in the order of its file."""
    found = {
        marks.problem(tuple(error["loc"]), *advise(error, model)) for error in fault.errors(include_url=False)
    }
    return sorted(found, key=lambda problem: (problem.file, problem.line, problem.column, problem.what))


def _article(model: type[BaseModel]) -> str:
    noun = model.__name__.lower()
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
