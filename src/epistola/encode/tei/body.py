"""A letter whose annotations nest → the content of the TEI `body`: the text itself, with tags spliced in."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, TypeAlias

from epistola.encode.resolve import BLOCKS, NAME_PARTS, nesting
from epistola.encode.tei.markup import start_tag
from epistola.letter import SOURCE, Annotation, Certainty, Claim, Letter, Note
from epistola.xml import escape

# Parts of a name and line beginnings share the responsibility of what they stand in; so does what only describes the
# writing, which is the source's.
_SILENT: Final = NAME_PARTS | {"lb", "pb", "cb", "milestone", "addrLine", "hi", "del", "add", "gap"}

# Points between blocks; other points lie within the block that begins there.
_BETWEEN: Final = frozenset({"pb", "cb", "milestone"})

# What the source has, and what is meant by it (TEI Guidelines, 3.5.1, 3.5.2 and 3.6.5).
_MEANT: Final = {"choice": ("sic", "corr"), "abbr": ("abbr", "expan"), "orig": ("orig", "reg")}


def body(letter: Letter) -> str:
    """Write the text of `letter` with its annotations, in the order of nesting, as elements; its notes at their points.

    `@resp` and `@cert` are written where they differ from those of the element around; so a part of the letter
    that says nothing has the responsibility of its `div`.
    """
    return "".join(_Splicing(letter).pieces())


def responsibility(annotation: Annotation) -> str:
    """Return the identifiers to which `@resp` points, as its value."""
    evidence = annotation.evidence
    return _pointers(evidence.annotator, evidence.claim is Claim.EDITOR, evidence.joined)


@lru_cache(maxsize=1 << 8)
def _pointers(annotator: str, is_editor: bool, joined: tuple[str, ...]) -> str:
    first = annotator if is_editor else f"epistola.{annotator}"
    return " ".join((f"#{first}", *(f"#epistola.{name}" for name in joined)))


# What `@resp` and `@cert` say.
_Said: TypeAlias = tuple[str, Certainty]


class _Splicing:
    """The text as it is written out from its beginning to its end, with the elements that are open.

    Of each open element it is kept what `@resp` and `@cert` say within it, too.
    """

    def __init__(self, letter: Letter, said: _Said | None = None) -> None:
        self._letter = letter
        self._said = said
        self._position = 0
        self._open: list[tuple[Annotation, _Said | None]] = []
        self._pieces: list[str] = []

    def pieces(self) -> list[str]:
        """Return text and tags in their order.

        A page begins before the blocks that begin there, a line within them; a note stands within the block in
        which its point is.
        """
        for offset, starting, notes in _by_offset(self._letter):
            if not notes and starting[0].start < starting[0].end:  # nothing but elements that hold text
                self._close(offset)
                self._until(offset)
                self._start(starting)
                continue
            points = [a for a in starting if a.start == a.end]
            spans = starting[len(points) :]
            blocks = max((number for number, a in enumerate(spans, 1) if a.element in BLOCKS), default=0)
            self._close(offset, up_to=BLOCKS)
            if notes and not blocks:
                self._notes(notes, offset)
            self._close(offset)
            self._until(offset)
            self._start(a for a in points if a.element in _BETWEEN)
            self._start(spans[:blocks])
            if notes and blocks:
                self._notes(notes, offset)
            self._start(sorted((a for a in points if a.element not in _BETWEEN), key=_lines_first))
            self._start(spans[blocks:])
        self._close(len(self._letter.text))
        self._until(len(self._letter.text))
        return self._pieces

    def _until(self, offset: int) -> None:
        if offset > self._position:
            self._pieces.append(escape(self._letter.text[self._position : offset]))
            self._position = offset

    def _close(self, offset: int, up_to: Container[str] = ()) -> None:
        """Close what ends at `offset` or before; stop at an element of `up_to` that ends at `offset`."""
        while self._open and (ended := self._open[-1][0]).end <= offset:
            if ended.end == offset and ended.element in up_to:
                return
            self._open.pop()
            self._until(ended.end)
            self._pieces.append(_end(ended))

    def _start(self, annotations: Iterable[Annotation]) -> None:
        for annotation in annotations:
            if annotation.start == annotation.end:
                self._pieces.append(start_tag(annotation.element, annotation.attributes, empty=True))
            else:
                self._start_tag(annotation)

    def _notes(self, notes: Sequence[Note], offset: int) -> None:
        self._until(offset)
        for note in notes:
            nested = tuple(sorted(note.annotations, key=nesting))
            inside = Letter(note.text, self._letter.source, self._letter.language, nested)
            attributes = (*note.attributes, ("resp", f"#epistola.{SOURCE}"))
            written = _Splicing(inside, (f"#epistola.{SOURCE}", Certainty.HIGH)).pieces()
            self._pieces.append(f"{start_tag('note', attributes)}{''.join(written)}</note>")

    def _start_tag(self, annotation: Annotation) -> None:
        outer = self._open[-1][1] if self._open else self._said
        said = outer if annotation.element in _SILENT else _said(annotation)
        self._open.append((annotation, said))
        attributes = annotation.attributes
        if _is_missing(annotation):
            self._pieces.append("<choice><orig>")
        elif annotation.reading is not None:
            self._pieces.append(f"<choice><{_MEANT[annotation.element][0]}>")
        elif said is None or said == outer:
            self._pieces.append(start_tag(annotation.element, attributes))
        else:
            attributes = (*attributes, ("resp", said[0]), ("cert", str(said[1])))
            self._pieces.append(start_tag(annotation.element, attributes))


def _by_offset(letter: Letter) -> Iterator[tuple[int, list[Annotation], list[Note]]]:
    """Yield each offset at which something begins, with what does, from the outside to the inside."""
    starting = {k: list(g) for k, g in groupby(letter.annotations, key=lambda a: a.start)}
    notes = {k: list(g) for k, g in groupby(sorted(letter.notes, key=lambda n: n.at), key=lambda n: n.at)}
    for offset in sorted({*starting, *notes}):
        yield offset, starting.get(offset, []), notes.get(offset, [])


def _lines_first(point: Annotation) -> bool:
    return point.element != "lb"


def _said(annotation: Annotation) -> _Said:
    return responsibility(annotation), annotation.evidence.certainty


def _is_missing(annotation: Annotation) -> bool:
    """Tell whether a sign of the transcription stands for words that the source hasn't."""
    return annotation.element == "gap" or (annotation.element == "supplied" and annotation.reading is not None)


def _missing(annotation: Annotation) -> str:
    if annotation.reading is None:
        return start_tag(annotation.element, annotation.attributes, empty=True)
    return f"{start_tag(annotation.element, annotation.attributes)}{escape(annotation.reading)}</{annotation.element}>"


def _end(annotation: Annotation) -> str:
    if _is_missing(annotation):
        # The sign that the transcription has for it is the source's; what is missing there isn't.
        said = (("resp", responsibility(annotation)), ("cert", str(annotation.evidence.certainty)))
        return f"</orig>{start_tag('reg', said)}{_missing(annotation)}</reg></choice>"
    if annotation.reading is None:
        return f"</{annotation.element}>"
    source, meant = _MEANT[annotation.element]
    said = (("resp", responsibility(annotation)), ("cert", str(annotation.evidence.certainty)))
    return f"</{source}>{start_tag(meant, said)}{escape(annotation.reading)}</{meant}></choice>"
