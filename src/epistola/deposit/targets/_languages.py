"""Codes of languages as repositories want them."""

from __future__ import annotations


def three_letters(tag: str) -> str:
    """Return the ISO 639-3 code of a BCP 47 tag (“de-AT” → “deu”); "" for one that has none."""
    from langcodes import Language

    try:
        return Language.get(tag).to_alpha3() if tag else ""
    except (LookupError, ValueError):
        return ""
