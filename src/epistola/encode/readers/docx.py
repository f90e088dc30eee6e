"""Word documents (.docx; ECMA-376, WordprocessingML).

The text is that of the document as it reads with all tracked changes accepted: a paragraph is a line, an empty one
an empty line, a line break within a paragraph a line too; a row of a table is a line with its cells between tabs.
Hidden text, headers and footers, instructions of fields, and the numbers of lists are no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from epistola.encode.readers import Transcription
from epistola.encode.readers._markup import children, local, parsed
from epistola.encode.readers._package import Package
from epistola.encode.readers._wordstyles import Styles, attribute, child, styles_of
from epistola.encode.readers._writer import Writer, rendition, source_of, target_of

SUFFIXES = (".docx",)
_MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_THROUGH: Final = frozenset(
    {"ins", "moveTo", "smartTag", "customXml", "fldSimple", "sdt", "sdtContent", "dir", "bdo", "oMath", "oMathPara"}
)
_CHARACTERS: Final = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def read(data: bytes, name: str) -> Transcription:
    """Return the text of a Word document with its highlighting, notes, comments and page breaks.

    Raises SourceError for what is no such document, encrypted, damaged, too large, empty, or has macros.
    """
    package = Package(data, name, "docx")
    if any(part.lower().endswith("vbaproject.bin") for part in package.names):
        raise package.error(
            "macros", "The document has macros; such documents are not read.", "Save it without macros, as .docx."
        )
    main = _target(package, name)
    document = _Document(package, name, main)
    root = parsed(package.needed(main), name, "docx", main)
    body = child(root, "body")
    if local(root) != "document" or body is None or "wordprocessingml" not in (etree.QName(root).namespace or ""):
        raise package.error("wrong-root", f"The part {main} is no text of Word.", "Save it anew as .docx.")
    writer = Writer("docx")
    _Reading(document, writer).blocks(body)
    document.remarks(writer)
    return writer.transcription(source_of(data, name, _MEDIA_TYPE))


def _target(package: Package, name: str) -> str:
    """Return the path of the main part (ECMA-376 part 2, 9.3)."""
    relations = package.part("_rels/.rels")
    if relations is not None:
        for relation in children(parsed(relations, name, "docx", "_rels/.rels")):
            if relation.get("Type", "").endswith("/officeDocument"):
                return (relation.get("Target") or "").lstrip("/")
    return "word/document.xml"


class _Document:
    """The parts beside the text: styles, notes, comments, targets of links; and what was left out, counted."""

    def __init__(self, package: Package, name: str, main: str) -> None:
        self._package, self._name = package, name
        self._folder, _, file = main.rpartition("/")
        self._relations = list(self._relations_of(f"{self._folder}/_rels/{file}.rels".lstrip("/")))
        self.styles: Styles = styles_of(self._related("styles"))
        self.notes = {
            kind: {attribute(note, "id"): note for note in children(root)} if (root := self._related(part)) is not None
            else {}
            for kind, part in (("footnote", "footnotes"), ("endnote", "endnotes"), ("comment", "comments"))
        }  # fmt: skip
        self.links = {
            r.get("Id", ""): r.get("Target", "") for r in self._relations if r.get("TargetMode") == "External"
        }
        self.left_out: dict[str, int] = {}

    def count(self, what: str) -> None:
        """Remember that something was left out or decided."""
        self.left_out[what] = self.left_out.get(what, 0) + 1

    def remarks(self, writer: Writer) -> None:
        """Say what was left out."""
        said = self.left_out
        if said.keys() & {"insertions", "deletions"}:
            writer.remark(
                "tracked-changes",
                f"Tracked changes are taken as accepted: {said.get('insertions', 0)} insertions are in the text, "
                f"{said.get('deletions', 0)} deletions are not.",
                "Accept or reject them in the document, so that it says what you mean.",
            )
        for what, words in (("pictures", "Pictures"), ("hidden", "Hidden passages"), ("tables", "The rules of tables")):
            if what in said:
                writer.remark(what, f"{words} of the document are left out ({said[what]}).")
        if any(self._has_text(part) for part in ("header", "footer")):
            writer.remark("headers", "Headers and footers of the pages are left out.", "Put into the text what is its.")

    def _relations_of(self, path: str) -> Iterator[etree._Element]:
        data = self._package.part(path)
        if data is not None:
            yield from children(parsed(data, self._name, "docx", path))

    def _related(self, kind: str) -> etree._Element | None:
        return next(self._all_related(kind), None)

    def _all_related(self, kind: str) -> Iterator[etree._Element]:
        for relation in self._relations:
            target = relation.get("Target", "")
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                path = target.lstrip("/") if target.startswith("/") else f"{self._folder}/{target}".lstrip("/")
                data = self._package.part(path)
                if data is not None:
                    yield parsed(data, self._name, "docx", path)

    def _has_text(self, kind: str) -> bool:
        return any(
            (run.text or "").strip()
            for root in self._all_related(kind)
            for run in root.iter()
            if isinstance(run.tag, str) and local(run) == "t"
        )


class _Reading:
    """The walk through blocks, paragraphs and runs; each note has a walk of its own."""

    def __init__(self, document: _Document, writer: Writer, *, is_note: bool = False) -> None:
        self._document, self._writer, self._is_note = document, writer, is_note
        self._boxes: list[etree._Element] = []
        self._counted = {"footnote": 0, "endnote": 0}
        self._in_link = False

    def blocks(self, parent: etree._Element) -> None:
        """Write what a body, a cell, a text box or a note holds."""
        for element in children(parent):
            kind = local(element)
            if kind == "p":
                self._paragraph(element)
            elif kind == "tbl":
                self._table(element)
            elif kind in _THROUGH:
                self.blocks(element)

    def _paragraph(self, paragraph: etree._Element) -> None:
        properties = child(paragraph, "pPr")
        styles, writer = self._document.styles, self._writer
        if styles.breaks_page(properties):
            writer.point("pb")
        start = writer.position
        self._inline(paragraph)
        if self._is_note:
            writer.mark(start, "p")
        elif styles.is_heading(properties):
            writer.block(start, "head")
        elif "\n" in writer.since(start).strip():
            writer.block(start, "p")
        mark = child(properties, "rPr") if properties is not None else None
        if mark is not None and child(mark, "del") is not None:
            self._document.count("deletions")
        else:
            writer.write("\n")
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _table(self, table: etree._Element) -> None:
        self._document.count("tables")
        for row in children(table, "tr"):
            properties = child(row, "trPr")
            if properties is not None and child(properties, "del") is not None:
                self._document.count("deletions")
                continue
            cells = [c for c in row.iter() if isinstance(c.tag, str) and local(c) == "tc" and _row_of(c) is row]
            if len(cells) == 1:
                self.blocks(cells[0])
                continue
            for number, cell in enumerate(cells):
                self._writer.write("\t" if number else "")
                for place, paragraph in enumerate(p for p in cell.iter() if local(p) == "p"):
                    self._writer.write(" " if place else "")
                    self._inline(paragraph)
            self._writer.write("\n")

    def _inline(self, parent: etree._Element) -> None:
        for element in children(parent):
            kind = local(element)
            if kind == "r":
                self._run(element)
            elif kind == "hyperlink":
                self._link(element)
            elif kind in _THROUGH:
                if kind in ("ins", "moveTo"):
                    self._document.count("insertions")
                self._inline(element)
            elif kind in ("del", "moveFrom"):
                self._document.count("deletions")

    def _link(self, link: etree._Element) -> None:
        start = self._writer.position
        outer, self._in_link = self._in_link, True
        self._inline(link)
        self._in_link = outer
        if target := target_of(self._document.links.get(attribute(link, "id"), "")):
            self._writer.mark(start, "ref", (("target", target),))

    def _run(self, run: etree._Element) -> None:
        look = self._document.styles.look(child(run, "rPr"))
        if "hidden" in look:
            if any(local(c) == "t" for c in children(run)):
                self._document.count("hidden")
            return
        start = self._writer.position
        for element in children(run):
            self._piece(element)
        words = look - {"strikethrough"} - ({"underline"} if self._in_link else set())
        if words:
            self._writer.mark(start, "hi", rendition(words))
        if "strikethrough" in look:
            self._writer.mark(start, "del", (("rend", "strikethrough"),))

    def _piece(self, element: etree._Element) -> None:
        kind = local(element)
        if kind == "t":
            self._writer.write(_characters(element))
        elif kind in _CHARACTERS:
            self._writer.write(_CHARACTERS[kind])
        elif kind == "br":
            self._break(attribute(element, "type"))
        elif kind == "sym":
            self._writer.write(_symbol(attribute(element, "char")))
        elif kind in ("footnoteReference", "endnoteReference", "commentReference"):
            self._note(kind.removesuffix("Reference"), attribute(element, "id"))
        elif kind == "ruby":
            for base in children(element, "rubyBase"):
                self._inline(base)
        elif kind in ("drawing", "pict", "object", "AlternateContent"):
            self._drawing(element)

    def _break(self, kind: str) -> None:
        if kind != "page" or not self._writer.at_line_start:
            self._writer.write("\n")
        if kind == "page":
            self._writer.point("pb")
        elif self._is_note:
            self._writer.point("lb")

    def _note(self, kind: str, identifier: str) -> None:
        note = self._document.notes[kind].get(identifier)
        if note is None or self._is_note:
            return
        inside = Writer("docx")
        _Reading(self._document, inside, is_note=True).blocks(note)
        attributes: tuple[tuple[str, str], ...] = (("type", "comment"),)
        if kind != "comment":
            self._counted[kind] += 1
            attributes = (("place", kind.removesuffix("note")), ("n", str(self._counted[kind])))
        self._writer.note(inside, attributes)

    def _drawing(self, element: etree._Element) -> None:
        """Keep the text boxes for the end of the paragraph; of two versions of a drawing only the first."""
        choice = next(children(element, "Choice"), None) if local(element) == "AlternateContent" else element
        drawing = choice if choice is not None else next(children(element, "Fallback"), element)
        boxes = [e for e in drawing.iter() if isinstance(e.tag, str) and local(e) == "txbxContent"]
        self._boxes += [box for box in boxes if not any(outer in boxes for outer in box.iterancestors())]
        if not boxes:
            self._document.count("pictures")


def _characters(element: etree._Element) -> str:
    text = re.sub(r"[\t\n\r]", " ", element.text or "")
    return text if attribute(element, "space") == "preserve" else text.strip(" ")


def _symbol(code: str) -> str:
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else ""


def _row_of(cell: etree._Element) -> etree._Element | None:
    return next((e for e in cell.iterancestors() if local(e) == "tr"), None)
