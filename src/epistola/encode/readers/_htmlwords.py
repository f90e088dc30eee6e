"""What HTML elements and their styles say of text (HTML, sections 4 and 15.3; CSS 2.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

Given = Mapping[str, str]


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


VOID: Final = _names("area base br col embed hr img input link meta param source track wbr")
UNSEEN: Final = _names("audio canvas head iframe noscript object script style svg template title video")
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PARAGRAPHS: Final = frozenset({"p", "li", "dt", "dd", "pre", "figcaption", "caption"}) | HEADINGS
# How many lines below the text before it a block begins.
BLOCKS: Final = {
    **dict.fromkeys(_names("p blockquote pre h1 h2 h3 h4 h5 h6 ul ol dl table hr figure section article"), 2),
    **dict.fromkeys(_names("div li dt dd tr address header footer main aside nav form fieldset center body html "
                    "figcaption caption legend details summary"), 1),
}  # fmt: skip
# What a start tag closes by itself, and the elements that it doesn't look beyond (HTML, 13.1.2.4).
CLOSES: Final = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
}
_LOOKS: Final = {
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "italic"),
    **dict.fromkeys(("b", "strong"), "bold"),
    "u": "underline",
    "sup": "superscript",
    "sub": "subscript",
}
_STYLES: Final = (
    (r"font-style:\s*(?:italic|oblique)", "italic"),
    (r"font-weight:\s*(?:bold|[6-9]00)", "bold"),
    (r"text-decoration[a-z-]*:[^;]*underline", "underline"),
    (r"text-decoration[a-z-]*:[^;]*line-through", "strikethrough"),
    (r"font-variant[a-z-]*:[^;]*small-caps", "smallcaps"),
    (r"text-transform:\s*uppercase", "caps"),
    (r"vertical-align:\s*super", "superscript"),
    (r"vertical-align:\s*sub\b", "subscript"),
    (r"letter-spacing:\s*\+?(?:\d*\.)?0*[1-9]", "letterspaced"),
)


def look(tag: str, given: Given) -> frozenset[str]:
    """Return the words for `@rend` that an element says; “strikethrough” too."""
    words = {_LOOKS[tag]} if tag in _LOOKS else set()
    if tag in ("del", "s", "strike"):
        words.add("strikethrough")
    style = given.get("style", "").lower()
    return frozenset(words | {word for pattern, word in _STYLES if re.search(pattern, style)})


def is_hidden(tag: str, given: Given) -> bool:
    """Tell whether a reader of the page sees nothing of this element."""
    return tag in UNSEEN or "hidden" in given or bool(re.search(r"display:\s*none", given.get("style", "").lower()))


def begins_page(given: Given) -> bool:
    """Tell whether a page begins with this element."""
    return bool(re.search(r"(?:page-)?break-before:\s*(?:always|page)", given.get("style", "").lower()))


def note_of(tag: str, given: Given) -> str:
    """Return the identifier of the note that a link refers to; "" for any other element.

    Known are the roles of DPUB-ARIA, the classes of usual converters, and the ways of Word and LibreOffice.
    """
    target = given.get("href", "")
    if tag != "a" or not target.startswith("#"):
        return ""
    kind = f"{given.get('role', '')} {given.get('epub:type', '')} {given.get('class', '')}".lower()
    if re.search(r"doc-noteref|noteref|footnote-?ref|sd(?:foot|end)noteanc", kind):
        return re.sub(r"^(sd(?:foot|end)note\d+)sym$", r"\1", target[1:])
    office = re.fullmatch(r"#_((?:ftn|edn)\d+)", target)
    return office[1] if office else ""
