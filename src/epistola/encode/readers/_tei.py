"""TEI of others: the text of `body`, with the markup that it has.

White space is layout: a run of it is one blank, blocks stand apart, `lb` begins a line; within
`xml:space="preserve"` it is kept. The text is the source's: of a `choice` the `sic`, `orig` or `abbr`, of an `app` the
`lem`; notes stand apart. A body of paragraphs gets its structure from Epistola; one that has parts of a letter, lists,
tables, verse or several divisions keeps its own.
"""

from __future__ import annotations

from lxml import etree

from epistola.diagnostics import Severity
from epistola.encode.readers._markup import children
from epistola.encode.readers._teiwords import (
    ALONE,
    BARE,
    BLOCKS,
    EDITORIAL,
    MEANT,
    NEEDED,
    POINTS,
    STRUCTURE,
    attributes,
    certainty,
    is_mixed,
    name,
    words,
)
from epistola.encode.readers._writer import Writer
from epistola.errors import SourceError
from epistola.letter import Surface
from epistola.names import XML_SPACE


def write(root: etree._Element, writer: Writer, first: int) -> tuple[Surface, ...]:
    """Write the text of a TEI document into `writer`; it has no pages, whatever `first` is.

    Raises SourceError for a corpus, for several letters in a `group`, and for what has no `body`.
    """
    text = next((e for e in children(root) if name(e) == "text"), None)
    if name(root) != "TEI" or (text is not None and any(name(e) == "group" for e in text)):
        raise SourceError("This TEI document has several texts.", code="tei/several", hint="Give each its own file.")
    body = next((e for e in text if name(e) == "body"), None) if text is not None else None
    if body is None:
        raise SourceError(
            "This TEI document has no body, so no text.",
            code="tei/no-body",
            hint="Put the letter into TEI/text/body; a facsimile or a sourceDoc alone is no letter to encode.",
        )
    _remark(text, root, writer)
    names = [name(e) for e in body.iter()]
    structured = any(n in STRUCTURE for n in names) or names.count("div") > 1
    start = writer.position
    reading = _Reading(writer, structured=structured)
    reading.content(body, preserve=False)
    if structured and not reading.has_letter:
        writer.mark(start, "div", (("type", "letter"), ("xml:id", "letter")))
    return ()


def _remark(text: etree._Element | None, root: etree._Element, writer: Writer) -> None:
    if any(name(e) == "teiHeader" for e in root):
        writer.remark("header", "The header of the source is not taken over.", "Say in the sidecar what only it knows.")
    for part in text if text is not None else ():
        if name(part) in ("front", "back") and words(part):
            writer.remark(
                "outside-body",
                f"The text of “{name(part)}” is not taken over.",
                "Move what belongs to the letter into the body.",
                Severity.WARNING,
            )


