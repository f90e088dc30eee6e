"""Put the stylesheets and schemas into the wheel; an installation for development finds them in the checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TRAVELLERS = {
    "xslt": "epistola/xslt",
    "schema/epistola.odd": "epistola/schemas/epistola.odd",
    "schema/generated": "epistola/schemas/generated",
    "schema/rules": "epistola/schemas/rules",
}


class Travellers(BuildHookInterface[Any]):
    """The build hook that hatchling calls."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders to a real wheel only; a folder without files is in no clone."""
        if version != "editable":
            found = {origin: target for origin, target in TRAVELLERS.items() if Path(self.root, origin).exists()}
            build_data["force_include"].update(found)
