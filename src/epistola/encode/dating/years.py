"""Reading the year that stands in a date, in whatever figures it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from epistola.encode.dating import numerals
from epistola.encode.dating.found import Found


def with_year(found: Found, groups: Mapping[str, str | None], **said: Any) -> Found:
    """Return `found` with its year; of two years the later, if it is the next. `said` is what else is known by now."""
    first, second = groups.get("first_year"), groups.get("second_year")
    if first and second:
        if str(int(first) + 1).endswith(second):
            return found._replace(year=int(first) + 1, year_digits=4, two_years=True, **said)
        return found._replace(year=int(first), year_digits=4, end=found.end - 1 - len(second), **said)
    if roman := groups.get("roman_year"):
        year = numerals.number(roman)
        return found._replace(year=year, year_digits=4 if year else 0, **said)
    if added := groups.get("added_year"):
        year = int(re.sub(r"\D", "", added))
        return found._replace(year=year, year_digits=4, added=True, doubtful="?" in added, **said)
    written = groups.get("year") or groups.get("year_of_two")
    digits = re.sub(r"\D", "", figures(written)) if written else ""
    return found._replace(year=int(digits) if digits else None, year_digits=len(digits), **said)


def figures(digits: str) -> str:
    """Read a typewriter without a figure 1, on which I or l was written for it."""
    return re.sub("[IiLl]", "1", digits)
