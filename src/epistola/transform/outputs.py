"""Running a stylesheet, ours or anyone's, on a TEI document."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Final

from lxml import etree

from epistola import saxon, xml
from epistola.diagnostics import Diagnostic, Place, Severity, from_error
from epistola.errors import EpistolaError, MarkupError, SettingsError
from epistola.resources import stylesheets
from epistola.transform.archive import pack
from epistola.transform.formats import CORPUS, Format, check_parameters, format_named
from epistola.transform.modules import with_modules
from epistola.transform.paper import set_in_pages

_BOM: Final = b"\xef\xbb\xbf"
# What begins so is UTF-8, or nothing that can be read (XML 1.0, section 4.3.3 and appendix F).
_AS_UTF8: Final = re.compile(
    rb"""(\xef\xbb\xbf)?(<\?xml\s+version=["']1\.0["'](\s+encoding=["'](?i:utf-8)["'])?"""
    rb"""(\s+standalone=["'](yes|no)["'])?\s*\?>)?\s*<([A-Za-z_:!\x80-\xff]|\?(?!xml\s))"""
)
_DEEP: Final = 2000  # slashes: with fewer, so are end tags, and no more elements can stand in one another
_SLUG: Final = re.compile(r"\[([a-z-]+)\]\s*")


@dataclass(frozen=True, slots=True)
class Output:
    """What a transformation gave: the bytes of the file, its suffix and media type, and what was worth saying."""

    content: bytes
    suffix: str
    media_type: str
    diagnostics: tuple[Diagnostic, ...]


def transform(
    data: bytes,
    format: str,  # noqa: A002 - what one says: transform(data, format="html")
    *,
    name: str = "",
    parameters: Mapping[str, str] | None = None,
    authority: Sequence[bytes] = (),
    together: Sequence[str] = (),
    neighbours: str = "",
) -> Output:
    """Turn the TEI document `data` into `format`.

    `name` is what messages call the document; `authority` are TEI lists of persons, places and organisations in
    which names are looked up; `together` names the formats into which the same document will be turned next, so
    that it is parsed only once; `neighbours` is what `Neighbours.said` gives for this document, so that its page
    can lead to others. Raises MarkupError when the document can't be read, SettingsError when there is no
    such format, parameter or value, StylesheetError when the stylesheet stops.
    """
    chosen = format_named(format)
    check_parameters(chosen, parameters or {})
    if chosen.scope == CORPUS:
        return gather([(name, data)], format, parameters=parameters, authority=authority)
    values: dict[str, saxon.Value] = dict(parameters or {})
    if chosen.reads_authority and authority:
        values["authority"] = [_list_in_utf8(document) for document in authority]
    if chosen.reads_neighbours and neighbours:
        values["neighbours"] = neighbours
    marks = _marks(chosen, data, values)
    values |= {parameter: mark for parameter, (mark, _) in marks.items()}
    is_with_family, stylesheets_together = _companions(format, tuple(together))
    if is_with_family:
        content = _family(chosen.family, data, name, tuple(authority), stylesheets_together)[chosen.name]
        return Output(content, chosen.suffix, chosen.media_type, ())
    with _refusals_explained(data, name):
        result = _run(chosen, _document(data, name), values, stylesheets_together)
    diagnostics = tuple(_diagnostic(message, chosen.name, name) for message in result.messages)
    content = _bound(chosen, result.output)
    for mark, meant in marks.values():
        content = content.replace(mark.encode(), meant())
    return Output(content, chosen.suffix, chosen.media_type, diagnostics)


def read_records(data: bytes, name: str, authority: Sequence[bytes] = ()) -> list[str]:
    """Return the record of each letter in a document, as JSON, as all that looks at many letters together reads it."""
    return _records(data, name, authority)


def _run(
    chosen: Format,
    document: bytes | saxon.Document,
    values: Mapping[str, saxon.Value],
    together: Sequence[Path] = (),
) -> saxon.Result:
    if not chosen.is_own:
        return saxon.run(chosen.stylesheet, document, values, together=together)
    text = _own(chosen.stylesheet)
    return saxon.run_text(text, str(chosen.stylesheet), document, values, may_include=True)


@cache
def _own(path: Path) -> str:
    return with_modules(xml.parse(xml.read(path), str(path)).getroot(), path)


def _marks(
    chosen: Format, data: bytes, values: Mapping[str, saxon.Value]
) -> Mapping[str, tuple[str, Callable[[], bytes]]]:
    """Return parameters for what a page shows whole, each with a mark that stands for it, and with what is meant.

    To send the engine through tens of thousands of characters that it only repeats would cost a tenth of its time. The
    mark of the document is its checksum, which no document holds itself.
    """
    marks: dict[str, tuple[str, Callable[[], bytes]]] = {}
    if chosen.reads_source and "tei" not in values:
        marks["source"] = sha256(data).hexdigest(), lambda: base64.b64encode(data)
    if chosen.reads_source and not chosen.is_own and "style" not in values:
        sheet = _style_sheet()
        marks["sheet"] = sha256(sheet).hexdigest(), lambda: sheet
    return marks


@cache
def _style_sheet() -> bytes:
    return xml.read(stylesheets() / "html" / "page.css")


def gather(
    documents: Iterable[tuple[str, bytes]],
    format: str,  # noqa: A002
    *,
    parameters: Mapping[str, str] | None = None,
    authority: Sequence[bytes] = (),
) -> Output:
    """Turn TEI documents, each a name and its data, into one output of a format that takes many letters.

    Only the record of each letter is kept, not its text. A document that can't be read is reported as an error
    and left out.
    """
    chosen = format_named(format)
    check_parameters(chosen, parameters or {})
    known: list[tuple[str, str]] = []
    refused: list[Diagnostic] = []
    for name, data in documents:
        try:
            if chosen.gathers == "records":
                pieces = _records(data, name, authority)
            else:
                pieces = read_pieces(format, data, name, authority, parameters=parameters)
            known += ((Path(name).stem, piece) for piece in pieces)
        except EpistolaError as error:
            refused.append(from_error(error, name))
    output = write_pieces(known, format, parameters=parameters)
    return replace(output, diagnostics=(*refused, *output.diagnostics))


def write_pieces(
    pieces: Iterable[tuple[str, str]],
    format: str,  # noqa: A002
    *,
    parameters: Mapping[str, str] | None = None,
) -> Output:
    """Write what was gathered of letters, each piece with the stem of its file, as one output of a format of many."""
    chosen = format_named(format)
    check_parameters(chosen, parameters or {})
    whole = "".join(
        f'<record file="{xml.escape_attribute(stem)}">{xml.escape(record)}</record>' for stem, record in pieces
    )
    result = _run(chosen, f"<records>{whole}</records>".encode(), dict(parameters or {}))
    diagnostics = tuple(_diagnostic(message, chosen.name, "") for message in result.messages)
    return Output(_bound(chosen, result.output), chosen.suffix, chosen.media_type, diagnostics)


def _bound(chosen: Format, output: str) -> bytes:
    """Return what the stylesheet of a format has written as the file that it is meant to be."""
    if chosen.container == "zip":
        return pack(output)
    return set_in_pages(output) if chosen.container == "pdf" else output.encode()


def read_pieces(
    format: str,  # noqa: A002
    data: bytes,
    name: str,
    authority: Sequence[bytes] = (),
    *,
    parameters: Mapping[str, str] | None = None,
) -> list[str]:
    """Return what a format gathers of each letter in a document: records, or more, which is made for it alone."""
    chosen = format_named(format)
    lists = [_list_in_utf8(document) for document in authority]
    values: dict[str, saxon.Value] = dict(parameters or {}) if chosen.gathers != "records" else {}
    if lists:
        values["authority"] = lists
    with _refusals_explained(data, name):
        return saxon.run(stylesheets() / f"{chosen.gathers}.xsl", _document(data, name), values).output.split("\n")


def _records(data: bytes, name: str, authority: Sequence[bytes]) -> list[str]:
    """Read the records of a document once, though several formats that take many letters ask for them."""
    key = sha256(b"".join(sha256(content).digest() for content in (data, *authority))).digest()
    if key not in _kept:
        if len(_kept) == _MOST_KEPT:
            _kept.clear()
        _kept[key] = read_pieces(RECORDS, data, name, authority)
    return _kept[key]


RECORDS: Final = "letters"  # a format that gathers records
_MOST_KEPT: Final = 10_000
_kept: dict[bytes, list[str]] = {}


def run_stylesheet(path: Path, data: bytes, parameters: Mapping[str, str] | None = None, *, name: str = "") -> Output:
    """Transform the document `data` with the stylesheet at `path`, whoever wrote it.

    It has no access to other files, to the network or to the environment while it runs. It may include and import
    modules of Epistola as `epistola:lib/record.xsl`. The suffix is that of its `xsl:output` method. Raises
    SettingsError for a parameter that it doesn't declare, and for a module that there isn't.
    """
    root = xml.parse(xml.read(path), str(path)).getroot()
    _check_declared(root, path, parameters or {})
    text = with_modules(root, path)
    result = saxon.run_text(text, str(path), _in_utf8(data, name), dict(parameters or {}), may_include=True)
    suffix, media_type = _METHODS.get(_method(root), _METHODS["xml"])
    diagnostics = tuple(_diagnostic(message, path.stem, name) for message in result.messages)
    return Output(result.output.encode(), suffix, media_type, diagnostics)


def suffix_of(path: Path) -> str:
    """Return the suffix of what the stylesheet at `path` writes, by the method of its `xsl:output`."""
    root = xml.parse(xml.read(path), str(path)).getroot()
    return _METHODS.get(_method(root), _METHODS["xml"])[0]


_METHODS: Final = {
    "xml": (".xml", "application/xml"),
    "html": (".html", "text/html"),
    "xhtml": (".xhtml", "application/xhtml+xml"),
    "text": (".txt", "text/plain"),
    "json": (".json", "application/json"),
    "adaptive": (".txt", "text/plain"),
}


def _method(stylesheet: etree._Element) -> str:
    output = stylesheet.find("{*}output[@method]")
    return output.get("method", "xml") if output is not None else "xml"


def _check_declared(stylesheet: etree._Element, path: Path, parameters: Mapping[str, str]) -> None:
    """A parameter that isn't declared would be ignored in silence; one in an imported module is not seen here."""
    imports = stylesheet.find("{*}import") is not None or stylesheet.find("{*}include") is not None
    declared = [element.get("name", "") for element in stylesheet.iterfind("{*}param")]
    unknown = [name for name in parameters if name not in declared]
    if unknown and not imports:
        raise SettingsError(
            f"The stylesheet declares no parameter “{unknown[0]}”.",
            code="transform/unknown-parameter",
            file=str(path),
            hint=f"It declares: {', '.join(declared) or 'none'}.",
        )


def _in_utf8(data: bytes, name: str) -> bytes:
    """Refuse what isn't well-formed or has a DOCTYPE; return the document in UTF-8, without a byte-order mark."""
    tree = xml.parse(data, name)
    if (tree.docinfo.encoding or "UTF-8").upper() in {"UTF-8", "US-ASCII", "ASCII"}:
        return data.removeprefix(_BOM)
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True)


