"""Places by rule: countries, regions, towns, streets and houses, adjectives made of towns."""

from __future__ import annotations

from functools import cache
from typing import Final

from epistola.encode.lexicon import lexicon
from epistola.encode.names.sightings import Page
from epistola.encode.names.words import folded

_LARGE: Final = frozenset({"metropolis", "city"})
_LONGEST_STREET: Final = 5


def known(page: Page) -> None:
    """Countries, regions and towns: large towns anywhere, others after a preposition of place."""
    persons = page.persons()
    for number, (last, phrase, section) in page.free_beginnings(page.vocabulary.places, page.vocabulary.towns):
        rule = _rule(page, number, last, phrase, section)
        if rule and not (phrase in persons and section not in ("region", "country")):
            page.take(number, last, "place", rule)


def _rule(page: Page, number: int, last: int, phrase: str, section: str) -> str:
    """Say by which rule a known phrase is a place here; "" when it isn't."""
    prepared = _after_preposition(page, number)
    words = page.words
    if phrase in page.vocabulary.unlikely_places and not (prepared and section in ("region", "country")):
        return ""
    if section in ("region", "country"):
        short_capitals = len(phrase) < 3 and not words.words[number].isupper()
        # “mon fils Maurice” is no island; “Atlanta, Georgia” is no woman.
        named = section == "country" and phrase in page.vocabulary.forenames
        return "" if short_capitals or (named and not prepared and words.word(number - 1) != ",") else section
    if phrase in page.vocabulary.forenames or (last == number and page.is_ordinary(number)):
        return ""
    if page.is_noun(number) and not (prepared and section in _LARGE):
        return ""  # “nach Kassel”, though “-sel” ends nouns
    if section in _LARGE:
        return "town-after-preposition" if prepared else "large-town"
    return "small-town-after-preposition" if prepared else ""


def _after_preposition(page: Page, number: int) -> bool:
    """Tell whether a preposition of place stands before, perhaps with an article between."""
    before, form = page.before(number)
    if form == "" and before > 0:
        before, form = before - 1, page.words.fold(before - 1)
    if form in page.vocabulary.place_prepositions:
        return page.words.word(before).islower() or page.begins_sentence(before)
    return False


def composed(page: Page) -> None:
    """Countries and regions of several words, before an organisation can take one of them: “Soviet Union”."""
    for number, (last, _, section) in page.free_beginnings(page.vocabulary.places):
        if last > number:
            page.take(number, last, "place", section)


def beside(page: Page) -> None:
    """A small town beside a place: in brackets or after a comma, “bei”, “près”: “Clermont-Créans (Sarthe)”."""
    for number, (last, _, _) in page.free_beginnings(page.vocabulary.towns):
        neighbour = page.taken.get(last + 2)
        if neighbour is None or neighbour.kind != "place" or page.words.word(last + 1) not in "(,":
            continue
        if page.words.same_line(number, last + 2) and not page.is_ordinary(number) and not page.is_noun(number):
            page.take(number, last, "place", "town-beside-place")


def streets(page: Page) -> None:
    """Streets and squares with their numbers: “24 Russell Square”, “Wilhelmstr. 72”, “rue Pierre-Curie”."""
    heads = _heads(page.vocabulary.code)
    words = page.words
    for number in words.having(heads.streets):
        if number in page.taken:
            continue
        if words.words[number] in heads.before:
            _street_after_head(page, number)
        elif words.words[number] in heads.after:
            _street_before_head(page, number)
    if heads.endings:
        for number in page.free_capitals():
            if words.folded[number].endswith(heads.endings) and len(words.words[number]) > 5:
                _street_in_one_word(page, number)


class _Heads:
    """The words by which streets and houses are known."""

    def __init__(self, code: str) -> None:
        names = lexicon(code).names
        self.before = frozenset(names["streets-before"])
        self.after = frozenset(word.rstrip(".") for word in names["streets-after"])
        self.streets = frozenset(map(folded, self.before | self.after))
        self.endings = tuple(folded(word) for word in names["street-endings"] if len(word) > 2)
        self.houses_before = frozenset(word.rstrip(".") for word in names["place-heads"] if " " not in word)
        self.houses_after = frozenset(word for word in names["place-heads-after"] if " " not in word)
        self.houses = frozenset(map(folded, self.houses_before | self.houses_after))


@cache
def _heads(code: str) -> _Heads:
    return _Heads(code)


def _street_after_head(page: Page, number: int) -> None:
    """“rue de la Paix, 12”; a number before it belongs to it."""
    words, last = page.words, None
    position = number + 1
    while position < min(number + 1 + _LONGEST_STREET, len(words)) and words.same_line(number, position):
        form, word = words.folded[position], words.words[position]
        if word[0].isupper() or (last is not None and word[0].isdigit()):
            last = position
        elif form not in page.vocabulary.particles and form not in page.vocabulary.articles and word not in "-'’.":
            break
        position += 1
    if last is not None:
        page.take(_with_number(page, number), last, "place", "street")


def _street_before_head(page: Page, number: int) -> None:
    """“77 St Mark’s Place”: the capitals before the head, and the number before them."""
    words, first = page.words, number
    while (
        first > 0
        and number - first < _LONGEST_STREET
        and first - 1 not in page.taken
        and words.same_line(first - 1, number)
    ):
        word = words.words[first - 1]
        if not (word[0].isupper() or (word in "'’´.-s" and words.glued(first))):
            break
        first -= 1
    numbered = _with_number(page, first)
    if numbered < first < number:
        page.take(numbered, number, "place", "street")


