"""What in a letter says who writes to whom: headings, address, salutation, signature, letterhead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from epistola.encode import dating
from epistola.encode.lexicon import Lexicon, lexicon
from epistola.encode.names.headings import dedicated, directed, from_to, is_a_name, prepositions
from epistola.encode.names.personal import Name, name_parts, personal_name
from epistola.encode.reading import corrected
from epistola.encode.shape.formulas import beginning
from epistola.encode.shape.greeting import greets, names_both
from epistola.encode.shape.signing import name_signed
from epistola.encode.sidecar import Sidecar
from epistola.letter import Annotation, Certainty, Letter

# The annotations that tell who writes to whom.
TELLING: Final = frozenset(
    {
        "div", "head", "opener", "dateline", "byline", "salute", "p", "closer", "signed", "address", "postscript",
        "choice",
    }
)  # fmt: skip
_CAPITALS: Final = re.compile(r"(?:[^\W\d_][^\W\d_.’'-]*(?:[’'-][^\W\d_]+)*\.?(?:[ \t]+|(?=[A-ZÀ-Þ]))?){2,5}")


# Who signs a telegram, in small letters as the rest of it: “… good luck = weber. +”.
_WIRED: Final = re.compile(r"=\s*(?P<name>[^\W\d_]{3,}(?: [^\W\d_]{3,}){0,2})[\s.+=]*$")
_LONGEST_ADDITION: Final = 80


@dataclass(frozen=True, slots=True)
class Clue:
    """A name, and how much its place says: what the editor states, a heading, a signature, a salutation."""

    name: Name
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Clues:
    """What speaks for each correspondent, the weightiest first."""

    sender: tuple[Clue, ...]
    addressee: tuple[Clue, ...]


def clues(letter: Letter, sidecar: Sidecar, words: Lexicon) -> Clues:
    """Gather the clues; `letter` has its structure and corrections."""
    main = letter.itself()
    parts = [a for a in letter.annotations if a.element in TELLING and main is not None and main.covers(a)]
    page = _Page(letter, parts, words)
    headed = [pair for text in _headings(page) for pair in from_to(text, words)]
    sender = [(sidecar.sender, Certainty.HIGH), *((name, Certainty.HIGH) for name, _ in headed)]
    sender += [(page.read(a).rpartition(":")[2].strip(), Certainty.HIGH) for a in page.of("byline")]
    sender += _signed(page)
    addressee = [
        (sidecar.addressee, Certainty.HIGH),
        *((name, Certainty.HIGH) for _, name in headed),
        *_addressed(page),
    ]
    by = _named(sender, words)
    to = _named(addressee, words)
    return Clues((*_letterhead(page, by), *by), (*_spoken_to(page, to), *to))


def _named(texts: Sequence[tuple[str, Certainty]], words: Lexicon) -> tuple[Clue, ...]:
    found = ((personal_name(text, words), certainty) for text, certainty in texts if text)
    return tuple([Clue(name, certainty) for name, certainty in found if name is not None])


@dataclass(frozen=True, slots=True)
class _Page:
    """The parts of the letter itself, without what is enclosed."""

    letter: Letter
    parts: list[Annotation]
    words: Lexicon

    def of(self, element: str, within: str = "") -> list[Annotation]:
        found = sorted((a for a in self.parts if a.element == element), key=lambda a: a.start)
        if not within:
            return found
        outer = [a for a in self.parts if a.element == within]
        return [a for a in found if any(one.covers(a) for one in outer)]

    def first_line(self) -> str:
        """Return the first line of the letter."""
        start = min((a.start for a in self.parts if a.element != "div"), default=0)
        return self.letter.text[start : start + 100].partition("\n")[0].strip()

    def read(self, part: Annotation) -> str:
        """Return the text of a part with the editor's corrections."""
        choices = [a for a in self.parts if a.element == "choice" and part.covers(a)]
        if not choices:
            return self.letter.words(part)
        moved = tuple(
            Annotation(a.start - part.start, a.end - part.start, a.element, a.evidence, a.attributes, a.reading)
            for a in choices
        )
        return corrected(Letter(self.letter.words(part), self.letter.source, self.letter.language, moved)).text


def _headings(page: _Page) -> Iterator[str]:
    """Yield the headings, and what stands before a colon at the beginning of the first paragraph."""
    yield from (page.read(head) for head in page.of("head"))
    first = next(iter(page.of("p")), None)
    begun = re.match(r"[^\n:]{8,90}(?=:\s)", page.read(first)) if first is not None else None
    if begun is not None and any(dating.find(begun[0], page.words)):
        yield begun[0]


# ---------------------------------------------------------------------- the sender


