import importlib
import sys
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from types import ModuleType

import pytest

from epistola import discovery


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A package with two modules and a private one."""
    name = f"room_{tmp_path.name}"
    package = tmp_path / name
    package.mkdir()
    for module in ("__init__", "walnut", "almond", "_kernel"):
        (package / f"{module}.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    return importlib.import_module(name)


def test_the_modules_of_a_folder_are_found_by_name_and_private_ones_are_not(room: ModuleType) -> None:
    found = discovery.modules(room)

    assert list(found) == ["almond", "walnut"]
    assert found["walnut"].__name__ == f"{room.__name__}.walnut"


def test_an_entry_point_adds_a_module_or_takes_the_place_of_one(
    room: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = EntryPoints([EntryPoint("walnut", "json", "nuts"), EntryPoint("pecan", "tomllib", "nuts")])
    monkeypatch.setattr(discovery, "_entry_points", lambda group: points.select(group=group))

    found = discovery.modules(room, "nuts")

    assert list(found) == ["almond", "pecan", "walnut"]
    assert found["walnut"].__name__ == "json"


def test_what_an_installed_package_offers_is_found(
    room: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = tmp_path / "hazel" / "hazel-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: hazel\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[nuts.of_others]\nhazel = json\n")
    monkeypatch.syspath_prepend(str(about.parent))

    assert list(discovery.modules(room, "nuts.of_others")) == ["almond", "hazel", "walnut"]
    assert list(discovery.modules(room, "nuts.of_nobody")) == ["almond", "walnut"]


def test_one_module_is_found_without_the_others(room: ModuleType) -> None:
    assert discovery.module(room, "walnut").__name__ == f"{room.__name__}.walnut"
    assert f"{room.__name__}.almond" not in sys.modules
    with pytest.raises(KeyError):
        discovery.module(room, "chestnut")