@cache
def _companions(format: str, together: tuple[str, ...]) -> tuple[bool, tuple[Path, ...]]:  # noqa: A002
    """Tell whether others of its family are wanted together with a format, and name the stylesheets of all others.

    Formats of a family have the stylesheet of the family in their stead. It is asked for every letter anew.
    """
    chosen = format_named(format)
    others = {kind for kind in map(format_named, together) if not kind.is_own} - {chosen}
    folder = stylesheets()
    found = {folder / f"{kind.family}.xsl" if kind.family else kind.stylesheet for kind in others}
    is_with_family = not chosen.is_own and bool(chosen.family) and chosen.family in {kind.family for kind in others}
    return is_with_family, tuple(sorted(found))


@lru_cache(maxsize=1)
def _family(
    family: str, data: bytes, name: str, authority: tuple[bytes, ...], together: tuple[Path, ...]
) -> Mapping[str, bytes]:
    """Return the content in each format of a family: one record is read, and written in all of them."""
    lists = [_list_in_utf8(document) for document in authority]
    values: dict[str, saxon.Value] = {"authority": lists} if lists else {}
    with _refusals_explained(data, name):
        result = saxon.run(stylesheets() / f"{family}.xsl", _document(data, name), values, together=together)
    return _parts(result.output)


def _parts(output: str) -> Mapping[str, bytes]:
    """Take apart what the stylesheet of a family writes: names and numbers of characters, then the contents."""
    header, _, contents = output.partition("\n")
    words = header.split()
    ends = list(accumulate(map(int, words[1::2])))
    return {kind: contents[start:end].encode() for kind, start, end in zip(words[::2], [0, *ends], ends, strict=False)}


