import json
from dataclasses import replace

from datacite import schema45
from lxml import etree

from epistola.deposit import datacite
from epistola.deposit.metadata import Metadata


def test_what_is_written_as_json_is_read_back_as_it_was(metadata: Metadata) -> None:
    assert datacite.from_mapping(json.loads(datacite.to_json(metadata))) == metadata


def test_datacite_accepts_the_json(metadata: Metadata) -> None:
    assert list(schema45.validator.iter_errors(datacite.as_mapping(metadata))) == []


def test_datacite_refuses_a_description_without_year(metadata: Metadata) -> None:
    assert not datacite.is_valid(replace(metadata, year=""))


def test_the_xml_says_the_same_in_datacites_namespace(metadata: Metadata) -> None:
    root = etree.fromstring(datacite.to_xml(metadata))

    found = {etree.QName(child).localname: child for child in root}
    assert etree.QName(root).namespace == "http://datacite.org/schema/kernel-4"
    assert found["identifier"].text == "10.5072/zenodo.1"
    assert found["descriptions"][0].text == "Ten letters <& more>."
    assert [title.text for title in found["titles"]] == ["Letters from the sea", "Briefe vom Meer"]


def test_what_is_not_known_is_not_written(metadata: Metadata) -> None:
    bare = Metadata(metadata.titles, metadata.creators, metadata.publisher, metadata.year)

    assert set(datacite.as_mapping(bare)) == {
        "schemaVersion", "types", "creators", "titles", "publisher", "publicationYear"
    }  # fmt: skip
