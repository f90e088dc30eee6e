"""The settings of a small edition, as `edition.toml` has them."""

from __future__ import annotations


def settings(*formats: str) -> str:
    """Return the settings of an edition that is made in these formats."""
    names = ", ".join(f'"{name}"' for name in formats)
    return f"""
[edition]
title = "Letters"
publisher = "Somebody"
[edition.licence]
target = "https://example.org/licence"
text = "A licence"
[transform]
formats = [{names}]
"""
