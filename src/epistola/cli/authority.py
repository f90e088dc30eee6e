"""`epistola authority`: keeping the lists of persons, places and organisations of an edition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from epistola.build.files import read, write
from epistola.build.paths import shown, unique, xml_files
from epistola.cli._options import FILE
from epistola.cli._speech import counted, harmless, report, say
from epistola.config import FILE_NAME, Edition, find, load
from epistola.diagnostics import Diagnostic, Severity
from epistola.encode.authority import keeping, proposing, service
from epistola.encode.authority.entries import Draft
from epistola.encode.authority.letters import unidentified
from epistola.encode.authority.likeness import duplicates
from epistola.encode.authority.register import AuthorityFile, Entry, register
from epistola.encode.language import checked
from epistola.encode.lexicon import Lexicon, languages, lexicon
from epistola.errors import SettingsError
from epistola.validate import examine

_KINDS = ("person", "place", "org")


@dataclass(frozen=True, slots=True)
class _Lists:
    """The authority files that a command is about, the folder for a new one, and their edition."""

    paths: tuple[Path, ...]
    folder: Path | None
    edition: Edition | None

    def read(self) -> tuple[AuthorityFile, ...]:
        return tuple(AuthorityFile(shown(path), read(path)) for path in self.paths)

    def keep(self, change: keeping.Change, files: Sequence[AuthorityFile]) -> tuple[Diagnostic, ...]:
        """Write a changed list, unless validation finds errors in it that it didn't have before; return those."""
        before = next((file.data for file in files if file.name == change.file), None)
        path = self.path(change)
        found = _errors(change.content, path)
        known = {(d.code, d.message) for d in _errors(before, path)} if before is not None else set()
        new = tuple(d for d in found if (d.code, d.message) not in known)
        if not new:
            write(path, change.content)
        return new

    def path(self, change: keeping.Change) -> Path:
        """Return the file of a changed list."""
        if not change.new:
            return next(path for path in self.paths if shown(path) == change.file)
        if self.folder is None:
            raise SettingsError(
                "There is no list to which the entry could be added.",
                code="authority/no-list",
                hint="Work in the folder of an edition, or name a list with --authority FILE.",
            )
        return self.folder / change.file


def _errors(content: bytes, path: Path) -> tuple[Diagnostic, ...]:
    found = examine(content, shown(path), base=path.resolve().parent).diagnostics
    return tuple(d for d in found if d.severity is Severity.ERROR)


def _lists_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take the lists: those named, else those of the edition."""
    named = click.option(
        "--authority",
        metavar="FILE",
        multiple=True,
        type=FILE,
        help="A TEI list of persons, places or organisations; may be repeated [default: those of the edition].",
    )
    edition = click.option("--edition", metavar="FILE", type=FILE, help="The edition.toml [default: the nearest one].")
    return named(edition(command))


def _lists(authority: Sequence[Path], edition: Path | None) -> _Lists:
    told = edition / FILE_NAME if edition and edition.is_dir() else edition
    nearest = told or find(Path())
    known = load(nearest) if nearest else None
    if authority:
        return _Lists(tuple(authority), None, known)
    return _Lists(known.authority_files(), known.authority, known) if known else _Lists((), None, None)


def _words(language: str | None, edition: Edition | None) -> Lexicon:
    """Return the words by which names are taken apart: of the language named, else the edition's, else English."""
    if language:
        return lexicon(checked(language))
    code = edition.language.split("-")[0] if edition else "en"
    return lexicon(code if code in languages() else "en")


@click.group(
    "authority",
    short_help="Keep the lists of persons, places and organisations.",
    epilog="Example: epistola authority suggest tei",
)
def command() -> None:
    """Keep the authority files of an edition: add entries, propose new ones, find identifiers for them."""


