"""The letters of the edition in this repository: their TEI is what the encoder makes of their sources today."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from epistola.config import load
from epistola.diagnostics import has_errors
from epistola.encode import Encoded, Settings, Sidecar, encode, read_authority, read_sidecar, sidecar_path, sources

ROOT = Path(__file__).resolve().parents[1]
EDITION = load(ROOT / "edition.toml")
SOURCES = sources(EDITION.sources)


def encoded(source: Path) -> Encoded:
    sidecar = sidecar_path(source)
    settings = Settings(
        edition=EDITION,
        sidecar=read_sidecar(sidecar) if sidecar.is_file() else Sidecar(),
        authority=read_authority(EDITION.authority_files()),
    )
    return encode(source.read_bytes(), source.name, settings)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_a_letter_of_the_edition_is_encoded_as_it_stands_in_the_repository(
    source: Path, request: pytest.FixtureRequest
) -> None:
    golden = EDITION.tei / f"{source.stem}.xml"
    found = encoded(source)
    assert found.tei is not None, found.diagnostics

    if request.config.getoption("--accept"):
        golden.write_bytes(found.tei)
        return
    assert found.tei.decode().splitlines() == golden.read_text(encoding="utf-8").splitlines()
    assert found.tei == golden.read_bytes()


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_a_letter_of_the_edition_is_encoded_without_errors(source: Path) -> None:
    assert not has_errors(encoded(source).diagnostics)


def test_every_document_of_the_edition_has_a_source() -> None:
    assert {path.stem for path in EDITION.tei.glob("*.xml")} == {source.stem for source in SOURCES}


def test_every_document_of_the_edition_is_valid_by_its_own_schema() -> None:
    schema = etree.RelaxNG(etree.parse(ROOT / "schema/generated/epistola.rng"))

    for path in sorted(EDITION.tei.glob("*.xml")):
        assert schema.validate(etree.parse(path)), f"{path.name}: {schema.error_log}"


def test_every_document_of_the_edition_is_valid_by_all_of_tei(
    oracle: Path, jing: Callable[[Path, list[Path]], list[str]]
) -> None:
    documents = sorted(EDITION.tei.rglob("*.xml"))

    assert documents
    assert jing(oracle / "tei_all.rng", documents) == []
