"""The one door to SaxonC: compile once, run often, with everything that could reach outside locked.

While a processor compiles it may read files (a stylesheet imports its modules); then it is locked for good: no
`doc()`, no network, no DTD, no environment, no further result documents. So a stylesheet has a processor of its
own, or shares one with those that are compiled together with it; a document is parsed once for a processor.
Documents go in as bytes and come out as strings. After a failure the processor is thrown away, since errors leave
traces in it. SaxonC holds Python's interpreter lock while it runs, so threads gain nothing; use processes.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any, ClassVar, Final, TypeAlias

import saxonche

from epistola.errors import MarkupError, StylesheetError

Value: TypeAlias = str | bool | int | bytes | Sequence[bytes]

_FEATURE: Final = "http://saxon.sf.net/feature/"
_SETTINGS: Final = {
    f"{_FEATURE}allow-external-functions": "false",
    f"{_FEATURE}parserFeature?uri=http://apache.org/xml/features/disallow-doctype-decl": "true",
    # The parser inside SaxonC refuses trees deeper than 100 elements, which apparatus and lists can reach.
    f"{_FEATURE}parserProperty?uri=jdk.xml.maxElementDepth": "0",
    # It counts each &lt; as an entity, of which a long text with mark-up in it has many; none can be declared.
    f"{_FEATURE}parserProperty?uri=jdk.xml.maxGeneralEntitySizeLimit": "0",
    f"{_FEATURE}parserProperty?uri=jdk.xml.totalEntitySizeLimit": "0",
}
_MOST_LISTS: Final = 16
_SPELT_OUT: Final = re.compile(r"(.)\[x([0-9a-f]{1,6})\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Result:
    """What a stylesheet gave: its principal output as text, and the text of each `xsl:message`, in order."""

    output: str
    messages: tuple[str, ...]


def run(
    stylesheet: Path,
    document: bytes | Document,
    parameters: Mapping[str, Value] | None = None,
    *,
    together: Sequence[Path] = (),
) -> Result:
    """Transform `document` with `stylesheet`; those `together` with it will want to read the same Document.

    Parameters are named as in the stylesheet; a value is a string, a boolean, an integer, an XML document
    (bytes) or several (a sequence of bytes, bound as a sequence of document nodes).
    Raises StylesheetError with the processor's words when compiling or running fails.
    """
    path = _resolved(stylesheet)
    return _run(path, lambda: _from_files(path, together), document, parameters)


@cache
def _resolved(stylesheet: Path) -> Path:
    """Ask the system once, and not for each document."""
    return stylesheet.resolve()


def run_text(
    stylesheet: str,
    name: str,
    document: bytes | Document,
    parameters: Mapping[str, Value] | None = None,
    *,
    may_include: bool = False,
) -> Result:
    """Transform `document` with a stylesheet given as text; `name` is for messages.

    It is kept compiled for as long as the process lives. Unless it `may_include` files it is locked from the start.
    """
    return _run(stylesheet, lambda: _from_text(stylesheet, name, may_include), document, parameters)


def outputs_of_text(stylesheet: str, name: str, documents: Sequence[Document]) -> list[str]:
    """Return what a stylesheet given as text, locked from the start, makes of each of `documents`.

    For small documents it takes less time than running it on each. Raises what `run_text` raises, of the first one.
    """
    with _processor(stylesheet, lambda: _from_text(stylesheet, name, may_include=False)) as processor:
        return processor.outputs(stylesheet, documents)


def _run(
    key: Path | str,
    compile_: Callable[[], _Processor],
    document: bytes | Document,
    parameters: Mapping[str, Value] | None,
) -> Result:
    if isinstance(document, bytes):
        document = Document(document)
    with _processor(key, compile_) as processor:
        return processor.run(key, document, parameters or {})


def at_work() -> bool:
    """Tell whether SaxonC was used in this process, which has threads that no copy of it would have since then."""
    return _Processor.number > 0


@contextmanager
def _processor(key: Path | str, compile_: Callable[[], _Processor]) -> Iterator[_Processor]:
    """Lend the processor that has the stylesheet `key`; after a failure it is thrown away."""
    if key not in _compiled:
        made = compile_()
        _compiled.update(dict.fromkeys(made.compiled, made))
    processor = _compiled[key]
    try:
        yield processor
    except StylesheetError:
        for other in processor.compiled:
            _compiled.pop(other, None)
        raise


def _from_files(path: Path, together: Sequence[Path]) -> _Processor:
    """Compile several stylesheets in one processor; only the one that is wanted now, when another is broken."""
    paths = dict.fromkeys((path, *(other.resolve() for other in together)))
    processor = _Processor()
    try:
        for each in paths:
            processor.compile(each, str(each), stylesheet_file=str(each))
    except StylesheetError:
        if len(paths) == 1:
            raise
        return _from_files(path, ())
    processor.lock()
    return processor


def _from_text(stylesheet: str, name: str, may_include: bool) -> _Processor:
    processor = _Processor()
    if not may_include:
        processor.lock()
    processor.compile(stylesheet, name, stylesheet_text=stylesheet)
    processor.lock()
    return processor


class Document:
    """A document that several stylesheets read: parsed at its first use, and again only for another processor."""

    __slots__ = ("_node", "_owner", "data")

    def __init__(self, data: bytes) -> None:
        """Keep `data`, an XML document in UTF-8."""
        self.data = data
        self._node: Any = None
        self._owner: Any = None

    def node(self, processor: Any) -> Any:
        """Return the document node that belongs to `processor`; standard error is held back meanwhile."""
        if self._owner is not processor:
            self._node, self._owner = _read(processor, self.data), processor
        return self._node


class _Processor:
    """A SaxonC processor with the stylesheets that it has compiled, each with the name that messages give it."""

    number: ClassVar[int] = 0

    def __init__(self) -> None:
        _Processor.number += 1
        self.compiled: dict[Path | str, tuple[Any, str]] = {}
        self.lists: dict[bytes, Any] = {}
        self.saxon = saxonche.PySaxonProcessor(license=False)
        for feature, setting in _SETTINGS.items():
            self.saxon.set_configuration_property(feature, setting)

    def compile(self, key: Path | str, name: str, **stylesheet: str) -> None:
        """Compile a `stylesheet_file` or a `stylesheet_text`."""
        with _standard_error() as said:
            try:
                executable = self.saxon.new_xslt30_processor().compile_stylesheet(**stylesheet)
            except saxonche.PySaxonApiError as error:
                raise _failure([said() or str(error)], name, "saxon/does-not-compile") from None
        executable.set_save_xsl_message(True)
        self.compiled[key] = executable, name

    def lock(self) -> None:
        """Close every way to files and to the network."""
        self.saxon.set_configuration_property(f"{_FEATURE}allowedProtocols", "none")

    def run(self, key: Path | str, document: Document, parameters: Mapping[str, Value]) -> Result:
        executable, name = self.compiled[key]
        executable.clear_parameters()
        executable.clear_xsl_messages()
        with _standard_error() as said:
            # SaxonC does not keep what it is given alive; these names do, until the run is over.
            node = document.node(self.saxon)
            values = {parameter: self.value(value) for parameter, value in parameters.items()}
            for parameter, (bound, *_) in values.items():
                executable.set_parameter(parameter, bound)
            try:
                output = executable.transform_to_string(xdm_node=node)
            except saxonche.PySaxonApiError as error:
                words = [*_messages(executable), said() or str(error)]
                raise _failure(words, name, "saxon/stopped") from None
        return Result(output or "", _messages(executable))

    def outputs(self, key: str, documents: Sequence[Document]) -> list[str]:
        """Run without parameters on each document; each is in SaxonC's memory only while it is its turn."""
        executable, name = self.compiled[key]
        executable.clear_parameters()
        executable.clear_xsl_messages()
        found: list[str] = []
        with _standard_error() as said:
            for document in documents:
                node = _read(self.saxon, document.data)
                try:
                    found.append(executable.transform_to_string(xdm_node=node) or "")
                except saxonche.PySaxonApiError as error:
                    words = [*_messages(executable), said() or str(error)]
                    raise _failure(words, name, "saxon/stopped") from None
        return found

    def value(self, value: Value) -> list[Any]:
        """Return the XDM value, and after it the nodes that it is made of."""
        if isinstance(value, bool):
            return [self.saxon.make_boolean_value(value)]
        if isinstance(value, int):
            return [self.saxon.make_integer_value(value)]
        if isinstance(value, str):
            return [self.saxon.make_string_value(value)]
        nodes = [self.parsed(document) for document in ([value] if isinstance(value, bytes) else value)]
        sequence = self.saxon.empty_sequence()
        for node in nodes:
            sequence.add_xdm_item(node)
        return [sequence, *nodes]

    def parsed(self, data: bytes) -> Any:
        """Parse a document that is a parameter; the same lists go with letter after letter, and are parsed once."""
        if data not in self.lists:
            if len(self.lists) == _MOST_LISTS:
                self.lists.clear()
            self.lists[data] = _read(self.saxon, data)
        return self.lists[data]


