from pathlib import Path

import pytest

from epistola.config import Editor, load
from epistola.deposit.description import agent, describe, doi_in, lacking, lacks_as_diagnostics, rights
from epistola.deposit.metadata import Identifier


@pytest.mark.parametrize(
    ("address", "identifier"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("http://creativecommons.org/licenses/by-nc-sa/3.0", "CC-BY-NC-SA-3.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", ""),
        ("https://example.org/ours", ""),
    ],
)
def test_a_licence_is_known_by_its_address(address: str, identifier: str) -> None:
    assert rights("words", address).identifier == identifier


def test_an_editor_with_a_family_name_is_a_person_and_one_without_is_a_body() -> None:
    person = agent(Editor("am", "edited by", "Ana Marin", "Marin", "Ana", "https://orcid.org/0000-0002-1825-0097"))
    body = agent(Editor("archive", "published by", "The archive"))

    assert (person.kind, person.name) == ("Personal", "Marin, Ana")
    assert person.identifiers == (Identifier("0000-0002-1825-0097", "ORCID"),)
    assert (body.kind, body.name, body.identifiers) == ("Organizational", "The archive", ())


@pytest.mark.parametrize("text", ["10.1000/182", "doi:10.1000/182", "https://doi.org/10.1000/182"])
def test_a_doi_is_recognised_however_it_is_written(text: str) -> None:
    assert doi_in(text) == "10.1000/182"


def test_an_address_is_no_doi() -> None:
    assert doi_in("https://example.org/10.1000") == ""


def test_what_is_missing_is_named_with_the_line_where_it_belongs(edition_file: Path) -> None:
    edition = load(edition_file)

    found = lacks_as_diagnostics(edition, lacking(describe(edition)))

    assert [(lack.place.line, lack.message.split("”")[0]) for lack in found] == [
        (2, "“edition.date"),
        (2, "“edition.description"),
        (2, "“edition.editors"),
    ]
    assert all(lack.place.file == str(edition_file) and lack.hint for lack in found)


def test_a_complete_edition_lacks_nothing(root: Path) -> None:
    assert list(lacking(describe(load(root / "edition.toml")))) == []


def test_keywords_relations_and_settings_of_targets_come_from_the_table_deposit(edition_file: Path) -> None:
    with edition_file.open("a", encoding="utf-8") as file:
        file.write(
            '\n[deposit]\ndoi = "10.5072/1"\nversion = "1.1"\nsubjects = ["letters"]\n'
            '[[deposit.related]]\nidentifier = "doi:10.1000/182"\nrelation = "IsDerivedFrom"\n'
            '[deposit.zenodo]\ncommunity = "letters"\n'
        )

    edition = load(edition_file)
    metadata = describe(edition)

    assert (metadata.doi, metadata.version) == ("10.5072/1", "1.1")
    assert [(related.identifier.value, related.relation) for related in metadata.related] == [
        ("10.1000/182", "IsDerivedFrom")
    ]
    assert edition.deposit.targets == {"zenodo": {"community": "letters"}}
