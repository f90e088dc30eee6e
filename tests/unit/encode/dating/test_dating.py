from datetime import date

import pytest

from epistola.encode.dating import find, find_in_dateline, value
from epistola.encode.lexicon import languages, lexicon
from epistola.letter import Certainty

HIGH, MEDIUM, LOW, UNKNOWN = Certainty.HIGH, Certainty.MEDIUM, Certainty.LOW, Certainty.UNKNOWN
AUTUMN_1962 = date(1962, 10, 30)


def read(text: str, code: str, anchor: date | None = None) -> list[tuple[str, str, Certainty]]:
    """The dates of a text as they stand there, their values, and how sure these are."""
    found = list(find(text, lexicon(code)))
    years = tuple(one.year for one in found if one.year is not None and one.year_digits == 4)
    values = [value(one, anchor, years) for one in found]
    return [
        (text[one.start : one.end], one_value.when, one_value.certainty)
        for one, one_value in zip(found, values, strict=True)
    ]


@pytest.mark.parametrize(
    ("code", "words", "when"),
    [
        ("en", "October 30, 1962", "1962-10-30"),
        ("en", "Oct. 30, 1962", "1962-10-30"),
        ("en", "30th October 1962", "1962-10-30"),
        ("en", "30th day of October, 1962", "1962-10-30"),
        ("en", "Tuesday, October 30th, 1962", "1962-10-30"),
        ("en", "OCTOBER 30, 1962", "1962-10-30"),
        ("en", "8ber 3, 1762", "1762-10-03"),
        ("en", "October 1962", "1962-10"),
        ("en", "1962-10-04", "1962-10-04"),
        ("de", "30. Oktober 1962", "1962-10-30"),
        ("de", "Dienstag, den 30. Oktober 1962", "1962-10-30"),
        ("de", "30. Okt. 1962", "1962-10-30"),
        ("de", "30.10.1962", "1962-10-30"),
        ("de", "4. 5. 1962", "1962-05-04"),
        ("de", "4./V. 1962", "1962-05-04"),
        ("de", "4. v. 1962", "1962-05-04"),
        ("de", "3. Jänner 1871", "1871-01-03"),
        ("de", "1962-10-04", "1962-10-04"),
        ("fr", "1er avril 1917", "1917-04-01"),
        ("fr", "ler avril 1917", "1917-04-01"),
        ("fr", "Ier avril 1917", "1917-04-01"),
        ("fr", "mardi 30 octobre 1962", "1962-10-30"),
        ("fr", "30 AOÛT 1917", "1917-08-30"),
        ("fr", "30/10/1962", "1962-10-30"),
        ("fr", "5 Xbre 1817", "1817-12-05"),
    ],
)  # fmt: skip
def test_a_full_date_has_its_value_whatever_its_form(code: str, words: str, when: str) -> None:
    assert read(f"On {words}, it rained.", code) == [(words, when, HIGH)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "May I ask whether they march 20 miles?"),
        ("en", "in 24 or 72 hours"),
        ("en", "on the 31st of June"),
        ("en", "the score was 13/13/62"),
        ("en", "at 3.15 for 12.50"),
        ("de", "um 3.15 Uhr für 12.50 Mark"),
        ("de", "den 31. Juni"),
        ("de", "um 1/2 8 oder 3/4 9 Uhr"),
        ("de", "am 3.15."),
        ("fr", "les 3/4 du 32 mars"),
        ("en", "the last third of the 20th century"),
        ("en", "three coups in the last year"),
        ("en", "Christmas dinner at Corpus Christi College"),
        ("en", "p. 1848, No. 1848, £1848, §1848"),
        ("de", "Guten Morgen, und jeden Morgen"),
        ("de", "im Allerseelen-Heft"),
        ("de", "die Cantate von Jacobi, und Martini; ein 1870er Wein"),
        ("fr", "à Saint-Louis, à Saint-Pierre de Rome"),
        ("en", "the 5 current members"),
        ("de", "das Heft. »Morgen« ist eine Zeitschrift"),
        ("fr", "chaque mardi, chaque jour"),
        ("en", "Psalm 3:16, John 3.16, Gen. 1, 3–5, pp. 3–7, ch. 5, 2nd edition"),
        ("en", "1500 marks for 1848 men, of 1200 men, in 1500 places; £3.10.6 or 3/6"),
        ("en", "on 5th Avenue, tel. 1914 2031, the 9th Foot, the 12th man"),
        ("de", "S. 3. 4., Röm. 3, 4, S. 12–15, 2. Akt, 4. 5. Szene, Nr. 3/4, Op. 3. 4"),
        ("de", "im 2. April-Heft, 1. 2. 3. und 4. Bd., 4.5 km, 12.5 Prozent, 1.000"),
        ("de", "von 1848 Mann, in 1500 Exemplaren, 1890 Exemplare, 1500 Mark"),
        ("fr", "p. 3-7, no 3/4, Jean 3, 16, 1500 francs, en 1500 lieux, de 1848 moutons"),
        ("fr", "Mars est une planète; la mer; or dix francs"),
    ],
)
def test_what_is_no_date_is_left_alone(code: str, text: str) -> None:
    assert [words for words, _, _ in read(text, code)] == []


