"""Dates and times with their values: `date` and `time` with `@when` and its kin (TEI Guidelines, 3.6.4 and 14.4).

The letter's own date is the one that the sidecar gives, or the first full date in a dateline, or in a heading. A day
without a year gets the year in which it is nearest to the letter's own date. Numbers such as 10/30/62 are read
by what is possible (there is no month 30), then by the letter's own date, then by the habit of the language;
where that leaves a doubt, it is said. A weekday alone is a date without a value. “Yesterday” is a date only where the
letter's own date is known; “today” says nothing that the dateline doesn't, and is suggested. A dateline without a date
in the language of the letter is read in the other languages. A time of day has a value where the text says whether it
is before noon.

Fires: “October 28” in a letter of 30 October 1962 is 1962-10-28.
Doesn't: “May I ask” and “in 24 or 72 hours” are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from epistola.diagnostics import Severity
from epistola.encode import dating
from epistola.encode.context import Context
from epistola.encode.dating import edtf
from epistola.encode.names.proposals import in_reading
from epistola.encode.reading import Reading, corrected
from epistola.encode.spans import meets
from epistola.letter import Annotation, Certainty, Claim, Letter, Remark, claimed

NEEDS = ("structure", "corrections")
GIVES = ("dates",)
RESPONSIBILITY = "dates and times marked and their values given by software"

# What is no date at all where its value isn't known: in letters without a date, “yesterday” says nothing.
_RELATIVE = frozenset({"relative-day", "relative-month", "relative-year"})
_ENDS_IN_YEAR = re.compile(r"^[^\n]{0,60}\b(?:1[5-9]|20)\d\d(?=[.]?[ \t]*$)", re.MULTILINE)
# A date with its span in the source.
_Placed = tuple[dating.Found, tuple[int, int]]


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield the dates, and a remark for each value that took a decision."""
    reading = corrected(letter)
    found = _placed(letter, reading, context)
    yield from _times(reading, context, found)
    years = tuple(one.year for one, _ in found if one.year is not None and one.year_digits == 4)
    own, anchor, sure = _own_date(letter, context, found, years)
    suggested = False
    for one, (start, end) in found:
        # The letter's own date can't be a reason for itself.
        value = dating.value(one, None if one is own else anchor, years)
        if sure is not Certainty.HIGH and value != dating.value(one, None, years):
            value = replace(value, certainty=dating.least(value.certainty, sure))
        if not value.attributes and _says_nothing(one, start, end, letter):
            continue
        if one.rule == "relative-day" and not one.away and not one.weekday:
            yield from () if suggested else (_suggested(letter.text[start:end], start, end, value),)
            suggested = True
            continue
        evidence = claimed("dates", one.rule, value.certainty, Claim.RULE, value.reason)
        yield Annotation(start, end, "date", evidence, value.attributes)
        yield from _remarks(one, letter.text[start:end], start, end, value)


def _lines_that_date(letter: Letter, reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the datelines and headings, and the short lines that end in a year: datelines of what is enclosed."""
    parts = sorted((in_reading(reading, p.start), in_reading(reading, p.end)) for p in letter.of("dateline", "head"))
    yield from parts
    for line in _ENDS_IN_YEAR.finditer(reading.text):
        if not meets(parts, *line.span()):
            yield line.span()


def _says_nothing(one: dating.Found, start: int, end: int, letter: Letter) -> bool:
    """Tell whether a date without a value is none: “yesterday” in a letter without date, “a happy Easter”."""
    if one.feast:
        return not any(part.start <= start and end <= part.end for part in letter.of("dateline", "head"))
    return one.rule in _RELATIVE and not one.weekday


def _times(reading: Reading, context: Context, dates: Sequence[_Placed]) -> Iterator[Annotation]:
    """Yield the times of day; where a date has the same words, they are the date's."""
    spans = [span for _, span in dates]
    for time in dating.find_times(reading.text, context.words):
        start, end = reading.span(time.start, time.end)
        if not meets(spans, start, end):
            reason = "" if time.when else "it may be before noon or after"
            sure = Certainty.HIGH if time.when else Certainty.UNKNOWN
            attributes = (("when", time.when),) if time.when else ()
            yield Annotation(start, end, "time", claimed("dates", "time", sure, Claim.RULE, reason), attributes)


def _placed(letter: Letter, reading: Reading, context: Context) -> list[_Placed]:
    """Return the dates of the letter in their order."""
    lines = sorted(_lines_that_date(letter, reading))
    found = [one for one in dating.find(reading.text, context.words) if not meets(lines, one.start, one.end)]
    for start, end in lines:
        within = dating.find_in_dateline(reading.text[start:end], context.words)
        found += [one._replace(start=one.start + start, end=one.end + start) for one in within]
    found.sort(key=lambda one: (one.start, one.end))
    return [(one, reading.span(one.start, one.end)) for one in found]


def _own_date(
    letter: Letter, context: Context, found: Sequence[_Placed], years: tuple[int, ...]
) -> tuple[dating.Found | None, date | None, Certainty]:
    """Return the letter's own date, as found (None where the sidecar gives it) and as a day, and how sure it is."""
    if context.sidecar.date:
        given = edtf.parse(context.sidecar.date)
        return (None, given.day, given.certainty) if given else (None, None, Certainty.HIGH)
    main = letter.itself()
    for element in ("dateline", "head"):
        for part in (p for p in letter.of(element) if main is None or main.covers(p)):
            for one, (start, end) in found:
                if part.start <= start and end <= part.end and not one.limit:
                    value = dating.value(one, None, years)
                    if value.day is not None:
                        return one, value.day, value.certainty
    return None, None, Certainty.HIGH


def _remarks(one: dating.Found, words: str, start: int, end: int, value: dating.Value) -> Iterator[Remark]:
    if one.numbers or "guess" in value.reason or value.reason == dating.NO_SUCH_DAY:
        yield _explained(words, start, end, value)
    if one.weekday and value.when and value.day and value.day.isoweekday() != one.weekday:
        yield Remark(
            start,
            end,
            "weekday-differs",
            Severity.INFORMATION,
            f"“{words}” names another weekday than that of {value.when}.",
            "Compare it with the source: day, month, year or weekday may be a slip, or the calendar another.",
        )


def _explained(words: str, start: int, end: int, value: dating.Value) -> Remark:
    return Remark(
        start,
        end,
        "how-read",
        Severity.INFORMATION,
        f"“{words}” is read as {value.first or 'no date'}: {value.reason}.",
        'If that is wrong, give the letter\'s own date in the sidecar: [letter] date = "YYYY-MM-DD".',
    )


def _suggested(words: str, start: int, end: int, value: dating.Value) -> Remark:
    return Remark(
        start,
        end,
        "suggested",
        Severity.INFORMATION,
        f"“{words}” is {value.when}, the letter's own date; it is not marked.",
        f'If it is to be, mark it in the TEI: <date when="{value.when}">.',
    )
