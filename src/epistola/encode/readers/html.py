"""HTML pages.

The text is what a browser shows of the body: a run of white space is one blank; paragraphs, headings, quotations and
lists stand apart, `div` and `br` begin lines, the cells of a row stand between tabs. What is not shown (scripts,
styles, what is hidden) is no text. Footnotes are recognised by the roles of DPUB-ARIA, by the classes that converters
give them, and as Word and LibreOffice write them.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from epistola.diagnostics import Severity
from epistola.encode.readers import Transcription
from epistola.encode.readers._htmlwords import (
    BLOCKS,
    CLOSES,
    HEADINGS,
    PARAGRAPHS,
    VOID,
    Given,
    begins_page,
    is_hidden,
    look,
    note_of,
)
from epistola.encode.readers._plain import decoded
from epistola.encode.readers._writer import Writer, rendition, source_of, target_of
from epistola.errors import SourceError

SUFFIXES = (".html", ".htm", ".xhtml")
_DEEPEST: Final = 500


def read(data: bytes, name: str) -> Transcription:
    """Return the text of a page with its highlighting, headings, links, deletions, quotations and footnotes.

    Raises SourceError for what is binary, empty, not in the encoding that it declares, or nested more than 500 deep.
    """
    plain, encoding = _recoded(data, name)
    found = decoded(plain, name, "html")
    text = found.text
    if not re.search(r"<[a-zA-Z!]", text):
        raise SourceError(
            "There is no markup in this file; it is no HTML.",
            code="html/no-markup",
            file=name,
            hint="If it is plain text, end its name in .txt.",
        )
    targets = _Targets()
    targets.feed(text)
    writer = Writer("html")
    reading = _Reading(writer, name, frozenset(targets.found))
    reading.feed(text)
    reading.finish()
    if re.search(r"<html[\s>]", text, re.IGNORECASE) and not re.search(r"</html\s*>", text, re.IGNORECASE):
        hint = "If so, get it again; HTML doesn't need the end tag, so this may be all."
        writer.remark("no-end", "The page has no </html>; its end may be missing.", hint, Severity.WARNING)
    return writer.transcription(source_of(data, name, "text/html", encoding or found.encoding, found.notes))


def _recoded(data: bytes, name: str) -> tuple[bytes, str]:
    """Return the page in UTF-8, and the encoding that it declares if that is another one (HTML, 13.2.3.2)."""
    declared = re.search(rb"<(?:meta[^>]*?charset|\?xml[^>]*?encoding)\s*=\s*[\"']?\s*([\w.:-]+)", data[:2048], re.I)
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data.startswith(codecs.BOM_UTF8) or encoding in ("utf-8", "utf8"):
        return data, ""
    # Browsers read Latin-1 and ASCII as Windows-1252 (Encoding Standard, 4.2).
    actual = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}.get(
        encoding, encoding
    )
    try:
        return data.decode(actual).encode(), encoding.upper()
    except (LookupError, UnicodeError):
        raise SourceError(
            f"The page says that it is in “{encoding}”, and it is not, or nobody knows that encoding.",
            code="html/wrong-encoding",
            file=name,
            hint='Save it as UTF-8 with <meta charset="utf-8">.',
        ) from None


class _Targets(HTMLParser):
    """What links to notes refer to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the note that a link refers to."""
        self.found |= {note_of(tag, _given(attrs))} - {""}


@dataclass(slots=True)
class _Open:
    """An element that is open: where its text begins, what it says, and what writing it has diverted."""

    tag: str
    given: Given
    start: int
    hidden: bool = False
    note: str = ""
    reference: str = ""
    outer: Writer | None = None


class _Reading(HTMLParser):
    """The walk through the tags of a page; a note is written apart until its page has been read."""

    def __init__(self, writer: Writer, name: str, targets: frozenset[str]) -> None:
        super().__init__()
        self._main = self._writer = writer
        self._name, self._targets = name, targets
        self._open: list[_Open] = []
        self._references: list[tuple[int, str, str]] = []
        self._notes: dict[str, Writer] = {}
        self._quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, and close what it closes by itself."""
        given = _given(attrs)
        if tag in BLOCKS:
            self._close_through({"p"}, {"table", "td", "th", "button"})
        if tag in CLOSES:
            self._close_through(*CLOSES[tag])
        if self._is_hidden():
            pass
        elif begins_page(given):
            self._writer.apart(1)
            self._writer.point("pb")
        elif tag == "br":
            self._writer.line()
        elif tag in ("td", "th") and not self._writer.at_line_start and self._has_cell_before():
            self._writer.write("\t")
        if tag in BLOCKS:
            self._apart(BLOCKS[tag])
        if tag not in VOID:
            self._push(tag, given)

    def handle_endtag(self, tag: str) -> None:
        """Close an element with all that is open in it; an end tag without its start tag says nothing.

        A phrase that began outside of a block is closed within it, and leaves the block open.
        """
        number = next((n for n in range(len(self._open) - 1, -1, -1) if self._open[n].tag == tag), None)
        if number is None:
            return
        if tag not in BLOCKS and any(one.tag in BLOCKS for one in self._open[number + 1 :]):
            self._end(self._open.pop(number))
        else:
            self._close_through({tag}, set())

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; that it closes at once is so only for the empty ones (HTML, 13.1.2.1)."""
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        """Write text."""
        reference = next((one for one in self._open if one.reference), None)
        if self._is_hidden():
            return
        if reference is not None:
            at, note, label = self._references[-1]
            self._references[-1] = (at, note, label + data.strip())
        elif any(one.tag in ("pre", "textarea") for one in self._open):
            self._writer.write(data)
        else:
            self._writer.flow(data)

    def finish(self) -> None:
        """Close what is open, and hang the notes on their points."""
        self.close()
        while self._open:
            self._end(self._open.pop())
        for at, note, label in self._references:
            number = label.strip("[]()") or str(list(self._notes).index(note) + 1 if note in self._notes else 0)
            if note in self._notes:
                self._main.note(self._notes.pop(note), (("place", "foot"), ("n", number)), at)

    def _is_hidden(self) -> bool:
        return any(one.hidden for one in self._open)

    def _has_cell_before(self) -> bool:
        return bool(self._open) and self._open[-1].tag == "tr" and self._open[-1].start < self._writer.position

    def _apart(self, lines: int) -> None:
        if not self._is_hidden():
            self._writer.apart(lines)

    def _push(self, tag: str, given: Given) -> None:
        if len(self._open) >= _DEEPEST:
            raise SourceError(
                f"The page is nested more than {_DEEPEST} elements deep.",
                code="html/too-deep",
                file=self._name,
                line=self.getpos()[0],
                hint="No letter is; check where the file comes from.",
            )
        one = _Open(tag, given, self._writer.position, is_hidden(tag, given))
        identifier = given.get("id", "")
        if identifier in self._targets and self._writer is self._main and identifier not in self._notes:
            one.note, one.outer = identifier, self._writer
            self._writer = self._notes.setdefault(identifier, Writer("html"))
            one.start = 0
        elif self._writer is not self._main and tag == "a" and given.get("href", "").startswith("#"):
            one.hidden = True
        elif note_of(tag, given) and not self._is_hidden():
            one.reference = note_of(tag, given)
            self._references.append((self._writer.position, one.reference, ""))
        self._open.append(one)

    def _close_through(self, tags: set[str], walls: set[str]) -> None:
        """Close the innermost element that is one of `tags` with all that is in it, unless a wall stands before it."""
        for number in range(len(self._open) - 1, -1, -1):
            if self._open[number].tag in tags:
                while len(self._open) > number:
                    self._end(self._open.pop())
                return
            if self._open[number].tag in walls:
                return

    def _end(self, one: _Open) -> None:
        if one.hidden or self._is_hidden():
            return
        self._describe(one)
        if one.tag in BLOCKS:
            self._writer.apart(BLOCKS[one.tag])
        if one.outer is not None:
            self._writer = one.outer

    def _describe(self, one: _Open) -> None:
        writer, words = self._writer, look(one.tag, one.given)
        if one.tag in HEADINGS:
            writer.block(one.start, "head")
        elif one.tag in PARAGRAPHS:
            writer.block(one.start, "p")
            if writer is not self._main and one.tag in ("p", "pre"):
                writer.mark(one.start, "p")
        if one.tag == "p" and any(outer.tag == "blockquote" for outer in self._open):
            writer.mark(one.start, "quote", (("rend", "block"),))
            self._quoted = writer.position
        elif one.tag == "blockquote" and self._quoted <= one.start:
            writer.mark(one.start, "quote", (("rend", "block"),))
        if words - {"strikethrough"}:
            writer.mark(one.start, "hi", rendition(words - {"strikethrough"}))
        if "strikethrough" in words:
            writer.mark(one.start, "del", (("rend", "strikethrough"),))
        if one.tag == "ins":
            writer.mark(one.start, "add")
        elif one.tag == "a" and (target := target_of(one.given.get("href", ""))):
            writer.mark(one.start, "ref", (("target", target),))
        elif one.tag == "abbr" and one.given.get("title", "").strip():
            writer.mark(one.start, "abbr", reading=one.given["title"].strip())


def _given(attrs: list[tuple[str, str | None]]) -> Given:
    return {key: value or "" for key, value in attrs}
