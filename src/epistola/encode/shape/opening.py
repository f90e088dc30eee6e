"""How a letter begins: headings, a description of its contents, addresses, place and date, the salutation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise, takewhile
from typing import Final

from epistola.encode import dating
from epistola.encode.lexicon import Lexicon, lexicon
from epistola.encode.shape.added import is_endorsement, is_letterhead_mark, is_shelfmark
from epistola.encode.shape.formulas import is_address, is_courteous, is_directed, is_titled, phrases
from epistola.encode.shape.layout import Line, is_prose

_LONGEST_FORMULA = 80
_LONGEST_PREFACE = 400
_FURTHEST_SALUTATION = 30
_LONGEST_ADDRESS = 7
_FIELDS: Final = {"to": "inside", "from": "byline", "date": "dateline", "subject": "head subject"}
# A place that has the line above a date to itself.
_PLACE = re.compile(r"[A-ZÀ-ÞА-Я][^\W\d_]+(?:[\s-][A-ZÀ-ÞА-Я][^\W\d_]+){0,2}[.,]?")
_NO_PLACE = re.compile(r"[\d\s./-]+|\d.*")
_ADDRESS = re.compile(r"^(?:℅|c/o\b)|\d|^[^a-zß-ÿ]+$|,$")


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring lines that are one part of a letter, and what part they are (a TEI element name, its `@type`)."""

    element: str
    lines: tuple[Line, ...]
    type: str = ""

    @property
    def start(self) -> int:
        """Where the part begins in the text."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where the part ends in the text."""
        return self.lines[-1].end


def opening(lines: Sequence[Line], words: Lexicon) -> tuple[Part, ...]:
    """Return the parts before the first paragraph, in order; they cover the first lines without a gap."""
    # All there is can't be the opening: something has to be the letter.
    first = lines[: min(_FURTHEST_SALUTATION, len(lines) - 1)]
    salute = next((i for i, line in enumerate(first) if is_salutation(line, words)), None)
    last: tuple[Part, ...] = ()
    if salute is not None and not _is_text(lines[:salute]):
        greetings = takewhile(lambda line: is_salutation(line, words), first[salute:])
        before, last = lines[:salute], tuple(Part("salute", (line,)) for line in greetings)
    else:
        before = _without_salutation(lines, words)
    spaced = lines[-1].block > 0
    above = _parts(before, words, spaced=spaced, greeted=bool(last))
    return (*above, *last, *(_dated_below(above, last, lines, words) if last else ()))


def _dated_below(above: Sequence[Part], last: Sequence[Part], lines: Sequence[Line], words: Lexicon) -> Iterator[Part]:
    """Yield the dateline that stands below the salutation, where none stands above."""
    number = sum(len(part.lines) for part in (*above, *last))
    dated = any(part.element == "dateline" for part in above)
    if not dated and number < len(lines) - 1 and is_plain_dateline(lines[number], words):
        yield Part("dateline", (lines[number],))


def _is_text(before: Sequence[Line]) -> bool:
    """Tell whether paragraphs stand among the lines before a salutation, which then opens something else.

    One may be a summary of the letter.
    """
    if max((len(line.text) for line in before), default=0) > _LONGEST_PREFACE:
        return True
    return sum(is_prose(tuple(block)) for _, block in groupby(before, key=lambda line: line.block)) > 1


def is_salutation(line: Line, words: Lexicon) -> bool:
    """Tell whether the whole line greets the addressee, and no sentence follows on it."""
    text = line.text
    if len(text) > _LONGEST_FORMULA or len(text.split()) > 9 or not _salutation(words.code).match(text):
        return False
    return not re.search(r"[.!?,:;]\s+\w.*[.!?,:;]\s+\w", text) and not _runs_on(text, words)