@command.command("add", epilog='Example: epistola authority add person "Moser, Anna" --born 1822')
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("name")
@click.option("--variant", "variants", metavar="NAME", multiple=True, help="Another form; may be repeated.")
@click.option("--id", "identifier", metavar="ID", default="", help="The xml:id [default: made of the name].")
@click.option("--idno", "identifiers", metavar="URL", multiple=True, help="An identifier of others; may be repeated.")
@click.option("--born", metavar="DATE", default="", help="Such as 1822, 1822-05-01, or 1820/1825.")
@click.option("--died", metavar="DATE", default="", help="The same of the end of a life.")
@click.option("--language", metavar="CODE", help="The language of the name [default: the edition's].")
@click.option("--anyway", is_flag=True, help="Add it though an entry has the same name.")
@_lists_options
def add(
    kind: str,
    name: str,
    variants: tuple[str, ...],
    identifier: str,
    identifiers: tuple[str, ...],
    born: str,
    died: str,
    language: str | None,
    anyway: bool,
    authority: tuple[Path, ...],
    edition: Path | None,
) -> int:
    """Add a person, place or organisation to the list of its kind.

    NAME is the preferred form; that of a person may be “Surname, Forename”. Nothing else in the file changes, and
    nothing is written if the list would no longer be valid.
    """
    if (born or died) and kind != "person":
        raise click.UsageError("Only persons are born and die; leave out --born and --died.")
    lists = _lists(authority, edition)
    files = lists.read()
    draft = Draft(kind, (name, *variants), identifiers, born, died)
    words = _words(language, lists.edition)
    change = keeping.add(files, draft, words, lists.edition, identifier=identifier, anyway=anyway)
    return _kept(lists, change, files, f"Added {change.pointer}")


def _kept(lists: _Lists, change: keeping.Change, files: Sequence[AuthorityFile], words: str) -> int:
    problems = lists.keep(change, files)
    if problems:
        report(problems, "text")
        say("Nothing was written.")
        return 1
    say(f"{words} to {shown(lists.path(change))}{', a new file' if change.new else ''}.")
    return 0


@command.command("suggest", epilog="Example: epistola authority suggest tei -o proposals.xml")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=FILE)
@click.option("-o", "--output", "target", metavar="FILE", type=FILE, help="Write the entries proposed, as TEI.")
@click.option("--language", metavar="CODE", help="The language of the names [default: the edition's].")
@_lists_options
def suggest(
    paths: tuple[Path, ...],
    target: Path | None,
    language: str | None,
    authority: tuple[Path, ...],
    edition: Path | None,
) -> int:
    """Propose entries for names that no list has, and name entries that may be the same.

    PATH is an encoded letter, or a folder of them; without one it is the folder of the edition. Names are grouped by
    what they may mean, with the places where they stand. Nothing is added or merged.
    """
    lists = _lists(authority, edition)
    folders = paths or ((lists.edition.tei,) if lists.edition else ())
    if not folders:
        raise click.UsageError("Say which letters: a file or a folder.")
    documents = unique(file for path in folders for file in xml_files(path, below=False))
    files = lists.read()
    known = register(files)
    found = proposing.proposals((s for d in documents for s in unidentified(read(d), shown(d))), known)
    for proposal in found:
        _print_proposal(proposal)
    report(tuple(duplicates(known)), "text", everything=False)
    new = [proposal for proposal in found if not proposal.listed]
    if target is not None and new:
        taken = {entry.pointer.partition(":")[2] for entry in known.entries}
        made = proposing.document(new, _words(language, lists.edition), taken)
        write(target, keeping.document("Names in the letters that no list has", made, lists.edition, "proposals"))
    say(f"{counted(len(new), 'entry', 'entries')} proposed from {counted(len(documents), 'letter')}.")
    return 0


def _print_proposal(proposal: proposing.Proposal) -> None:
    times = f"{counted(len(proposal.sightings), 'time')} in {counted(proposal.letters, 'letter')}"
    lines = [f"{proposal.kind}: {proposal.forms[0]} ({times})"]
    lines += [f"  also: {', '.join(proposal.forms[1:])}"] if proposal.forms[1:] else []
    lines += [f"  listed: {e.pointer} ({e.name}); encode the letters again, or point to it" for e in proposal.listed]
    lines += [f"  perhaps: {e.pointer} ({e.name})" for e in proposal.alike]
    lines += [f"  {s.letter}:{s.line}: {proposing.quoted(s)}" for s in proposal.sightings[:3]]
    click.echo(harmless("\n".join(lines)))


