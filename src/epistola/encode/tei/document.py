"""A letter whose annotations nest → a TEI document; no decisions are left to take here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from types import ModuleType

from epistola.config import Edition
from epistola.encode.context import Context
from epistola.encode.names.pointers import local_pointer
from epistola.encode.pipeline import available
from epistola.encode.tei.body import body
from epistola.encode.tei.facsimile import facsimile
from epistola.encode.tei.facts import Facts, facts
from epistola.encode.tei.header import Headed, header
from epistola.encode.tei.markup import Element, element, write
from epistola.letter import Annotation, Claim, Letter
from epistola.names import TEI_NS

_LISTS = {
    "person": ("listPerson", "persName"),
    "place": ("listPlace", "placeName"),
    "org": ("listOrg", "orgName"),
}


def document(letter: Letter, context: Context, edition: Edition | None, identifier: str, authority_base: str) -> bytes:
    """Write the TEI document of `letter`, in UTF-8; `identifier` becomes the `xml:id` of the letter."""
    language = edition.language if edition else "en"
    known = facts(letter, context, language)
    about = Headed(
        letter=letter,
        facts=known,
        sidecar=context.sidecar,
        edition=edition,
        register=context.register,
        authority_base=authority_base,
        responsibilities=_responsibilities(letter, known, context),
        identifier=identifier,
        version=_version(),
    )
    lists = _own_lists(letter, about)
    return "".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            f'<TEI xmlns="{TEI_NS}" xml:id="{identifier}">\n',
            write(header(about), 1),
            write(pages, 1) if (pages := facsimile(letter.facsimile)) else "",
            f'  <text xml:lang="{letter.language}">\n',
            f'    <body xml:space="preserve">{body(letter)}</body>\n',
            "  </text>\n",
            write(lists, 1) if lists else "",
            "</TEI>\n",
        )
    ).encode()


@cache
def _version() -> str:
    return version("epistola")


def _responsibilities(letter: Letter, known: Facts, context: Context) -> dict[str, str]:
    """Name the annotators that left markup or stand behind a statement of the header, and what each answers for."""
    modules = available()
    annotations = (*letter.annotations, *(a for note in letter.notes for a in note.annotations))
    claims = [a.evidence for a in annotations if a.evidence.claim is not Claim.EDITOR]
    speaking = {name for evidence in claims for name in (evidence.annotator, *evidence.joined)}
    stated = (known.sender, known.addressee, known.sent, known.place, known.answers)
    speaking |= {fact.resp.removeprefix("epistola.") for fact in stated if fact is not None}
    return {name: _credited(modules[name], letter, context) for name in sorted(speaking) if name in modules}


def _credited(annotator: ModuleType, letter: Letter, context: Context) -> str:
    """Say what an annotator answers for, with the model that it leans on if it has one."""
    model = annotator.credit(letter, context) if hasattr(annotator, "credit") else ""
    return f"{annotator.RESPONSIBILITY} ({model})" if model else str(annotator.RESPONSIBILITY)


def _own_lists(letter: Letter, about: Headed) -> Element | None:
    """List the names that no authority file has: named in this letter, not identified."""
    entries = dict(sorted(_unlisted(letter, about)))
    lists = []
    for kind, (list_name, name) in _LISTS.items():
        items = [
            element(kind, element(name, words), xml_id=identifier)
            for identifier, words in entries.items()
            if identifier.startswith(f"{kind}.")
        ]
        if items:
            lists.append(element(list_name, *items))
    return element("standOff", *lists) if lists else None


def _unlisted(letter: Letter, about: Headed) -> Iterator[tuple[str, str]]:
    """Yield the identifier and the fullest form of each name with a pointer into this document."""
    fullest: dict[str, str] = {}

    def weight(form: str) -> tuple[bool, int, str]:
        # What the identifier was made of is nominative, and may be a title and a name (“Mrs. Ames”).
        return local_pointer(identifier.partition(".")[0], form) == f"#{identifier}", len(form), form

    notes = (Letter(note.text, letter.source, letter.language, note.annotations) for note in letter.notes)
    for identifier, words, bare in (named for one in (letter, *notes) for named in _named(one)):
        fullest[identifier] = max(fullest.get(identifier, ""), words if weight(words)[0] else bare, key=weight)
    for who in (about.facts.sender, about.facts.addressee):
        if who is not None and who.ref.startswith("#"):
            fullest[who.ref[1:]] = who.name
    yield from fullest.items()


def _named(letter: Letter) -> Iterator[tuple[str, str, str]]:
    """Yield the identifier and the form of each name with a pointer into this document, with its titles and without."""
    roles = list(letter.of("roleName"))
    starts = [role.start for role in roles]
    for annotation in letter.annotations:
        reference = annotation.get("ref")
        if reference.startswith("#"):
            within = roles[bisect_left(starts, annotation.start) : bisect_left(starts, annotation.end)]
            whole = " ".join(letter.words(annotation).split())
            yield reference[1:], whole, _bare(annotation, letter, within)


def _bare(name: Annotation, letter: Letter, roles: Sequence[Annotation]) -> str:
    """Return the words of a name without the role names in it."""
    start = max((role.end for role in roles if role.end < name.end), default=name.start)
    return " ".join(letter.text[start : name.end].split())
