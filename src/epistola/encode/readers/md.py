"""Markdown (CommonMark 0.31), as far as it is of use in a transcription.

Marked up are headings (`#`), emphasis, `~~deleted~~`, links, `> quotations`, hard line breaks, and footnotes
(`[^1]` with `[^1]: …`). A backslash takes its meaning from a character, and entities stand for theirs. All other
syntax is switched off, and its characters are text, because in letters they mean themselves: “5. Mai 1901” begins no
list, four blanks before a date begin no code, “[Seal]: Paris” defines no link, a line of hyphens is a line of
hyphens, and `<` is a character.

The text is what remains: a line of the file is a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from epistola.diagnostics import Severity
from epistola.encode.readers import Transcription
from epistola.encode.readers._plain import decoded
from epistola.encode.readers._writer import Writer, source_of, target_of
from epistola.errors import SourceError

SUFFIXES = (".md", ".markdown")

_OFF: Final = (
    "code", "fence", "hr", "list", "reference", "html_block", "lheading",
    "backticks", "image", "autolink", "html_inline", "footnote_inline", "footnote_tail",
)  # fmt: skip
_DEEPEST: Final = 80
_RENDS: Final = {"em": "italic", "strong": "bold"}
_FRONT_MATTER: Final = re.compile(r"---\n(?:[\w-]+:.*\n|[ \t]+.*\n|#.*\n|- .*\n)*---\n")


def read(data: bytes, name: str) -> Transcription:
    """Return the text of a Markdown file with its headings, emphasis, deletions, links, quotations and footnotes.

    Raises SourceError for what is binary, not UTF-8, empty, or nested more than 80 deep.
    """
    found = decoded(data, name, "md")
    writer = Writer("md")
    text = found.text
    if matter := _FRONT_MATTER.match(text):
        text = text[matter.end() :]
        writer.remark("front-matter", "The front matter is left out.", "Say it in the sidecar of the letter.")
    tokens = _parser().parse(text)
    if max((token.level for token in tokens), default=0) >= _DEEPEST:
        raise SourceError(
            f"Quotations are nested more than {_DEEPEST} deep.",
            code="md/too-deep",
            file=name,
            hint="Write “\\>” where a line begins with a “greater than” that means itself.",
        )
    _Reading(writer, tokens).letter()
    return writer.transcription(source_of(data, name, "text/markdown", found.encoding, found.notes))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST + 20}).use(footnote_plugin)
    return parser.enable("strikethrough").disable(_OFF)


class _Reading:
    """The walk through the tokens of a document."""

    def __init__(self, writer: Writer, tokens: Sequence[Token]) -> None:
        self._writer = writer
        self._text, self._definitions = _without_definitions(tokens)
        self._line = 0

    def letter(self) -> None:
        """Write the text, and after it the footnotes that no reference leads to."""
        self._blocks(self._writer, self._text)
        for label, definitions in self._definitions.items():
            for definition in definitions:
                self._writer.remark(
                    "note-without-reference",
                    f"No reference leads to the footnote “{label}”; it stands at the end.",
                    f"Write [^{label}] where it belongs.",
                    Severity.WARNING,
                )
                self._note(self._writer, label, definition)

    def _blocks(self, writer: Writer, tokens: Sequence[Token], *, is_note: bool = False) -> None:
        quotations = 0
        heading = False
        for token in tokens:
            if token.type in ("blockquote_open", "blockquote_close"):
                quotations += token.nesting
            elif token.type in ("heading_open", "heading_close"):
                heading = token.nesting > 0
            elif token.type == "inline":
                first, last = token.map or (self._line, self._line + 1)
                writer.apart(2 if is_note else min(3, max(1, first - self._line + 1)))
                self._line = last
                start = writer.settle()
                self._inline(writer, token.children or [])
                if is_note:
                    writer.mark(start, "p")
                else:
                    writer.block(start, "head" if heading else "p")
                if quotations:
                    writer.mark(start, "quote", (("rend", "block"),))

    def _inline(self, writer: Writer, tokens: Sequence[Token]) -> None:
        opened: list[tuple[int, Token]] = []
        for token in tokens:
            if token.nesting == 1:
                opened.append((writer.position, token))
            elif token.nesting == -1:
                self._close(writer, *opened.pop())
            elif token.type in ("softbreak", "hardbreak"):
                writer.write("\n")
            elif token.type == "footnote_ref":
                label = str(token.meta["label"])
                if self._definitions.get(label):
                    self._note(writer, label, self._definitions[label].pop(0))
            else:
                writer.write(token.content)

    def _close(self, writer: Writer, start: int, token: Token) -> None:
        if token.tag in _RENDS:
            writer.mark(start, "hi", (("rend", _RENDS[token.tag]),))
        elif token.tag == "s":
            writer.mark(start, "del", (("rend", "strikethrough"),))
        elif token.tag == "a" and (target := target_of(str(token.attrGet("href") or ""))):
            writer.mark(start, "ref", (("target", target),))

    def _note(self, writer: Writer, label: str, definition: Sequence[Token]) -> None:
        inside, line = Writer("md"), self._line
        self._blocks(inside, definition, is_note=True)
        self._line = line
        writer.note(inside, (("place", "foot"), ("n", label)))


def _without_definitions(tokens: Sequence[Token]) -> tuple[list[Token], dict[str, list[list[Token]]]]:
    """Part the tokens of the text from those of the footnotes, by label."""
    text: list[Token] = []
    definitions: dict[str, list[list[Token]]] = {}
    into = text
    for token in tokens:
        if token.type == "footnote_reference_open":
            into = []
            definitions.setdefault(str(token.meta["label"]), []).append(into)
        elif token.type == "footnote_reference_close":
            into = text
        else:
            into.append(token)
    return text, definitions
