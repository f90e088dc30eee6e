"""The pages of a source and their zones → `facsimile` (TEI Guidelines, 12.1)."""

from __future__ import annotations

from collections.abc import Iterable

from epistola.encode.tei.markup import Element, element
from epistola.letter import Surface, Zone


def facsimile(surfaces: Iterable[Surface]) -> Element | None:
    """Make the `facsimile`, or None when the source has no pages."""
    pages = [_surface(surface) for surface in surfaces]
    return element("facsimile", *pages) if pages else None


def _surface(surface: Surface) -> Element:
    return element(
        "surface",
        element("graphic", url=surface.image) if surface.image else None,
        *(_zone(zone) for zone in surface.zones),
        xml_id=surface.id,
        ulx="0",
        uly="0",
        lrx=str(surface.width),
        lry=str(surface.height),
    )


def _zone(zone: Zone) -> Element:
    return element(
        "zone",
        *(_zone(inner) for inner in zone.zones),
        xml_id=zone.id,
        type=zone.type,
        points=" ".join(f"{x},{y}" for x, y in zone.points),
    )
