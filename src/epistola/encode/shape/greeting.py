"""What a single line at the beginning of a letter can be: a salutation, a dateline, a heading, a statement."""

from __future__ import annotations

import re
from functools import cache

from epistola.encode import dating
from epistola.encode.lexicon import Lexicon, lexicon
from epistola.encode.remembering import Remembered
from epistola.encode.shape.added import is_endorsement
from epistola.encode.shape.layout import Line

LONGEST_LINE = 80
_MOST_SMALL_WORDS = 3
_FEWEST_SMALL_WORDS = 2


def is_salutation(line: Line, words: Lexicon) -> bool:
    """Tell whether the whole line greets the addressee, and no sentence follows on it."""
    return _salutations(words.code)[line.text]


@cache
def _salutations(code: str) -> Remembered[bool]:
    """Remember it for a while, since all that look for the parts of a letter ask of the same lines."""
    return Remembered(lambda text: _is_salutation(text, lexicon(code)), 1 << 10)


def _is_salutation(text: str, words: Lexicon) -> bool:
    if len(text) > LONGEST_LINE or len(text.split()) > 9 or not _salutation(words.code).match(text):
        return False
    if (
        text.endswith(".")
        and not names_both(text, words)
        and sum(word[0].islower() for word in text.split()) > _MOST_SMALL_WORDS
    ):
        return False
    return not re.search(r"[.!?,:;]\s+\w.*[.!?,:;]\s+\W?\w", text) and not _runs_on(text, words)


def _runs_on(text: str, words: Lexicon) -> bool:
    """Tell whether a sentence begins behind a salutation: “Sir: The harbour is open.”."""
    titles = _abbreviations(words.code)
    for found in re.finditer(r"[.!?,:;]\s+|\s[–—-]+\s+", text):
        before = text[: found.start()].rpartition(" ")[2].lower()
        if found[0][0] != "." or (before not in titles and len(before) > 2):
            rest = text[found.end() :]
            small = sum(word[0].islower() for word in rest.split())
            if small < _FEWEST_SMALL_WORDS or greets(rest, words):
                continue
            # A comma may divide two greetings of which the second ends with punctuation, too.
            return found[0][0] in ".!?:;" or not rest.endswith((",", "!", ":", "–", "—", "-"))
    return False


@cache
def _abbreviations(code: str) -> frozenset[str]:
    return frozenset(title.rstrip(".").lower() for title in lexicon(code).names["titles"])


def greets(text: str, words: Lexicon) -> bool:
    """Tell whether `text` begins with a salutation, whatever follows."""
    return bool(_salutation(words.code).match(text))


@cache
def _salutation(code: str) -> re.Pattern[str]:
    structure = lexicon(code).structure
    leads = "|".join(map(re.escape, sorted(structure["salutation-leads"], key=len, reverse=True)))
    greetings = "|".join(map(re.escape, sorted(structure["salutations"], key=len, reverse=True)))
    forms = "|".join(map(re.escape, sorted(structure["forms-of-address"], key=len, reverse=True)))
    whole = rf"|{_by_ending(code)}" if structure["salutation-endings"] else ""
    return re.compile(rf"(?:(?:(?:{leads})\s+)*(?:{greetings})\b|(?:{forms})(?:\W|$){whole})", re.IGNORECASE)


def names_both(text: str, words: Lexicon) -> bool:
    """Tell whether a salutation names who writes before whom it greets: “Seneca Lucilio suo salutem”."""
    known = words.structure["salutation-endings"]
    return bool(known) and re.match(_by_ending(words.code), text, re.IGNORECASE) is not None


def _by_ending(code: str) -> str:
    ends = "|".join(map(re.escape, sorted(lexicon(code).structure["salutation-endings"], key=len, reverse=True)))
    return rf"[^\n.!?]{{1,60}}\s(?:{ends})\W*$"


def is_dateline(line: Line, words: Lexicon) -> bool:
    """Tell whether the line is little more than a place and a date."""
    found = [date for date in dating.find_in_dateline(line.text, words) if not date.is_incomplete]
    if not found or is_heading(line, words) or greets(line.text, words) or is_endorsement(line, words):
        return False
    rest = line.text
    for date in reversed(found):
        rest = rest[: date.start] + rest[date.end :]
    said = re.findall(r"\w+", rest.lower())
    if len(rest) > 60 or len(said) > 8 or line.is_sentence or says_more(rest, words):
        return False
    return _speaks_of_letters(words.code).isdisjoint(said)


def is_date(line: Line, words: Lexicon) -> bool:
    """Tell whether the line is a dateline, or nothing but a date, were it only a feast."""
    if is_dateline(line, words):
        return True
    rest = line.text
    for date in reversed(dating.find_in_dateline(line.text, words)):
        rest = rest[: date.start] + rest[date.end :]
    return rest != line.text and not re.search(r"\w", rest) and re.search(r"[^\W\d_]{3}", line.text) is not None


def is_plain_dateline(line: Line, words: Lexicon) -> bool:
    """Tell whether the line is a dateline wherever it stands, as “Come on 18 April.” is not.

    Its date has a year, or begins the line, or stands behind a comma.
    """
    if not is_dateline(line, words):
        return False
    dates = [date for date in dating.find_in_dateline(line.text, words) if date.day]
    return any(date.year or line.text[: date.start].rstrip()[-1:] in ("", ",") for date in dates)


def says_more(rest: str, words: Lexicon) -> bool:
    """Tell whether the words beside a date are those of a sentence: “The books I shall send on Monday.”."""
    small = re.findall(r"(?<![^\W_])[^\W\d_A-ZÀ-Þ][^\W\d_]+", rest)
    return sum(word not in _of_place_and_time(words.code) for word in small) > 1


@cache
def _of_place_and_time(code: str) -> frozenset[str]:
    """Return the words in lower case that a dateline may have beside names and numbers."""
    names, dates = lexicon(code).names, lexicon(code).dates
    times = dates.get("times") or {}
    said = [*names["particles"], *names["articles"], *names["joints"], *names["place-prepositions"]]
    said += [*dates["before-month"], *dates["before-date"], *times.get("units", ()), *times.get("parts", ())]
    return frozenset(word for phrase in said for word in re.findall(r"\w+", phrase.lower()))


@cache
def _speaks_of_letters(code: str) -> frozenset[str]:
    """Return the words that no dateline has: “Reply to your letter of 8 July” is a heading."""
    structure = lexicon(code).structure
    return frozenset((*structure["second-person"], *structure["headings"]))


def is_heading(line: Line, words: Lexicon) -> bool:
    """Tell whether the line is a heading of the source, or begins like that of a transcription or of an enclosure."""
    if line.kind == "head":
        return True
    first = re.match(r"\W*([^\W\d_]+)", line.text)
    return first is not None and len(line.text) <= 250 and first[1].lower() in words.structure["headings"]


def is_statement(line: Line, words: Lexicon) -> bool:
    """Tell whether the line says something, and is no heading."""
    return line.ends_a_sentence and says_more(line.text, words) and not is_heading(line, words)
