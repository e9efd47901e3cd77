"""JSON Schemas of the content files, for editors: completion and red lines while one writes."""

import json
from pathlib import Path

from simulator.content.shelf import KINDS


def schemas() -> dict[str, str]:
    """Return file name → JSON Schema text of every kind of content file."""
    found = {}
    for kind in KINDS:
        schema = kind.model.model_json_schema()
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
        found[f"{kind.name}.json"] = json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return found


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
