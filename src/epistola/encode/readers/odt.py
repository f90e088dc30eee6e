"""OpenDocument texts (.odt; OpenDocument 1.3).

The text is that of the document as it reads with all tracked changes accepted: a paragraph is a line, an empty one
an empty line, a line break within a paragraph a line too; a row of a table is a line with its cells between tabs.
White space is as OpenDocument wants it (part 3, 6.1.2): a run of it is one blank, and further ones are `text:s`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from epistola.encode.readers import Transcription
from epistola.encode.readers._markup import children, local, parsed
from epistola.encode.readers._odfstyles import Styles, attribute
from epistola.encode.readers._package import Package
from epistola.encode.readers._writer import Writer, rendition, source_of, target_of

SUFFIXES = (".odt",)
_MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"
_SILENT: Final = frozenset(
    {"tracked-changes", "sequence-decls", "forms", "variable-decls", "user-field-decls", "dde-connection-decls",
     "script", "note-citation", "ruby-text", "soft-page-break", "creator", "date-string"}
)  # fmt: skip


def read(data: bytes, name: str) -> Transcription:
    """Return the text of an OpenDocument text with its highlighting, notes, comments and page breaks.

    Raises SourceError for what is no such document, encrypted, damaged, too large, empty, or has macros.
    """
    package = Package(data, name, "odt")
    kind = (package.part("mimetype") or b"").decode("ascii", "replace").strip()
    if kind and not kind.startswith(_MEDIA_TYPE):
        raise package.error("wrong-kind", f"The document is no text but “{kind}”.", "Save the letter as .odt.")
    if b"encryption-data" in (package.part("META-INF/manifest.xml") or b""):
        raise package.error("encrypted", "The document is encrypted.", "Save it without a password.")
    if any(part.startswith(("Basic/", "Scripts/")) for part in package.names):
        raise package.error(
            "macros", "The document has macros; such documents are not read.", "Remove them and save it again."
        )
    root = parsed(package.needed("content.xml"), name, "odt", "content.xml")
    body = next((text for body in children(root, "body") for text in children(body, "text")), None)
    if local(root) != "document-content" or body is None:
        raise package.error("wrong-root", "The part content.xml is no text.", "Save the letter anew as .odt.")
    common = package.part("styles.xml")
    styles = Styles(root, parsed(common, name, "odt", "styles.xml") if common is not None else None)
    writer = Writer("odt")
    ended = frozenset(attribute(e, "name") for e in body.iter() if local(e) == "annotation-end")
    _Reading(styles, writer, ended).blocks(body)
    _remark(body, writer)
    return writer.transcription(source_of(data, name, _MEDIA_TYPE))


def _remark(body: etree._Element, writer: Writer) -> None:
    changes = [local(c) for group in children(body, "tracked-changes") for r in group for c in children(r)]
    if changes:
        writer.remark(
            "tracked-changes",
            f"Tracked changes are taken as accepted: {changes.count('insertion')} insertions are in the text, "
            f"{changes.count('deletion')} deletions are not.",
            "Accept or reject them in the document, so that it says what you mean.",
        )
    pictures = sum(1 for element in body.iter() if local(element) == "image")
    if pictures:
        writer.remark("pictures", f"Pictures of the document are left out ({pictures}).")


class _Reading:
    """The walk through blocks and paragraphs; each note has a walk of its own."""

    def __init__(self, styles: Styles, writer: Writer, ended: frozenset[str], *, is_note: bool = False) -> None:
        self._styles, self._writer, self._ended, self._is_note = styles, writer, ended, is_note
        self._frames: list[etree._Element] = []
        self._comments: dict[str, etree._Element] = {}

    def blocks(self, parent: etree._Element) -> None:
        """Write what a text, a section, a list, a text box or a note holds."""
        for element in children(parent):
            kind = local(element)
            if kind in ("p", "h"):
                self._paragraph(element, kind)
            elif kind == "table":
                self._table(element)
            elif kind not in _SILENT:
                self.blocks(element)

    def _paragraph(self, paragraph: etree._Element, kind: str) -> None:
        writer, style = self._writer, attribute(paragraph, "style-name")
        if self._styles.breaks_page(style, "before"):
            writer.point("pb")
        start = writer.settle()
        self._inline(paragraph)
        self._look(start, self._styles.of_paragraph(style))
        if self._is_note:
            writer.mark(start, "p")
        elif kind == "h" or self._styles.is_title(style):
            writer.block(start, "head")
        elif "\n" in writer.since(start).strip():
            writer.block(start, "p")
        writer.line()
        if self._styles.breaks_page(style, "after"):
            writer.point("pb")
        frames, self._frames = self._frames, []
        for frame in frames:
            self.blocks(frame)

    def _table(self, table: etree._Element) -> None:
        for row in _rows(table):
            cells = list(children(row, "table-cell"))
            if len(cells) == 1:
                self.blocks(cells[0])
                continue
            for number, cell in enumerate(cells):
                self._writer.write("\t" if number else "")
                for place, paragraph in enumerate(e for e in cell.iter() if local(e) in ("p", "h")):
                    self._writer.flow(" " if place else "")
                    self._inline(paragraph)
            self._writer.line()

    def _inline(self, parent: etree._Element) -> None:
        self._writer.flow(parent.text or "")
        for element in parent:
            if isinstance(element.tag, str):
                self._piece(element, local(element))
            self._writer.flow(element.tail or "")

    def _piece(self, element: etree._Element, kind: str) -> None:
        writer = self._writer
        if kind == "span":
            start = writer.position
            look = self._styles.of_span(attribute(element, "style-name"))
            if "hidden" not in look:
                self._inline(element)
                self._look(start, look)
        elif kind == "s":
            count = attribute(element, "c")
            writer.write(" " * min(int(count), 1000) if count.isdigit() else " ")
        elif kind in ("tab", "line-break"):
            writer.write("\t" if kind == "tab" else "\n")
            if kind == "line-break" and self._is_note:
                writer.point("lb")
        elif kind == "a":
            self._link(element)
        elif kind == "note":
            self._note(element)
        elif kind in ("annotation", "annotation-end"):
            self._comment(element, kind)
        elif kind in ("frame", "custom-shape", "rect"):
            self._frames.append(element)
        elif kind not in _SILENT and not kind.startswith("hidden-"):
            self._inline(element)

    def _look(self, start: int, look: frozenset[str]) -> None:
        words = look - {"strikethrough", "hidden"}
        if words:
            self._writer.mark(start, "hi", rendition(words))
        if "strikethrough" in look:
            self._writer.mark(start, "del", (("rend", "strikethrough"),))

    def _link(self, link: etree._Element) -> None:
        start = self._writer.position
        self._inline(link)
        if target := target_of(attribute(link, "href")):
            self._writer.mark(start, "ref", (("target", target),))

    def _note(self, note: etree._Element) -> None:
        if self._is_note:
            return
        place = "end" if attribute(note, "note-class") == "endnote" else "foot"
        number = "".join("".join(map(str, c.itertext())) for c in children(note, "note-citation")).strip()
        self._apart(children(note, "note-body"), (("place", place), *((("n", number),) if number else ())))

    def _comment(self, comment: etree._Element, kind: str) -> None:
        """Hang a comment where what it speaks of ends; one without an end, where it stands."""
        name = attribute(comment, "name")
        if kind == "annotation" and name in self._ended:
            self._comments[name] = comment
        elif kind == "annotation":
            self._apart([comment], (("type", "comment"),))
        elif name in self._comments:
            self._apart([self._comments.pop(name)], (("type", "comment"),))

    def _apart(
        self, parents: Iterator[etree._Element] | list[etree._Element], said: tuple[tuple[str, str], ...]
    ) -> None:
        inside = Writer("odt")
        walk = _Reading(self._styles, inside, self._ended, is_note=True)
        for parent in parents:
            walk.blocks(parent)
        self._writer.note(inside, said)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for element in children(table):
        if local(element) == "table-row":
            yield element
        elif local(element) in ("table-rows", "table-header-rows", "table-row-group"):
            yield from _rows(element)