@lru_cache(maxsize=1)
def _document(data: bytes, name: str) -> saxon.Document:
    """One document is most often turned into all its formats before the next."""
    return saxon.Document(data.removeprefix(_BOM) if _is_plain(data) else _in_utf8(data, name))


def _is_plain(data: bytes) -> bool:
    """Tell whether a document can be in no encoding but UTF-8, and can't be deep enough to be refused.

    Then the engine, whose parser is as strict as ours, may be the only one to parse it: both would take a tenth more
    time for a letter's citations.
    """
    return bool(_AS_UTF8.match(data)) and data.count(b"/") < _DEEP


@contextmanager
def _refusals_explained(data: bytes, name: str) -> Iterator[None]:
    """Say of what the engine can't read what our own parser says, which knows the line and the remedy."""
    try:
        yield
    except MarkupError:
        _in_utf8(data, name)
        raise


@lru_cache(maxsize=16)
def _list_in_utf8(data: bytes) -> bytes:
    """The same authority files go with letter after letter."""
    return _in_utf8(data, "authority file")


def _diagnostic(message: str, speaker: str, name: str) -> Diagnostic:
    """A message of a stylesheet; ours begin with a slug in square brackets."""
    words = " ".join(message.split())
    found = _SLUG.match(words)
    slug = found[1] if found else "message"
    return Diagnostic(f"{speaker}/{slug}", Severity.WARNING, _SLUG.sub("", words, count=1), Place(name))
