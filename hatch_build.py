"""Put the stylesheets and schemas into the wheel; an installation for development finds them in the checkout."""

from __future__ import annotations

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
        """Add the folders to a real wheel only."""
        if version != "editable":
            build_data["force_include"].update(TRAVELLERS)
