"""The bench at which the stages of a build work: the plan, the state, the files, and whom to tell."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from epistola.build.events import Done, Event
from epistola.build.fingerprints import Digest
from epistola.build.letters import Plan
from epistola.build.looking import Files, Names
from epistola.build.paths import shown
from epistola.build.state import Row, State
from epistola.build.writing import File, settle, write_all
from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.errors import SurroundingsError


@dataclass(slots=True)
class Bench:
    """What the stages have in common. `overwrite` says that TEI which somebody edited gives way to a new encoding."""

    plan: Plan
    names: Names
    state: State
    files: Files
    on_event: Callable[[Event], None]
    overwrite: bool = False
    fail_fast: bool = False
    lost: set[str] = field(default_factory=set)
    _saved: bool = True

    def tell(self, event: Event) -> None:
        """Tell of an event; findings name files as the user finds them."""
        if isinstance(event, Done) and event.diagnostics:
            event = replace(event, diagnostics=tuple(map(self._placed, event.diagnostics)))
        self.on_event(event)

    def _placed(self, found: Diagnostic) -> Diagnostic:
        name = found.place.file
        file = Path(name)
        if not file.is_absolute() and self.plan.edition.root != Path.cwd() and (self.plan.edition.root / file).exists():
            file = self.plan.edition.root / file
        called = shown(file) if file.is_absolute() else name
        return found if called == name else replace(found, place=replace(found.place, file=called))

    def write(
        self, files: Sequence[tuple[Path, bytes, Digest]], *, may_be_edited: bool
    ) -> list[SurroundingsError | None]:
        """Write files of which it is known that they aren't what is there; return why one couldn't be written.

        What people `may` have `edited` later is known as ours before it is there, however the build ends.
        """
        if not files:
            return []
        names = [(self.files.name(path), digest) for path, _, digest in files] if may_be_edited else []
        written = write_all([File(path, content) for path, content, _ in files], lambda: self._intend(names))
        settle({path.parent for (path, _, _), failure in zip(files, written, strict=True) if failure is None})
        for (path, _, digest), failure in zip(files, written, strict=True):
            if failure is None:
                self.files.wrote(path, digest)
        return written

    def _intend(self, names: Sequence[tuple[str, Digest]]) -> None:
        if names:
            self.note(lambda: self.state.intend(names))

    def keep(self, rows: Sequence[Row], records: Sequence[tuple[str, str]] = ()) -> None:
        """Let the state know what was done."""
        news = self.files.news()
        if rows or news or records:
            self.note(lambda: self.state.keep(rows, news, records))

    def note(self, note: Callable[[], None]) -> None:
        """Note something; a full disk costs only that the next build does this work again, and it is said once."""
        try:
            note()
        except (sqlite3.OperationalError, OSError) as error:
            self.state.give_up()
            if self._saved:
                self._saved = False
                sentence = f"What was done can't be noted in {shown(self.state.path)}: {error}."
                hint = "Make space; until then every build does everything anew."
                place = Place(shown(self.state.path))
                found = Diagnostic("state/not-saved", Severity.WARNING, sentence, place, hint)
                self.on_event(Done("build", self.state.path, None, diagnostics=(found,)))