def _street_in_one_word(page: Page, number: int) -> None:
    """“Wilhelmstr. 72”, “Grünethorgasse”; a number after it belongs to it."""
    words, last = page.words, number
    after = number + 1
    if words.word(after) == "." and words.glued(after):
        after += 1
    if words.word(after)[:1].isdigit() and words.same_line(number, after):
        last = after
    ending = words.folded[number]
    certain = ending.endswith(("strasse", "gasse", "allee", "str")) or last > number
    if certain:
        page.take(number, last, "place", "street")


def _with_number(page: Page, number: int) -> int:
    before = number - 1
    if page.words.word(before) == ",":
        before -= 1
    is_number = page.words.word(before)[:1].isdigit() and page.words.same_line(max(before, 0), number)
    return before if is_number and before not in page.taken else number


def houses(page: Page) -> None:
    """Hotels, castles, stations, mountains and lakes: “Hotel Sacher”, “lac Léman”, “Westminster Abbey”."""
    heads = _heads(page.vocabulary.code)
    words = page.words
    for number in words.having(heads.houses):
        if number in page.taken:
            continue
        if words.words[number] in heads.houses_before:
            _house_after_head(page, number)
        elif (
            words.words[number] in heads.houses_after
            and page.is_name_word(number - 1)
            and words.same_line(number - 1, number)
            and not page.begins_sentence(number - 1)
        ):
            page.take(number - 1, number, "place", "house")


def _house_after_head(page: Page, number: int) -> None:
    words = page.words
    abbreviated = words.word(number + 1) == "." and words.glued(number + 1) and len(words.words[number]) < 4
    after = number + 2 if abbreviated else number + 1
    while words.fold(after) in page.vocabulary.particles or words.word(after) in ("'", "’"):
        after += 1
    if words.word(after)[:1].isupper() and words.same_line(number, after) and not page.is_noun(after):
        page.take(number, after, "place", "house")


def listed(page: Page) -> None:
    """A town after a place and a comma, a dash or “and”: “to Weimar and Eisenach”."""
    joints = _joints(page.vocabulary.code)
    for number, (last, phrase, section) in page.free_beginnings(page.vocabulary.towns):
        neighbour = page.taken.get(number - 2)
        if neighbour is None or neighbour.kind != "place" or page.words.word(number - 1) not in joints:
            continue
        if section == "variant" or page.is_ordinary(number) or page.is_noun(number):
            continue
        if phrase not in page.vocabulary.forenames and phrase not in page.vocabulary.unlikely_places:
            page.take(number, last, "place", "town-in-list")


@cache
def _joints(code: str) -> frozenset[str]:
    return frozenset({",", "–", "-", "—", "&", *lexicon(code).names["joints"]})


def adjectives(page: Page) -> None:
    """German makes an adjective of a town with -er, and never inflects it: “Wiener Zeitung”, “Pariser Brot”."""
    if not page.vocabulary.nouns_have_capitals:
        return
    for number in page.free_capitals():
        form = page.words.folded[number]
        if not form.endswith("er") or not page.words.word(number + 1)[:1].isupper():
            continue
        stem = form[:-2]
        towns, places = page.vocabulary.towns.phrases, page.vocabulary.places.phrases
        for town in (stem, f"{stem}e", f"{stem}en", f"{form[:-3]}en"):
            if (town in places or towns.get(town) in _LARGE) and form not in page.vocabulary.ordinary:
                page.take(number, number, "place", "adjective")
                break


def endings(page: Page) -> None:
    """What ends like a place and follows a preposition of place: “nach Friedrichshagen”."""
    for number in page.free_capitals():
        form = page.words.folded[number]
        if (
            len(form) > 5
            and form.endswith(page.vocabulary.place_endings)
            and page.is_name_word(number)
            and not page.is_noun(number)
            and _after_preposition(page, number)
        ):
            page.take(number, number, "place", "ending-after-preposition")


def unexplained(page: Page) -> None:
    """A capital within a sentence after a preposition that mostly places follow."""
    strong = _strong(page.vocabulary.code)
    words = page.words
    for number in page.free_capitals():
        before, form = page.before(number)
        if form not in strong or not words.words[before].islower() or len(words.words[number]) < 3:
            continue
        if page.is_name_word(number) and not page.is_noun(number) and not page.shouts(number):
            compound = words.word(number + 1) == "-" and page.is_name_word(number + 2)
            page.take(number, number + 2 if compound else number, "place", "capital-after-preposition")


@cache
def _strong(code: str) -> frozenset[str]:
    return frozenset(map(folded, lexicon(code).names["only-place-prepositions"]))


def again(page: Page) -> None:
    """A place found elsewhere in the letter, where nothing else is known of the words."""
    persons = page.persons()
    sure = {
        "region",
        "country",
        "large-town",
        "town-after-preposition",
        "small-town-after-preposition",
        "town-beside-place",
        "dateline",
    }
    forms = {
        tuple(page.words.folded[s.first : s.last + 1]) for s in page.sightings if s.kind == "place" and s.rule in sure
    }
    singles = {form[0] for form in forms if len(form) == 1 and len(form[0]) > 3} - persons
    for number in page.free_capitals():
        if page.words.folded[number] in singles and not page.shouts(number):
            page.take(number, number, "place", "place-again")
