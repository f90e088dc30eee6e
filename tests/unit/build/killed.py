"""Builds a small edition again and again, each time killed at another step, and prints what differs afterwards.

    python tests/unit/build/killed.py FOLDER POINTS

Steps are all that a build does on the disk: half a temporary file, a whole one, each rename, each note in the state.
Each build is a process of its own, which kills itself with SIGKILL; then a build is let through. At every second
point the edition had been built before, and then changed. Letters are encoded and transformed by stand-ins, since
what is made doesn't matter here, but that it is made.
"""

import json
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from epistola.build import build, encodings, files, fingerprints, orders, workers
from epistola.build.state import State
from epistola.config import load
from epistola.diagnostics import Diagnostic
from epistola.transform import Neighbours, formats
from epistola.validate import Examined

EDITION = """
[edition]
title = "Letters"
publisher = "Somebody"
[edition.licence]
target = "https://example.org/licence"
text = "A licence"
[transform]
formats = ["ris", "bibtex", "html", "letters"]
"""


@dataclass(frozen=True)
class Encoded:
    tei: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Output:
    content: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


class Examiner:
    def __init__(self, **_: object) -> None: ...

    def examine(self, data: bytes, name: str, base: Path) -> Examined:
        return Examined(())


def stand_in() -> None:
    """Replace what the workers do."""
    made: dict[str, Callable[..., Any]] = {
        "transform": lambda data, to, neighbours, **_: Output(f"{to} {data.decode()} {neighbours}".encode() * 50),
        "read_pieces": lambda to, data, name, authority, **_: [data.decode()],
        "write_pieces": lambda pieces, to, **_: Output(f"{to} {' '.join(text for _, text in pieces)}".encode()),
    }
    made["introduction"] = lambda records, file: told(records[0], file)
    for name, work in made.items():
        setattr(workers, name, work)
    setattr(encodings, "encode", lambda data, name, settings: Encoded(b"<TEI>" + data + b"</TEI>"))  # noqa: B010
    setattr(orders, "Examiner", Examiner)  # noqa: B010 - mypy minds an assignment


def told(text: str, name: str) -> str:
    """Return what a letter tells others, which all name the same and were written in the order of their words."""
    shown = {"day": text, "key": name, "between": [], "targets": [], "named": {"x": ["x"]}, "entries": {}}
    return json.dumps({**shown, "shown": text})


def stepping(stop: int) -> Callable[[], int]:
    """Let the process kill itself at step `stop`; return what tells the number of steps so far."""
    count = 0

    def step() -> None:
        nonlocal count
        count += 1
        if count == stop:
            os.kill(os.getpid(), signal.SIGKILL)

    def between(function: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*args: Any, **kwargs: Any) -> Any:
            step()
            result = function(*args, **kwargs)
            step()
            return result

        return stepped

    def half(path: str, content: bytes, *, waits: bool) -> None:
        Path(path).write_bytes(content[: len(content) // 2])
        step()
        fill(path, content, waits=waits)
        step()

    fill = files.fill
    setattr(files, "fill", half)  # noqa: B010 - mypy minds an assignment
    for kind, name in ((os, "replace"), (State, "intend"), (State, "keep"), (Neighbours, "learn")):
        setattr(kind, name, between(getattr(kind, name)))
    return lambda: count


def built(folder: Path, stop: int = 0) -> int:
    """Build in a process of its own, killed at step `stop` if it comes so far; return the number of steps."""
    reading, writing_end = os.pipe()
    child = os.fork()
    if child == 0:
        steps = stepping(stop)
        build(load(folder / "edition.toml"))
        os.write(writing_end, str(steps()).encode())
        os._exit(0)
    os.close(writing_end)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        return int(pipe.read() or 0)


def prepare(folder: Path) -> None:
    """Write the edition."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "seeds").mkdir(parents=True)
    (folder / "edition.toml").write_text(EDITION)
    for number in range(5):
        (folder / "seeds" / f"letter{number}.txt").write_text(f"Dear {number}")


def change(folder: Path) -> None:
    """Change the edition."""
    (folder / "seeds" / "letter1.txt").write_text("Dear other one")
    (folder / "seeds" / "letter3.txt").unlink()
    (folder / "seeds" / "letter9.txt").write_text("Dear nine")
    settings = folder / "edition.toml"
    settings.write_text(settings.read_text().replace("Somebody", "Somebody else"))


def there(folder: Path) -> dict[str, str]:
    """Return all files that are there, apart from the state."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".epistola" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in sorted(paths)}


def main(folder: Path, points: int) -> None:
    """Kill builds at so many points, and print those after which something differs."""
    stand_in()
    for room in ("encode", "validate", "transform"):
        fingerprints.program(room)  # what each build would otherwise look at again
    formats()
    prepare(folder)
    steps = [built(folder)]
    wanted = [there(folder)]
    once = folder.with_name("once")
    shutil.copytree(folder, once)
    change(folder)
    steps.append(built(folder))
    wanted.append(there(folder))
    chance = random.Random(7)
    wrong = []
    for number in range(points):
        second = number % 2
        stop = chance.randint(1, steps[second])
        if second:
            shutil.rmtree(folder)
            shutil.copytree(once, folder)
            change(folder)
        else:
            prepare(folder)
        ended = built(folder, stop)
        built(folder)
        if ended or there(folder) != wanted[second]:
            wrong.append((second, stop))
    print(json.dumps({"steps": steps, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
