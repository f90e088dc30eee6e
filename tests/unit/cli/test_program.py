import io
import sys
from collections.abc import Callable
from importlib.metadata import version

import click
import pytest
from click.testing import Result

from epistola.cli import cite, epistola
from epistola.cli._speech import counted, harmless, report, table
from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.errors import SettingsError, StylesheetError, SurroundingsError

Run = Callable[..., Result]


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").stdout == f"Epistola {version('epistola')}\n"


def test_the_help_names_every_command_with_what_it_is_for(run: Run) -> None:
    shown = run("--help").stdout

    for name in ("build", "cite", "encode", "schema", "transform", "validate"):
        assert f"\n  {name} " in shown
    assert "..." not in shown.partition("Commands:")[2]


def test_a_command_that_does_not_exist_is_a_usage_error(run: Run) -> None:
    result = run("translate")

    assert result.exit_code == 2
    assert "No such command 'translate'" in result.stderr


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (StylesheetError("No.", code="x/y", file="a.xsl", hint="Do this."), 1),
        (SettingsError("No.", code="x/y", file="a.toml", hint="Do this."), 2),
        (SurroundingsError("No.", code="x/y", file="a", hint="Do this."), 3),
    ],
)
def test_a_failure_becomes_words_on_standard_error_and_an_exit_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, failure: Exception, code: int
) -> None:
    def fail(*args: object, **options: object) -> None:
        raise failure

    monkeypatch.setattr(cite, "citings", fail)

    result = run("cite", "letter.xml")

    assert result.exit_code == code
    assert result.stdout == ""
    for words in (failure.file, "No.", "x/y", "Do this."):  # type: ignore[attr-defined]
        assert words in result.stderr


def test_a_failure_without_a_file_is_said_in_the_name_of_the_program(run: Run) -> None:
    result = run("transform", "letter.xml", "--to", "htlm", "-o", "out")

    assert result.exit_code == 2
    assert result.stderr.startswith("epistola:")


def test_ctrl_c_says_that_what_was_written_is_whole(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cite, "citings", stop)

    result = run("cite", "letter.xml")

    assert result.exit_code == 130
    assert result.stderr == "Stopped; every file that was written is whole.\n"


def test_a_reader_who_has_seen_enough_causes_no_complaint(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*args: object, **options: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(cite, "citings", stop)

    result = run("cite", "letter.xml")

    assert (result.exit_code, result.output) == (141, "")


def test_a_letter_cannot_steer_the_terminal() -> None:
    assert harmless("\x1b[2J\x07plain\ttext é\n") == "\\x1b[2J\\x07plain\ttext é\n"


def test_findings_in_the_text_report_are_harmless_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    report([Diagnostic("x/y", Severity.ERROR, "An \x1b[31m escape.", Place("a.txt", 1, 1))], "text")

    assert "\x1b" not in capsys.readouterr().out


def test_remarks_are_printed_when_they_are_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    found = [Diagnostic("x/y", Severity.INFORMATION, "Perhaps a slip.", Place("a.txt", 1, 1))]

    report(found, "text", everything=False)
    assert "Perhaps" not in capsys.readouterr().out
    report(found, "text")
    assert "Perhaps" in capsys.readouterr().out
    report(found, "json", everything=False)
    assert "Perhaps" in capsys.readouterr().out


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_report_is_in_colour_on_a_terminal_only_and_not_against_the_wish_of_the_user(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [Diagnostic("x/y", Severity.ERROR, "Wrong.", Place("a.txt", 1, 1))]
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)

    assert "\x1b[" in printed(found, Terminal(), monkeypatch)
    assert "\x1b[" not in printed(found, io.StringIO(), monkeypatch)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in printed(found, Terminal(), monkeypatch)


def printed(found: list[Diagnostic], stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "stdout", stream)
    report(found, "text")
    return stream.getvalue()


def test_a_table_is_tabs_for_a_program_and_columns_for_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    plain, terminal = io.StringIO(), Terminal()
    for stream in (plain, terminal):
        monkeypatch.setattr(sys, "stdout", stream)
        table(("name", "what"), [("html", "[a] page")])

    assert plain.getvalue() == "html\t[a] page\n"
    assert "[a] page" in terminal.getvalue()
    assert "what" in terminal.getvalue()


def test_numbers_agree_with_their_nouns() -> None:
    assert [counted(number, "letter") for number in (0, 1, 1234)] == ["0 letters", "1 letter", "1,234 letters"]


def test_the_program_is_a_group_that_others_can_call() -> None:
    assert isinstance(epistola, click.Group)