@command.command(
    "reconcile",
    epilog="Example: epistola authority reconcile https://wikidata.reconci.link/en/api --kind person --type Q5",
)
@click.argument("address", metavar="URL")
@click.option("--kind", type=click.Choice(_KINDS), help="Ask for entries of this kind only.")
@click.option("--entry", "wanted", metavar="ID", multiple=True, help="Ask for this entry; may be repeated.")
@click.option(
    "--type", "type_", metavar="TYPE", default="", help="The type of the candidates, as the service names it."
)
@click.option("--limit", metavar="N", type=click.IntRange(1, 50), default=5, show_default=True, help="How many each.")
@click.option("--accept", metavar="ID=NUMBER", multiple=True, help="Write this candidate into the entry.")
@_lists_options
def reconcile(
    address: str,
    kind: str | None,
    wanted: tuple[str, ...],
    type_: str,
    limit: int,
    accept: tuple[str, ...],
    authority: tuple[Path, ...],
    edition: Path | None,
) -> int:
    """Ask a reconciliation service which of its identifiers the entries may have.

    URL is a service of the Reconciliation API (version 0.2). The names of the entries that have no identifier of that
    service are sent to it, nothing else is. Candidates are printed; one is written only when it is accepted by its
    number.
    """
    lists = _lists(authority, edition)
    files = lists.read()
    accepted = dict(_accepted(files, pair) for pair in accept)
    about = service.describe(address)
    asked = [*accepted] if accepted else _open(files, wanted, kind, about)
    found = service.candidates(about, [entry.name for entry in asked], type_=type_, limit=limit)
    code = 0
    for entry, candidates in zip(asked, found, strict=True):
        if entry not in accepted:
            _print_candidates(entry, candidates)
            continue
        chosen = _chosen(candidates, accepted[entry], entry)
        change = keeping.identify(files, entry, chosen.address)
        code = max(code, _kept(lists, change, files, f"Wrote {chosen.address} ({chosen.name})"))
        files = keeping.changed(files, change)
    if not accepted:
        say(f"Asked {about.name} for {counted(len(asked), 'entry', 'entries')}.")
    return code


def _open(
    files: Sequence[AuthorityFile], wanted: Sequence[str], kind: str | None, about: service.Service
) -> list[Entry]:
    """Return the entries to ask for: those wanted, else those of the kind without an identifier of the service."""
    if wanted:
        return [keeping.entry_named(files, word) for word in wanted]
    known = register(files).entries
    of_kind = [entry for entry in known if kind in (None, entry.kind)]
    return [e for e in of_kind if not (about.space and any(i.startswith(about.space) for i in e.identifiers))]


def _accepted(files: Sequence[AuthorityFile], pair: str) -> tuple[Entry, str]:
    entry, sign, number = pair.partition("=")
    if not (entry and sign and number):
        raise click.UsageError(f"“{pair}” is not of the form ID=NUMBER.")
    return keeping.entry_named(files, entry), number


def _chosen(candidates: Sequence[service.Candidate], number: str, entry: Entry) -> service.Candidate:
    for candidate in candidates:
        if number in (candidate.id, candidate.address):
            return candidate
    raise SettingsError(
        f"“{number}” is not among the candidates for {entry.name} ({entry.pointer}).",
        code="authority/no-candidate",
        hint="Ask without --accept to see them, with a larger --limit if need be.",
    )


def _print_candidates(entry: Entry, candidates: Sequence[service.Candidate]) -> None:
    lines = [f"{entry.pointer}: {entry.name}"]
    for one in candidates:
        about = "; ".join(filter(None, (one.description, ", ".join(one.types), one.address)))
        lines.append(f"  {one.id}  {one.name}  score {one.score:g}{' (sure)' if one.match else ''}  {about}")
    click.echo(harmless("\n".join(lines if candidates else [*lines, "  no candidate"])))
