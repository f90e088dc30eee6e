"""What a stranger's machine gets: a wheel in which everything travels, and a Makefile that says what it needs."""

import importlib.util
import os
import shutil
import site
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
EDITION = ("edition.toml", "seeds", "tei/authority", "schema/rules")
NO_INDEX = ("No matching distribution", "Could not find a version", "Connection", "Temporary failure")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built from a copy of what the repository has."""
    folder = tmp_path_factory.mktemp("wheel")
    isolation = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", *isolation, "--wheel-dir", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    if built.returncode and any(words in built.stderr for words in NO_INDEX):
        pytest.skip("needs hatchling, and there is no package index from which it could be installed")
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `epistola` of a fresh environment, into which the wheel was installed; other packages are borrowed."""
    environment = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    packages = next(environment.glob("lib/python*/site-packages"))
    (packages / "borrowed.pth").write_text("\n".join(site.getsitepackages()))
    install = ["-m", "pip", "--python", str(environment / "bin/python"), "install", "--no-deps", "--quiet"]
    subprocess.run([sys.executable, *install, "--force-reinstall", str(wheel)], check=True)
    return environment / "bin" / "epistola"


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy of the edition without anything that a build makes."""
    for name in EDITION:
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target)
        elif (ROOT / name).is_file():
            shutil.copy(ROOT / name, target)
    return tmp_path


def test_stylesheets_and_schemas_travel_in_the_wheel(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    stylesheets = {f"epistola/{path.relative_to(ROOT)}" for path in (ROOT / "xslt").rglob("*.xsl")}
    schemas = {f"epistola/schemas/generated/{path.name}" for path in (ROOT / "schema/generated").iterdir()}
    data = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.toml")}

    assert stylesheets
    assert schemas
    assert (stylesheets | schemas | data | {"epistola/schemas/epistola.odd", "epistola/py.typed"}) - inside == set()


def test_an_installed_epistola_builds_an_edition_far_from_the_checkout(installed: Path, edition: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    built = subprocess.run(
        [installed, "build"], cwd=edition, env=environment, capture_output=True, text=True, check=False
    )

    assert built.returncode == 0, built.stderr
    assert "first." in built.stderr.splitlines()[-1]
    for letter in (ROOT / "seeds").glob("*.txt"):
        assert (edition / "tei" / f"{letter.stem}.xml").is_file()
        assert (edition / "out" / f"{letter.stem}.html").is_file()


def test_what_an_installed_epistola_uses_is_what_was_installed(installed: Path) -> None:
    program = "from epistola import resources; print(resources.stylesheets(), resources.schemas())"

    said = subprocess.run(
        [installed.with_name("python"), "-c", program], cwd="/", capture_output=True, text=True, check=True
    )

    assert all(Path(path).is_relative_to(installed.parents[1]) for path in said.stdout.split())
    assert all(Path(path).is_dir() for path in said.stdout.split())


def make(folder: Path, *programs: tuple[str, str]) -> subprocess.CompletedProcess[str]:
    """Run make in a folder with our Makefile, where no other programs are found than these (name and script)."""
    found = folder / "bin"
    found.mkdir()
    for name, script in programs:
        (found / name).write_text(f"#!/bin/sh\n{script}\n")
        (found / name).chmod(0o755)
    for name in ("Makefile", "pyproject.toml", "hatch_build.py", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    program = shutil.which("make")
    assert program is not None
    return subprocess.run([program], cwd=folder, env={"PATH": str(found)}, capture_output=True, text=True, check=False)


needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


@needs_make
def test_make_says_which_python_it_needs_when_there_is_none(tmp_path: Path) -> None:
    done = make(tmp_path)

    assert done.returncode != 0
    assert "Epistola needs Python 3.11 or newer, and there is none on your PATH." in done.stderr
    assert not (tmp_path / ".venv").exists()


@needs_make
def test_make_does_not_take_a_python_that_is_too_old(tmp_path: Path) -> None:
    done = make(tmp_path, ("python3", "exit 1"))

    assert "Epistola needs Python 3.11 or newer" in done.stderr


@needs_make
def test_make_says_what_to_install_when_python_cannot_make_environments(tmp_path: Path) -> None:
    done = make(tmp_path, ("python3", 'case "$2" in *ensurepip*) exit 1;; esac'))

    assert done.returncode != 0
    assert "python3 can't make virtual environments" in done.stderr
    assert "apt install python3-venv" in done.stderr


def test_every_package_is_pinned_to_one_version_and_to_no_place_on_a_disk() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]

    assert pins
    assert [pin for pin in pins if "==" not in pin or "/" in pin or "@" in pin] == []
