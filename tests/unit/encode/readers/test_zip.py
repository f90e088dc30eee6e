from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType

import pytest

from epistola.encode.readers import zip as reader
from epistola.errors import SourceError

Pack = Callable[[Mapping[str, str | bytes]], bytes]
Refusal = Callable[[ModuleType, bytes], SourceError]


def page(text: str, custom: str = "") -> str:
    return (
        f'<PcGts><Page imageFilename="{text[0]}.jpg" imageWidth="10" imageHeight="20"><TextRegion id="r">'
        f'<TextLine id="l" custom="{custom}"><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine></TextRegion>'
        "</Page></PcGts>"
    )


def alto(text: str) -> str:
    return (
        '<alto><Layout><Page WIDTH="1" HEIGHT="2"><PrintSpace><TextBlock><TextLine><String '
        f'CONTENT="{text}"/></TextLine>'
        "</TextBlock></PrintSpace></Page></Layout></alto>"
    )


def test_the_pages_are_one_letter_in_the_order_of_their_names_by_number(pack: Pack) -> None:
    data = pack({"page/10.xml": page("Ten."), "page/9.xml": page("Nine."), "mets.xml": "<mets/>", "9.jpg": b"\xff\xd8"})

    found = reader.read(data, "letter.zip")

    assert found.text == "Nine.\n\nTen.\n"
    assert [(s.id, s.image) for s in found.facsimile] == [("facs.1", "N.jpg"), ("facs.2", "T.jpg")]
    assert [(a.start, a.get("facs")) for a in found.annotations if a.element == "pb"] == [
        (0, "#facs.1"),
        (7, "#facs.2"),
    ]


def test_tags_stand_on_the_words_of_their_page(pack: Pack) -> None:
    data = pack({"1.xml": page("I saw Tom."), "2.xml": page("And Ann.", "person {offset:4; length:3;}")})

    found = reader.read(data, "letter.zip")

    assert [found.text[a.start : a.end] for a in found.annotations if a.element == "persName"] == ["Ann"]


def test_a_sentence_goes_on_over_the_end_of_a_page(pack: Pack) -> None:
    assert reader.read(pack({"1.xml": page("I am in the"), "2.xml": page("old town.")}), "a.zip").text == (
        "I am in the\nold town.\n"
    )


def test_of_the_same_pages_in_two_formats_those_in_page_are_read(pack: Pack) -> None:
    found = reader.read(pack({"alto/1.xml": alto("Dear"), "page/1.xml": page("Dear Tom")}), "letter.zip")

    assert found.text == "Dear Tom\n"


def test_pages_in_alto_are_read(pack: Pack) -> None:
    found = reader.read(pack({"1.xml": alto("Dear"), "2.xml": alto("Tom")}), "letter.zip")

    assert found.text == "Dear\n\nTom\n"
    assert [surface.id for surface in found.facsimile] == ["facs.1", "facs.2"]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"a.txt": "Dear Tom"}, "zip/no-pages"),
        ({"a.xml": "<mets/>"}, "zip/no-pages"),
        ({"a.xml": "<PcGts"}, "zip/not-well-formed"),
        ({"a.xml": "<!DOCTYPE a><PcGts/>"}, "zip/doctype"),
        ({"a.xml": "<PcGts><Page/></PcGts>"}, "page/empty"),
        ({f"{n}.xml": "<a/>" for n in range(501)}, "zip/too-many-pages"),
    ],
)
def test_an_archive_without_readable_pages_is_refused(
    pack: Pack, refusal: Refusal, parts: dict[str, str | bytes], code: str
) -> None:
    assert refusal(reader, pack(parts)).code == code


def test_what_is_no_archive_is_refused(refusal: Refusal) -> None:
    assert refusal(reader, b"Dear Tom").code == "zip/no-archive"
