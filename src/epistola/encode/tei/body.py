"""A letter whose annotations nest → the content of the TEI `body`: the text itself, with tags spliced in."""

from __future__ import annotations

from collections.abc import Sequence

from epistola.encode.resolve import NAME_PARTS, nesting
from epistola.encode.tei.markup import start_tag
from epistola.letter import Annotation, Claim, Letter
from epistola.xml import escape

# Parts of a name and line beginnings share the responsibility of what they stand in.
_SILENT = NAME_PARTS | {"lb", "pb", "addrLine"}


def body(letter: Letter) -> str:
    """Write the text of `letter` with its annotations as elements.

    `@resp` and `@cert` are written where they differ from those of the element around; so a part of the letter
    that says nothing has the responsibility of its `div`.
    """
    pieces: list[str] = []
    stack: list[Annotation] = []
    position = 0

    def close_until(offset: int) -> None:
        nonlocal position
        while stack and stack[-1].end <= offset:
            ended = stack.pop()
            pieces.append(escape(letter.text[position : ended.end]))
            position = ended.end
            pieces.append(_end(ended))

    for annotation in sorted(letter.annotations, key=nesting):
        close_until(annotation.start)
        pieces.append(escape(letter.text[position : annotation.start]))
        position = annotation.start
        if annotation.start == annotation.end:
            pieces.append(start_tag(annotation.element, annotation.attributes, empty=True))
        else:
            pieces.append(_start(annotation, stack))
            stack.append(annotation)
    close_until(len(letter.text))
    pieces.append(escape(letter.text[position:]))
    return "".join(pieces)


def responsibility(annotation: Annotation) -> str:
    """Return the identifier to which `@resp` points."""
    name = annotation.evidence.annotator
    return name if annotation.evidence.claim is Claim.EDITOR else f"epistola.{name}"


def _start(annotation: Annotation, around: Sequence[Annotation]) -> str:
    if annotation.element == "choice":
        return "<choice><sic>"
    return start_tag(annotation.element, (*annotation.attributes, *_responsible(annotation, around)))


def _end(annotation: Annotation) -> str:
    if annotation.element != "choice":
        return f"</{annotation.element}>"
    said = (("resp", f"#{responsibility(annotation)}"), ("cert", str(annotation.evidence.certainty)))
    return f"</sic>{start_tag('corr', said)}{escape(annotation.reading or '')}</corr></choice>"


def _responsible(annotation: Annotation, around: Sequence[Annotation]) -> tuple[tuple[str, str], ...]:
    if annotation.element in _SILENT:
        return ()
    said = (responsibility(annotation), annotation.evidence.certainty)
    outer = next((a for a in reversed(around) if a.element not in _SILENT), None)
    if outer is not None and said == (responsibility(outer), outer.evidence.certainty):
        return ()
    return ("resp", f"#{said[0]}"), ("cert", str(said[1]))
