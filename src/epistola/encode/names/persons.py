"""Persons by rule: titles, forenames, initials, capitals that nothing else explains."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Final

from epistola.encode.names.common import kind
from epistola.encode.names.sightings import Page
from epistola.encode.names.words import folded, words_of

_LONGEST_NAME: Final = 6
_QUOTES: Final = frozenset("\"„“”«»‹›‚‘'’`´")
_APOSTROPHES: Final = frozenset("'’´")
_ORDINAL: Final = re.compile(r"[IVX]{1,5}|1er|Ier|ler")
ADJECTIVE: Final = re.compile(r"sche[nmrs]?$")
_INFLECTED: Final = ("e", "en", "er", "es", "em")
_ROMAN: Final = re.compile(r"[IVXLC]+")


def titled(page: Page) -> None:
    """A title with a name after it: “Mr. Ames”, “M. le Président Poincaré”, “Frau Flegmann”, “le général Percin”."""
    words = page.words
    for number in words.having(page.vocabulary.titles.phrases.keys()):
        if number in page.taken or not (words.words[number][0].isupper() or len(words.words[number]) > 4):
            continue
        start = _after_titles(page, number)
        end = _name_end(page, start)
        if end is not None and (words.words[start][0].isupper() or _takes_particle(page, start)):
            page.take(start, end, "person", "title")


def _after_titles(page: Page, number: int) -> int:
    """Return the number of the first word after the titles that begin at `number`."""
    words = page.words
    for _ in range(_LONGEST_NAME):
        if number >= len(words):
            break
        found = page.longest(number, page.vocabulary.titles)
        if found is not None:
            number = found[0] + 1
            if words.word(number) == "." and words.glued(number) and len(words.words[number - 1]) < 5:
                number += 1
        elif (
            words.fold(number) in page.vocabulary.articles and words.fold(number + 1) in page.vocabulary.titles.phrases
        ):
            number += 1
        else:
            break
    return number


def _takes_particle(page: Page, start: int) -> bool:
    """A name may begin with a particle after the title of a person (“M. de Broglie”), not after that of an office."""
    before = start - 2 if page.words.words[start - 1] == "." else start - 1
    title = page.words.fold(before) in page.vocabulary.personal_titles
    return title and page.words.folded[start] in page.vocabulary.particles and page.words.folded[start] != "of"


def named(page: Page) -> None:
    """A forename or initials with a surname: “Otto Hoffmann”, “E. M. Kafka”, “Louis XIV”."""
    for number in page.free_capitals():
        if page.words.folded[number] in page.vocabulary.forenames and not page.words.word(number).islower():
            _forename(page, number)
        elif _is_initial(page, number):
            _initials(page, number)


def _forename(page: Page, number: int) -> None:
    words = page.words
    after = number + 1
    if words.word(after) == "-" and words.fold(after + 1) in page.vocabulary.forenames:
        after += 2
    if _ORDINAL.fullmatch(words.word(after)) and words.same_line(number, after):
        page.take(number, after, "person", "regnal")
        return
    end = _name_end(page, after)
    if end is not None and words.same_line(number, number):
        page.take(number, end, "person", "forename-surname")


def _initials(page: Page, number: int) -> None:
    after = number
    if number in page.edges and _ROMAN.fullmatch(page.words.words[number]):
        return  # “I. …” numbers a paragraph
    while _is_initial(page, after):
        after += 2
        if page.words.word(after) == "-":
            after += 1
        if after - number > _LONGEST_NAME * 2:
            return
    if not page.words.same_line(number, min(after, len(page.words) - 1)):
        return
    end = _name_end(page, after)
    if end is None or page.longest(after, page.vocabulary.places) is not None:
        return
    word = page.words.words[after]
    if len(word) > 2 and not page.is_noun(after):
        page.take(number, end, "person", "initials")


def _is_initial(page: Page, number: int) -> bool:
    words = page.words
    if number >= len(words) or words.word(number + 1) != "." or not words.glued(number + 1):
        return False
    word = words.words[number]
    return word[0].isupper() and (len(word) == 1 or (len(word) == 2 and word[1].islower()))


def _name_end(page: Page, number: int) -> int | None:
    """Return the last word of the surname (with further forenames, initials, particles) that begins at `number`."""
    words, last = page.words, None
    position = number
    while position < min(number + _LONGEST_NAME, len(words)) and position not in page.taken:
        if position in page.edges:
            break
        form = words.folded[position]
        if page.is_name_word(position) and not _ROMAN.fullmatch(words.words[position]):
            last = position
        elif _is_initial(page, position):
            position += 1
        elif words.words[position] in "-'’" and words.glued(position):
            pass
        elif form not in page.vocabulary.particles:
            break
        position += 1
    return last


def well_known(page: Page) -> None:
    """Persons whom everybody calls by one name, also in the genitive: “Goethe”, “Shakespeares”."""
    known, folded = page.vocabulary.well_known, page.words.folded
    for number in page.free_capitals():
        form = folded[number]
        if known.begins[form]:
            found = page.longest(number, known)
        else:
            found = (number, form, "") if form.endswith("s") and form[:-1] in known.phrases else None
        if found and not (found[0] == number and page.is_ordinary(number)) and page.words.word(found[0] + 1) != "-":
            page.take(number, found[0], "person", "well-known")


def alone(page: Page) -> None:
    """A forename by itself, where no sentence begins."""
    for number in page.free_capitals():
        if (
            page.words.folded[number] in page.vocabulary.forenames
            and not page.is_ordinary(number)
            and not page.shouts(number)
            and page.words.word(number + 1) != "-"
        ):
            rule = "forename-first" if page.begins_sentence(number) else "forename"
            page.take(number, number, "person", rule)


def unexplained(page: Page) -> None:
    """Capitals within a sentence that nothing else explains: in most languages names, in German after some words."""
    allowed = _in_context if page.vocabulary.nouns_have_capitals else _within_sentence
    for number in page.free_capitals():
        if not page.is_name_word(number) or not allowed(page, number):
            continue
        if page.words.folded[number] in page.vocabulary.organisation_heads:
            continue
        end = _run_end(page, number, allowed)
        if page.words.word(end + 1) in "°":
            continue
        rule = "capitals" if end > number else "capital"
        page.take(number, end, "person", rule)


def surnames(page: Page) -> None:
    """In a language that gives nouns capitals: a frequent surname that is no noun, where no sentence begins."""
    known = page.vocabulary.surnames
    for number in page.free_capitals() if page.vocabulary.nouns_have_capitals else ():
        if page.words.folded[number] not in known and _nominative(page, number) not in known:
            continue
        if page.begins_sentence(number) or page.shouts(number) or page.is_noun(number):
            continue
        if kind(page.vocabulary.code, page.words.folded[number]) == "noun" or len(page.words.words[number]) < 4:
            continue
        if page.is_name_word(number) and "-" not in (page.words.word(number - 1), page.words.word(number + 1)):
            page.take(number, number, "person", "surname")


def acting(page: Page) -> None:
    """In a language that gives nouns capitals: a capital with a verb after it begins a sentence: “Bahr schreibt …”."""
    verbs = page.vocabulary.verbs_after_names
    for number in page.free_capitals() if verbs else ():
        if page.words.fold(number + 1) not in verbs or not page.words.word(number + 1).islower():
            continue
        if not page.begins_sentence(number) or page.shouts(number) or len(page.words.words[number]) < 3:
            continue
        if page.is_name_word(number) and not page.is_noun(number):
            page.take(number, number, "person", "acting")


def derived(page: Page) -> None:
    """A person in an adjective: “Schlenthersche Briefe”, “ein Lilienkron’sches Gedicht”."""
    for number in page.free_capitals() if page.vocabulary.nouns_have_capitals else ():
        words = page.words
        apart = words.word(number + 1) in _APOSTROPHES and ADJECTIVE.fullmatch(words.word(number + 2))
        if apart and words.glued(number + 1) and words.glued(number + 2):
            page.take(number, number, "person", "derived")
        elif (found := ADJECTIVE.search(words.words[number])) and found.start() > 4:
            stem = words.words[number][: found.start()].lower()
            before_noun = words.word(number + 1)[:1].isupper()
            if before_noun and not stem.endswith("i") and page.is_name_word(number):
                page.take(number, number, "person", "derived")


def joined(page: Page) -> None:
    """A capital that “and”, “or” joins to a person: “Richard oder Loris”, “Singer und Kanner”."""
    if not page.vocabulary.nouns_have_capitals:
        return
    for number in page.free_capitals():
        before = page.taken.get(number - 2)
        if before is None or before.kind != "person" or page.words.fold(number - 1) not in page.vocabulary.joints:
            continue
        if page.is_name_word(number) and not page.is_noun(number) and len(page.words.words[number]) > 2:
            page.take(number, number, "person", "joined")


def doubled(page: Page) -> None:
    """Two capitals with a hyphen between, neither a noun: “Beer-Hofmann”."""
    for number in page.free_capitals() if page.vocabulary.nouns_have_capitals else ():
        last, words = number + 2, page.words
        if words.word(number + 1) != "-" or not (words.glued(number + 1) and words.glued(last)):
            continue
        if last in page.taken or "-" in (words.word(last + 1), words.word(number - 1)):
            continue
        if words.word(number - 1).islower() and words.fold(number - 1).endswith(_INFLECTED):
            continue
        if words.fold(number - 1) in page.vocabulary.determiners or number in page.edges:
            continue
        if all(page.is_name_word(n) and not page.is_noun(n) and not page.shouts(n) for n in (number, last)):
            page.take(number, last, "person", "doubled")


def _within_sentence(page: Page, number: int) -> bool:
    word = page.words.words[number]
    if len(word) < 3 or page.is_noun(number) or page.begins_sentence(number) or page.shouts(number):
        return False
    if not page.words.folded[number].isascii() or page.begins_verse(number):
        return False
    if word.isupper() and (len(word) < 4 or not page.names_in_capitals()):
        return False
    before = page.words.word(number - 1)
    if before in _QUOTES and not (before in _APOSTROPHES and page.words.glued(number - 1)):
        return False
    if before in _APOSTROPHES:
        before = page.words.word(number - 2)
    return folded(before) not in page.vocabulary.determiners and not page.words.word(number + 1)[:1].isdigit()


def _in_context(page: Page, number: int) -> bool:
    """In German a noun has an article or an adjective before it; a name follows words that nouns seldom follow."""
    if len(page.words.words[number]) < 3 or page.is_noun(number) or page.shouts(number):
        return False
    if page.begins_sentence(number):
        return False
    _, before = page.before(number)
    return before in page.vocabulary.name_contexts and page.words.word(number + 1) != "-"


def _run_end(page: Page, number: int, allowed: Callable[[Page, int], bool]) -> int:
    end = number
    while end + 1 < min(number + _LONGEST_NAME, len(page.words)) and end + 1 not in page.taken:
        step = 2 if page.words.word(end + 1) == "-" else 1
        following = end + step
        if following in page.taken or not page.is_name_word(following) or not page.words.same_line(end, following):
            break
        if page.vocabulary.nouns_have_capitals and page.is_noun(following):
            break
        end = following
    return end


def again(page: Page) -> None:
    """The surname or forename of a person found elsewhere in the letter, also in the genitive."""
    known = _known(page, "person", last_only=True)
    for number in page.free_capitals():
        form = page.words.folded[number]
        if len(form) > 2 and (form in known or _nominative(page, number) in known) and not page.is_noun(number):
            page.take(number, number, "person", "person-again")


def _known(page: Page, kind: str, *, last_only: bool) -> frozenset[str]:
    sure = {"title", "forename-surname", "initials", "capitals", "capital", "forename", "correspondent"}
    numbers = (s.last for s in page.sightings if s.kind == kind and s.rule in sure)
    return frozenset(form for n in numbers if len(form := page.words.folded[n]) > 2)


def _nominative(page: Page, number: int) -> str:
    form = page.words.folded[number]
    return form[:-1] if form.endswith("s") and len(form) > 4 else form


def correspondents(page: Page, own: Collection[str]) -> None:
    """The names of the correspondents, in full or in part, also in the genitive."""
    by_capital: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for name in sorted(own, key=lambda text: (-len(text), text)):
        words = words_of(name)
        form = tuple(part for part in words.folded if part)
        if words.capitals:
            before = sum(bool(part) for part in words.folded[: words.capitals[0]])
            by_capital.setdefault(words.folded[words.capitals[0]], []).append((before, form))
    folded = page.words.folded
    for number in page.free_capitals():
        for before, form in by_capital.get(folded[number], by_capital.get(_nominative(page, number), ())):
            first = number - before
            if len(form) == 1 or (first >= 0 and folded[first : first + len(form)] == form):
                page.take(first, first + len(form) - 1, "person", "correspondent")
                break
