"""`NAME.toml` beside `NAME.txt`: what only an editor can know or decide about one letter."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from epistola.encode.dating import edtf
from epistola.tables import Table, read_toml


@dataclass(frozen=True, slots=True)
class Correction:
    """An editor's decision that `sic` is a slip for `corr`.

    `before` and `after` are words around it that make the place unique; `resp` is the identifier of who
    decided ("" = the first editor of the edition).
    """

    sic: str
    corr: str
    before: str
    after: str
    resp: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the history of the encoding: a date (ISO 8601, may be ""), who, and what was done."""

    when: str
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What the editor says of the letter as a whole; "" where it is left to the encoder. `date` is EDTF."""

    path: str = ""
    title: str = ""
    language: str = ""
    sender: str = ""
    addressee: str = ""
    date: str = ""
    place: str = ""
    is_letter: bool = False
    source_title: str = ""
    source_statement: str = ""
    corrections: tuple[Correction, ...] = ()
    changes: tuple[Change, ...] = ()


def sidecar_path(source: Path) -> Path:
    """Return where the sidecar of `source` is, if there is one."""
    return source.with_suffix(".toml")


def read_sidecar(path: Path) -> Sidecar:
    """Read a sidecar; raise SettingsError that names file and key for what it can't say."""
    settings = Table(read_toml(path), path)
    settings.allow("letter", "source", "corrections", "changes")
    letter = settings.table("letter", required=False)
    letter.allow("title", "language", "sender", "addressee", "date", "place", "is-letter")
    if letter.text("date", "") and edtf.parse(letter.text("date")) is None:
        wanted = (
            'must be a date in figures, as in "1931-05-04", or what EDTF has for others, as "1931-05~" or "1931/1932"'
        )
        raise letter.error("date", "wrong-value", wanted)
    source = settings.table("source", required=False)
    source.allow("title", "statement")
    return Sidecar(
        path=str(path),
        title=letter.text("title", ""),
        language=letter.text("language", ""),
        sender=letter.text("sender", ""),
        addressee=letter.text("addressee", ""),
        date=letter.text("date", ""),
        place=letter.text("place", ""),
        is_letter=letter.flag("is-letter"),
        source_title=source.text("title", ""),
        source_statement=source.text("statement", ""),
        corrections=tuple(_correction(entry) for entry in settings.tables("corrections")),
        changes=tuple(_change(entry) for entry in settings.tables("changes")),
    )


def _correction(entry: Table) -> Correction:
    entry.allow("sic", "corr", "before", "after", "resp", "cert")
    if not entry.text("sic").strip():
        raise entry.error("sic", "wrong-value", "must be words of the letter; with a missing word, give its neighbour")
    certainty = entry.text("cert", "high")
    if certainty not in ("high", "medium", "low"):
        raise entry.error("cert", "wrong-value", "must be “high”, “medium” or “low”")
    return Correction(
        sic=entry.text("sic"),
        corr=entry.text("corr"),
        before=entry.text("before", ""),
        after=entry.text("after", ""),
        resp=entry.text("resp", ""),
        certainty=certainty,
    )


def _change(entry: Table) -> Change:
    entry.allow("when", "who", "what")
    return Change(when=entry.text("when", ""), who=entry.text("who", ""), what=entry.text("what"))
