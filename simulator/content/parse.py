"""Fast YAML: values only. Where something is wrong ``marks`` reads the file again, with positions.

The C scanner of PyYAML reads a card about twenty times faster than ruamel.yaml. Its YAML 1.1 scalars
(``no`` as false, ``12:30`` as 750, dates) would surprise authors, so scalars follow YAML 1.2 here.
"""

import re
from collections.abc import Hashable
from typing import Any

import yaml


class NotPlain(ValueError):
    """The text is not one YAML document of unique keys; ``marks`` says where and why."""


class _Values(yaml.CSafeLoader):  # type: ignore[misc]  # PyYAML has no types
    """A safe loader with the scalars of YAML 1.2 and no silent duplicate keys."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 — the name and kind are PyYAML's

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        """Build a mapping, refusing a key that is written twice."""
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            msg = "duplicate or merged keys"
            raise NotPlain(msg)
        return mapping


_SCALARS: tuple[tuple[str, str, str], ...] = (
    ("tag:yaml.org,2002:bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("tag:yaml.org,2002:null", r"^(?:~|null|Null|NULL|)$", "~nN\0"),
    ("tag:yaml.org,2002:int", r"^(?:[-+]?(?:0|[1-9][0-9]*)|0x[0-9a-fA-F]+)$", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$", "-+0123456789."),
)
for _tag, _pattern, _first in _SCALARS:
    _Values.add_implicit_resolver(_tag, re.compile(_pattern), ["" if c == "\0" else c for c in _first])


def values_of(text: str) -> Any:
    """Return the values of a YAML text; raise ``NotPlain`` when it cannot be read as one document."""
    loader = _Values(text)
    try:
        return loader.get_single_data()
    except (yaml.YAMLError, ValueError, TypeError) as fault:
        raise NotPlain(str(fault)) from fault
    finally:
        loader.dispose()
