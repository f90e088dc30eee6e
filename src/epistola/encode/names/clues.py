"""What in a letter says who writes to whom: headings, address, salutation, signature, letterhead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from epistola.encode import dating
from epistola.encode.lexicon import Lexicon, lexicon
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
    headed = [pair for head in page.of("head") for pair in _from_to(page.read(head), words)]
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


# ---------------------------------------------------------------------- the sender


def _signed(page: _Page) -> list[tuple[str, Certainty]]:
    """Return the signatures; without any, the name with which the last paragraph ends after a formula."""
    texts = [page.read(a) for a in page.of("signed")]
    signed = [(text[slice(*name_signed(text, page.words))], Certainty.HIGH) for text in texts]
    if signed:
        return signed
    end = min((postscript.start for postscript in page.of("postscript")), default=len(page.letter.text))
    paragraphs = [p for p in page.of("p") if p.start < end]
    found = _formula_and_name(page.words.code).search(page.read(paragraphs[-1])[-120:]) if paragraphs else None
    return [(found["name"], Certainty.MEDIUM)] if found else []


@cache
def _formula_and_name(code: str) -> re.Pattern[str]:
    """Return the pattern of a closing formula and a name at the end of a paragraph: “Viele Grüße! Ihr Karl Weber”."""
    structure, names = lexicon(code).structure, lexicon(code).names
    formulas = "|".join(re.escape(phrase) for phrase in sorted(structure["valedictions"], key=len, reverse=True))
    never = "|".join(re.escape(word) for word in (*names["never-names"], *names["titles"]))
    particles = "|".join(re.escape(particle) for particle in names["particles"] if particle.isalpha())
    name = rf"(?!(?:{never})(?!\w))[A-ZÀ-Þ][^\W\d_]*\.?(?:\s+(?:(?:{particles})\s+)*[A-ZÀ-Þ][^\W\d_]*\.?){{0,3}}"
    between = r"(?:\s+[^\W\d_A-ZÀ-Þ]+\.?){0,3}"
    start = rf"(?:[,.!?:;–—-]|(?:{formulas})\s|\bgr[uü](?:ß|ss)t)\s*"
    return re.compile(rf"(?i:{start}(?:{formulas})){between},?\s+(?P<name>{name})[\s.=+]*$")


def _letterhead(page: _Page, known: Sequence[Clue]) -> Iterator[Clue]:
    """Yield the fuller names that a letterhead gives whom a signature names by forename or surname alone."""
    names = [clue.name for clue in known]
    if not names or any(name.forename and name.surname for name in names):
        return
    for part in (*page.of("head"), *page.of("dateline"), *page.of("address", "opener")):
        for found in _CAPITALS.finditer(page.read(part)):
            name = personal_name(found[0].strip(), page.words)
            if name is not None and name.forename and name.surname and any(_agree(name, one) for one in names):
                yield Clue(name, Certainty.MEDIUM)


def _agree(fuller: Name, name: Name) -> bool:
    """Tell whether a full name may be that of whom another names by forename or surname alone."""
    single = (name.surname or name.forename).casefold()
    return single in (fuller.forename.split()[0].casefold(), fuller.surname.casefold())


# ---------------------------------------------------------------------- the addressee


def _addressed(page: _Page) -> list[tuple[str, Certainty]]:
    """Return whom the addresses and the salutation name."""
    found = [(_addressee(page.read(a), page.words), Certainty.MEDIUM) for a in page.of("address", "opener")]
    found += [(_directed(page.read(head), page.words), Certainty.MEDIUM) for head in page.of("head")]
    found += [(_addressee(page.read(a), page.words), Certainty.MEDIUM) for a in page.of("address", "closer")]
    salutes = [page.read(a) for a in page.of("salute", "opener")]
    return found + [(_greeted(salute, page.words), Certainty.MEDIUM) for salute in salutes or [_run_in(page)]]


def _addressee(address: str, words: Lexicon) -> str:
    """Return the first line of an address if it is somebody's: after “to”, or with a title.

    Any other is the address of the sender, or what the sender is. A title may have a line of its own.
    """
    field = re.match(r"\s*([^\W\d_]+)\s*:\s*(?=\S)", address)  # “To: Dr. Carter”
    if field is not None and field[1].lower() in _prepositions(words.code):
        return address[field.end() :].partition("\n")[0].partition(",")[0]
    line, _, rest = address.partition("\n")
    titled = [part.element for part in name_parts(line, words)][:1] == ["roleName"]
    if titled or line.split()[0].lower() in _prepositions(words.code):
        line = beginning("addresses", words.code).sub("", line, count=1).strip()
        name = line.partition(",")[0]  # behind a comma stands where they live, or what they are
        return name if personal_name(name, words) is not None else rest.partition("\n")[0].partition(",")[0]
    return ""


def _directed(heading: str, words: Lexicon) -> str:
    """Return who is named by a heading that is a number and “To …”: “12. An Charlotte von Stein”."""
    found = re.match(r"\W*(?:(?:N[°ro]*\.?\s*)?\d+\w?[.:)]*\s+)?([^\W\d_]+)\s+([^\n]{3,60}?)\W*$", heading)
    if found is None or found[1].lower() not in _prepositions(words.code):
        return ""
    shouts = heading.isupper() and len(found[2].split()) > 2
    return found[2] if _is_a_name(found[2], words) and not shouts else ""


@cache
def _prepositions(code: str) -> frozenset[str]:
    patterns = lexicon(code).correspondents["patterns"]
    return frozenset(words[-1] for pattern in patterns if (words := pattern.partition("{addressee}")[0].split()))


def _is_a_name(text: str, words: Lexicon) -> bool:
    """Tell whether each word is part of a name, and none a pronoun or the name of a letter."""
    tokens = text.strip(" .,").split()
    never = {*words.structure["second-person"], *words.structure["headings"], *words.names["articles"]}
    small = {*words.names["particles"], *(title.lower() for title in words.names["titles"])}
    return (
        1 <= len(tokens) <= 7
        and not any(token.lower() in never for token in tokens)
        and all(token[0].isupper() or token.lower() in small for token in tokens)
        and personal_name(text, words) is not None
    )


def _from_to(heading: str, words: Lexicon) -> Iterator[tuple[str, str]]:
    """Read “from X to Y” in a heading that calls itself a letter, or has a date, or has nothing but the two names."""
    first = re.match(r"\W*([^\W\d_]+)", heading)
    calls_itself = first is not None and first[1].lower() in words.structure["headings"]
    dated = calls_itself or any(dating.find(heading, words))
    for pattern in _patterns(words.code):
        found = pattern.search(heading)
        if found is None:
            continue
        sender, addressee = found["sender"], found["addressee"]
        names = _is_a_name(sender, words) and _is_a_name(addressee, words)
        if calls_itself or (dated and not _is_answer(sender, addressee, words)) or (names and found[0] == heading):
            yield sender, addressee
        return


def _is_answer(sender: str, addressee: str, words: Lexicon) -> bool:
    """Tell whether a heading speaks of letters rather than of persons: “Reply to your letter of …”."""
    said = {word.lower() for word in (*sender.split(), *addressee.split())}
    return bool(said & {*words.structure["second-person"], *words.structure["headings"]})


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], ...]:
    """Turn “from {sender} to {addressee}” into a pattern; a name goes up to a comma, a bracket or the end."""
    made = []
    for pattern in lexicon(code).correspondents["patterns"]:
        escaped = re.escape(pattern)
        for role in ("sender", "addressee"):
            escaped = escaped.replace(re.escape(f"{{{role}}}"), rf"(?P<{role}>[^\W\d_].*?)")
        made.append(
            re.compile(
                rf"(?:^|\b){escaped}(?=\s*(?:,|;|\.?$|\n|\[|\(\d|[-–—]\s|\d))".replace(r"\ ", r"\s+"),
                re.IGNORECASE,
            )
        )
    return tuple(made)


def _run_in(page: _Page) -> str:
    """Return the salutation with which the first paragraph begins, if it does: up to a mark after a whole word."""
    first = next(iter(page.of("p")), None)
    if first is None or not greets(page.letter.words(first), page.words):
        return ""
    found = re.match(r"[^,!;:\n]{3,70}?(?:[,!;:]|(?<=[^\W\d_]{4})\.(?=\s))", page.letter.words(first))
    return found[0] if found else ""


def _greeted(salutation: str, words: Lexicon) -> str:
    """Return what is left of a salutation without its greeting words: “My dear Mr. Ames,” → “Mr. Ames”.

    Where it names two, who is greeted is left open.
    """
    if names_both(salutation, words):
        return ""
    greetings = _greetings(words.code)
    return " ".join([w for w in salutation.strip(" ,.:;!–—-").split() if w.strip(",").lower() not in greetings])


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
            if name is None or not name.surname or not _is_a_name(found["name"], page.words):
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
