"""What others wrote on a letter or about it: that it came and was answered, its cover, where it is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from epistola.encode import dating
from epistola.encode.lexicon import Lexicon, lexicon
from epistola.encode.shape.formulas import is_titled, phrases
from epistola.encode.shape.layout import Line

_LONGEST: Final = 120
_LONGEST_WORD: Final = 30
_LONGEST_OF_A_DOCKET: Final = 60
_MOST_LINES_OF_A_DOCKET: Final = 5
_LONGEST_SHELFMARK: Final = 200
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_FIGURE: Final = re.compile(r"\d")
_MOST_OTHER_WORDS: Final = 1


def is_endorsement(line: Line, words: Lexicon) -> bool:
    """Tell whether the line says when the letter came, or what was done with it: “Recd. 5 May, ansd. 7 May”.

    There is a date in it, and nothing but names and small words beside; or it is but “Answered.”.
    """
    text = line.text
    if len(text) <= _LONGEST_WORD and _handled_alone(words.code).fullmatch(text.strip(" .()[]")):
        return True
    if len(text) > _LONGEST or _FIGURE.search(text) is None or not _handling(words.code).search(text):
        return False
    said = _WORD.findall(_handling(words.code).sub(" ", text))
    if not _of_letters(words.code).isdisjoint(word.lower() for word in said):
        return False
    others = [word for word in said if word[0].islower() and word not in _small(words.code)]
    return len(others) <= _MOST_OTHER_WORDS and any(dating.find(text, words))


def is_docket(block: Sequence[Line], words: Lexicon) -> bool:
    """Tell whether short lines that stand together are an endorsement: “Mr. Reed / 3 May 1871 / ansd 5 May”."""
    if not 1 < len(block) <= _MOST_LINES_OF_A_DOCKET or any(len(line.text) > _LONGEST_OF_A_DOCKET for line in block):
        return False
    return any(is_endorsement(line, words) for line in block)


def received(before: str, words: Lexicon) -> bool:
    """Tell whether the last of the words `before` a date that says what was done with the letter says that it came."""
    last = max(_handling(words.code).finditer(before), key=lambda found: found.start(), default=None)
    return last is not None and last.lastgroup == "received"


def endorsement_heading(line: Line, words: Lexicon) -> int:
    """Return the length of what says that an endorsement follows, as “[Endorsed:]” does; 0 where nothing does."""
    found = _heading("endorsements", words.code).match(line.text)
    return len(found[0].rstrip()) if found else 0


def envelope_heading(line: Line, below: Line | None, words: Lexicon) -> int:
    """Return the length of what says that the cover follows, as in “[Envelope:]”; 0 where nothing does.

    Without brackets, who it is addressed to has to follow: “Address: 12 Mill Lane” may be the writer's.
    """
    found = _heading("envelopes", words.code).match(line.text)
    if found is None:
        return 0
    rest = line.text[found.end() :].strip() or (below.text if below is not None else "")
    return len(found[0].rstrip()) if line.text[0] in "[(<" or is_titled(rest, words) else 0


def is_letterhead_mark(line: Line, words: Lexicon) -> bool:
    """Tell whether the line says that it is printed at the head of the paper: “[Letterhead:] Hale & Sons”."""
    return bool(_heading("letterheads", words.code).match(line.text))


def is_shelfmark(line: Line, words: Lexicon) -> bool:
    """Tell whether the line says where the letter is kept: “Library of Congress, Papers of John Ames, Box 3”.

    Two of these have to stand in it: an archive, a collection, a number with a word such as “Box” or as in “FO 371/41”.
    """
    text = line.text
    if len(text) > _LONGEST_SHELFMARK or line.is_sentence:
        return False
    archive, collection, numbered = (pattern.search(text) for pattern in _shelf(words.code))
    kept = bool(archive) + bool(collection and (archive is None or collection.span() != archive.span()))
    return kept > 0 and kept + bool(numbered) > 1


def archive_of(text: str, words: Lexicon) -> tuple[str, str, str]:
    """Return what a shelf mark names: the repository, the collection, and the number; "" for what it doesn't say."""
    archive, collection, _ = _shelf(words.code)
    said = re.sub(r"^\w+\s?:\s+", "", text.strip(" \t\n[](){}."))  # “Source: …”
    parts = [part.strip() for part in re.split(r"[,;:]\s|\n", said) if part.strip()]
    held = next((i for i, part in enumerate(parts) if archive.search(part)), -1)
    behind = [i for i, part in enumerate(parts) if i > held and not _numbered(part)]
    named = next((i for i in behind if collection.search(parts[i])), None)
    # A town may stand behind the name of the archive: “Bodleian Library, Oxford”.
    ends = next((i for i in range(held + 1, len(parts)) if i == named or _numbered(parts[i])), len(parts))
    numbers = [part for i, part in enumerate(parts) if i >= ends and i != named]
    repository = ", ".join(parts[:ends]) if held >= 0 else ""
    return repository, parts[named] if named is not None else "", ", ".join(numbers)


