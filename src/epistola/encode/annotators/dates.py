"""Dates with their values: `date` with `@when` (TEI Guidelines, 3.6.4 and 14.4).

The letter's own date is the one that the sidecar gives, or the first full date in a dateline, or in a heading. A day
without a year gets the year in which it is nearest to the letter's own date. Numbers such as 10/30/62 are read
by what is possible (there is no month 30), then by the letter's own date, then by the habit of the language;
where that leaves a doubt, it is said. A weekday alone is a date without a value.

Fires: “October 28” in a letter of 30 October 1962 is 1962-10-28.
Doesn't: “May I ask” and “in 24 or 72 hours” are no dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from epistola.diagnostics import Severity
from epistola.encode import dating
from epistola.encode.context import Context
from epistola.encode.reading import corrected
from epistola.letter import Annotation, Claim, Evidence, Letter, Remark

NEEDS = ("structure", "corrections")
GIVES = ("dates",)
RESPONSIBILITY = "dates marked and their values given by software"


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield the dates, and a remark for each value that took a decision."""
    reading = corrected(letter)
    found = list(dating.find(reading.text, context.words))
    spans = [reading.span(one.start, one.end) for one in found]
    years = tuple(one.year for one in found if one.year is not None and one.year_digits == 4)
    anchor = _own_date(letter, context, list(zip(found, spans, strict=True)), years)
    for one, (start, end) in zip(found, spans, strict=True):
        value = dating.value(one, anchor, years)
        attributes = (("when", value.when),) if value.when else ()
        evidence = Evidence("dates", one.rule, value.certainty, Claim.RULE, value.reason)
        yield Annotation(start, end, "date", evidence, attributes)
        if one.numbers or "guess" in value.reason:
            yield _explained(letter.text[start:end], start, end, value)


def _own_date(
    letter: Letter,
    context: Context,
    found: list[tuple[dating.Found, tuple[int, int]]],
    years: tuple[int, ...],
) -> date | None:
    """Return the letter's own date."""
    if context.sidecar.date:
        return date.fromisoformat(context.sidecar.date)
    for element in ("dateline", "head"):
        for part in letter.of(element):
            for one, (start, end) in found:
                if part.start <= start and end <= part.end:
                    day = dating.value(one, None, years).day
                    if day is not None:
                        return day
    return None


def _explained(words: str, start: int, end: int, value: dating.Value) -> Remark:
    return Remark(
        start,
        end,
        "how-read",
        Severity.INFORMATION,
        f"“{words}” is read as {value.when or 'no date'}: {value.reason}.",
        'If that is wrong, give the letter\'s own date in the sidecar: [letter] date = "YYYY-MM-DD".',
    )
