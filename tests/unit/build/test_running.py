"""Tasks that were asked for one by one: what is written, and what is left when they are stopped."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from epistola.build import files
from epistola.build.files import read
from epistola.build.running import perform
from epistola.build.tasks import Job, Reader
from epistola.build.workers import Product


@dataclass(frozen=True)
class Copying:
    """A task that copies a file, unless it says what is to happen instead."""

    stage: ClassVar[str] = "copy"
    weight: ClassVar[int] = 1
    document: Path
    target: Path

    def job(self, read: Reader = read) -> Job:
        content = read(self.document)
        if content == b"stop":
            raise KeyboardInterrupt
        return lambda: Product(content)


@pytest.fixture
def tasks(tmp_path: Path) -> list[Copying]:
    (tmp_path / "out").mkdir()
    for name in "abc":
        (tmp_path / name).write_text(name)
    return [Copying(tmp_path / name, tmp_path / "out" / name) for name in "abc"]


def test_each_task_that_fails_is_reported_in_its_place(tasks: list[Copying]) -> None:
    tasks[1].document.unlink()
    tasks[2].target.mkdir()

    first, second, third = perform(tasks)

    assert (first.target, first.changed, first.status) == (tasks[0].target, True, 0)
    assert [found.code for found in second.diagnostics] == ["xml/unreadable"]
    assert [found.code for found in third.diagnostics] == ["files/no-file"]
    assert [path.name for path in sorted(tasks[0].target.parent.iterdir())] == ["a", "c"]


def test_what_is_there_already_is_not_written_again(tasks: list[Copying]) -> None:
    perform(tasks)
    tasks[0].target.write_text("another")

    assert [done.changed for done in perform(tasks)] == [True, False, False]
    assert tasks[0].target.read_text() == "a"


def test_a_run_that_is_stopped_leaves_no_stray_file(tasks: list[Copying]) -> None:
    tasks[2].document.write_text("stop")

    with pytest.raises(KeyboardInterrupt):
        perform(tasks)

    assert list(tasks[0].target.parent.iterdir()) == []


@dataclass(frozen=True)
class Encoding(Copying):
    """A task of the stage whose files people go on with."""

    stage: ClassVar[str] = "encode"


def test_only_what_people_go_on_with_waits_for_the_disk(
    tasks: list[Copying], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)

    perform(tasks)
    assert not synced

    perform([Encoding(tmp_path / "a", tmp_path / "out" / "encoded")])
    assert len(synced) == 1


def test_a_file_that_is_stopped_while_it_is_written_leaves_nothing(
    tasks: list[Copying], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(path: str, content: bytes, *, waits: bool) -> None:
        Path(path).write_bytes(content[:1])
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "fill", stop)

    with pytest.raises(KeyboardInterrupt):
        perform(tasks)
    assert not list((tmp_path / "out").iterdir())