@pytest.mark.parametrize(
    ("words", "when", "certainty"),
    [
        ("10/30/62", "1962-10-30", HIGH),
        ("30/10/62", "1962-10-30", HIGH),
        ("10.30.62", "1962-10-30", HIGH),
        ("11/11/62", "1962-11-11", HIGH),
        ("10/11/62", "1962-10-11", LOW),
    ],
)
def test_numbers_in_english_are_read_by_what_is_possible(words: str, when: str, certainty: Certainty) -> None:
    assert read(words, "en", AUTUMN_1962) == [(words, when, certainty)]


@pytest.mark.parametrize(
    ("words", "anchor", "reason"),
    [
        ("10/30/62", None, "there is no month 30"),
        ("30/10/62", None, "there is no month 30"),
        ("10/11/62", AUTUMN_1962, "either number may be the month"),
        ("2/11/62", date(1962, 11, 2), "read like the letter's own date"),
        ("11/2/62", date(1962, 11, 2), "read like the letter's own date"),
        ("10/30/62", date(1961, 1, 1), "the century is that of 1961"),
        ("10/30/62", None, "a guess between 1850 and 1949"),
    ],
)
def test_a_date_in_numbers_says_how_it_was_read(words: str, anchor: date | None, reason: str) -> None:
    (found,) = find(words, lexicon("en"))

    assert reason in value(found, anchor).reason


@pytest.mark.parametrize(
    ("words", "anchor", "when", "certainty"),
    [
        ("October 28", AUTUMN_1962, "1962-10-28", HIGH),
        ("December 24", date(1890, 1, 3), "1889-12-24", HIGH),
        ("January 3", date(1889, 12, 24), "1890-01-03", HIGH),
        ("May 3", date(1889, 12, 24), "1890-05-03", MEDIUM),
        ("February 29", date(1961, 1, 10), "1960-02-29", MEDIUM),
        ("February 29", date(1901, 1, 10), "--02-29", LOW),
        ("October 28", None, "--10-28", MEDIUM),
    ],
)
def test_a_day_without_a_year_belongs_to_the_year_in_which_it_is_nearest(
    words: str, anchor: date | None, when: str, certainty: Certainty
) -> None:
    assert read(words, "en", anchor) == [(words, when, certainty)]


@pytest.mark.parametrize(
    ("text", "anchor", "when", "certainty"),
    [
        ("3 May '27", date(1861, 3, 4), "1827-05-03", HIGH),
        ("3 May '98", date(1903, 3, 4), "1898-05-03", HIGH),
        ("3 May 903", None, "1903-05-03", HIGH),
        ("3 May '27", None, "1927-05-03", LOW),
        ("3 May '62", None, "1862-05-03", LOW),
    ],
)
def test_a_short_year_is_filled_up(text: str, anchor: date | None, when: str, certainty: Certainty) -> None:
    assert read(text, "en", anchor) == [(text, when, certainty)]


def test_a_short_year_belongs_to_the_century_of_a_full_one_beside_it() -> None:
    assert [when for _, when, _ in read("3 May 1827, then 4 May '28", "en")] == ["1827-05-03", "1828-05-04"]


