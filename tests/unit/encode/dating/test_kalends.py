"""Days counted back from the Kalends, Nones and Ides; the examples are in docs/reference/dates.md."""

from datetime import date, timedelta

import pytest

from epistola.encode.dating import find, find_in_dateline, numerals, value
from epistola.encode.dating.calendars import to_julian
from epistola.encode.dating.found import Found
from epistola.encode.dating.kalends import day_before
from epistola.encode.lexicon import lexicon

LATE = (3, 5, 7, 10)
MONTHS = ["Ian", "Febr", "Mart", "Apr", "Mai", "Iun", "Iul", "Aug", "Sept", "Oct", "Nov", "Dec"]


def name(year: int, month: int, day: int) -> str:
    """What a day of the Julian calendar is called, counted by hand: the marks, and the days up to the next one."""
    nones, ides = (7, 15) if month in LATE else (5, 13)
    leap = year % 4 == 0
    if day <= nones:
        mark, count, of = ("Kal", 1, month) if day == 1 else ("Non", nones - day + 1, month)
    elif day <= ides:
        mark, count, of = "Id", ides - day + 1, month
    else:
        length = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
        late = leap and month == 2 and day > 24
        mark, count, of = "Kal", length + 2 - day + late, month % 12 + 1
        if late and day == 25:
            return f"bis VI Kal. Mart. {year}"
    of_year = year + 1 if mark == "Kal" and month == 12 and day > 1 else year
    lead = {1: "", 2: "pridie "}.get(count, f"a. d. {count} ")
    return f"{lead}{mark}. {MONTHS[of - 1]}. {of_year}"


def julian_days(year: int) -> list[tuple[int, int, int]]:
    first = date(year, 1, 11)
    days = [to_julian(first + timedelta(days=number)) for number in range(-20, 380)]
    return [day for day in days if day[0] == year]


@pytest.mark.parametrize("year", [1519, 1520])
def test_every_day_of_a_year_is_read_from_its_latin_name(year: int) -> None:
    days = julian_days(year)

    assert len(days) == (366 if year % 4 == 0 else 365)
    for day in days:
        words = name(*day)
        (found,) = find(words, lexicon("la"))
        said = dict(value(found, None).attributes)
        # The days before the Kalends of January are given the year that is written.
        written = int(words[-4:]) if (day[1], day[2]) > (12, 13) else year
        assert (words, said["when-custom"]) == (words, f"{written:04}-{day[1]:02}-{day[2]:02}")


def test_in_a_leap_year_the_days_after_the_doubled_one_are_a_day_later() -> None:
    whole = Found(0, 10, year=1520)

    days = [day_before(whole, "kalends", 3, count).day for count in (16, 7, 6, 5, 4, 3, 2, 1)]
    assert days == [14, 23, 24, 26, 27, 28, 29, 1]
    assert day_before(whole, "kalends", 3, 6, second=True).day == 25


def test_without_a_year_the_last_days_of_february_are_not_known() -> None:
    assert [(one.month, one.day) for one in find("V Kal. Mart.", lexicon("la"))] == [(2, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Non est id maius quam hoc.",
        "Id. est, non. Maii",
        "cal. centum",
        "XX Kal. Mart. non est",
        "vi et armis maii",
        "I Martii",
    ],
)
def test_common_words_are_no_marks_of_the_month(text: str) -> None:
    assert [text[one.start : one.end] for one in find(text, lexicon("la")) if one.rule == "counted" and one.day] in (
        [],
        ["Kal. Mart."],
    )


@pytest.mark.parametrize("code", ["en", "de", "fr", "it", "es"])
def test_a_latin_dateline_is_read_in_letters_of_any_language(code: str) -> None:
    found = find_in_dateline("Basileae, VI. Calend. Septemb. Anno MDXIX", lexicon(code))

    assert [value(one, None).when for one in found] == ["1519-09-06"]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("MDXVI", 1516),
        ("M.D.XVIII.", 1518),
        ("M. D. XVI", 1516),
        ("CIƆIƆXVI", 1516),
        ("cIↄ Iↄ xcv", 1595),
        ("CIↃ IↃ C XVII", 1617),
        ("MDXXXXVIIII", 1549),
        ("xij", 12),
        ("XIIII", 14),
        ("IIX", 8),
        ("XIX", 19),
        ("", None),
        ("MIL", None),
        ("IC", None),
        ("VX", None),
    ],
)
def test_roman_numbers_are_read_as_printers_set_them(written: str, number: int | None) -> None:
    assert numerals.number(written) == number


def test_roman_numbers_are_read_as_they_are_usually_written() -> None:
    signs = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")]
    signs += [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    for number in range(1, 2100):
        written, left = "", number
        for worth, sign in signs:
            written, left = written + sign * (left // worth), left % worth
        assert numerals.number(written) == number
