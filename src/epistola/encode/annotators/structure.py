"""The parts of a letter: headings, opener, dateline, salutation, paragraphs, closer, signature, postscript.

The encoding is that of the TEI Guidelines, chapters 4.2 (opener, closer, argument) and 11 (line beginnings):
`div type="letter"`, and divisions of other types for what is enclosed, what stands on the cover, what others wrote on
the letter, and notes below it; `head`, `argument`, `opener` with `dateline`, `byline`, `address` and `salute`, `p`
with `lb` where lines are wrapped (`@break` where a word is divided), `closer` with `salute` and `signed`,
`postscript`; `fw` for the number of a page on a line of its own.

Fires: a last line “Nikita Ivanov” after the paragraphs is `signed`, within `closer`.
Doesn't: “Dear Anna, I have read your proposal and disagree with all of it.” is a paragraph, not a salutation.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import count, groupby

from epistola.encode.context import Context
from epistola.encode.lexicon import Lexicon
from epistola.encode.shape.closing import closing
from epistola.encode.shape.columns import apart
from epistola.encode.shape.layout import Line, Part, lines, page_marks, paragraphs
from epistola.encode.shape.notes import mark_of, marks_in
from epistola.encode.shape.opening import opening
from epistola.encode.shape.sections import Section, sections
from epistola.letter import Annotation, Certainty, Letter, Remark, claimed

NEEDS: tuple[str, ...] = ()
GIVES = ("structure",)
_HYPHENS = ("-", "‐", "¬", "\u00ad", "=")
_OPENER = {"dateline", "byline", "address", "salute"}
_CLOSER = {"salute", "signed", "address", "dateline"}
RESPONSIBILITY = "parts of the letter marked by software"


def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]:
    """Yield the parts of the letter; together they hold every character that isn't white space.

    A source that has its parts (`div`) keeps them as they are.
    """
    if any(letter.of("div")):
        return
    for start, end, kind in page_marks(letter.text):
        yield _element("fw", start, end, "page", (("type", kind),))
    divided = sections(lines(letter.text, letter.blocks), context.words)
    noted, numbers = 0, count(1)
    for number, section in enumerate(divided):
        start = 0 if number == 0 else section.lines[0].start
        end = divided[number + 1].lines[0].start if number + 1 < len(divided) else len(letter.text)
        identifier = (("xml:id", "letter"),) if section.kind == "letter" else ()
        yield _element("div", start, end, section.kind, (("type", section.kind), *identifier))
        if section.kind == "notes":
            yield from _notes(section, letter.text, noted, numbers)
            noted = end
            continue
        for one in _section(section, context):
            yield _within_a_word(one, letter.text, context.words) if one.element == "lb" else one


def _within_a_word(line: Annotation, text: str, words: Lexicon) -> Annotation:
    """Say of a line beginning that it divides a word (`@break`): a hyphen stands before it, and no “and” after it.

    In “town- / and countryfolk” the hyphen stands for a part of a word, and nothing goes on in the next line. Old
    prints and hands have “=” for a hyphen; then what goes on has no capital.
    """
    before = text[max(0, line.start - 40) : line.start].rstrip()
    if not before.endswith(_HYPHENS) or re.search(r"[^\W\d_].$", before) is None:
        return line
    following = re.match(r"[^\W\d_]+", text[line.start : line.start + 40])
    if following is None or (before[-1] == "=" and not following[0][0].islower()):
        return line
    joints = words.names["joints"]
    return line if following[0].lower() in joints else replace(line, attributes=(("break", "no"),))


def _section(section: Section, context: Context) -> Iterator[Annotation]:
    if section.kind in ("letter", "enclosure"):
        yield from _letter(section.lines, context)
        return
    rest = section.lines
    if section.marked == len(rest[0].text):
        yield _element("head", rest[0].start, rest[0].end, "head")
        rest = rest[1:]
    for _, block in groupby(rest, key=lambda line: line.block):
        paragraph = tuple(block)
        yield from _cover(paragraph, section) if section.kind == "envelope" else _paragraph(paragraph)


def _notes(section: Section, text: str, since: int, numbers: Iterator[int]) -> Iterator[Annotation]:
    """Mark the notes, each a paragraph, and what leads to them in the text after `since` (TEI Guidelines, 3.7)."""
    begins = [number for number, line in enumerate(section.lines) if mark_of(line)]
    notes = [section.lines[a:b] for a, b in zip(begins, [*begins[1:], len(section.lines)], strict=True)]
    marks = [mark_of(note[0]) for note in notes]
    identifiers = [f"note.{number}" for _, number in zip(notes, numbers, strict=False)]
    for start, end, number in marks_in(text, since, section.lines[0].start, marks):
        yield _element("ref", start, end, "note", (("type", "note"), ("target", f"#{identifiers[number]}")))
    for note, identifier in zip(notes, identifiers, strict=True):
        yield from _paragraph(note, (("xml:id", identifier),))


def _cover(block: Sequence[Line], section: Section) -> Iterator[Annotation]:
    """Mark what stands on the cover as an address, without the words that say that it is one."""
    yield _element("p", block[0].start, block[-1].end, "paragraph")
    first = block[0]
    said = section.marked if first is section.lines[0] else 0
    start = first.end - len(first.text[said:].lstrip())
    yield _element("address", start, block[-1].end, "address")
    for line in block:
        yield _element("addrLine", max(line.start, start), line.end, "address")


def _letter(section: Sequence[Line], context: Context) -> Iterator[Annotation]:
    section = apart(section, context.words)
    first = opening(section, context.words)
    begin = sum(len(part.lines) for part in first)
    last = closing(section[begin:], context.words) if begin < len(section) else ()
    end = sum(line.start < last[0].start for line in section) if last else len(section)
    yield from _opening(first)
    for paragraph in paragraphs(section[begin:end]):
        yield from _paragraph(paragraph)
    yield from _closing(last)


def _opening(parts: Sequence[Part]) -> Iterator[Annotation]:
    """Mark the parts; neighbouring datelines, addresses and salutations are one `opener`."""
    for group in _runs(parts, _OPENER, apart=()):
        if group[0].element in _OPENER:
            yield _element("opener", group[0].start, group[-1].end, "opening")
        for part in group:
            if part.element == "argument":
                yield _element("argument", part.start, part.end, "description")
                yield from _paragraph(part.lines)
            else:
                said = (("type", part.type),) if part.type else ()
                yield _element(part.element, part.start, part.end, part.element, said)
                yield from _lines_within(part)


def _closing(parts: Sequence[Part]) -> Iterator[Annotation]:
    """Mark the parts; formula, signature and what is close to it are one `closer`; a date below it stands by itself."""
    for group in _runs(parts, _CLOSER, apart=("address", "dateline")):
        below = group[0].element == "dateline" and group[0] is not parts[0]
        if group[0].element != "postscript" and not below:
            yield _element("closer", group[0].start, group[-1].end, "closing")
        for part in group:
            yield _element(part.element, part.start, part.end, part.element)
            if part.element == "postscript":
                for paragraph in paragraphs(part.lines):
                    yield from _paragraph(paragraph)
            else:
                yield from _lines_within(part)


def _lines_within(part: Part) -> Iterator[Annotation]:
    if part.element == "address":
        return (_element("addrLine", line.start, line.end, "address") for line in part.lines)
    return _line_beginnings(part.lines)


def _runs(parts: Sequence[Part], together: set[str], apart: Collection[str]) -> Iterator[list[Part]]:
    """Group neighbouring parts whose elements are `together`; any other part is a group of its own.

    Those that stand `apart` belong to what stands before them only with no blank line between, or over a signature.
    """
    run: list[Part] = []
    for number, part in enumerate(parts):
        divided = part.element in apart and run and part.lines[0].block != run[-1].lines[-1].block
        if divided and any(later.element == "signed" for later in parts[number:]):
            divided = False
        if run and (divided or not (part.element in together and run[-1].element in together)):
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def _paragraph(paragraph: Sequence[Line], said: tuple[tuple[str, str], ...] = ()) -> Iterator[Annotation]:
    attributes = (("rend", "heading"),) if paragraph[0].kind == "head" else ()
    yield _element("p", paragraph[0].start, paragraph[-1].end, "paragraph", (*said, *attributes))
    yield from _line_beginnings(paragraph)


def _line_beginnings(wrapped: Sequence[Line]) -> Iterator[Annotation]:
    for line in wrapped[1:]:
        yield _element("lb", line.start, line.start, "line")


def _element(element: str, start: int, end: int, rule: str, attributes: tuple[tuple[str, str], ...] = ()) -> Annotation:
    return Annotation(start, end, element, claimed("structure", rule, Certainty.HIGH), attributes)