def _runs_on(text: str, words: Lexicon) -> bool:
    """Tell whether a sentence begins behind a salutation: “Sir: The harbour is open.”."""
    titles = _abbreviations(words.code)
    for found in re.finditer(r"[.!?,:;]\s+|\s[–—-]+\s+", text):
        before = text[: found.start()].rpartition(" ")[2].lower()
        if found[0][0] != "." or (before not in titles and len(before) > 2):
            rest = text[found.end() :]
            small = sum(word[0].islower() for word in rest.split())
            return rest.endswith((".", "…")) and small >= 2
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


def _without_salutation(lines: Sequence[Line], words: Lexicon) -> Sequence[Line]:
    """Return the first lines up to the last of them that says where, when or to whom the letter was written."""
    end = 0
    for number, line in enumerate(lines[:8], 1):
        if len(line.text) > _LONGEST_FORMULA and not is_heading(line, words) and not is_shelfmark(line, words):
            break
        if number < len(lines) and _is_wrapped_prose(line, lines[number], words):
            break
        if is_heading(line, words) or is_dateline(line, words) or _printed(line, words):
            end = number
    end += _addressed(lines[end:], words) if end else 0
    end = min(end, len(lines) - 1)
    return lines[: _before_title(lines, end)]


def _is_wrapped_prose(line: Line, below: Line, words: Lexicon) -> bool:
    """Tell whether a sentence goes on from a line into the next."""
    together = line.block == below.block and below.text[0].islower()
    return together and not line.ends_a_sentence and says_more(line.text, words)


def _addressed(lines: Sequence[Line], words: Lexicon) -> int:
    """Return how many lines are an address of the addressee, with which `lines` begin."""
    block = [line for line in lines if line.block == lines[0].block] if lines else []
    small = 1 < len(block) <= _LONGEST_ADDRESS and all(len(line.text) <= _LONGEST_FORMULA for line in block)
    begins = small and (is_address(block[0], words) or is_titled(block[0].text, words))
    return len(block) if begins and not any(line.is_sentence for line in block) else 0


def _before_title(lines: Sequence[Line], end: int) -> int:
    """Leave the last block whole if it is but a title and a date, as of an enclosed cutting from a newspaper."""
    rest = lines[end:]
    if sum(len(line.text) for line in rest) > _LONGEST_FORMULA or any(line.is_sentence for line in rest):
        return end
    while end and lines[end - 1].block == lines[-1].block and lines[0].block != lines[-1].block:
        end -= 1
    return end


def _parts(before: Sequence[Line], words: Lexicon, *, spaced: bool, greeted: bool) -> list[Part]:
    """Divide the lines; in a text with blank lines what stands together belongs together (`spaced`)."""
    kinds = [_kind(line, words, spaced=spaced) for line in before]
    _one_dateline(before, kinds)
    _inside_addresses(before, kinds, words, greeted=greeted)
    _addresses_join_datelines(before, kinds, greeted=greeted)
    _letterheads(before, kinds, words)
    parts: list[Part] = []
    for line, kind in zip(before, kinds, strict=True):
        element, _, sort = kind.partition(" ")
        last = parts[-1] if parts else None
        joins = element in ("dateline", "address")
        alike = last is not None and (last.element, last.type) == (element, sort)
        if last is not None and joins and alike and last.lines[-1].block == line.block:
            parts[-1] = Part(element, (*last.lines, line), sort)
        else:
            parts.append(Part(element, (line,), sort))
    return parts


def _kind(line: Line, words: Lexicon, *, spaced: bool) -> str:
    """Return what a line of the opening is: an element, and its `@type` behind a space; “inside” is the addressee's."""
    if is_heading(line, words):
        return "head"
    if printed := _printed(line, words):
        return printed
    if (is_address(line, words) or is_directed(line.text, words)) and len(line.text) <= _LONGEST_FORMULA:
        return "inside"
    if is_dateline(line, words):
        return "dateline"
    if line.is_sentence:
        return "argument"
    return "address" if spaced or _ADDRESS.search(line.text) else "head"


