"""Pages and their zones: what PAGE and ALTO have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from epistola.encode.identifiers import token
from epistola.encode.readers._writer import Attributes, Writer
from epistola.letter import Surface, Zone

Points = tuple[tuple[int, int], ...]

_HYPHENS = ("¬", "⸗")


@dataclass(slots=True)
class Page:
    """A page while it is read: its number in the letter, its picture, the zones found so far."""

    number: int
    image: str
    width: int
    height: int
    _taken: set[str] = field(default_factory=set)
    _begun: bool = False

    @property
    def id(self) -> str:
        """The identifier of the surface."""
        return f"facs.{self.number}"

    def zone(self, identifier: str, kind: str, points: Points, zones: Sequence[Zone] = ()) -> Zone | None:
        """Make a zone, or None for less than three points; its identifier is made from that in the source."""
        if len(points) < 3:
            return None
        base = f"{self.id}.{token(identifier) or 'zone'}"
        free = next(f"{base}{n}" for n in ("", *(f".{i}" for i in range(2, len(self._taken) + 3)))
                    if f"{base}{n}" not in self._taken)  # fmt: skip
        self._taken.add(free)
        return Zone(free, token(kind), points, tuple(zones))

    def surface(self, zones: Sequence[Zone]) -> Surface:
        """Return the page as the letter has it; the name of its picture as the address that it is in a URL."""
        image = self.image if re.match(r"https?://", self.image) else quote(self.image, safe="/%")
        return Surface(self.id, image, self.width, self.height, tuple(zones))

    def begin(self, writer: Writer, lines: int = 1) -> None:
        """Begin a part of the page `lines` lines below the text before it; with the first of them begins the page."""
        writer.apart(lines)
        if not self._begun:
            writer.point("pb", (("facs", f"#{self.id}"),))
            self._begun = True
        writer.settle()


def begin_line(writer: Writer, zone: Zone | None, *, within_word: bool = False) -> int:
    """Begin a line of the page in the text, and return where."""
    divided = within_word or writer.since(writer.position - 2).rstrip().endswith(_HYPHENS)
    facs: Attributes = (("facs", f"#{zone.id}"),) if zone else ()
    writer.point("lb", (*((("break", "no"),) if divided else ()), *facs))
    return writer.position


def goes_on(before: str, after: str) -> bool:
    """Tell whether a part of a page goes on with the sentence of the part before it, by its first letter."""
    return bool(before.strip()) and before.rstrip()[-1] not in ".!?:…" and after.lstrip()[:1].islower()


def rectangle(left: float, top: float, width: float, height: float) -> Points:
    """Return the corners of a rectangle."""
    x, y, right, bottom = (round(n) for n in (left, top, left + width, top + height))
    return ((x, y), (right, y), (right, bottom), (x, bottom)) if width > 0 and height > 0 else ()


def number(value: str | None) -> float:
    """Return the number that an attribute has, 0 for none."""
    return float(value) if value and re.fullmatch(r"-?\d{1,9}(?:\.\d+)?", value.strip()) else 0.0


def points(value: str | None) -> Points:
    """Read points: “1,2 3,4” or “1 2 3 4”."""
    numbers = [round(float(n)) for n in re.findall(r"-?\d{1,9}(?:\.\d+)?", value or "")]
    return tuple(zip(numbers[::2], numbers[1::2], strict=False))
