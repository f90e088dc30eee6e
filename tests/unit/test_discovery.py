import importlib
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
    monkeypatch.setattr(discovery, "entry_points", lambda group: points.select(group=group))

    found = discovery.modules(room, "nuts")

    assert list(found) == ["almond", "pecan", "walnut"]
    assert found["walnut"].__name__ == "json"
