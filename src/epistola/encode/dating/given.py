"""The value of a date: the attributes of att.datable, how sure they are, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from epistola.letter import Certainty

NO_SUCH_DAY: Final = "there is no such day"
_SURENESS: Final = (Certainty.HIGH, Certainty.MEDIUM, Certainty.LOW, Certainty.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a date: its attributes (none when it can't be given), how sure it is, and why."""

    attributes: tuple[tuple[str, str], ...]
    certainty: Certainty
    reason: str = ""

    @property
    def when(self) -> str:
        """The value of `@when`, or ""."""
        return dict(self.attributes).get("when", "")

    @property
    def first(self) -> str:
        """The date itself, or the first of a span, or the earliest of what is only limited; "" when none is known."""
        said = dict(self.attributes)
        return next((said[name] for name in ("when", "from", "notBefore") if name in said), "")

    @property
    def day(self) -> date | None:
        """The day (of a span, the first), when year, month and day are all known."""
        return date.fromisoformat(self.first) if re.fullmatch(r"\d{4}-\d\d-\d\d", self.first) else None


def least(*certainties: Certainty) -> Certainty:
    """Return the least sure of some certainties."""
    return max(certainties, key=_SURENESS.index)


def because(*reasons: str) -> str:
    """Return some reasons as one."""
    return "; ".join(filter(None, reasons))


def exists(year: int, month: int, day: int) -> bool:
    """Tell whether today's calendar has that day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def iso(year: int | None, month: int | None, day: int | None) -> str:
    """Write the parts as `@when` wants them; "" when they make no date."""
    if year is None:
        if month is None:
            return ""
        return f"--{month:02}" if day is None else f"--{month:02}-{day:02}"
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if exists(year, month, day) else ""
