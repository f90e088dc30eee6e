"""Dates: finding them in running text, and giving them values.

Finding is a matter of the language (names of months, order of day and month); giving a value is a matter of
the letter (a day without a year belongs to the letter's own date). The values are those of TEI's att.datable:
`YYYY-MM-DD`, `YYYY-MM`, `YYYY`, and where the year isn't known `--MM-DD`, `--MM` or `---DD` (TEI Guidelines, 14.4;
W3C XML Schema Part 2, dateTime and its kin).
"""

from __future__ import annotations

from epistola.encode.dating.finding import find, find_in_dateline
from epistola.encode.dating.found import Found
from epistola.encode.dating.given import NO_SUCH_DAY, Value, least
from epistola.encode.dating.times import find_times
from epistola.encode.dating.values import value

__all__ = ["NO_SUCH_DAY", "Found", "Value", "find", "find_in_dateline", "find_times", "least", "value"]