def _signed(page: _Page) -> list[tuple[str, Certainty]]:
    """Return the signatures; without any, the name with which the last paragraph ends after a formula.

    One more paragraph may follow it, if it is short: what somebody has added below the letter.
    """
    texts = [page.read(a) for a in page.of("signed")]
    names = [text[slice(*name_signed(text, page.words))] for text in texts]
    signed = [(name, Certainty.HIGH) for name in names if not is_no_name(name, page.words)]
    if signed:
        return signed
    end = min((postscript.start for postscript in page.of("postscript")), default=len(page.letter.text))
    last = [page.read(p) for p in page.of("p") if p.start < end][-2:]
    if len(last) == 2 and len(last[1]) > _LONGEST_ADDITION:
        del last[0]
    for paragraph in reversed(last):
        found = _formula_and_name(page.words.code).search(paragraph[-120:])
        if found:
            return [(found["name"], Certainty.MEDIUM)]
    wired = _WIRED.search(last[-1][-80:]) if last and page.letter.text.count("=") > 1 else None
    return [(wired["name"].title(), Certainty.MEDIUM)] if wired else []


def is_no_name(name: str, words: Lexicon) -> bool:
    """Tell whether a signature is a date, or says only what somebody is: “A Friend”, “The Mayor”."""
    if _is_date(name, words):
        return True
    said = {word.casefold() for word in re.findall(r"[^\W\d_]+", name)}
    return said <= _greeted_as(words.code) | {*words.names["articles"], *words.errors["function-words"]}


def _is_date(line: str, words: Lexicon) -> bool:
    """Tell whether a line is a date and nothing else: “Whit Sunday”."""
    text = line.strip(" .,")
    return any(text == line[found.start : found.end].strip(" .,") for found in dating.find(line, words))


@cache
def _formula_and_name(code: str) -> re.Pattern[str]:
    """Return the pattern of a closing formula and a name at the end of a paragraph: “Viele Grüße! Ihr Karl Weber”."""
    structure, names = lexicon(code).structure, lexicon(code).names
    formulas = "|".join(re.escape(phrase) for phrase in sorted(structure["valedictions"], key=len, reverse=True))
    never = "|".join(re.escape(word) for word in (*names["never-names"], *names["titles"]))
    particles = "|".join(re.escape(particle) for particle in names["particles"] if particle.isalpha())
    name = rf"(?!(?:{never})(?!\w))[A-ZÀ-Þ][^\W\d_]*\.?(?:\s+(?:(?:{particles})\s+)*[A-ZÀ-Þ][^\W\d_]*\.?){{0,3}}"
    between = r"(?:\s+[^\W\d_A-ZÀ-Þ]+\.?){0,3}"
    start = rf"(?:[,.!?:;–—-]|(?:{formulas})\s|\b(?:ge)?gr[uü](?:ß|ss)t)\s*"
    return re.compile(rf"(?i:{start}(?:{formulas})){between},?\s+(?P<name>{name})[\s.=+]*$")


def _letterhead(page: _Page, known: Sequence[Clue]) -> Iterator[Clue]:
    """Yield the fuller names that a letterhead gives whom a signature names by forename or surname alone."""
    names = [clue.name for clue in known]
    if not names or any(name.forename and name.surname for name in names):
        return
    yield from _of_two_estates(page, names[0])
    for part in (*page.of("head"), *page.of("dateline"), *page.of("address", "opener")):
        for found in _CAPITALS.finditer(page.read(part)):
            name = personal_name(found[0].strip(), page.words)
            if name is not None and name.forename and name.surname and any(_agree(name, one) for one in names):
                yield Clue(name, Certainty.MEDIUM)


def _of_two_estates(page: _Page, name: Name) -> Iterator[Clue]:
    """Yield the whole of a noble name whose first part alone is signed: “d’Aubigny”, elsewhere “d’Aubigny de Sers”."""
    particles = "|".join(re.escape(particle) for particle in page.words.names["particles"])
    if name.forename or not re.match(rf"(?:{particles})(?<=['’])|(?:{particles})\s", name.surname, re.IGNORECASE):
        return
    more = re.compile(rf"(?i:(?<!\w){re.escape(name.surname)})(?P<rest>\s+(?i:{particles})\s+[A-ZÀ-Þ][^\W\d_]+)")
    found = more.search(page.letter.text)
    if found is not None:
        rest = " ".join(found["rest"].split())
        first, last = rest.rsplit(" ", 1)
        whole = personal_name(f"{name.bare} {first.lower()} {last.title() if last.isupper() else last}", page.words)
        if whole is not None:
            yield Clue(whole, Certainty.MEDIUM)


def _agree(fuller: Name, name: Name) -> bool:
    """Tell whether a full name may be that of whom another names by forename or surname alone."""
    single = (name.surname or name.forename).casefold()
    return single in (fuller.forename.split()[0].casefold(), fuller.surname.casefold())


# ---------------------------------------------------------------------- the addressee