def _printed(line: Line, words: Lexicon) -> str:
    """Return what a line is by the words with which it begins, or by what it names; "" where they say nothing."""
    if is_shelfmark(line, words):
        return "head archive"
    if is_letterhead_mark(line, words):
        return "head letterhead"
    if is_endorsement(line, words):
        return "head endorsement"
    field = _field(words.code).match(line.text)
    return _FIELDS[field.lastgroup] if field is not None and field.lastgroup is not None else ""


@cache
def _field(code: str) -> re.Pattern[str]:
    fields = "|".join(f"(?P<{name}>{phrases(f'field-{name}', code)})" for name in _FIELDS)
    return re.compile(rf"(?:{fields})\s*\.?:\s*\S", re.IGNORECASE)


def _one_dateline(before: Sequence[Line], kinds: list[str]) -> None:
    """A letter is dated once: a dated line in a block below the dateline is a heading that speaks of another day."""
    first = next((line.block for line, kind in zip(before, kinds, strict=True) if kind == "dateline"), None)
    for number, line in enumerate(before):
        if kinds[number] == "dateline" and line.block != first:
            kinds[number] = "head"


def _inside_addresses(before: Sequence[Line], kinds: list[str], words: Lexicon, *, greeted: bool) -> None:
    """Find the rest of the addressee's address: what stands below its first line, up to the date.

    Below the date, a block of more than one line is the addressee's, too, where a salutation follows or a title begins;
    anywhere, if the title is one that nobody gives himself.
    """
    dated = False
    for number, line in enumerate(before):
        above = number > 0 and before[number - 1].block == line.block
        if above and kinds[number - 1] == "inside" and kinds[number] in ("address", "head"):
            kinds[number] = "inside" if not is_heading(line, words) else "head"
        goes_on = number + 1 < len(before) and before[number + 1].block == line.block
        begins = goes_on and (not above or is_heading(before[number - 1], words))
        if kinds[number] in ("address", "head") and begins and not is_heading(line, words):
            told = is_courteous(line.text, words) or (dated and (greeted or is_titled(line.text, words)))
            kinds[number] = "inside" if told else kinds[number]
        dated = dated or kinds[number] == "dateline"


def _addresses_join_datelines(before: Sequence[Line], kinds: list[str], *, greeted: bool) -> None:
    """An address above or below the date, with no blank line between, is part of the dateline."""
    for step in (1, -1):
        order = range(len(kinds))[::step]
        for here, there in pairwise(order):
            if kinds[here] == "dateline" and kinds[there] == "address" and before[here].block == before[there].block:
                kinds[there] = "dateline"
    for number, (line, below) in enumerate(pairwise(before)):
        over_date = kinds[number] == "head" and kinds[number + 1] == "dateline" and line.block == below.block
        if over_date and greeted and _PLACE.fullmatch(line.text) and _NO_PLACE.fullmatch(below.text):
            kinds[number] = "dateline"
    dated = "dateline" in kinds
    for number, kind in enumerate(kinds):
        if kind == "address":
            # Apart from the date an address-like line is a heading, unless it is all that stands over the salutation.
            over = greeted and before[number].block == before[-1].block
            kinds[number] = "dateline" if over and not dated else "head"
        elif kind == "inside":
            kinds[number] = "address"


def _letterheads(before: Sequence[Line], kinds: list[str], words: Lexicon) -> None:
    """Lines that stand together and are but headings are a letterhead, if one of them looks like an address."""
    headings = [n for n, kind in enumerate(kinds) if kind in ("head", "head letterhead")]
    apart = (n for n in headings if not is_heading(before[n], words))
    for _, group in groupby(apart, key=lambda n: before[n].block):
        run = list(group)
        together = len(run) > 1 and run[-1] - run[0] == len(run) - 1
        if (together and any(_ADDRESS.search(before[n].text) for n in run)) or kinds[run[0]] == "head letterhead":
            for n in run:
                kinds[n] = "head letterhead"
