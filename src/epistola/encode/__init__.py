"""`encode`: a transcribed letter in, a TEI document out, with proof that no character was lost."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType

from epistola.config import Edition
from epistola.diagnostics import Diagnostic, Place, Severity, from_error
from epistola.discovery import module, modules
from epistola.encode import fidelity, readers
from epistola.encode.authority.register import AuthorityFile, read_authority, register
from epistola.encode.context import Context
from epistola.encode.division import divide
from epistola.encode.identifiers import token
from epistola.encode.language import checked, detect
from epistola.encode.learn.edition import learn, read_model
from epistola.encode.learn.model import Model
from epistola.encode.lexicon import languages, lexicon
from epistola.encode.models.answers import Answer, read_answer
from epistola.encode.names.mentions import referring
from epistola.encode.notes import with_names
from epistola.encode.pipeline import annotate, available, in_order
from epistola.encode.resolve import CROSSES, SPREADS, Rejected, resolve
from epistola.encode.shape.kind import judge
from epistola.encode.sidecar import Sidecar, read_sidecar, sidecar_path
from epistola.encode.tei.document import document
from epistola.errors import EpistolaError, SourceError, SurroundingsError
from epistola.letter import Claim, Letter, Remark

__all__ = [
    "Answer",
    "AuthorityFile",
    "Encoded",
    "Settings",
    "Sidecar",
    "annotators",
    "divide",
    "encode",
    "languages",
    "learn",
    "read_answer",
    "read_authority",
    "read_model",
    "read_sidecar",
    "sidecar_path",
    "sources",
    "text_of",
]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the encoder may know besides the source.

    `language` is a code (ISO 639-1) or None: the sidecar's, or else detected. `authority_base` is where the TEI file
    finds the folder of the authority files. `pipelines` are the names of spaCy pipelines; `answer` is what a language
    model said of the letter when it was asked.
    """

    edition: Edition | None = None
    sidecar: Sidecar = field(default_factory=Sidecar)
    language: str | None = None
    authority: tuple[AuthorityFile, ...] = ()
    authority_base: str = "authority"
    model: Model | None = None
    pipelines: tuple[str, ...] = ()
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Encoded:
    """A TEI document (None when the source could not be encoded) and what was found on the way."""

    tei: bytes | None
    diagnostics: tuple[Diagnostic, ...]
    letter: Letter | None = None


def encode(data: bytes, name: str, settings: Settings | None = None) -> Encoded:
    """Encode the bytes of a source file called `name`.

    A source that can't be encoded gives no TEI and a diagnostic of severity error; nothing is raised for it.
    """
    try:
        with _uncollected():
            return _encode(data, name, settings or Settings())
    except EpistolaError as error:
        return Encoded(None, (from_error(error, name),))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of garbage from looking through all that is known while a letter is encoded.

    What a letter leaves behind refers to itself so little that it goes without the collector, which would look again
    and again through the towns, forenames and authority files, that stay.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def text_of(data: bytes, name: str, settings: Settings) -> tuple[str, str]:
    """Return the text of a source file as the encoder reads it, and its language (ISO 639-1).

    Raises SourceError for a source that can't be read, SettingsError for a language that isn't known.
    """
    read = _read(data, name)
    return read.text, _language(read, settings)


def annotators() -> tuple[tuple[str, str], ...]:
    """Return the name of each annotator and the first line of its manual page, in the order in which they run."""
    return tuple((name, (one.__doc__ or "").split("\n")[0]) for name, one in in_order(available()))


def sources(path: Path) -> tuple[Path, ...]:
    """Return the sources that `path` means: itself, or all files of a folder that a reader reads, by name.

    A file README speaks of the folder, and is no source.

    Raises SurroundingsError when there is no such file or folder, or nothing to read in the folder.
    """
    if path.is_dir():
        with os.scandir(path) as entries:
            names = sorted(entry.name for entry in entries if entry.is_file() and _is_source(entry.name))
        found = tuple(path / name for name in names)
        if found:
            return found
        raise SurroundingsError(
            "The folder has no transcription.",
            code="encode/no-sources",
            file=str(path),
            hint=f"Transcriptions are files that end in {', '.join(_suffixes())}.",
        )
    if path.is_file():
        return (path,)
    raise SurroundingsError(
        "There is no such file or folder.",
        code="encode/no-such-file",
        file=str(path),
        hint="Check the path; a folder means all transcriptions in it.",
    )


