"""The letter's own date, once its dates are marked."""

from __future__ import annotations

from epistola.letter import Annotation, Letter

_VALUES = ("when", "from", "notBefore", "notAfter", "to")


def date_of_writing(letter: Letter) -> Annotation | None:
    """Return the date in the first dateline that has one with a value, or else in the first heading.

    What is enclosed has dates of its own, which say nothing about the letter.
    """
    main = letter.itself()
    for element in ("dateline", "head"):
        for part in (p for p in letter.of(element) if main is None or main.covers(p)):
            for date in letter.of("date"):
                if part.covers(date) and earliest(date):
                    return date
    return None


def own_date(letter: Letter) -> str:
    """Return the value of the letter's own date as `@when` has it (of a span, its beginning), or ""."""
    date = date_of_writing(letter)
    return earliest(date) if date is not None else ""


def earliest(date: Annotation) -> str:
    """Return the value of a date: when it was, or when it began, or what it is limited by; "" when it has none."""
    return next((value for name in _VALUES if (value := date.get(name))), "")
