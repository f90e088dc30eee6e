"""Building an edition, from its plan to its summary."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from epistola.build.bench import Bench
from epistola.build.crew import Crew, crew
from epistola.build.driving import Course, Stopped, do, drive
from epistola.build.events import Done, Event, Summary, Tally, Waiting
from epistola.build.files import make_folder
from epistola.build.letters import Plan, plan
from epistola.build.locking import alone
from epistola.build.looking import Files, Names
from epistola.build.options import Options
from epistola.build.paths import shown
from epistola.build.remote import Mirror, mirrors
from epistola.build.stages.encode import Encoding
from epistola.build.stages.gather import gather
from epistola.build.stages.links import acquainted
from epistola.build.stages.transform import NAME as TRANSFORM
from epistola.build.stages.transform import Transformation, wanted
from epistola.build.stages.validate import Validation
from epistola.build.state import FOLDER, State, discard
from epistola.build.writing import remove_strays
from epistola.config import Edition
from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.errors import SurroundingsError

PAGE: Final = "html"
_UNREADABLE: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def build_edition(edition: Edition, chosen: Options, on_event: Callable[[Event], None]) -> Summary:
    """Do what `epistola.build.build` says."""
    elsewhere = mirrors(edition)
    made = plan(edition, chosen.only) if not elsewhere else None  # what can't be is refused before anything is made

    def wait() -> None:
        nonlocal made
        made = None  # the other build may make what is now to be planned for
        on_event(Waiting())

    with alone(edition.root / FOLDER, wait):
        for folder in (edition.tei, edition.output):
            make_folder(folder)
        remove_strays((edition.tei, edition.output))
        fetched = _travel("fetch", [elsewhere[name] for name in ("sources", "tei") if name in elsewhere], on_event)
        summary = _built(made or plan(edition, chosen.only), chosen, on_event)
        sent = _travel("send", [elsewhere[name] for name in ("tei", "output") if name in elsewhere], on_event)
    return replace(summary, tallies=(*fetched, *summary.tallies, *sent))


def _built(made: Plan, options: Options, on_event: Callable[[Event], None]) -> Summary:
    """Build by the state as it is; if it turns out that it can't be read, without."""
    folder = made.edition.root / FOLDER
    with crew(options.jobs, options.scheduler) as (there, here):
        try:
            return _build(made, options, on_event, there, here)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode not in _UNREADABLE:
                raise
            discard(folder)
            on_event(_begun_anew(folder / "state.db"))
            return _build(made, options, on_event, there, here)


def _travel(stage: str, folders: Sequence[Mirror], on_event: Callable[[Event], None]) -> tuple[Tally, ...]:
    """Fetch folders that are elsewhere, or send them."""
    tally = Tally(stage)
    for folder in folders:
        for path, found in folder.fetch() if stage == "fetch" else folder.send():
            status = SurroundingsError.exit_code if found else 0
            done = Done(stage, path, path, not found, (found,) if found else (), status)
            tally = tally.plus(done)
            on_event(done)
    return (tally,) if folders else ()


@contextmanager
def bench(made: Plan, options: Options, on_event: Callable[[Event], None], *, writable: bool = True) -> Iterator[Bench]:
    """Open the state of an edition and lay out what the stages work with."""
    root = made.edition.root
    state = State(root / FOLDER, writable=writable)
    try:
        yield Bench(
            made, Names.of(made.edition), state, Files(root, state), on_event, options.overwrite, options.fail_fast
        )
    finally:
        state.close()


def _build(made: Plan, options: Options, on_event: Callable[[Event], None], there: Crew, here: Crew) -> Summary:
    tallies: list[Tally] = []
    with bench(made, options, on_event) as at:
        try:
            tallies.append(drive(Encoding.of(at), at, there))
            tallies.append(_validated(at, here))
            tallies.append(_transformed(at, there))
        except Stopped as stopped:
            tallies.append(stopped.tally)
        return Summary(tuple(tallies), _first(at))


def _validated(at: Bench, here: Crew) -> Tally:
    stage = Validation.of(at)
    tally = drive(stage, at, here)
    done = stage.compare()
    if done is not None:
        tally = replace(tally.plus(done), done=tally.done)
        at.tell(done)
    return tally


def _transformed(at: Bench, there: Crew) -> Tally:
    stage, course = Transformation.of(at), Course(at, TRANSFORM)
    course.begin(stage.total + stage.of_pages(None).total + (len(wanted(at)) if stage.letters else 0))
    do(stage, course, there)
    if stage.pages:
        do(stage.of_pages(acquainted(at, stage.letters)), course, there)
    for done in gather(at, list(stage.letters)):
        course.tell(done)
    return course.tally


def _first(at: Bench) -> Path | None:
    """Return the file to open first: the page of the first letter, or what there is of it."""
    kinds = sorted(at.plan.each(), key=lambda kind: kind.name != PAGE)
    letters = (letter for letter in at.plan.letters if letter.name not in at.lost and at.plan.chosen.letter(letter))
    letter = next(letters, None)
    return at.files.path(at.names.output_of(letter, kinds[0])) if letter is not None and kinds else None


def _begun_anew(state: Path) -> Done:
    sentence = "What earlier builds had noted can't be read; it is begun anew, and everything is looked at again."
    found = Diagnostic("state/begun-anew", Severity.INFORMATION, sentence, Place(shown(state)))
    return Done("build", state, None, diagnostics=(found,))
