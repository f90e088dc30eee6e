"""`epistola build` from outside: what it says, and in which form."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from rich.console import Console
from tests.editions import settings

from epistola.build import Begun, Done, Tally, Waiting, watching
from epistola.cli import _bars, _display
from epistola.cli import build as command
from epistola.cli._speech import summary_table
from epistola.config import Edition
from epistola.errors import SurroundingsError

Run = Callable[..., Result]

EDITION = settings("ris", "text")


@pytest.fixture
def edition(folder: Path) -> Path:
    """An edition of one letter."""
    (folder / "edition.toml").write_text(EDITION)
    (folder / "seeds").mkdir()
    (folder / "letter.txt").rename(folder / "seeds" / "letter.txt")
    (folder / "letter.xml").unlink()
    return folder


def test_a_build_sums_up_what_it_did_and_the_next_one_that_nothing_was_to_do(run: Run, edition: Path) -> None:
    first = run("build").stderr.splitlines()
    second = run("build").stderr.splitlines()

    assert [line.split()[:3] for line in first if line.startswith(("encoded", "made"))] == [
        ["encoded", "1", "1"],
        ["made", "2", "2"],
    ]
    assert [line.split()[:4] for line in second if line.startswith(("encoded", "made"))] == [
        ["encoded", "1", "1", "0"],
        ["made", "2", "2", "0"],
    ]
    assert second[-1] == "Open out/letter.ris first."


def test_a_dry_run_lists_tasks_and_writes_nothing(run: Run, edition: Path) -> None:
    before = sorted(edition.rglob("*"))

    result = run("build", "--dry-run", "--only", "letter")

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "encode tei/letter.xml: it has not been made yet",
        "validate tei/letter.xml: it has not been made yet",
        "transform out/letter.ris: it has not been made yet",
        "transform out/letter.txt: it has not been made yet",
    ]
    assert "4 tasks to do for certain" in result.stderr
    assert sorted(edition.rglob("*")) == before


def test_of_a_file_it_is_said_why_it_is_fresh_or_stale(run: Run, edition: Path) -> None:
    run("build")
    assert run("build", "--explain", "out/letter.ris").stdout == "out/letter.ris: fresh (as made)\n"

    (edition / "seeds" / "letter.txt").write_text("Graz, 3 May 1871\n\nDear Anna,\n\nCome home.\n\nYours ever,\nEmil\n")
    (edition / "out" / "letter.txt").unlink()

    assert run("build", "--explain", "tei/letter.xml").stdout == (
        "tei/letter.xml: stale (as encoded)\n  the transcription: changed\n"
        "tei/letter.xml: stale (as judged)\n  seeds/letter.txt, to which it leads: changed\n"
    )
    assert run("build", "--explain", "out/letter.txt").stdout == (
        "out/letter.txt: stale (as made)\n  it has been deleted\n"
    )
    assert run("build", "--explain", "out/other.txt").exit_code == 2


def test_events_are_told_as_lines_of_json(run: Run, edition: Path) -> None:
    lines = run("build", "--progress", "json").stderr.splitlines()

    events = [json.loads(line) for line in lines if line.startswith("{")]
    assert [(event["event"], event["stage"]) for event in events][:2] == [("begun", "encode"), ("done", "encode")]
    assert events[1]["target"].endswith("tei/letter.xml")
    assert {(event["stage"], event["total"]) for event in events if event["event"] == "begun"} == {
        ("encode", 1),
        ("validate", 1),
        ("transform", 2),
    }


def test_an_edition_is_built_again_after_each_change_until_it_is_stopped(
    run: Run, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changes(found: Edition) -> Iterator[tuple[Path, ...]]:
        source = edition / "seeds" / "letter.txt"
        source.write_text(source.read_text().replace("Berger", "Maier"))
        yield (source,)
        (edition / "edition.toml").write_text("[nonsense]")
        yield (edition / "edition.toml",)
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "changes", changes)

    result = run("build", "--watch")

    assert result.exit_code == 130
    assert "Maier" in (edition / "tei" / "letter.xml").read_text()
    assert "Changed: seeds/letter.txt" in result.stderr
    assert "“nonsense” is not known here" in result.stderr
    assert result.stderr.count("Watching for changes") == 3


def test_what_a_build_writes_for_itself_is_no_change(edition: Path) -> None:
    from epistola.config import load

    wanted = watching._filter(load(edition / "edition.toml"))

    assert wanted(None, str(edition / "seeds" / "letter.txt"))
    assert wanted(None, str(edition / "tei" / "letter.xml"))
    assert not wanted(None, str(edition / "out" / "letter.ris"))
    assert not wanted(None, str(edition / "tei" / ".letter.xml.build-part"))


def test_changes_are_seen_by_watchfiles(edition: Path) -> None:
    pytest.importorskip("watchfiles", reason="needs watchfiles: pip install 'epistola[watch]'")
    from threading import Event, Timer

    from epistola.config import load

    stop = Event()
    source = edition / "seeds" / "letter.txt"
    for delay in (0.2, 0.6, 1.2, 2.4):
        Timer(delay, lambda: source.write_text(source.read_text() + " ")).start()
    Timer(20, stop.set).start()

    found = next(watching.changes(load(edition / "edition.toml"), stop))
    stop.set()

    assert found == (source,)


def test_without_watchfiles_it_is_said_what_to_install(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from epistola.config import load

    monkeypatch.setitem(sys.modules, "watchfiles", None)

    with pytest.raises(SurroundingsError) as caught:
        next(watching.changes(load(edition / "edition.toml")))
    assert "epistola[watch]" in caught.value.hint


def test_lines_tell_now_and_then_how_far_a_stage_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0.0, 5.0, 11.0, 11.0, 12.0])
    monkeypatch.setattr(_display, "monotonic", lambda: next(clock))
    lines = _display._Lines()

    lines(Waiting())
    lines(Begun("encode", 100))
    for status in (0, 1, 0):
        lines(Done("encode", Path("a.txt"), None, status=status))

    assert capsys.readouterr().err.splitlines() == [
        "Another build of this edition is at work; waiting for it to end …",
        "Encoding 100 letters …",
        "  2 of 100, 1 failed; 0 a second, about 539 s left",
    ]


def test_a_moving_display_shows_rate_failures_and_time(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    real = Console

    def console(**_: Any) -> Console:
        return real(file=written, force_terminal=True, width=120)

    monkeypatch.setattr(_bars, "Console", console)
    monkeypatch.setattr(_bars, "_REFRESH", 0.0)
    with _display.watching("bars") as watcher:
        watcher(Begun("encode", 3))
        for status in (0, 3):
            watcher(Done("encode", Path("a.txt"), None, status=status))
        watcher(Waiting())
        watcher(Done("build", Path("state.db"), None))

    assert "Encoding" in written.getvalue()
    assert "2/3" in written.getvalue()
    assert "1 failed" in written.getvalue()


def test_the_summary_leaves_out_columns_without_figures() -> None:
    rows = [("encoded", "tei", Tally("encode", done=1200, changed=2)), ("validated", "", Tally("validate", done=3))]

    assert summary_table(rows) == [
        "            done  new or changed",
        "encoded    1,200               2  in tei",
        "validated      3               0",
    ]
