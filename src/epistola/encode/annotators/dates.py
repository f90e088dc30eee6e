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
    own, anchor = _own_date(letter, context, list(zip(found, spans, strict=True)), years)
    for one, (start, end) in zip(found, spans, strict=True):
        # The letter's own date can't be a reason for itself.
        value = dating.value(one, None if one is own else anchor, years)
        attributes = (("when", value.when),) if value.when else ()
        evidence = Evidence("dates", one.rule, value.certainty, Claim.RULE, value.reason)
        yield Annotation(start, end, "date", evidence, attributes)
        if one.numbers or "guess" in value.reason or value.reason == dating.NO_SUCH_DAY:
            yield _explained(letter.text[start:end], start, end, value)


def _own_date(
    letter: Letter,
    context: Context,
    found: list[tuple[dating.Found, tuple[int, int]]],
    years: tuple[int, ...],
) -> tuple[dating.Found | None, date | None]:
    """Return the letter's own date, as found (None where the sidecar gives it) and as a day."""
    if context.sidecar.date:
        return None, date.fromisoformat(context.sidecar.date)
    main = next(letter.of("div"), None)
    for element in ("dateline", "head"):
        for part in (p for p in letter.of(element) if main is None or main.covers(p)):
            for one, (start, end) in found:
                if part.start <= start and end <= part.end:
                    day = dating.value(one, None, years).day
                    if day is not None:
                        return one, day
    return None, None


def _explained(words: str, start: int, end: int, value: dating.Value) -> Remark:
    return Remark(
        start,
        end,
        "how-read",
        Severity.INFORMATION,
        f"“{words}” is read as {value.when or 'no date'}: {value.reason}.",
        'If that is wrong, give the letter\'s own date in the sidecar: [letter] date = "YYYY-MM-DD".',
    )
