"""The TEI header: who, what, when, where from, by which rules (TEI Guidelines, chapter 2; correspDesc 2.4.6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from epistola.config import Edition
from epistola.encode.authority.register import Register
from epistola.encode.lexicon import languages, lexicon
from epistola.encode.sidecar import Change, Sidecar
from epistola.encode.tei.declaration import editorial_declaration
from epistola.encode.tei.facts import Archive, Correspondent, Facts, When
from epistola.encode.tei.markup import Element, Lasting, element
from epistola.letter import SOURCE, Certainty, Claim, Letter

CALENDARS: Final = {
    "julian": "The Julian calendar (old style). In “when-custom” is the day as it has it: year, month, day.",
    "gregorian": "The Gregorian calendar (new style), by which “when” and its kin count.",
    "republican": (
        "The calendar of the French Republic. In “when-custom” is the day as it has it: year, month, day; "
        "month 13 holds the complementary days."
    ),
}


@dataclass(frozen=True, slots=True)
class Headed:
    """All that the header speaks of. `responsibilities` maps annotators that left markup to what they answer for."""

    letter: Letter
    facts: Facts
    sidecar: Sidecar
    edition: Edition | None
    register: Register
    authority_base: str
    responsibilities: Mapping[str, str]
    identifier: str
    version: str

    @property
    def language(self) -> str:
        """The language of titles and statements."""
        return self.edition.language if self.edition else "en"


def header(about: Headed) -> Element:
    """Make the `teiHeader`."""
    return element(
        "teiHeader",
        element("fileDesc", _title_statement(about), _publication(about), _series(about), _source(about)),
        _encoding(about),
        _profile(about),
        _revisions(about),
        xml_lang=about.language,
    )


def title(about: Headed) -> str:
    """Make the title from the correspondents and the date, unless the editor gives one."""
    if about.sidecar.title:
        return about.sidecar.title
    facts, words = about.facts, lexicon(_known(about.language)).words
    suffix = {
        (True, True): "",
        (True, False): "-without-addressee",
        (False, True): "-without-sender",
        (False, False): "-without-both",
    }[facts.sender is not None, facts.addressee is not None]
    return words[f"title{suffix}"].format(
        sender=facts.sender.name if facts.sender else "",
        addressee=facts.addressee.name if facts.addressee else "",
        date=facts.sent.words if facts.sent else words["undated"],
    )


def _known(language: str) -> str:
    """Titles are made in the languages that Epistola has words for; English serves for all others."""
    primary = language.split("-")[0]
    return primary if primary in languages() else "en"


def _title_statement(about: Headed) -> Element:
    sender = about.facts.sender
    return element(
        "titleStmt",
        element("title", title(about)),
        element("author", element("persName", sender.name, ref=sender.ref)) if sender else None,
        *(
            element("respStmt", element("resp", e.resp), element("name", e.name), xml_id=e.id)
            for e in (about.edition.editors if about.edition else ())
        ),
        *_software(about),
        _transcription(about),
    )


def _software(about: Headed) -> Iterable[Lasting]:
    yield _responsible("encoded from the transcription by software", f"Epistola {about.version}", "epistola")
    for name, words in sorted(about.responsibilities.items()):
        yield _responsible(words, f"Epistola, annotator “{name}”", f"epistola.{name}")


@lru_cache(maxsize=1 << 8)
def _responsible(words: str, name: str, identifier: str) -> Lasting:
    return Lasting(
        element("respStmt", element("resp", words), element("name", name, type="software"), xml_id=identifier)
    )


def _transcription(about: Headed) -> Element | None:
    """Name the file that was read as the one who says what it says itself."""
    if not _source_speaks(about.letter):
        return None
    return element(
        "respStmt",
        element("resp", "marked up in the transcription that was encoded"),
        element("name", about.letter.source.name, type="transcription"),
        xml_id=f"epistola.{SOURCE}",
    )


def _source_speaks(letter: Letter) -> bool:
    return bool(letter.notes) or any(a.evidence.claim is Claim.SOURCE for a in letter.annotations)


def _publication(about: Headed) -> Element:
    edition = about.edition
    if edition is None:
        return element("publicationStmt", element("p", "Not published; encoded without an edition's settings."))
    uri = f"{edition.base_uri.rstrip('/')}/{about.identifier}" if edition.base_uri else ""
    return element(
        "publicationStmt",
        element("publisher", edition.publisher),
        element("date", edition.date, when=edition.date) if edition.date else None,
        element("idno", uri, type="URI") if uri else None,
        element(
            "availability",
            element("licence", edition.licence.text, target=edition.licence.target),
            status="free",
        ),
    )


def _series(about: Headed) -> Element | None:
    """Name the edition; a DOI that was reserved for the whole of it stands here, not with the letter's own numbers."""
    if about.edition is None:
        return None
    doi = about.edition.deposit.doi
    number = element("idno", doi, type="DOI") if doi else None
    return element("seriesStmt", element("title", about.edition.title), number)


def _source(about: Headed) -> Element:
    source, sidecar = about.letter.source, about.sidecar
    return element(
        "sourceDesc",
        element(
            "bibl",
            element("title", sidecar.source_title or _first_line(about.letter)),
            element("note", sidecar.source_statement, type="statement") if sidecar.source_statement else None,
            element("idno", source.name, type="file"),
            element("idno", source.sha256, type="sha256"),
            element("note", f"{source.media_type}, {source.encoding}", type="media"),
            *(element("note", note, type="reading") for note in source.notes),
            xml_id="source",
        ),
        _kept(about.facts.archive),
    )


