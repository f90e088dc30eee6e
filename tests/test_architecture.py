"""What holds for the whole: who imports whom, sizes, documentation, and what must not be anywhere."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from importlinter.cli import lint_imports
from lxml import etree

import epistola
from epistola.cli import epistola as program
from epistola.transform import formats

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
LONGEST_MODULE = 350
LONGEST_FUNCTION = 45
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked() -> list[Path]:
    """The files of the repository; without git, the test that asks is skipped."""
    if not (ROOT / ".git").exists():
        pytest.skip("needs the git repository: this is an unpacked archive")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    paths = [ROOT / path for path in listed.stdout.decode().split("\0") if path]
    return [path for path in paths if path.is_file()]


def reference() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs/reference").glob("*.md")))


def commands(group: click.Group, words: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for entry in group.list_commands(context):
        command = group.get_command(context, entry)
        assert command is not None
        yield f"{words} {entry}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{words} {entry}")


COMMANDS = dict(commands(program, "epistola"))


def test_imports_point_one_way(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)

    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)

    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_bytes())), f"{name(path)} has no docstring"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_modules_and_functions_can_be_read_at_a_sitting(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, Function)]
    long = {f.name: length(f) for f in functions if length(f) > LONGEST_FUNCTION}

    assert len(source.splitlines()) <= LONGEST_MODULE
    assert not long


def length(function: Function) -> int:
    return (function.end_lineno or 0) - function.lineno + 1


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_has_help_with_an_example_and_a_place_in_the_reference(words: str) -> None:
    command = COMMANDS[words]

    assert command.help
    assert (command.epilog or "").startswith(f"Example: {words} ")
    assert f"`{words}`" in reference()


@pytest.mark.parametrize("words", COMMANDS)
def test_every_option_is_in_the_reference_of_its_command(words: str) -> None:
    manual = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    section = re.split(r"^#+ ", manual.partition(f"# `{words}`\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    options = [option for p in COMMANDS[words].params for option in p.opts if option.startswith("--")]

    assert [option for option in options if f"`{option}" not in section] == []


@pytest.mark.parametrize("kind", [kind.name for kind in formats()])
def test_every_output_format_is_in_the_reference(kind: str) -> None:
    assert f"`{kind}`" in reference()


@pytest.mark.parametrize("public", epistola.__all__)
def test_every_public_name_is_documented(public: str) -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

    assert getattr(epistola, public).__doc__
    assert any(re.search(rf"\b{public}\b", page.read_text(encoding="utf-8")) for page in pages)


def test_no_code_knows_the_persons_of_the_edition() -> None:
    persons = etree.parse(ROOT / "tei/authority/persons.xml")
    surnames = {str(element.text) for element in persons.iterfind(".//{*}surname")}
    words = re.compile(rf"\b({'|'.join(map(re.escape, sorted(surnames)))})\b", re.IGNORECASE)
    code = [path for folder in ("src", "xslt") for path in (ROOT / folder).rglob("*") if is_text(path)]
    code.remove(ROOT / "src/epistola/encode/data/geonames.txt")  # all towns, whomever they have their names from
    code.remove(ROOT / "src/epistola/encode/data/surnames.txt")  # thousands of surnames, whoever has them

    found = {name(path): words.findall(path.read_text(encoding="utf-8")) for path in code}

    assert surnames
    assert {path: names for path, names in found.items() if names} == {}


def is_text(path: Path) -> bool:
    return path.suffix in {".py", ".toml", ".xsl", ".xml", ".css", ".js", ".json", ".txt"}


def test_no_file_names_a_folder_of_somebody_s_machine() -> None:
    foreign = re.compile(rb"(?<![\w.:/-])/(?:work|home/\w+|Users/\w+|root|tmp/contract)/")

    found = {name(path): foreign.findall(path.read_bytes()) for path in tracked()}

    assert {path: names for path, names in found.items() if names} == {}
