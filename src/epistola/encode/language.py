"""Finding out in which language a letter is written."""

from __future__ import annotations

from typing import Final

from epistola.encode.lexicon import languages
from epistola.errors import SettingsError, SourceError

# By how much, in logarithms of probabilities for each character, another language may fit better and the known one be
# meant all the same: dialects and old spelling come to less, sister languages (Portuguese and Spanish, Catalan and
# Spanish, Ukrainian and Russian, Dutch and German) to .65 and more.
_DOUBT: Final = 0.5


def detect(text: str) -> str:
    """Return the code of the most likely language of `text` among those that Epistola knows.

    Raises SourceError where the text is more likely in a language that has no data file.
    """
    # Importing loads the model, which takes as long as encoding a hundred letters, and is often not needed.
    import py3langid

    known = languages()
    ranked = py3langid.rank(text)
    best, weight = next((str(code), float(weight)) for code, weight in ranked if code in known)
    if float(ranked[0][1]) - weight <= _DOUBT * len(text):
        return best
    raise SourceError(
        f"The letter seems to be written in a language that Epistola has no words for yet ({ranked[0][0]}).",
        code="language/unknown",
        hint=f"Say --language with one of {', '.join(known)} if this is a mistake; "
        "a further language is a further file in encode/data/.",
    )


def checked(code: str) -> str:
    """Return `code` when Epistola knows the language; a region or script (`en-GB`) is allowed and ignored.

    Raises SettingsError otherwise.
    """
    primary = code.split("-")[0].lower()
    if primary in languages():
        return primary
    raise SettingsError(
        f"There is no language “{code}” here; there are {', '.join(languages())}.",
        code="language/no-data",
        hint="Use one of these codes (ISO 639-1), or leave the language to be detected.",
    )