def _addressed(page: _Page) -> list[tuple[str, Certainty]]:
    """Return whom the addresses and the salutation name."""
    salutes = [page.read(a) for a in page.of("salute", "opener")] or [_run_in(page)]
    greeted = [(_greeted(salute, page.words), Certainty.MEDIUM) for salute in salutes]
    addresses = [_addressee(page.read(a), page.words) for a in page.of("address", "opener")]
    # Words in capitals over a salutation that names somebody may be a heading, whatever they look like.
    calm = [name for name in addresses if not (name.isupper() and any(text for text, _ in greeted))]
    found = [(name, Certainty.MEDIUM) for name in calm]
    found += [(directed(page.read(head), page.words), Certainty.MEDIUM) for head in page.of("head")]
    found += [(_addressee(page.read(a), page.words), Certainty.MEDIUM) for a in page.of("address", "closer")]
    if not any(salutes):
        greeted.append((dedicated(page.first_line(), page.words), Certainty.MEDIUM))
    return found + greeted


def _addressee(address: str, words: Lexicon) -> str:
    """Return the first line of an address if it is somebody's: after “to”, or with a title.

    Any other is the address of the sender, or what the sender is. A title may have a line of its own.
    """
    field = re.match(r"\s*([^\W\d_]+)\s*:\s*(?=\S)", address)  # “To: Dr. Carter”
    if field is not None and field[1].lower() in prepositions(words.code):
        return address[field.end() :].partition("\n")[0].partition(",")[0]
    line, _, rest = address.partition("\n")
    titled = [part.element for part in name_parts(line, words)][:1] == ["roleName"]
    if titled or line.split()[0].lower() in prepositions(words.code):
        line = beginning("addresses", words.code).sub("", line, count=1).strip()
        name = line.partition(",")[0]  # behind a comma stands where they live, or what they are
        if personal_name(name, words) is None:
            name = rest.partition("\n")[0].partition(",")[0]
        return name if _joins_nobody(name, words) else ""
    return ""


def _joins_nobody(name: str, words: Lexicon) -> bool:
    """Tell whether a line has no words but those of a name: not “the Cardinal and the King”."""
    small = {*words.names["particles"], *words.names["articles"], *(title.lower() for title in words.names["titles"])}
    return all(token[:1].isupper() or token.lower() in small for token in name.split() if token[:1].isalpha())


def _run_in(page: _Page) -> str:
    """Return the salutation with which the first paragraph begins, if it does: up to a mark after a whole word."""
    first = next(iter(page.of("p")), None)
    if first is None or not greets(page.letter.words(first), page.words):
        return ""
    found = re.match(r"[^,!;:\n]{3,70}?(?:[,!;:]|(?<=[^\W\d_]{4})\.(?=\s))", page.letter.words(first))
    return found[0] if found else ""


def _greeted(salutation: str, words: Lexicon) -> str:
    """Return what is left of a salutation without its greeting words: “My dear Mr. Ames,” → “Mr. Ames”.

    Where it names two, who is greeted is left open; “Dear Editor” names nobody.
    """
    if names_both(salutation, words):
        return ""
    greetings = _greetings(words.code)
    left = [w for w in salutation.strip(" ,.:;!–—-").split() if w.strip(",").lower() not in greetings]
    capitals = {word.strip(",").casefold() for word in left if word[:1].isupper()}
    return "" if capitals <= _greeted_as(words.code) else " ".join(left)


@cache
def _greeted_as(code: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in lexicon(code).structure["greeted-as"])


@cache
def _greetings(code: str) -> frozenset[str]:
    structure = lexicon(code).structure
    keys = ("salutation-leads", "salutations", "forms-of-address")
    return frozenset(
        {"und", "and", "et", "u.", *(w for key in keys for phrase in structure[key] for w in phrase.split())}
    )


def _spoken_to(page: _Page, known: Sequence[Clue]) -> Iterator[Clue]:
    """Yield whom the text speaks to by surname where nothing else names it: “Verzeihen Sie, lieber Herr Weber, …”."""
    forenames = {clue.name.bare.casefold() for clue in known if clue.name.bare in page.words.names["forenames"]}
    if len(forenames) < len(known):
        return
    for paragraph in page.of("p"):
        for found in _vocative(page.words.code).finditer(page.letter.words(paragraph)):
            name = personal_name(found["name"], page.words)
            if name is None or not name.surname or not is_a_name(found["name"], page.words):
                continue
            titled = name.bare != " ".join(found["name"].split())
            if (titled and not forenames) or (
                name.forename and (not forenames or name.forename.casefold() in forenames)
            ):
                yield Clue(name, Certainty.MEDIUM)
                return


@cache
def _vocative(code: str) -> re.Pattern[str]:
    """Return the pattern of a greeting with a name between marks: “, verehrter Herr Doktor Weber, ”."""
    structure = lexicon(code).structure
    leads, greetings = (
        "|".join(re.escape(word) for word in sorted(structure[key], key=len, reverse=True))
        for key in ("salutation-leads", "salutations")
    )
    begins = r"(?:^|(?<=[,.!?;:–—-]\s)|(?<=\n))"
    return re.compile(
        rf"{begins}(?i:(?:(?:{leads})\s+)*(?:(?:{greetings})\s+)+)(?P<name>[A-ZÀ-Þ][^,!;:?–—\n]{{2,40}}?)(?=[,!;:?.–—])"
    )
