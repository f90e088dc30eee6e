from pathlib import Path

import pytest

from epistola import resources


def test_a_checkout_has_its_stylesheets_and_schemas_beside_the_sources(root: Path) -> None:
    assert resources.stylesheets() == root / "xslt"
    assert resources.schemas() == root / "schema"


def test_what_travels_inside_the_package_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xslt").mkdir()
    (tmp_path / "schemas").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)

    assert resources.stylesheets() == tmp_path / "xslt"
    assert resources.schemas() == tmp_path / "schemas"
