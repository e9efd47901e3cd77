"""Build hook: compiles translations, for wheels and for editable installs."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    """Makes every ``messages.mo`` from the ``messages.po`` beside it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before files are collected."""
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        for source in (Path(self.root) / "simulator" / "web" / "translations").glob("*/LC_MESSAGES/*.po"):
            with source.open("rb") as file:
                catalog = read_po(file, locale=source.parent.parent.name)
            with source.with_suffix(".mo").open("wb") as file:
                write_mo(file, catalog)
