"""Organisations by rule: known ones, heads with what they are called after, firms, abbreviations."""

from __future__ import annotations

from functools import cache
from typing import Final

from epistola.encode.lexicon import lexicon
from epistola.encode.names.sightings import Page
from epistola.encode.names.words import folded_phrase, folded_words

_LONGEST: Final = 9
_FARTHEST: Final = 4
# Ranks that are also what organisations are called by: “General Assembly”.
_NO_RANKS: Final = frozenset({"general"})
_QUOTES: Final = frozenset("\"„“”«»‹›‚‘'’")


def known(page: Page) -> None:
    """Organisations that the language's data file lists."""
    for number, (last, _, _) in page.free_beginnings(page.vocabulary.organisations):
        if last == number and (page.words.word(number + 1) == "-" or page.shouts(number)):
            continue
        if _is_article(page, number) and page.begins_sentence(number) and not _is_quoted(page, number, last):
            continue  # “Die Zeit ist kurz”
        if not (headed_at(page, number) or _headed_before(page, number)):
            page.take(number, last, "org", "organisation")
    _without_article(page)


def _headed_before(page: Page, number: int) -> bool:
    """Take what a listed organisation only completes: “Library of Congress”; tell whether it was taken."""
    links, head = _links(page.vocabulary.code), number - 1
    while head > 0 and number - head < _FARTHEST and page.words.folded[head] in links:
        head -= 1
    return head < number - 1 and head not in page.taken and headed_at(page, head)


def _without_article(page: Page) -> None:
    """What is listed with an article, quoted without: “Die Zeit”, in der „Zeit“."""
    listed = page.vocabulary.organisations.phrases
    for number in page.free_capitals():
        form = page.words.folded[number]
        if _is_quoted(page, number, number) and any(
            f"{article} {form}" in listed for article in page.vocabulary.articles
        ):
            page.take(number, number, "org", "organisation")


def _is_article(page: Page, number: int) -> bool:
    return page.words.folded[number] in page.vocabulary.articles


def _is_quoted(page: Page, first: int, last: int) -> bool:
    return page.words.word(first - 1) in _QUOTES and page.words.word(last + 1) in _QUOTES


def headed(page: Page) -> None:
    """A head and what belongs to it: “Ministry of Education”, “Académie des Sciences”, “Columbia University”."""
    heads = page.vocabulary.organisation_heads
    for number in page.free_capitals():
        if page.words.folded[number] in heads:
            headed_at(page, number)


def headed_at(page: Page, number: int) -> bool:
    """Take the organisation whose head is word `number`, if it is one; tell whether it was taken."""
    words = page.words
    if words.folded[number] not in page.vocabulary.organisation_heads or page.shouts(number):
        return False
    before = page.before(number)[1]
    if before in page.vocabulary.personal_titles and before not in _NO_RANKS:
        return False  # “Colonel House”
    last = _complement(page, _last_head(page, number))
    first = number if page.vocabulary.code in ("fr", "es", "it", "la") else _modifiers(page, number)
    if first == last:
        return False
    return page.take(first, last, "org", "head")


def _last_head(page: Page, number: int) -> int:
    """Return the last of heads in a row: “Cambridge University Press”."""
    words, heads = page.words, page.vocabulary.organisation_heads
    while words.word(number + 1)[:1].isupper() and words.fold(number + 1) in heads and number + 1 not in page.taken:
        number += 1
    return number


def _complement(page: Page, number: int) -> int:
    """Return the last word of what follows a head: joined by of, de, für …, ending with a capital.

    After an “and” another head begins another organisation: “Ministry of Education and the Bank of England”.
    """
    words, last = page.words, number
    links, heads = _links(page.vocabulary.code), page.vocabulary.organisation_heads
    joined = False
    position = number + 1
    while position < min(number + _LONGEST, len(words)) and position not in page.taken:
        word = words.words[position]
        if word[0].isupper() and word[0].isalpha():
            if position == last + 1 and page.vocabulary.code not in ("fr", "es", "it"):
                break
            if joined and words.folded[position] in heads:
                break
            last = position
        elif words.folded[position] not in links and word not in "-'’":
            break
        joined = joined or words.folded[position] in page.vocabulary.joints
        position += 1
    return last


def _modifiers(page: Page, number: int) -> int:
    """Return the first of the capitals directly before a head: “Royal Geographical Society”."""
    words, first = page.words, number
    while first > 0 and number - first < 4 and first - 1 not in page.taken and words.same_line(first - 1, number):
        word = words.words[first - 1]
        if not (word[0].isupper() and word.isalpha()) or len(word) < 3:
            break
        begins = page.begins_sentence(first - 1)
        if begins and not _is_known(page, first - 1):
            break
        first -= 1
        if begins:
            break
    return first


def _is_known(page: Page, number: int) -> bool:
    """Tell whether a word with which a sentence begins is a name all the same: “Roosevelt Library”."""
    known, form = page.vocabulary, page.words.folded[number]
    if page.is_ordinary(number):
        return False
    return form in known.forenames or form in known.well_known.phrases or form in known.towns.phrases


@cache
def _links(code: str) -> frozenset[str]:
    return frozenset(folded_phrase(word) for word in lexicon(code).names["organisation-links"])


@cache
def _endings(code: str) -> tuple[tuple[str, ...], ...]:
    return tuple(folded_words(ending) for ending in lexicon(code).names["organisation-endings"])


def firms(page: Page) -> None:
    """A name with the ending of a firm: “Carl Steinhardt & Cie.”; a word that ends so: “Akademietheater”."""
    folded = page.words.folded
    endings = _endings(page.vocabulary.code)
    glued = tuple(ending[0] for ending in endings if len(ending) == 1 and len(ending[0]) > 4)
    first_words = {ending[0] for ending in endings}
    for number in page.free_capitals():
        if glued and folded[number].endswith(glued) and folded[number] not in glued:
            page.take(number, number, "org", "ending")
        elif number + 1 < len(folded) and folded[number + 1] in first_words:
            for ending in endings:
                if folded[number + 1 : number + 1 + len(ending)] == ending and not page.is_ordinary(number):
                    page.take(number, number + len(ending), "org", "firm")


def newspapers(page: Page) -> None:
    """Newspapers and journals that the data file lists are works."""
    for number, (last, _, _) in page.free_beginnings(page.vocabulary.newspapers):
        if last == number and not _quoted(page, number) and page.is_ordinary(number):
            continue
        if last > number or _quoted(page, number) or not page.begins_sentence(number):
            page.take(number, last, "work", "newspaper")


def _quoted(page: Page, number: int) -> bool:
    return page.words.word(number - 1) in "\"“„«»'‘" and page.words.word(number - 1) != ""


def again(page: Page) -> None:
    """The head alone, with a definite article, of an organisation named in full elsewhere in the letter."""
    heads = {page.words.folded[s.first] for s in page.sightings if s.kind == "org" and s.rule == "head"}
    heads |= {page.words.folded[s.last] for s in page.sightings if s.kind == "org" and s.rule == "head"}
    for number in page.free_capitals():
        form = page.words.folded[number]
        if form in heads and form in page.vocabulary.organisation_heads and not page.begins_sentence(number):
            page.take(number, number, "org", "head-again")