def _kept(archive: Archive | None) -> Element | None:
    """State where the letter is kept (TEI Guidelines, 11.4), in the words of the line that says it."""
    if archive is None:
        return None
    names = (("repository", archive.repository), ("collection", archive.collection), ("idno", archive.number))
    said = (element(name, words) for name, words in names if words)
    return element("msDesc", element("msIdentifier", *said, resp="#epistola.structure", cert="medium"))


def _first_line(letter: Letter) -> str:
    line = next(line for line in letter.text.splitlines() if line.strip()).strip()
    return line if len(line) <= 120 else f"{line[:119].rstrip()}…"


def _encoding(about: Headed) -> Element:
    edition = about.edition
    return element(
        "encodingDesc",
        element("projectDesc", element("p", edition.description)) if edition and edition.description else None,
        editorial_declaration(len(about.sidecar.corrections), source_speaks=_source_speaks(about.letter)),
        _prefixes(about),
        _application(about.version),
    )


@cache
def _application(version: str) -> Lasting:
    said = (element("label", "Epistola"), element("ptr", target="#letter"))
    return Lasting(element("appInfo", element("application", *said, ident="epistola", version=version)))


def _prefixes(about: Headed) -> Element | None:
    names = {"person": "A person", "place": "A place", "org": "An organisation"}
    files = about.register.files
    defined = [
        _prefix(kind, words, f"{about.authority_base}/{files[kind]}") for kind, words in names.items() if kind in files
    ]
    return element("listPrefixDef", *defined) if defined else None


@lru_cache(maxsize=1 << 8)
def _prefix(kind: str, words: str, file: str) -> Lasting:
    said = element("p", f"{words} in the authority files of the edition.")
    return Lasting(element("prefixDef", said, ident=kind, matchPattern="([^#]+)", replacementPattern=f"{file}#$1"))


def _profile(about: Headed) -> Element:
    facts = about.facts
    code = about.letter.language
    return element(
        "profileDesc",
        element("abstract", *(element("p", words) for words in facts.abstract.split("\n"))) if facts.abstract else None,
        element("creation", _date(facts.sent, responsible=False)) if facts.sent else None,
        element("langUsage", element("language", lexicon(code).name, ident=code)),
        _calendars(about),
        _correspondence(about),
    )


def _calendars(about: Headed) -> Element | None:
    """Explain the calendars by which dates of the letter count, besides today's (TEI Guidelines, 2.4.5)."""
    named = {name for date in about.letter.of("date") for name in date.get("calendar").split()}
    used = [
        element("calendar", element("p", words), xml_id=name)
        for name, words in CALENDARS.items()
        if f"#{name}" in named
    ]
    return element("calendarDesc", *used) if used else None


def _correspondence(about: Headed) -> Element:
    """Describe sending and receiving; who isn't known is said to be unknown, as the interchange of metadata wants."""
    facts = about.facts
    unknown = lexicon(_known(about.language)).words["unknown"]
    place = facts.place
    return element(
        "correspDesc",
        element(
            "correspAction",
            _person(facts.sender, unknown),
            element("placeName", place.name, ref=place.ref, resp=f"#{place.resp}", cert=str(place.certainty))
            if place
            else None,
            _date(facts.sent) if facts.sent else None,
            type="sent",
        ),
        element("correspAction", _person(facts.addressee, unknown), _came(facts.received), type="received"),
        _context(about),
    )


def _context(about: Headed) -> Element | None:
    facts = about.facts
    if facts.answers is None:
        return None
    return element(
        "correspContext",
        element(
            "ref",
            "The letter of ",
            _date(facts.answers, responsible=False),
            f" that this one answers (“{facts.answers_words}”)",
            type="prev",
            resp=f"#{facts.answers.resp}",
            cert="medium",
        ),
    )


def _person(correspondent: Correspondent | None, unknown: str) -> Element:
    if correspondent is None:
        return element("persName", unknown, cert="unknown")
    said = {"resp": f"#{correspondent.resp}", "cert": str(correspondent.certainty)}
    said |= {"evidence": "conjecture"} if correspondent.conjecture else {}
    return element("persName", correspondent.name, ref=correspondent.ref, **said)


def _date(when: When | None, *, responsible: bool = True) -> Element | None:
    if when is None:
        return None
    doubt = {} if when.certainty is Certainty.HIGH else {"cert": str(when.certainty)}
    said = {"resp": f"#{when.resp}", "cert": str(when.certainty)} if responsible else doubt
    return element("date", when.words, **dict(when.attributes), **said)


def _came(when: When | None) -> Element | None:
    """State the day on which the letter came, by what who received it wrote on it."""
    if when is None:
        return None
    said = {"evidence": "internal", "resp": f"#{when.resp}", "cert": str(when.certainty)}
    return element("date", when.words, **dict(when.attributes), **said)


def _revisions(about: Headed) -> Element:
    """The history of the encoding, the newest first; there is no clock in it, so that nothing changes by itself."""
    encoded = element("change", f"Encoded from the transcription by Epistola {about.version}.", who="#epistola")
    return element("revisionDesc", *(_change(change) for change in about.sidecar.changes), encoded)


def _change(change: Change) -> Element:
    return element("change", change.what, when=change.when, who=f"#{change.who}" if change.who else "")