_compiled: dict[Path | str, _Processor] = {}


def _messages(executable: Any) -> tuple[str, ...]:
    return tuple(item.string_value for item in executable.get_xsl_messages() or ())


def _read(saxon: Any, data: bytes) -> Any:
    """Parse while standard error is held back."""
    try:
        return saxon.parse_xml(xml_text=data.decode())
    except (saxonche.PySaxonApiError, UnicodeDecodeError) as error:
        raise MarkupError(
            f"The document can't be read: {' '.join(str(error).split())}",
            code="saxon/unreadable",
            hint="It must be well-formed XML in UTF-8, without a DOCTYPE.",
        ) from None


def _as_it_is(spelt_out: re.Match[str]) -> str:
    """Undo what SaxonC does to unusual characters in messages: it puts their number after them."""
    character, number = spelt_out.groups()
    return character if ord(character) == int(number, 16) else spelt_out[0]


def _failure(words: Sequence[str], name: str, code: str) -> StylesheetError:
    """Say what the stylesheet said: the text of `xsl:message terminate="yes"` is among the messages only."""
    said = " ".join(_SPELT_OUT.sub(_as_it_is, " ".join(words)).split())
    return StylesheetError(said, code=code, file=name, hint="These are the stylesheet's own words.")


@contextmanager
def _standard_error() -> Iterator[Callable[[], str]]:
    """Hold back what SaxonC writes to file descriptor 2, past Python; the function yielded gives it so far."""
    sys.stderr.flush()
    held = _held(os.getpid())
    if os.lseek(held.fileno(), 0, os.SEEK_CUR):
        held.seek(0)
        held.truncate()
    kept = os.dup(2)
    os.dup2(held.fileno(), 2)
    try:
        yield lambda: _text(held)
    finally:
        os.dup2(kept, 2)
        os.close(kept)


@cache
def _held(process: int) -> IO[bytes]:
    """Return the file that takes it in this process: one for all runs, since a run may take less than a new file."""
    return tempfile.TemporaryFile()


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")
