from epistola.encode.authority.register import AuthorityFile, register
from epistola.encode.context import Context
from epistola.encode.lexicon import lexicon
from epistola.encode.names.known import Known, known_names
from epistola.encode.names.parties import Parties

LISTS = AuthorityFile(
    "names.xml",
    b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>
    <person xml:id="ellen"><persName><forename>Ellen</forename> <surname>Ames</surname></persName></person>
    <person xml:id="john"><persName><forename>John</forename> <surname>Ames</surname></persName></person>
    <person xml:id="beer"><persName><forename>Emil</forename> <surname>Beer-Lindner</surname></persName></person>
    <org xml:id="zeit"><orgName>Zeit</orgName></org></standOff></TEI>""",
)


def known(text: str, code: str = "de") -> list[Known]:
    return list(known_names(text, Parties(), Context(lexicon(code), register([LISTS]))))


def pointers(text: str, code: str = "de") -> list[tuple[str, ...]]:
    return [tuple(entry.pointer for entry in name.meant) for name in known(text, code)]


def test_a_surname_that_two_persons_share_may_be_either() -> None:
    assert pointers("Ames kam.") == [("person:ellen", "person:john")]


def test_a_surname_is_that_of_the_person_named_in_full() -> None:
    assert pointers("Ames kam, ich meine John Ames.") == [("person:john",), ("person:john",)]


def test_hyphens_do_not_count_and_a_genitive_is_told() -> None:
    assert [(name.meant[0].pointer, name.rule) for name in known("Beer Lindner und Beer-Lindners Haus")] == [
        ("person:beer", "surname"),
        ("person:beer", "inflected"),
    ]


def test_english_has_no_genitive_without_an_apostrophe() -> None:
    assert pointers("Beer-Lindners house", "en") == []


def test_a_name_that_is_an_ordinary_word_is_told() -> None:
    assert [name.ordinary for name in known("Die Zeit vergeht; Beer-Lindner bleibt.")] == [False, True]