@pytest.mark.parametrize(
    ("code", "words", "attributes"),
    [
        ("en", "10/22 November 1825", "when=1825-11-22 when-custom=1825-11-10 calendar=#julian #gregorian"),
        ("en", "20 Dec./1 Jan. 1826", "when=1826-01-01 when-custom=1825-12-20 calendar=#julian #gregorian"),
        ("en", "20 Dec. 1825/1 Jan. 1826", "when=1826-01-01 when-custom=1825-12-20 calendar=#julian #gregorian"),
        ("en", "November 10/22, 1825", "when=1825-11-22 when-custom=1825-11-10 calendar=#julian #gregorian"),
        ("en", "3/13 May 1648", "when=1648-05-13 when-custom=1648-05-03 calendar=#julian #gregorian"),
        ("en", "10/21 November 1825", "when=1825-11-21 when-custom=1825-11-10 calendar=#julian #gregorian"),
        ("en", "10/12 November 1825", "from=1825-11-10 to=1825-11-12"),
        ("en", "11 Feb. 1712/13", "when=1713-02-22 when-custom=1713-02-11 calendar=#julian"),
        ("en", "11 Feb. 1712/3", "when=1713-02-22 when-custom=1713-02-11 calendar=#julian"),
        ("en", "11 May 1712/13", "when=1713-05-22 when-custom=1713-05-11 calendar=#julian"),
        ("en", "10 May 1712 N.S.", "when=1712-05-10"),
        ("en", "10 (21) May 1712", "when=1712-05-21 when-custom=1712-05-10 calendar=#julian #gregorian"),
        ("en", "21/10 May 1712", "when=1712-05-21 when-custom=1712-05-10 calendar=#julian #gregorian"),
        ("en", "3 May O.S. 1712", "when=1712-05-14 when-custom=1712-05-03 calendar=#julian"),
        ("en", "10 May 1712 O.S.", "when=1712-05-21 when-custom=1712-05-10 calendar=#julian"),
        ("en", "29 February 1700 O.S.", "when=1700-03-11 when-custom=1700-02-29 calendar=#julian"),
        ("de", "17./29. Mai 1881", "when=1881-05-29 when-custom=1881-05-17 calendar=#julian #gregorian"),
        ("fr", "le 20 décembre/1er janvier 1826", "when=1826-01-01 when-custom=1825-12-20 calendar=#julian #gregorian"),
    ],
)
def test_a_day_of_the_old_style_has_its_day_of_the_new(code: str, words: str, attributes: str) -> None:
    (found,) = find(words, lexicon(code))

    assert " ".join(f"{name}={said}" for name, said in value(found, None).attributes) == attributes


def test_two_days_beside_one_another_are_surest_when_they_are_the_same_by_both_calendars() -> None:
    days = ("10/22 November 1825", "10/21 November 1825", "10/12 November 1825")

    assert [read(words, "en")[0][2] for words in days] == [HIGH, LOW, MEDIUM]


def test_a_year_that_does_not_follow_the_one_before_it_is_no_part_of_the_date() -> None:
    assert [words for words, _, _ in read("11 Feb. 1712/15", "en")] == ["11 Feb. 1712"]


@pytest.mark.parametrize(
    ("anchor", "when"),
    [
        (date(1962, 10, 30), "1962-10-23"),  # a Tuesday: the last is a week ago
        (date(1962, 10, 31), "1962-10-30"),
        (date(1962, 10, 29), "1962-10-23"),
        (date(1963, 1, 1), "1962-12-25"),
    ],
)
def test_last_tuesday_is_the_last_before_the_day_of_writing(anchor: date, when: str) -> None:
    assert read("last Tuesday", "en", anchor) == [("last Tuesday", when, MEDIUM)]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("the 31st ult.", ""),  # September has no 31st day
        ("the 30th ult.", "1962-09-30"),
        ("the 1st prox.", "1962-11-01"),
        ("in October last", "1961-10"),
        ("the 31st of October last", "1961-10-31"),
        ("the 29th of October last", "1962-10-29"),
        ("in October next", "1963-10"),
        ("from the 29th to the 31st of May", ""),
    ],
)
def test_days_and_months_are_reckoned_from_the_day_of_writing(text: str, when: str) -> None:
    assert [one for _, one, _ in read(text, "en", AUTUMN_1962)] == [when]


@pytest.mark.parametrize("words", ["29 February 1861", "29 February 1900"])
def test_a_day_that_its_year_does_not_have_has_no_value(words: str) -> None:
    assert read(words, "en") == [(words, "", UNKNOWN)]


