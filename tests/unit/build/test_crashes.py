"""What happens to a build that is stopped, disturbed, or runs out of room."""

import errno
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from epistola.build import Done, Event, Waiting, build, files
from epistola.build.locking import alone
from epistola.build.state import FOLDER, State
from epistola.config import Edition

Make = Callable[..., Edition]
POINTS = 100


def findings(edition: Edition) -> list[str]:
    events: list[Event] = []
    build(edition, on_event=events.append)
    return [found.code for event in events if isinstance(event, Done) for found in event.diagnostics]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system on which a process can fork")
def test_a_build_killed_at_any_moment_leaves_nothing_behind_that_the_next_does_not_put_right(tmp_path: Path) -> None:
    memory = Path("/dev/shm")
    folder = memory / f"epistola-{os.getpid()}" if os.access(memory, os.W_OK) else tmp_path
    folder.mkdir(exist_ok=True)
    script = Path(__file__).with_name("killed.py")
    try:
        command = [sys.executable, str(script), str(folder / "edition"), str(POINTS)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    finally:
        subprocess.run(["rm", "-rf", str(folder)], check=True)

    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert min(said["steps"]) >= 40
    assert said["wrong"] == []


def test_the_second_of_two_builds_waits_and_says_so(edition: Make) -> None:
    letters = edition(a="Dear A")
    (letters.root / FOLDER).mkdir()
    waiting, let_go, done = threading.Event(), threading.Event(), threading.Event()

    def first() -> None:
        with alone(letters.root / FOLDER, lambda: None):
            waiting.set()
            let_go.wait(10)
            done.set()

    def on_event(event: Event) -> None:
        if isinstance(event, Waiting):
            assert not done.is_set()
            let_go.set()

    holder = threading.Thread(target=first)
    holder.start()
    waiting.wait(10)
    summary = build(letters, on_event=on_event)
    holder.join()

    assert let_go.is_set()
    assert summary.exit_code == 0
    assert (letters.output / "a.ris").is_file()


def test_the_temporary_files_of_a_build_that_was_killed_are_removed_and_no_others(edition: Make) -> None:
    letters = edition(a="Dear A")
    build(letters)
    stray = letters.output / ".a.ris.build-part"
    stray.write_text("half")
    (letters.output / ".keep").write_text("")

    build(letters)

    assert sorted(path.name for path in letters.output.iterdir()) == [".keep", "a.bib", "a.ris"]


def test_when_the_disk_is_full_each_file_is_reported_and_the_next_build_makes_them(
    edition: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = edition(a="Dear A", b="Dear B")
    fill = files.fill

    def full(path: str, content: bytes, *, waits: bool) -> None:
        if path.endswith(".ris.build-part"):
            Path(path).write_bytes(content[:3])
            raise OSError(errno.ENOSPC, "No space left on device")
        fill(path, content, waits=waits)

    with monkeypatch.context() as patch:
        patch.setattr(files, "fill", full)
        events: list[Event] = []
        summary = build(letters, on_event=events.append)

    said = [found.message for event in events if isinstance(event, Done) for found in event.diagnostics]
    assert said == ["The file can't be written: No space left on device."] * 2
    assert summary.exit_code == 3
    assert sorted(path.name for path in letters.output.iterdir()) == ["a.bib", "b.bib"]

    assert findings(letters) == []
    assert sorted(path.name for path in letters.output.iterdir()) == ["a.bib", "a.ris", "b.bib", "b.ris"]


def test_a_full_file_system_is_reported_and_leaves_whole_files_only(edition: Make, tmp_path: Path) -> None:
    letters = edition(**{f"letter{n}": "Dear A " * 3000 for n in range(8)})
    letters.output.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(letters.output)]
    if os.name != "posix" or os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small file system")
    try:
        summary = build(letters)
        contents = [path.read_text() for path in letters.output.iterdir()]
    finally:
        subprocess.run(["umount", str(letters.output)], check=True)

    assert summary.exit_code == 3
    assert 0 < summary.tally("transform").failed < 16
    assert {content.partition(": ")[2] for content in contents} == {f"<TEI>{'Dear A ' * 3000}</TEI>"}


def test_a_state_that_cannot_be_noted_costs_the_next_build_time_and_is_said_once(
    edition: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = edition(a="Dear A", b="Dear B")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(State, "keep", full)
        assert findings(letters) == ["state/not-saved"]

    assert len(list(letters.output.iterdir())) == 4
    assert findings(letters) == []


def test_a_transcription_that_goes_while_the_build_is_under_way_is_reported_and_the_rest_is_done(
    edition: Make,
) -> None:
    letters = edition(a="Dear A", b="Dear B")
    events: list[Event] = []

    def on_event(event: Event) -> None:
        if not events:
            (letters.sources / "b.txt").unlink()
        events.append(event)

    summary = build(letters, on_event=on_event)

    assert [found.code for e in events if isinstance(e, Done) for found in e.diagnostics] == ["xml/unreadable"]
    assert sorted(path.name for path in letters.output.iterdir()) == ["a.bib", "a.ris"]
    assert summary.exit_code == 3


def test_a_transcription_that_may_not_be_read_is_reported_and_the_rest_is_done(edition: Make) -> None:
    letters = edition(a="Dear A", b="Dear B")
    (letters.sources / "b.txt").unlink()
    (letters.sources / "b.txt").symlink_to(letters.sources / "nowhere.txt")
    (letters.sources / "c.txt").write_text("Dear C")
    (letters.sources / "c.txt").chmod(0)
    if os.access(letters.sources / "c.txt", os.R_OK):
        (letters.sources / "c.txt").unlink()

    build(letters)

    assert [path.name for path in letters.tei.glob("*")] == ["a.xml"]
