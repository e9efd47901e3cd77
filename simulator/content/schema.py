"""JSON Schemas of the content files, for editors: completion and red lines while one writes."""

import json
from pathlib import Path
from typing import Any

from simulator.content.overlay import DROP, WHOLE
from simulator.content.shelf import KINDS, TWIN
from simulator.domain.scenario import Scenario


def schemas() -> dict[str, str]:
    """Return file name → JSON Schema text of every kind of content file."""
    found = {}
    for kind in KINDS:
        schema = kind.model.model_json_schema()
        if kind is TWIN:
            _offer_changes(schema)
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
        found[f"{kind.name}.json"] = json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return found


def _offer_changes(schema: dict[str, Any]) -> None:
    """Let the overlay of a twin complete like a card of which every key may be left out."""
    card = Scenario.model_json_schema()
    parts = card.pop("$defs")
    for part in (card, *parts.values()):
        if part.get("type") != "object":
            continue
        part.pop("required", None)
        part["properties"][WHOLE] = {"const": True, "description": "Nothing of the parent's part stays."}
        if "id" in part["properties"]:
            part["properties"][DROP] = {"const": True, "description": "The twin does not have this part."}
    schema["properties"]["changes"] = card | {
        "description": schema["properties"]["changes"].get("description", "")
    }
    schema["$defs"] = schema.get("$defs", {}) | parts


def schema_folder(root: Path) -> Path:
    """Return where the schemas lie."""
    return root / "scenarios" / "schema"


def write_schemas(root: Path) -> list[Path]:
    """Write what has changed and return it."""
    changed = []
    folder = schema_folder(root)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        place = folder / name
        if not place.is_file() or place.read_text(encoding="utf-8") != text:
            place.write_text(text, encoding="utf-8")
            changed.append(place)
    return changed