def test_a_weekday_alone_has_no_value() -> None:
    assert read("come on Monday", "en", AUTUMN_1962) == [("Monday", "", UNKNOWN)]


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("en", "It was 18 April. Then it rained.", "18 April"),
        ("en", "It was 18 Apr. and rained.", "18 Apr."),
        ("de", "am 2. Mai. Dann", "2. Mai"),
        ("fr", "le 27 février. Puis", "27 février"),
        ("fr", "le 27 févr. à midi", "27 févr."),
    ],
)
def test_the_full_stop_of_a_sentence_is_no_part_of_a_date(code: str, text: str, words: str) -> None:
    assert [found for found, _, _ in read(text, code)] == [words]


def test_dates_come_in_the_order_of_the_text_and_none_lies_within_another() -> None:
    text = "Monday, October 29, 1962, then October 30, and 11/2/62"
    found = list(find(text, lexicon("en")))

    assert [text[one.start : one.end] for one in found] == ["Monday, October 29, 1962", "October 30", "11/2/62"]


@pytest.mark.parametrize("code", languages())
def test_every_name_of_a_month_is_known_in_every_language(code: str) -> None:
    words = lexicon(code)

    for name, month in words.months.items():
        spelt = name.capitalize() if name in words.dates["words-in-lower-case"] else name
        assert [when for _, when, _ in read(f"3 {spelt} 1961", code)] == [f"1961-{month:02}-03"]


@pytest.mark.parametrize(
    ("code", "text", "whens"),
    [
        ("en", "Novr 3d 1776", ["1776-11-03"]),
        ("en", "Feby. 2nd 1812", ["1812-02-02"]),
        ("en", "Sepr 10 1811", ["1811-09-10"]),
        ("en", "Easter Tuesday 1860", ["1860-04-10"]),
        ("en", "Eve of St. Agnes 1819", ["1819-01-20"]),
        ("en", "2 May [18]50", ["1850-05-02"]),
        ("en", "Sept 18th.\n3062 KIRCHSTETTEN", ["--09-18"]),
        ("de", "am Abend Johannis 1845", ["1845-06-23"]),
        ("de", "Cantate 1845", ["1845-04-20"]),
        ("de", "Dienstag nach Jacobi 1845", ["1845-07-29"]),
        ("fr", "à la Saint-Martin", ["--11-11"]),
        ("de", "Sonntag nach Trinitatis 1745", ["1745-06-20"]),
        ("de", "12. Heumonat 1760", ["1760-07-12"]),
        ("de", "vom 3. zum 4. Mai 1890", ["1890-05-03"]),
        ("fr", "mercredi 1er jour de mai 1772", ["1772-05-01"]),
        ("fr", "le premier de mai 1772", ["1772-05-01"]),
        ("fr", "lundi de Pâques 1850", ["1850-04-01"]),
        ("fr", "Lundi de Pâques 1850", ["1850-04-01"]),
        ("fr", "le lendemain de Pâques 1850", ["1850-04-01"]),
        ("fr", "14 juillet [1789]", ["1789-07-14"]),
        ("it", "il dì 3 di maggio del 1745", ["1745-05-03"]),
        ("es", "14 de noviembre del año de 1812", ["1812-11-14"]),
    ],
)
def test_a_line_of_another_time_has_its_value(code: str, text: str, whens: list[str]) -> None:
    assert [value(one, None).first for one in find_in_dateline(text, lexicon(code))] == whens


@pytest.mark.parametrize(
    ("code", "text", "certainty"),
    [
        ("en", "3 May 1753", HIGH),
        ("en", "3 May 1751", MEDIUM),
        ("en", "3 February 1751", LOW),
        ("en", "3 May 1516", HIGH),
        ("en", "3 February 1516", MEDIUM),
        ("de", "3. Mai 1701", HIGH),
        ("de", "3. Mai 1699", LOW),
        ("fr", "3 mai 1699", HIGH),
        ("ru", "3 мая 1871", MEDIUM),
        ("ru", "3 мая 1919", HIGH),
        ("ru", "Пасха 1871", HIGH),
        ("en", "Easter 1745", MEDIUM),
        ("de", "Ostern 1690", LOW),
    ],
)
def test_a_day_is_as_sure_as_its_calendar(code: str, text: str, certainty: Certainty) -> None:
    assert [one for _, _, one in read(text, code)] == [certainty]


def test_before_the_gregorian_calendar_a_day_of_the_month_is_reckoned_by_the_julian() -> None:
    (found,) = find("die 5 huius", lexicon("la"))

    given = dict(value(found, date(1516, 6, 8)).attributes)  # 29 May by the Julian calendar
    assert (given["when"], given["when-custom"]) == ("1516-05-15", "1516-05-05")
