"""Reading XML from strangers, and writing XML that is the same tomorrow.

No network, no DTD, no entity expansion, no limit on size that an honest letter could meet; a document with
a DOCTYPE is refused (XML 1.0, section 2.8), because what it declares could change the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from epistola.diagnostics import Place
from epistola.errors import MarkupError, SurroundingsError

# What libxml2 says of the mistakes that are made most, and the same in words for editors.
_SENTENCES = {
    r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)": r"<\1>, opened in line \2, is closed by </\3>",
    r"Premature end of data in tag (\S+) line (\d+)": r"the file ends before <\1>, opened in line \2, is closed",
    r"Couldn't find end of Start Tag (\S+?)(?: line \d+)?": r"the start tag of <\1> is not complete",
    r"Start tag expected, '<' not found": "it does not begin with an element",
    r"Document is empty": "the file is empty",
    r"Extra content at the end of the document": "something follows after the outermost element",
    r"xmlParseEntityRef: no name": "an & stands alone; as a character it is written &amp;",
    r"EntityRef: expecting ';'": "a reference such as &amp; lacks its semicolon, or an & is not written &amp;",
    r"Entity '(.+)' not defined": r"the entity &\1; is not known; write the character itself",
    r"Attribute (\S+) redefined": r"the attribute @\1 stands twice in one tag",
    r"Namespace prefix (\S+) on (\S+) is not defined": r"the prefix \1: of <\1:\2> is not declared by xmlns:\1",
    r"(?:PCDATA|CData|AttValue) invalid Char value (\d+)": r"a control character (number \1) stands in the text",
    r"Invalid bytes in character encoding": "the file is not in the encoding that it declares (UTF-8 if none)",
    r"AttValue: \" or ' expected": "the value of an attribute must stand in straight quotation marks",
    r"StartTag: invalid element name": "a < does not begin a tag; as a character it is written &lt;",
    r"attributes construct error": "an attribute has no value, or no space before it",
    r"Specification mandates? value for attribute (\S+)": r'the attribute @\1 has no value, such as \1="…"',
    r"(?:Double hyphen within comment|Comment must not contain '--').*": "two hyphens stand within a comment",
    r"XML declaration allowed only at the start of the document": "something stands before the XML declaration",
    r"Unescaped '<' not allowed in attributes values": "a < stands in an attribute; maybe a quotation mark is missing",
    r"Detected an entity reference loop": "its entities refer to each other without end",
    r"Maximum entity amplification factor exceeded.*": "its entities would make it grow without end",
    r"Blank needed here": "a space is missing, or the file is not in the encoding that it declares",
    r"Incomplete UTF-8 sequence.*": "the file ends within a character, or is not in UTF-8",
    r"Invalid character: Char 0x(\S+) out of allowed range": r"a character stands there that XML can't carry (U+\1)",
    r"expected '>'": "a tag is not closed by >",
    r"error parsing attribute name": "the name of an attribute is expected; perhaps a > is missing",
    r"Comment not terminated.*": "a comment is not closed by -->",
    r"CData section not finished.*": "a CDATA section is not closed by ]]>",
    r"Sequence '\]\]>' not allowed in content": "]]> stands in the text, where it is written ]]&gt;",
    r"xmlParseCharRef: invalid xmlChar value (\d+)": r"the reference &#\1; means a character that XML can't carry",
    r"Namespace prefix (\S+) for (\S+) on \S+ is not defined": r"the prefix \1: of @\1:\2 is not declared by xmlns:\1",
    r"Excessive depth in document: (\d+).*": r"elements are nested deeper than \1 levels",
}
_REFUSED = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Nothing(etree.Resolver):
    """Loads nothing: with `collect_ids=False` lxml 6.1 asks for an external DTD even if it is told not to load one."""

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]
        """Give the parser a blank in the place of what is at `system_url`."""
        return self.resolve_string(" ", context, base_url="")


def parse(data: bytes, name: str) -> etree._ElementTree:
    """Parse `data`; `name` is what messages call it.

    Raises MarkupError with line and column for what isn't well-formed or has a DOCTYPE.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False)
    parser.resolvers.add(_Nothing())
    try:
        tree = etree.ElementTree(etree.fromstring(data, parser))
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise MarkupError(
            f"This is not well-formed XML: {_spoken(str(error.msg))}.",
            code="xml/not-well-formed",
            file=name,
            line=line,
            column=column,
            hint="Open the file in an XML editor at this line; nothing of it was read.",
        ) from None
    if tree.docinfo.internalDTD is not None:
        raise MarkupError(
            "The document has a DOCTYPE; documents with one are not read, since a DTD can change the text.",
            code="xml/doctype",
            file=name,
            line=1,
            hint="Remove the <!DOCTYPE …> declaration and write its entities as characters.",
        )
    return tree


def _spoken(message: str) -> str:
    """Put libxml2's words for a mistake of syntax into a sentence; unusual ones stay as they are."""
    said = re.sub(r", line \d+, column \d+$", "", message.strip(), flags=re.DOTALL)
    for pattern, sentence in _SENTENCES.items():
        found = re.fullmatch(pattern, said, flags=re.DOTALL)
        if found:
            return found.expand(sentence)
    return " ".join(said.split())


def read(path: Path) -> bytes:
    """Read the bytes of `path`; raise SurroundingsError when that fails."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SurroundingsError(
            f"The file can't be read: {error.strerror or error}.",
            code="xml/unreadable",
            file=str(path),
            hint="Check that the path is right and that you may read it.",
        ) from None


def place(node: etree._Element, name: str) -> Place:
    """Say where `node` begins in the document called `name`."""
    line = node.sourceline
    return Place(name, line if isinstance(line, int) else 0)


def refused_character(text: str) -> int | None:
    """Return the offset of the first character that XML 1.0 can't carry (section 2.2), or None."""
    found = _REFUSED.search(text)
    return found.start() if found else None


def escape(text: str) -> str:
    """Write `text` as the content of an element; a carriage return survives only as a reference."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


@lru_cache(maxsize=1 << 10)
def escape_attribute(text: str) -> str:
    """Write `text` as the value of an attribute in double quotation marks."""
    text = escape(text).replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\t", "&#9;")
