"""A text laid out for the rules that look for names, and what they have sighted in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from epistola.encode.names.common import kind
from epistola.encode.names.gazette import Gazette
from epistola.encode.names.vocabulary import Vocabulary
from epistola.encode.names.words import Words, phrases_at, words_of

_NEAR: Final = 10
_LONGEST_PHRASE: Final = 6
_ENDS_A_SENTENCE: Final = frozenset(".!?:…")
_OPENS_QUOTATION: Final = frozenset("\"„“”«»‹›'‚‘([_—–-*")
_ABBREVIATIONS: Final = frozenset(
    (
        "st",
        "ste",
        "dr",
        "mr",
        "mrs",
        "ms",
        "mme",
        "mlle",
        "mgr",
        "prof",
        "frl",
        "hrn",
        "hr",
        "fr",
        "no",
        "nr",
        "bd",
        "rev",
    )
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """Words `first` to `last` (inclusive) that a rule takes for a name; `kind` is person, place, org or work."""

    first: int
    last: int
    kind: str
    rule: str


@dataclass(slots=True)
class Page:
    """The words of a text, what is known of them, and the sightings so far, none of which share a word.

    `edges` are the numbers of the words with which a part of the letter begins.
    """

    words: Words
    vocabulary: Vocabulary
    edges: frozenset[int]
    sightings: list[Sighting] = field(default_factory=list)
    taken: dict[int, Sighting] = field(default_factory=dict)
    _lower: frozenset[str] | None = None
    _verse: bool | None = None
    _loud: bool | None = None

    def take(self, first: int, last: int, kind: str, rule: str) -> bool:
        """Record a sighting, unless one of its words belongs to another; tell whether it was recorded."""
        if any(number in self.taken for number in range(first, last + 1)):
            return False
        sighting = Sighting(first, last, kind, rule)
        self.sightings.append(sighting)
        self.taken.update(dict.fromkeys(range(first, last + 1), sighting))
        return True

    def set_apart(self, first: int, last: int) -> None:
        """Let no sighting have words that are known to be something else (P.S.)."""
        self.taken.update(dict.fromkeys(range(first, last + 1), Sighting(first, last, "", "")))

    def free_capitals(self) -> Iterator[int]:
        """Yield the numbers of the words with a capital that no sighting has; what is taken meanwhile is left out."""
        return (number for number in self.words.capitals if number not in self.taken)

    def free_beginnings(self, *gazettes: Gazette) -> Iterator[tuple[int, tuple[int, str, str]]]:
        """Yield the free capitals with which a known phrase begins, and the longest such phrase, as `longest` does."""
        folded, taken = self.words.folded, self.taken
        for number in self.words.capitals:
            form = folded[number]
            for gazette in gazettes:
                if gazette.begins[form] and number not in taken:
                    found = self.longest(number, gazette)
                    if found is not None:
                        yield number, found
                        break

    def longest(self, number: int, gazette: Gazette) -> tuple[int, str, str] | None:
        """Return the longest known phrase that begins with word `number`: its last word, its form, what it is."""
        form = self.words.folded[number]
        if gazette.goes_on[form]:
            for last, phrase in phrases_at(self.words, number, _LONGEST_PHRASE, gazette.goes_on):
                if phrase in gazette.phrases:
                    return last, phrase, gazette.phrases[phrase]
        return (number, form, gazette.phrases[form]) if form in gazette.phrases else None

    def begins_sentence(self, number: int) -> bool:
        """Tell whether a word has a capital because a sentence or a line of its own begins with it."""
        before = number - 1
        while before >= 0 and self.words.words[before] in _OPENS_QUOTATION and before + 1 not in self.edges:
            before -= 1
        if before < 0 or before + 1 in self.edges or number in self.edges:
            return True
        if self.words.words[before] not in _ENDS_A_SENTENCE:
            return False
        return self.words.words[before] != "." or not self.abbreviates(before)

    def begins_verse(self, number: int) -> bool:
        """Tell whether a word begins a line where most lines begin with a capital, as in verse."""
        words = self.words
        if number and "\n" not in words.text[words.ends[number - 1] : words.starts[number]]:
            return False
        if self._verse is None:
            begun = re.findall(r"^[^\w\n]*(\w)", words.text, flags=re.MULTILINE)
            self._verse = sum(letter.isupper() for letter in begun) * 2 > len(begun)
        return self._verse

    def abbreviates(self, stop: int) -> bool:
        """Tell whether the full stop `stop` belongs to an initial or a usual abbreviation."""
        word = self.words.word(stop - 1)
        if not self.words.glued(stop):
            return False
        return (len(word) == 1 and word.isupper()) or self.words.fold(stop - 1) in _ABBREVIATIONS

    def shouts(self, number: int) -> bool:
        """Tell whether a word stands in capitals among words in capitals, where capitals say nothing."""
        word = self.words.words[number]
        if not (word.isupper() and len(word) > 1):
            return False
        neighbours = [self.words.word(other) for other in (number - 2, number - 1, number + 1, number + 2)]
        loud = [near for near in neighbours if len(near) > 2 and near.isalpha()]
        return bool(loud) and all(near.isupper() for near in loud)

    def is_ordinary(self, number: int) -> bool:
        """Tell whether a word is known to be something else than a name, or occurs without a capital."""
        form = self.words.folded[number]
        if form in self.vocabulary.ordinary or form in self.vocabulary.titles.phrases:
            return True
        return form in self.lower()

    def is_noun(self, number: int) -> bool:
        """Tell whether a word is, or looks like, an ordinary noun."""
        form = self.words.folded[number]
        if self.vocabulary.nouns_have_capitals and (form in self.vocabulary.ordinary or self._is_inflected(form)):
            return True
        if kind(self.vocabulary.code, form) == "noun" and form not in self.vocabulary.surnames:
            return True
        return len(form) > 4 and form.endswith(self.vocabulary.noun_endings)

    def _is_inflected(self, form: str) -> bool:
        """Tell whether a form is a known noun in the dative plural or the genitive: “Büchern”, “Preisen”."""
        if not form.endswith(("n", "es")):
            return False
        stems = (form[: -len(ending)] for ending in ("ern", "nen", "en", "es", "n") if form.endswith(ending))
        return any(len(stem) > 3 and stem in self.vocabulary.ordinary for stem in stems)

    def lower(self) -> frozenset[str]:
        """Return the folded forms of the words that occur without a capital."""
        if self._lower is None:
            pairs = zip(self.words.words, self.words.folded, strict=True)
            self._lower = frozenset([form for word, form in pairs if word.islower()])
        return self._lower

    def names_in_capitals(self) -> bool:
        """Tell whether the letter has surnames in capitals, so that capitals alone don't make an abbreviation."""
        if self._loud is None:
            self._loud = any(
                s.rule in ("title", "forename-surname") and self.words.words[s.last].isupper() for s in self.sightings
            )
        return self._loud

    def persons(self) -> frozenset[str]:
        """Return the folded words of the names that have a title, a forename or initials."""
        sure = ("title", "forename-surname", "initials")
        return frozenset(
            self.words.folded[number]
            for s in self.sightings
            if s.kind == "person" and s.rule in sure
            for number in range(s.first, s.last + 1)
        )

    def before(self, number: int) -> tuple[int, str]:
        """Return the nearest word before `number` that is no hyphen, with its folded form; (-1, "") at an edge."""
        if number in self.edges:
            return -1, ""
        return number - 1, self.words.fold(number - 1)

    def part_begins(self, offset: int) -> int:
        """Return where the part of the letter begins that goes on at `offset`; 0 when that is not near."""
        number = self.words.at(offset)
        near = (n for n in range(number, max(-1, number - _NEAR), -1) if n in self.edges)
        return next((self.words.starts[n] for n in near if n < len(self.words)), 0)

    def is_name_word(self, number: int) -> bool:
        """Tell whether a word can be part of a proper name: letters only, with a capital, not a known other word."""
        word = self.words.word(number)
        return len(word) > 1 and word.isalpha() and word[0].isupper() and not self.is_ordinary(number)


def page(text: str, vocabulary: Vocabulary, edges: Collection[int] = ()) -> Page:
    """Lay out `text`; `edges` are offsets at which parts of the letter begin. A blank line is an edge as well."""
    words = words_of(text)
    offsets = {*edges, 0, *(match.end() for match in re.finditer(r"\n[ \t]*\n\s*", text))}
    made = Page(words, vocabulary, frozenset(map(words.at, offsets)))
    after_markers: set[int] = set()
    for edge in sorted(made.edges):
        marker = made.longest(edge, vocabulary.postscripts) if edge < len(words) else None
        if marker is not None:
            made.set_apart(edge, marker[0])
            after_markers.add(marker[0] + 1)
    made.edges |= after_markers  # a sentence begins there
    return made