def _encode(data: bytes, name: str, settings: Settings) -> Encoded:
    read = _read(data, name)
    code = _language(read, settings)
    editors = [editor.id for editor in settings.edition.editors] if settings.edition else []
    editor = editors[0] if editors else "editors"
    context = Context(
        words=lexicon(code),
        register=register(settings.authority),
        sidecar=settings.sidecar,
        editor=editor,
        model=settings.model,
        pipelines=settings.pipelines,
        answer=settings.answer,
        conventions=settings.edition.conventions if settings.edition else (),
    )
    letter = Letter(read.text, read.source, code, read.annotations, read.blocks, read.notes, read.facsimile)
    doubt = judge(letter, context)
    letter, remarks = annotate(letter, context)
    resolved = resolve(letter.annotations, letter.text)
    nested = replace(letter, annotations=resolved.nested, notes=with_names(letter, context))
    if read.annotations:  # names of the source that nobody knows
        nested = replace(nested, annotations=tuple(referring(one, letter) for one in resolved.nested))
    written = document(nested, context, settings.edition, identifier(name, editors), settings.authority_base)
    fidelity.prove(written, letter.text, name, letter.notes)
    remarks = (*((read.format, remark) for remark in read.remarks), *remarks)
    said = [_remarked(letter, who, remark) for who, remark in remarks]
    said += [doubt] if doubt else []
    lost = [_rejected(letter, one) for one in resolved.rejected if _is_worth_saying(one)]
    return Encoded(written, tuple(sorted((*said, *lost), key=_in_the_letter)), nested)


def identifier(name: str, taken: Container[str] = ()) -> str:
    """Make an XML identifier from a file name: its stem, with what an NCName can't have as hyphens.

    `letter-` goes before a stem that begins with no letter, or that names something else within the document:
    one of `taken`, the source, or what Epistola names with a full stop (`epistola.names`, `person.anna`).
    """
    slug = token(Path(name).stem)
    clashes = slug in taken or re.match(
        r"(?:letter|source|epistola)$|(?:epistola|person|place|org|facs|quote|note)\.", slug
    )
    return f"letter-{slug}" if clashes or not re.match(r"[^\W\d]", slug) else slug


def _language(read: readers.Transcription, settings: Settings) -> str:
    return checked(settings.language or settings.sidecar.language or detect(read.text))


def _is_source(name: str) -> bool:
    """Tell whether a reader reads files of this name."""
    return Path(name).stem.upper() != "README" and _reader(name) is not None


def _read(data: bytes, name: str) -> readers.Transcription:
    reader = _reader(name)
    if reader is None:
        raise SourceError(
            f"There is no reader for files that end in “{Path(name).suffix}”.",
            code="encode/no-reader",
            file=name,
            hint=f"Transcriptions are files that end in {', '.join(_suffixes())}.",
        )
    read: readers.Transcription = reader.read(data, Path(name).name)
    return read


def _reader(name: str) -> ModuleType | None:
    """Return the reader of a file.

    That of plain text is asked first: the others take longer to import than some letters to encode.
    """
    lowered = name.lower()
    plain = module(readers, "txt", "epistola.readers")
    if lowered.endswith(plain.SUFFIXES):
        return plain
    found = modules(readers, "epistola.readers").values()
    return next((one for one in found if lowered.endswith(one.SUFFIXES)), None)


def _suffixes() -> Iterator[str]:
    for reader in modules(readers, "epistola.readers").values():
        yield from reader.SUFFIXES


def _remarked(letter: Letter, annotator: str, remark: Remark) -> Diagnostic:
    place = Place(letter.source.name, *letter.line_and_column(remark.start))
    return Diagnostic(f"{annotator}/{remark.code}", remark.severity, remark.message, place, remark.hint)


def _in_the_letter(found: Diagnostic) -> tuple[object, ...]:
    """Sort by place; the numbers are compared in a tenth of the time that places take."""
    return found.place.file, found.place.line, found.place.column, found.code, found.message


def _is_worth_saying(lost: Rejected) -> bool:
    """Tell whether a loss needs a word: not when another annotator said the same, or something fuller."""
    said_before = lost.reason.startswith("it says the same")
    claim = lost.annotation.evidence.claim
    return claim is Claim.EDITOR or lost.reason in (CROSSES, SPREADS) or (claim is Claim.SOURCE and not said_before)


def _rejected(letter: Letter, lost: Rejected) -> Diagnostic:
    one, other = lost.annotation, lost.winner
    return Diagnostic(
        "resolve/lost",
        Severity.ERROR if one.evidence.claim is Claim.EDITOR else Severity.INFORMATION,
        f"“{letter.words(one)[:60]}” is not marked as {one.element}, since {lost.reason} "
        f"({other.element}, “{letter.words(other)[:60]}”).",
        Place(letter.source.name, *letter.line_and_column(one.start)),
    )
