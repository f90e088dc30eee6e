from pathlib import Path, PurePosixPath

import pytest

from epistola.deposit.metadata import Agent, Date, Description, Identifier, Metadata, Related, Rights, Subject, Title
from epistola.deposit.package import Activity, File, Package

ORCID = "0000-0002-1825-0097"


@pytest.fixture
def metadata() -> Metadata:
    return Metadata(
        titles=(Title("Letters from the sea", language="en"), Title("Briefe vom Meer", "TranslatedTitle", "de")),
        creators=(
            Agent(
                "Marin, Ana", "Personal", "Marin", "Ana", (Identifier("0000-0002-1825-0097", "ORCID"),), ("A library",)
            ),
            Agent("The archive", "Organizational"),
        ),
        publisher="The archive",
        year="1999",
        type="Letters",
        doi="10.5072/zenodo.1",
        contributors=(Agent("Reader, R.", "Personal", "Reader", "R.", role="RelatedPerson"),),
        descriptions=(Description("Ten letters <& more>.", language="en"),),
        subjects=(Subject("letters"), Subject("ships", "GND")),
        dates=(Date("1999-05-03", "Issued"), Date("1880/1890", "Created", "the letters")),
        rights=(Rights("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),),
        related=(Related(Identifier("10.1000/182", "DOI"), "IsSupplementTo"),),
        alternates=(Identifier("https://example.org/letters", "URL"),),
        places=("Lisbon",),
        language="en",
        version="2.0",
    )


@pytest.fixture
def package(metadata: Metadata) -> Package:
    source = File(PurePosixPath("seeds/a.txt"), b"Dear B", "text/plain")
    made = Activity((source.path,), "epistola encode", "0.1.0", (("language", "en"),))
    letter = File(PurePosixPath("tei/a.xml"), b"<TEI>Dear B</TEI>", "application/tei+xml", "Letter a", made)
    return Package((source, letter), metadata)


@pytest.fixture
def edition_file(tmp_path: Path) -> Path:
    path = tmp_path / "edition.toml"
    path.write_text(
        '[edition]\ntitle = "Letters"\npublisher = "The archive"\n\n'
        '[edition.licence]\ntarget = "https://creativecommons.org/licenses/by-nc-sa/4.0/"\ntext = "CC BY-NC-SA 4.0"\n',
        encoding="utf-8",
    )
    return path