def _numbered(part: str) -> bool:
    return any(c.isdigit() for c in part)


@cache
def _handling(code: str) -> re.Pattern[str]:
    received, handled = phrases("received", code), phrases("handled", code)
    return re.compile(rf"(?<!\w)(?:(?P<received>{received})|(?P<handled>{handled}))(?!\w)", re.IGNORECASE)


@cache
def _handled_alone(code: str) -> re.Pattern[str]:
    """Return the pattern of a word for what was done with a letter, and a day at most: “ansd 5th”."""
    return re.compile(
        rf"(?:{phrases('received', code)}|{phrases('handled', code)})(?:\.?\s\d{{1,2}}\w{{0,2}})?", re.IGNORECASE
    )


@cache
def _of_letters(code: str) -> frozenset[str]:
    """Return the words that no endorsement has: “Received your letter of 5 May” is of the letter itself."""
    words = lexicon(code)
    return frozenset((*words.structure["second-person"], *words.names["first-person"], *words.structure["headings"]))


@cache
def _small(code: str) -> frozenset[str]:
    """Return the words in lower case that an endorsement may have beside names, and dates."""
    names, dates = lexicon(code).names, lexicon(code).dates
    said = [*names["particles"], *names["articles"], *names["joints"], *names["place-prepositions"]]
    said += [
        *dates["before-month"],
        *dates["before-date"],
        *dates["ordinals"],
        *(dates.get("times") or {}).get("parts", ()),
    ]
    known = {word for phrase in said for word in _WORD.findall(phrase.lower())}
    weekdays = (day.lower() for day in lexicon(code).weekdays)
    return frozenset({*known, *lexicon(code).months, *weekdays, "at", "by", "th", "st", "nd", "rd"})


@cache
def _heading(key: str, code: str) -> re.Pattern[str]:
    """Return the pattern of a phrase that is a heading: in brackets, or with a colon behind it."""
    said = phrases(key, code)
    more = r"(?:\s[^\[\]:]{1,40}?)?"
    bracketed = rf"[\[(<]\s*(?:{said}){more}\s*[:.]?\s*[\])>]\s*:?"
    return re.compile(rf"(?:{bracketed}|[\[(<]?\s*(?:{said}){more}\s*:)\s*", re.IGNORECASE)


@cache
def _shelf(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of an archive's name, of a collection's, and of a number that stands in a shelf mark."""
    end = r"(?:en|e|s|es|n)?" if code == "de" else ""
    archives, collections, marks = (phrases(key, code) for key in ("archives", "collections", "shelfmarks"))
    compound = r"\w*" if code == "de" else r"(?<!\w)"
    return (
        re.compile(rf"{compound}(?:{archives}){end}(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{collections}){end}(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{marks})\.?\s*\d|(?<!\w)[A-Z]{{1,4}}[.\s]?\d+/\d+|\d+/[A-Z\d]+", re.IGNORECASE),
    )
