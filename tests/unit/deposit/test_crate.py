import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rocrate

from epistola.deposit import judging
from epistola.deposit.crate import NAME, crate
from epistola.deposit.package import Package
from epistola.errors import SurroundingsError

CONTEXT = Path(rocrate.__file__).with_name("data") / "ro-crate.jsonld"


def entities(package: Package) -> dict[str, Any]:
    return {entity["@id"]: entity for entity in json.loads(crate(package))["@graph"]}


def test_the_same_package_has_the_same_crate(package: Package) -> None:
    assert crate(package) == crate(package)


def test_the_crate_says_what_the_whole_is(package: Package) -> None:
    found = entities(package)

    assert found["./"]["name"] == "Letters from the sea"
    assert found["./"]["datePublished"] == "1999-05-03"
    assert found["./"]["license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert found["./"]["author"] == [{"@id": "https://orcid.org/0000-0002-1825-0097"}, {"@id": "#The-archive"}]
    assert found["https://doi.org/10.5072/zenodo.1"]["value"] == "doi:10.5072/zenodo.1"


def test_each_file_is_described_and_what_was_made_says_from_what(package: Package) -> None:
    found = entities(package)

    assert found["tei/a.xml"]["sha256"] == package.files[1].sha256
    assert found["tei/a.xml"]["encodingFormat"] == "application/tei+xml"
    action = found["#made-tei/a.xml"]
    assert (action["name"], action["object"], action["result"]) == (
        "epistola encode language=en",
        {"@id": "seeds/a.txt"},
        {"@id": "tei/a.xml"},
    )
    assert found[action["instrument"]["@id"]]["version"] == "0.1.0"
    assert "#made-seeds/a.txt" not in found


def test_a_package_without_files_has_a_crate(package: Package) -> None:
    assert "hasPart" not in entities(replace(package, files=()))["./"]


@pytest.fixture
def judge(root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put roc-validator on the path, without network: from `.venv-judges`, which `.ci/run` makes."""
    python = root / ".venv-judges" / "bin" / "python"
    if not python.with_name("rocrate-validator").exists():
        pytest.skip("needs roc-validator in .venv-judges: python3 -m venv .venv-judges && "
                    ".venv-judges/bin/pip install roc-validator")  # fmt: skip
    program = tmp_path_factory.mktemp("bin") / "rocrate-validator"
    driver = root / "tests/judges/crate.py"
    program.write_text(f'#!/bin/sh\nexec "{python}" "{driver}" "{CONTEXT}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)


@pytest.mark.usefixtures("judge")
def test_roc_validator_finds_nothing_that_is_required_and_missing(package: Package, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(crate(package))
    for file in package.files:
        (tmp_path / file.path).parent.mkdir()
        (tmp_path / file.path).write_bytes(file.content)

    assert list(judging.judge(tmp_path)) == []

    shutil.rmtree(tmp_path / "tei")
    assert list(judging.judge(tmp_path)) != []


def test_without_roc_validator_it_is_said_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(SurroundingsError, match="not installed") as caught:
        list(judging.judge(tmp_path))
    assert "roc-validator" in caught.value.hint


def test_a_judge_that_breaks_down_is_no_verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "rocrate-validator"
    program.write_text("#!/bin/sh\necho '[ERROR] no network'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)

    with pytest.raises(SurroundingsError, match="could not judge"):
        list(judging.judge(tmp_path))
