"""The editorial declaration: what was done to the text, and by whom (TEI Guidelines, 2.3.3)."""

from __future__ import annotations

from functools import cache
from typing import Final

from epistola.encode.tei.markup import Lasting, element

_CORRECTED: Final = (
    "The editors corrected {count} of the transcription: each stands as it was in “sic”, with the editors' reading "
    "beside it in “corr”, and “resp” names who decided."
)
_PROPOSED: Final = "Software proposes corrections to the editors; it makes none."
_HYPHENATION: Final = "Hyphens are kept as they stand in the transcription, also at the end of a line."
_INTERPRETATION: Final = (
    "Parts of the letter, names, dates and quotations were marked by software. “resp” names the annotator or the "
    "editor who is responsible for an element and all that it contains, up to an element with “resp” of its own; "
    "“cert” says how sure it is. A name points with “ref” to the authority files of the edition, or, when they "
    "don't have it, to the list at the end of this document; such a name is not identified."
)
_SOURCE_SPEAKS: Final = (
    "What the transcription itself marks (highlighting, deletions and additions, page and line beginnings, notes, and "
    "whatever has “epistola.source” in “resp”) was taken over from it."
)
_NORMALIZATION: Final = (
    "Nothing was normalised. The text, white space and line ends included, is that of the transcription; values of "
    "dates are given in “when” after the Gregorian calendar."
)
_PUNCTUATION: Final = "Punctuation is kept as it stands in the transcription."
_QUOTATION: Final = (
    "Quotation marks are kept, and stand inside the elements “quote”, “said”, “soCalled” and “q” that they delimit."
)
_SEGMENTATION: Final = (
    "Paragraphs are those of the transcription; “lb” marks where a line of the transcription begins within one."
)


@cache
def editorial_declaration(corrections: int, *, source_speaks: bool) -> Lasting:
    """Make the `editorialDecl` of a letter with so many corrections of its editors.

    `source_speaks` tells whether the transcription had markup of its own.
    """
    interpretation = f"{_INTERPRETATION} {_SOURCE_SPEAKS}" if source_speaks else _INTERPRETATION
    slips = "one slip" if corrections == 1 else f"{corrections} slips"
    nothing = "The editors corrected nothing." if source_speaks else "Nothing was corrected."
    corrected = _CORRECTED.format(count=slips) if corrections else nothing
    declaration = element(
        "editorialDecl",
        element("correction", element("p", f"{corrected} {_PROPOSED}"), method="markup"),
        element("hyphenation", element("p", _HYPHENATION)),
        element("interpretation", element("p", interpretation)),
        element("normalization", element("p", _NORMALIZATION)),
        element("punctuation", element("p", _PUNCTUATION), marks="all"),
        element("quotation", element("p", _QUOTATION), marks="all"),
        element("segmentation", element("p", _SEGMENTATION)),
    )
    return Lasting(declaration)
