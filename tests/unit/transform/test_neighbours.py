"""What a page says of other letters: who comes before and after, and where else somebody is named."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from epistola.transform import Neighbours, among, introduction, read_records, transform

GND = "https://d-nb.info/gnd/"


def letter(
    sender: str, addressee: str, day: str, named: Sequence[str] = (), further: str = "", back: str = ""
) -> bytes:
    date = f'<date when="{day}"/>' if day else ""
    names = "".join(f'<persName ref="{ref}">N</persName>' for ref in named)
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>'
        "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><correspDesc>"
        f'<correspAction type="sent"><persName>{sender}</persName>{date}</correspAction>'
        f'<correspAction type="received"><persName>{addressee}</persName></correspAction>{further}</correspDesc>'
        f"</profileDesc></teiHeader><text><body><p>x {names}</p></body>{back}</text></TEI>"
    ).encode()


def edition(**documents: bytes) -> dict[str, Any]:
    known = among((name, introduction(read_records(data, name), name)) for name, data in documents.items())
    return {name: json.loads(known.said(name) or "{}") for name in known.names()}


def page(data: bytes, said: dict[str, Any]) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(transform(data, "html", neighbours=json.dumps(said)).content.decode())


def test_letters_follow_one_another_by_date_and_those_without_have_no_place() -> None:
    said = edition(
        c=letter("A", "B", "1872"),
        a=letter("A", "B", "1871-03-02"),
        d=letter("A", "B", ""),
        b=letter("C", "D", "1871-05"),
    )

    assert (said["a"].get("previous"), said["a"]["next"]) == (None, "b")
    assert (said["b"]["previous"], said["b"]["next"]) == ("a", "c")
    assert "next" not in said["c"]
    assert not {"previous", "next", "previous-with", "next-with"} & said["d"].keys()


def test_a_correspondence_is_that_of_the_same_people_in_either_direction() -> None:
    said = edition(
        a=letter("Ida", "Jan", "1871"),
        b=letter("Ida", "Eva", "1872"),
        c=letter("Jan", "Ida", "1873"),
        d=letter("Ida", "", "1874"),
    )

    assert said["a"]["next-with"] == "c"
    assert said["c"]["previous-with"] == "a"
    assert "next-with" not in said["c"]
    assert not {"previous-with", "next-with"} & (said["b"].keys() | said["d"].keys())


def test_somebody_is_the_same_by_an_address_and_not_by_a_pointer_within_the_document() -> None:
    said = edition(
        a=letter("A", "B", "1871", [f"{GND}1", "#p1", "persons.xml#x"]),
        b=letter("A", "B", "1872", ["http://www.d-nb.info/gnd/1/".replace("www.", ""), "#p1"]),
        c=letter("A", "B", "1873", ["persons.xml#x", f"{GND}2"]),
    )

    assert said["a"]["elsewhere"] == {
        f"{GND}1": {"letters": [["b", ""]], "more": False},
        "persons.xml#x": {"letters": [["c", ""]], "more": False},
    }
    assert said["c"]["elsewhere"].keys() == {"persons.xml#x"}


def test_pointers_within_one_file_mean_the_same_in_all_its_letters() -> None:
    one, other = (read_records(letter("A", "B", day, ["#p1"]), "volume") for day in ("1871", "1872"))

    known = among([("volume-1", introduction(one, "volume")), ("volume-2", introduction(other, "volume"))])

    assert json.loads(known.said("volume-1"))["elsewhere"]["#p1"]["letters"] == [["volume-2", ""]]


def test_of_many_letters_the_nearest_are_named() -> None:
    said = edition(**{f"l{year}": letter("A", "B", str(year), [f"{GND}1"]) for year in range(1871, 1891)})

    found = said["l1880"]["elsewhere"][f"{GND}1"]

    assert [name for name, _ in found["letters"]] == [f"l{year}" for year in range(1875, 1886) if year != 1880]
    assert found["more"]
    assert said["l1880"]["letters"].keys() == {name for name, _ in found["letters"]}


def test_a_date_that_changes_concerns_only_the_letters_around() -> None:
    documents = {f"l{year}": letter("A", "B", str(year), [f"{GND}1"]) for year in range(1800, 1860)}
    before = edition(**documents)
    after = edition(**{**documents, "l1830": letter("A", "B", "1830-06", [f"{GND}1"])})

    assert {name for name in before if before[name] != after[name]} == {
        f"l{year}" for year in range(1825, 1836) if year != 1830
    }


LETTERS = {
    name: introduction(read_records(letter("A", "B", f"187{number % 3}", [f"{GND}{number % 2}"]), name), name)
    for number, name in enumerate("abcdef")
}


def all_said(known: Neighbours) -> dict[str, str]:
    return {name: known.said(name) for name in known.names()}


@given(st.permutations(list(LETTERS)))
def test_the_order_in_which_letters_are_given_does_not_matter(order: list[str]) -> None:
    assert all_said(among((name, LETTERS[name]) for name in order)) == all_said(among(LETTERS.items()))


def told(day: str, named: set[str], targets: set[str], between: str, title: str) -> str:
    return json.dumps(
        {
            "day": day,
            "key": "k",
            "between": [between] if between else [],
            "shown": {"title": [title]},
            "targets": sorted(f"{target}.xml" for target in targets),
            "named": {pointer: [pointer, "everywhere"] for pointer in sorted(named)},
            "entries": {pointer: f"entry-{pointer}" for pointer in named},
        }
    )


NAMES = [f"letter {number}" for number in range(20)]
TOLD = st.builds(
    told,
    st.sampled_from(["", "1871", "1872", "1873-01"]),
    st.sets(st.sampled_from("xyz")),
    st.sets(st.sampled_from(NAMES), max_size=1),
    st.sampled_from(["", "Ida and Jan", "Ida and Eva"]),
    st.sampled_from(["One", "Another"]),
)


@given(
    st.dictionaries(st.sampled_from(NAMES), TOLD, min_size=12),
    st.dictionaries(st.sampled_from(NAMES), TOLD | st.none(), max_size=3),
)
def test_what_changes_step_by_step_is_what_would_be_said_from_the_beginning(
    before: dict[str, str], changes: dict[str, str | None]
) -> None:
    now = dict(before)
    known = among(before.items())
    step_by_step = Neighbours(known.base, now.__getitem__)
    new = {name: words for name, words in changes.items() if words is not None}
    gone = [name for name in changes if name not in new and name in now]
    now.update(new)
    step_by_step.learn(dict.fromkeys(new, b"new"), gone)

    anew = among((name, words) for name, words in now.items() if name not in gone)

    assert all_said(step_by_step) == all_said(anew)
    assert step_by_step.says(NAMES) == anew.says(NAMES)


REGISTER = (
    '<back><listPerson><person xml:id="ida"><persName>Ida Voss</persName><idno type="GND">1</idno></person>'
    "</listPerson></back>"
)


def test_the_page_leads_to_the_letters_around_and_to_the_entries_in_others() -> None:
    documents = {
        "no 1": letter("Ida", "Jan", "1871-03-04", ["#ida"], back=REGISTER),
        "no 2": letter("Eva", "Jan", "1871-03-05", ["#ida"], back=REGISTER),
        "no 3": letter("Jan", "Ida", "1871-03-06"),
    }
    shown = page(documents["no 1"], edition(**documents)["no 1"])

    (step,) = shown.cssselect("nav.way a")
    (with_the_same,) = shown.cssselect(".fact-next-with a")
    (elsewhere,) = shown.cssselect("#reg-ida details.elsewhere a")
    assert (step.get("href"), step.text_content()) == ("no%202.html", "Later letter March 5, 1871: Eva → Jan")
    assert (with_the_same.get("href"), with_the_same.text_content()) == ("no%203.html", "March 6, 1871: Jan → Ida")
    assert elsewhere.get("href") == "no%202.html#reg-ida"


@pytest.mark.parametrize(
    ("target", "href"),
    [("no%203.xml", "no%203.html"), ("https://example.org/3", "https://example.org/3"), ("elsewhere.xml", None)],
)
def test_what_the_tei_says_of_letters_around_goes_before_what_follows_from_dates(target: str, href: str | None) -> None:
    context = f'<correspContext><ref type="next" target="{target}">The answer</ref></correspContext>'
    documents = {
        "no 1": letter("Ida", "Jan", "1871", further=context),
        "no 2": letter("Ida", "Jan", "1872"),
        "no 3": letter("Jan", "Ida", "1873"),
    }
    shown = page(documents["no 1"], edition(**documents)["no 1"])

    (fact,) = shown.cssselect(".fact-next dd")
    assert fact.text_content() == "The answer"
    assert [link.get("href") for link in fact.cssselect("a")] == [href][: href is not None]
    assert not shown.cssselect(".fact-next-with")


def test_a_letter_by_itself_says_nothing_of_others() -> None:
    shown = lxml.html.document_fromstring(transform(letter("A", "B", "1871", ["#ida"], back=REGISTER), "html").content)

    assert not shown.cssselect(".way, .elsewhere, .fact-next-with, .fact-previous-with")
