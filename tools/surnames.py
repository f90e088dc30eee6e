"""Make src/epistola/encode/data/surnames.txt from the package Faker.

usage: python tools/surnames.py   (after: pip install --no-deps faker==40.54.0)

The package (https://github.com/joke2k/faker, MIT licence, copyright 2012 Daniele Faraglia) has the frequent surnames of
many countries. A name is written as `epistola.encode.names.words.folded` compares it, in the section of the first
language that has it; `other` has those of languages that Epistola has no words of.
"""

import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from epistola.encode.names.words import folded

TARGET = Path(__file__).parents[1] / "src/epistola/encode/data/surnames.txt"
LOCALES = {
    "de": ("de_DE", "de_AT", "de_CH"),
    "en": ("en_GB", "en_US", "en_IE"),
    "fr": ("fr_FR", "fr_CH", "fr_BE"),
    "it": ("it_IT",),
    "es": ("es_ES",),
    "ru": ("ru_RU",),
    "other": ("nl_NL", "pl_PL", "cs_CZ", "hu_HU", "sv_SE", "da_DK", "no_NO", "pt_PT", "ro_RO", "hr_HR", "sl_SI"),
}


def main() -> None:
    """Write the file."""
    lines = [
        "# Surnames, from Faker (https://github.com/joke2k/faker, MIT licence, copyright 2012 Daniele Faraglia);"
        " made by tools/surnames.py."
    ]
    seen: set[str] = set()
    for language, locales in LOCALES.items():
        names = {folded(name) for locale in locales for name in _surnames(locale) if name.isalpha() and len(name) > 2}
        lines += [f"= {language}", *sorted(names - seen)]
        seen |= names
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _surnames(locale: str) -> set[str]:
    provider = import_module(f"faker.providers.person.{locale}").Provider
    lists = (getattr(provider, name) for name in dir(provider) if "last_name" in name)
    return {str(name) for names in lists if not callable(names) for name in names}


if __name__ == "__main__":
    main()
