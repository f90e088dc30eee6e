"""What the annotated letter says of itself as a whole: who, to whom, when, where from, in answer to what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import DateTimePattern, get_date_format

from epistola.encode.context import Context
from epistola.encode.dating import edtf
from epistola.encode.dating.given import exists
from epistola.encode.dating.own import date_of_writing, earliest
from epistola.encode.learn.correspondence import PROPOSED_BY
from epistola.encode.lexicon import lexicon
from epistola.encode.names.parties import Party, parties
from epistola.encode.names.pointers import pointer
from epistola.encode.shape.added import archive_of, received
from epistola.letter import Annotation, Certainty, Letter


@dataclass(frozen=True, slots=True)
class Correspondent:
    """A correspondent as the header names them: preferred form of the name, `@ref`, certainty; said by whom.

    `conjecture` says that nothing in the letter names them.
    """

    name: str
    ref: str
    resp: str
    certainty: Certainty
    conjecture: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A date as the header has it: its attributes, the date in words of the edition's language; said by whom."""

    attributes: tuple[tuple[str, str], ...]
    words: str
    resp: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Where:
    """The place of writing."""

    name: str
    ref: str
    resp: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Archive:
    """Where the letter is kept, as a line over it or below it says; "" for what it doesn't say."""

    repository: str
    collection: str
    number: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it; None for what isn't known."""

    sender: Correspondent | None
    addressee: Correspondent | None
    sent: When | None
    place: Where | None
    received: When | None
    archive: Archive | None
    answers: When | None
    answers_words: str
    abstract: str


def facts(letter: Letter, context: Context, language: str) -> Facts:
    """Gather the facts from a letter whose annotations are resolved; `language` is that of the header."""
    who = parties(letter, context)
    answered = _answered(letter, context)
    return Facts(
        sender=_correspondent(who.sender, context, context.sidecar.sender),
        addressee=_correspondent(who.addressee, context, context.sidecar.addressee),
        sent=_sent(letter, context, language),
        place=_place(letter, context),
        received=_received(letter, context, language),
        archive=_archive(letter, context),
        answers=_when(letter, answered, language) if answered else None,
        answers_words=_around(letter, answered, context) if answered else "",
        abstract="\n".join(" ".join(letter.words(a).split()) for a in letter.of("argument")),
    )


def in_words(when: str, language: str) -> str:
    """Say a full day in the words of a language (CLDR's long form); anything less than a day stays in figures."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", when) and exists(*map(int, when.split("-"))):
        pattern, locale = _long(language)
        return pattern.apply(date.fromisoformat(when), locale)
    return when


@cache
def _long(language: str) -> tuple[DateTimePattern, Locale]:
    """Return the long form of a date in a language, and the language's locale: what `babel.dates.format_date` finds."""
    locale = Locale.parse(language.replace("-", "_"))
    return get_date_format("long", locale), locale


def _correspondent(party: Party | None, context: Context, stated: str) -> Correspondent | None:
    if party is None:
        return None
    name = party.entry.name if party.entry and party.guess is None else party.name
    resp = context.editor if stated else PROPOSED_BY if party.guess else "epistola.names"
    return Correspondent(name, pointer(party), resp, party.certainty, conjecture=party.is_conjectured)


def _sent(letter: Letter, context: Context, language: str) -> When | None:
    given = edtf.parse(context.sidecar.date)
    if given is not None:
        words = _said(given.attributes, language) or context.sidecar.date
        return When(given.attributes, words, context.editor, given.certainty)
    annotation = date_of_writing(letter)
    return _when(letter, annotation, language) if annotation else None


def _when(letter: Letter, annotation: Annotation, language: str) -> When:
    said = dict(annotation.attributes)
    custom = tuple((name.removesuffix("-custom"), day) for name, day in said.items() if name.endswith("-custom"))
    if custom and said["calendar"] == "#julian":
        # A letter that knows only the Julian calendar is dated by it in the header, too.
        return When(annotation.attributes, _said(custom, language), "epistola.dates", annotation.evidence.certainty)
    words = _said(annotation.attributes, language) or " ".join(letter.words(annotation).split())
    # Where others stand beside it, the words of the header count by today's.
    plain = tuple(pair for pair in annotation.attributes if pair[0] != "calendar" and not pair[0].endswith("-custom"))
    return When(plain, words, "epistola.dates", annotation.evidence.certainty)


def _said(attributes: tuple[tuple[str, str], ...], language: str) -> str:
    """Say a date in words, or the first and last of a span; "" for what has an open end."""
    said = dict(attributes)
    if "when" in said:
        return in_words(said["when"], language)
    ends = [said[name] for name in ("from", "to", "notBefore", "notAfter") if name in said]
    return " – ".join(in_words(end, language) for end in ends) if len(ends) == 2 else ""


def _place(letter: Letter, context: Context) -> Where | None:
    if context.sidecar.place:
        return Where(context.sidecar.place, "", context.editor, Certainty.HIGH)
    main = letter.itself()
    for dateline in (d for d in letter.of("dateline") if main is None or main.covers(d)):
        for place in letter.of("placeName"):
            if dateline.covers(place):
                name = " ".join(letter.words(place).split())
                resp = f"epistola.{place.evidence.annotator}"
                return Where(name, place.get("ref"), resp, place.evidence.certainty)
    return None


@cache
def _before_answered(code: str) -> re.Pattern[str]:
    phrases = "|".join(re.escape(p) for p in lexicon(code).correspondents["answered"])
    return re.compile(rf"(?<!\w)(?:{phrases})\s+(?:\w+\s+)?$".replace(r"\ ", r"\s+"), re.IGNORECASE)


def _received(letter: Letter, context: Context, language: str) -> When | None:
    """Return the day on which the letter came, if who received it wrote it there."""
    parts = [div for div in letter.of("div") if div.get("type") == "endorsement"]
    parts += [head for head in letter.of("head") if head.get("type") == "endorsement"]
    for part in parts:
        for day in letter.of("date"):
            came = part.covers(day) and received(letter.text[part.start : day.start], context.words)
            if came and earliest(day):
                when = _when(letter, day, language)
                certainty = min(when.certainty, Certainty.MEDIUM, key=lambda c: c.weight)
                return replace(when, certainty=certainty)
    return None


def _archive(letter: Letter, context: Context) -> Archive | None:
    """Return where the letter is kept: the first heading, or words below the letter, that say so."""
    heads = [head for head in letter.of("head") if head.get("type") == "archive"]
    below = (div for div in letter.of("div") if div.get("type") == "commentary")
    for part in (*heads, *(div for div in below if div.evidence.annotator == "structure")):
        said = archive_of(letter.words(part), context.words)
        if any(said):
            return Archive(*said)
    return None


def _answered(letter: Letter, context: Context) -> Annotation | None:
    """Return the date of the letter that this one answers: the first date after words such as “your letter of”."""
    pattern = _before_answered(context.words.code)
    for annotation in letter.of("date"):
        if annotation.get("when") and pattern.search(letter.text[max(0, annotation.start - 60) : annotation.start]):
            return annotation
    return None


def _around(letter: Letter, answered: Annotation, context: Context) -> str:
    """Return the words that name the letter answered, as they stand in the text: “your letter of October 28”."""
    before = letter.text[max(0, answered.start - 60) : answered.start]
    starts = [before.lower().rfind(phrase) for phrase in context.words.correspondents["answered"]]
    words = before[max(starts) :] if max(starts) >= 0 else ""
    return " ".join((words + letter.words(answered)).split())