class _Reading:
    """The walk through the elements of a body, or of a note."""

    def __init__(self, writer: Writer, *, structured: bool, is_note: bool = False) -> None:
        self._writer, self._structured, self._is_note = writer, structured, is_note
        self.has_letter = False

    def content(self, element: etree._Element, *, preserve: bool) -> None:
        """Write what stands in an element."""
        space = element.get(XML_SPACE)
        preserve = space == "preserve" or (preserve and space != "default")
        add = self._writer.write if preserve else self._writer.flow
        add(element.text or "")
        runs_in = name(element) not in ("body", "div") and is_mixed(element)
        for child in element:
            kind = name(child)
            if kind in BLOCKS and not runs_in:
                self._block(child, kind, preserve=preserve)
            elif kind:
                self._element(child, kind, preserve=preserve)
            elif isinstance(child.tag, str):
                self.content(child, preserve=preserve)
            add(child.tail or "")

    def _element(self, element: etree._Element, kind: str, *, preserve: bool) -> None:
        if kind in ("note", "noteGrp"):
            self._note(element)
        elif kind in POINTS:
            self._point(element, kind)
            self.content(element, preserve=preserve)
        elif kind == "choice":
            self._choice(element, preserve=preserve)
        elif kind in EDITORIAL:
            self._writer.remark(
                "editorial", f"The element “{kind}” of the source is left out: “{words(element)[:60]}”."
            )
        elif kind == "cell":
            self._cell(element, preserve=preserve)
        else:
            self._inline(element, kind, preserve=preserve)

    def _block(self, element: etree._Element, kind: str, *, preserve: bool) -> None:
        writer, alone = self._writer, _is_alone(element, kind)
        lines = 0 if preserve or alone else BLOCKS[kind]
        writer.apart(lines)
        start = writer.settle()
        self.content(element, preserve=preserve)
        if kind == "fw":
            writer.mark(start, "fw", attributes(element))
            writer.block(start, "fw")
        elif self._is_note:
            writer.mark(start, "p")
        elif not self._structured:
            if kind in ("p", "ab", "head"):
                writer.block(start, "head" if kind == "head" else "p")
        elif kind == "div":
            self._division(element, start)
        elif not alone:
            writer.mark(start, kind, attributes(element), None, certainty(element))
        writer.apart(lines)

    def _division(self, element: etree._Element, start: int) -> None:
        """Mark a division; one that is all of the body is the letter."""
        parent = element.getparent()
        said = attributes(element)
        if parent is not None and name(parent) == "body" and not is_mixed(parent) and len(parent) == 1:
            self.has_letter = True
            kind = dict(said).get("type", "part")
            others = [pair for pair in said if pair[0] != "type"]
            said = (("type", "letter" if kind == "part" else kind), *others, ("xml:id", "letter"))
        self._writer.mark(start, "div", said)

    def _inline(self, element: etree._Element, kind: str, *, preserve: bool) -> None:
        start = self._writer.position
        self.content(element, preserve=preserve)
        if kind in ALONE:
            self._writer.mark(start, "seg", (("type", kind),))
        elif kind not in ("app", "lem", "subst") and not (kind in BLOCKS and not self._structured):
            said = attributes(element)
            if (said or kind not in BARE) and NEEDED.get(kind, "") in ("", *dict(said)):
                self._writer.mark(start, kind, said, None, certainty(element))

    def _cell(self, element: etree._Element, *, preserve: bool) -> None:
        if element.getprevious() is not None and not self._writer.at_line_start:
            self._writer.write("\t")
        start = self._writer.position
        self.content(element, preserve=preserve)
        self._writer.mark(start, "cell", attributes(element))

    def _choice(self, element: etree._Element, *, preserve: bool) -> None:
        options = {name(child): child for child in reversed(element) if name(child)}
        source = next((kind for kind in MEANT if kind in options), None)
        if source is None:
            for child in list(children(element))[:1]:
                self._element(child, name(child), preserve=preserve)
            return
        start = self._writer.position
        self.content(options[source], preserve=preserve)
        meant = options.get(MEANT[source])
        reading = words(meant) if meant is not None else None
        marked = "choice" if source == "sic" and reading is not None else source
        self._writer.mark(start, marked, (), reading, certainty(meant if meant is not None else element))

    def _point(self, element: etree._Element, kind: str) -> None:
        said = attributes(element)
        if kind == "lb":
            self._writer.apart(1)
        if kind == "space" and element.get("unit", "").startswith("char"):
            self._writer.flow(" ")
            return
        if kind != "ptr" or "target" in dict(said):
            self._writer.point(kind, said)

    def _note(self, element: etree._Element) -> None:
        if self._is_note:
            self.content(element, preserve=False)
            return
        inside = Writer(self._writer.format)
        _Reading(inside, structured=True, is_note=True).content(element, preserve=False)
        self._writer.note(inside, attributes(element))


def _is_alone(element: etree._Element, kind: str) -> bool:
    """Tell whether a paragraph is all that an item, a cell or a quotation holds: it says nothing more."""
    parent = element.getparent()
    return (
        kind == "p"
        and parent is not None
        and name(parent) in ("item", "cell", "quote", "said", "q")
        and len(parent) == 1
    )
