from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epistola.encode.dating.calendars import (
    easter,
    feast,
    from_julian,
    from_republican,
    julian_easter,
    republican_months,
    to_julian,
)


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1583, "04-10"),
        (1598, "03-22"),
        (1700, "04-11"),
        (1789, "04-12"),
        (1818, "03-22"),
        (1848, "04-23"),
        (1886, "04-25"),
        (1900, "04-15"),
        (1914, "04-12"),
        (1943, "04-25"),
        (1954, "04-18"),
        (1962, "04-22"),
        (1981, "04-19"),
        (2000, "04-23"),
        (2008, "03-23"),
        (2024, "03-31"),
    ],
)
def test_easter_is_the_sunday_of_the_tables(year: int, day: str) -> None:
    assert easter(year).isoformat() == f"{year}-{day}"


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1900, "04-22"),
        (1916, "04-23"),
        (1917, "04-15"),
        (1918, "05-05"),
        (1962, "04-29"),
        (1983, "05-08"),
        (2000, "04-30"),
        (2008, "04-27"),
        (2010, "04-04"),
        (2016, "05-01"),
        (2017, "04-16"),
        (2024, "05-05"),
    ],
)
def test_easter_by_the_julian_calendar_is_the_sunday_of_the_tables(year: int, day: str) -> None:
    assert julian_easter(year).isoformat() == f"{year}-{day}"


@given(st.integers(1583, 2999))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    assert easter(year).isoweekday() == 7
    assert julian_easter(year).isoweekday() == 7
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("said", "year", "day"),
    [
        ("12-24", 1848, "1848-12-24"),
        ("easter", 1848, "1848-04-23"),
        ("easter+49", 1848, "1848-06-11"),
        ("easter-46", 1848, "1848-03-08"),
        ("julian-easter+1", 1917, "1917-04-16"),
    ],
)
def test_a_feast_has_its_day_in_a_year(said: str, year: int, day: str) -> None:
    found = feast(said, year)

    assert found is not None
    assert found.isoformat() == day


def test_a_feast_on_a_leap_day_is_only_in_leap_years() -> None:
    assert feast("02-29", 1848) == date(1848, 2, 29)
    assert feast("02-29", 1849) is None


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ((1582, 10, 5), "1582-10-15"),
        ((1616, 4, 23), "1616-05-03"),
        ((1700, 2, 29), "1700-03-11"),
        ((1712, 2, 11), "1712-02-22"),
        ((1825, 12, 14), "1825-12-26"),
        ((1900, 2, 29), "1900-03-13"),
        ((1917, 10, 25), "1917-11-07"),
    ],
)
def test_a_day_of_the_julian_calendar_is_one_of_todays(julian: tuple[int, int, int], gregorian: str) -> None:
    found = from_julian(*julian)

    assert found is not None
    assert found.isoformat() == gregorian


@pytest.mark.parametrize("day", [(1825, 2, 29), (1825, 4, 31), (1825, 13, 1), (1825, 1, 0), (9999, 12, 31)])
def test_what_is_no_day_of_the_julian_calendar_has_none(day: tuple[int, int, int]) -> None:
    assert from_julian(*day) is None


@given(st.dates(date(1600, 1, 1), date(2099, 12, 31)))
def test_the_days_of_the_julian_calendar_follow_one_another(day: date) -> None:
    after = day + timedelta(days=1)
    one, next_one = from_julian(day.year, day.month, day.day), from_julian(after.year, after.month, after.day)

    assert one is not None
    assert next_one is not None
    # 29 February of 1700 is a day of the Julian calendar, though not of ours.
    assert (next_one - one).days in ((1, 2) if (after.month, after.day) == (3, 1) else (1,))


@pytest.mark.parametrize(
    ("republican", "gregorian"),
    [
        ((1, 1, 1), "1792-09-22"),
        ((2, 11, 9), "1794-07-27"),
        ((3, 1, 12), "1794-10-03"),
        ((3, 13, 6), "1795-09-22"),
        ((4, 1, 13), "1795-10-05"),
        ((5, 12, 18), "1797-09-04"),
        ((8, 2, 18), "1799-11-09"),
        ((12, 7, 30), "1804-04-20"),
        ((13, 3, 11), "1804-12-02"),
        ((14, 4, 10), "1805-12-31"),
    ],
)
def test_a_day_of_the_republic_is_one_of_todays(republican: tuple[int, int, int], gregorian: str) -> None:
    found = from_republican(*republican)

    assert found is not None
    assert found.isoformat() == gregorian


@pytest.mark.parametrize("day", [(2, 13, 6), (3, 13, 7), (0, 1, 1), (15, 1, 1), (1, 14, 1), (1, 1, 31), (1, 1, 0)])
def test_what_is_no_day_of_the_republic_has_none(day: tuple[int, int, int]) -> None:
    assert from_republican(*day) is None


def test_the_days_of_the_republic_follow_one_another_without_a_gap() -> None:
    days = [
        found
        for year in range(1, 15)
        for month in range(1, 14)
        for day in range(1, 31)
        if (found := from_republican(year, month, day))
    ]

    assert days == [date(1792, 9, 22) + timedelta(days=number) for number in range(len(days))]


def test_a_month_of_the_republic_has_thirty_days_and_the_last_five_or_six() -> None:
    assert republican_months(3, 1) == (date(1794, 9, 22), date(1794, 10, 21))
    assert republican_months(3, 13) == (date(1795, 9, 17), date(1795, 9, 22))
    assert republican_months(4, 13) == (date(1796, 9, 17), date(1796, 9, 21))
    assert republican_months(15, 1) is None


@given(st.dates(date(4, 1, 1), date(2100, 12, 31)))
def test_a_day_is_the_same_there_and_back_in_the_julian_calendar(day: date) -> None:
    assert from_julian(*to_julian(day)) == day
