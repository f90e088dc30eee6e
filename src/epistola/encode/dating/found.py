"""A date as it stands in a text."""

from __future__ import annotations

from typing import Final, NamedTuple

_INCOMPLETE: Final = frozenset(
    {
        "part-of-month", "month", "day", "day-of-month", "year", "years", "year-in-brackets", "bare-year", "feast",
        "weekday-day", "relative-day", "relative-month", "relative-year", "part-of-year", "season", "decade",
        "before-christ", "after-christ",
    }
)  # fmt: skip


class Found(NamedTuple):
    """A date as it stands in a text: its span, and what it says.

    It is a tuple since it goes through many small changes, and a changed copy of a tuple is quickly made.

    `year` is as written, so 62 may be 1962, and 903 is 1903; `numbers` are the first and second number of a date such
    as 10/30/62, of which it has to be found out which is the day. `weekday` counts from 1 (Monday); 0 is none. `away`
    says how many days, months (`months_away`) or years (`years_away`) it is from the letter's own date; `direction` is
    -1 for the last weekday or month of that name, 1 for the next. `feast` is the rule of a feast in the data files.

    `of_year` counts the year from the letter's own: 0 is this year's.

    `style` is "julian", "gregorian", "republican", or "both" when `other` has the month and day of the Gregorian
    calendar beside those of the Julian. Of two years (1712/13), `year` is the later; `two_years` is true.

    `era` is -1 for years before Christ, and 1 where it is said that they are after. `added` is true where somebody has
    added the year in brackets; `caution` is a reason to doubt the value. `julian_until` is the last day (ISO) on which
    in some country of the language the Julian calendar was in use; `julian_presumed` is true where such days are
    taken for Julian ones.

    `until` is the last date of a span; `between` is true where the date lies in it and doesn't fill it. `limit` is
    "before" or "after" where the date is only a limit of what is meant.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    year_digits: int = 0
    numbers: tuple[int, int] | None = None
    months_away: int = 0
    rule: str = ""
    weekday: int = 0
    away: int = 0
    years_away: int = 0
    direction: int = 0
    feast: str = ""
    style: str = ""
    other: tuple[int, int] | None = None
    two_years: bool = False
    approximate: bool = False
    doubtful: bool = False
    until: Found | None = None
    between: bool = False
    limit: str = ""
    of_year: int | None = None
    era: int = 0
    added: bool = False
    caution: str = ""
    julian_until: str = ""
    julian_presumed: bool = False

    @property
    def is_incomplete(self) -> bool:
        """Tell whether it is a month, a day or a year alone, or a feast: no date that a letter would bear."""
        return self.rule in _INCOMPLETE
