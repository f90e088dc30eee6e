"""Words that can stand in an XML identifier, whoever reads it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Of the letters and digits that `\w` means, those that names had already in the first editions of XML 1.0 (Appendix
# B), which the data type NCName of XML Schema and most validators still go by.
_REFUSED: Final = re.compile(
    r"[^\w.\-]|[^\W0-9A-Za-z_À-ÖØ-öø-ÿĀ-ıĴ-ľŁ-ňŊ-žΆΈ-ΊΌΎ-ΡΣ-ώЁ-ЌЎ-яё-ќא-תぁ-ゔァ-ヺ一-龥가-힣]"
)


def token(text: str) -> str:
    """Write `text` with nothing that an NCName can't have after its first character.

    A letter that not every validator takes is written as its code point (ș as u219), anything else as a hyphen.
    """
    return _REFUSED.sub(_written, unicodedata.normalize("NFKC", text))


def _written(refused: re.Match[str]) -> str:
    return f"u{ord(refused[0]):x}" if refused[0].isalnum() else "-"
