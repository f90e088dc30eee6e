"""A letter sees the entries to which it points, and those suffice."""

import runpy
from pathlib import Path

import pytest

from epistola.build.slices import visible
from epistola.encode import AuthorityFile, Settings, encode
from epistola.transform import formats, transform

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
PERSONS = f"""{HEAD}<teiHeader><fileDesc><sourceDesc><bibl xml:id="b"/></sourceDesc></fileDesc>
<encodingDesc><listPrefixDef><prefixDef ident="place" matchPattern="([^#]+)" replacementPattern="places.xml#$1"/>
</listPrefixDef></encodingDesc></teiHeader>
<standOff><listPerson>
<person xml:id="anna"><persName>Anna</persName><residence><placeName ref="place:graz"/></residence></person>
<person xml:id="emil"><persName>Emil</persName><idno>https://d-nb.info/gnd/1/</idno></person>
<person xml:id="p-7"><persName>Seven</persName></person>
</listPerson></standOff></TEI>""".encode()
PLACES = f"""{HEAD}<standOff><listPlace>
<place xml:id="styria"><placeName>Styria</placeName><place xml:id="graz"><placeName>Graz</placeName></place></place>
<place xml:id="ulm"><placeName>Ulm</placeName></place>
</listPlace></standOff></TEI>""".encode()


def letter(pointer: str, prefixes: str = "") -> bytes:
    header = f"<teiHeader><encodingDesc>{prefixes}</encodingDesc></teiHeader>"
    return f'{HEAD}{header}<text><body><p><name ref="{pointer}"/></p></body></text></TEI>'.encode()


def seen(data: bytes) -> set[str]:
    whole = b"".join(visible(data, [PERSONS, PLACES])).decode()
    return {name for name in ("anna", "emil", "p-7", "styria", "graz", "ulm") if f'xml:id="{name}"' in whole}


@pytest.mark.parametrize(
    ("pointer", "entries"),
    [
        ("authority/persons.xml#anna", {"anna", "styria", "graz"}),
        ("person:anna", {"anna", "styria", "graz"}),
        ("#ulm", {"ulm"}),
        ("graz", {"styria", "graz"}),
        ("https://www.d-nb.info/gnd/1", {"emil"}),
        ("http://d-nb.info/gnd/1", {"emil"}),
        ("nobody", set()),
    ],
)
def test_a_letter_sees_what_it_points_to_and_what_that_points_to(pointer: str, entries: set[str]) -> None:
    assert seen(letter(pointer)) == entries


def test_what_a_prefix_puts_before_a_pointer_is_followed() -> None:
    prefix = '<prefixDef ident="n" matchPattern="(.+)" replacementPattern="persons.xml#p-$1"/>'

    assert seen(letter("n:7", prefix)) == {"p-7"}


def test_a_letter_with_an_artful_prefix_sees_everything() -> None:
    prefix = '<prefixDef ident="n" matchPattern="(a)(.*)" replacementPattern="persons.xml#$2"/>'

    assert visible(letter("n:anna", prefix), [PERSONS, PLACES]) == (PERSONS, PLACES)


def test_what_cannot_be_read_sees_everything() -> None:
    assert visible(b"<TEI>", [PERSONS]) == (PERSONS,)
    assert visible(letter("anna"), [b"<TEI>"]) == (b"<TEI>",)


def test_an_entry_more_that_a_letter_does_not_see_changes_nothing() -> None:
    more = PERSONS.replace(b"</listPerson>", b'\n<person xml:id="new"><persName>New</persName></person></listPerson>')

    assert visible(letter("anna"), [PERSONS]) == visible(letter("anna"), [more])


def test_each_format_makes_the_same_of_a_letter_with_all_entries_and_with_those_it_sees(
    root: Path, tmp_path: Path
) -> None:
    runpy.run_path(str(root / "tests" / "corpus" / "generate.py"))["generate"](tmp_path / "e", 4, known=30)
    lists = [path.read_bytes() for path in sorted((tmp_path / "e" / "tei" / "authority").iterdir())]
    files = tuple(AuthorityFile(name, data) for name, data in zip(("persons.xml", "places.xml"), lists, strict=True))
    letters = [
        encode(path.read_bytes(), path.name, Settings(authority=files)).tei or b""
        for path in sorted((tmp_path / "e" / "seeds").glob("*.txt"))
    ]
    ours = sorted((root / "tei" / "authority").glob("*.xml"))
    cases = [(data, lists) for data in letters]
    cases += [(path.read_bytes(), [one.read_bytes() for one in ours]) for path in (root / "tei").glob("*.xml")]

    for data, authority in cases:
        some = visible(data, authority)
        assert sum(map(len, some)) < sum(map(len, authority)) + 400
        for kind in formats():
            whole = transform(data, kind.name, authority=authority).content
            assert transform(data, kind.name, authority=some).content == whole, kind.name
