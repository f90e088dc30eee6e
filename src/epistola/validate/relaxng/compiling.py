"""Compiling a schema: reading, checking and simplifying it. Needed only when the cache hasn't got it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from epistola.diagnostics import Place
from epistola.validate.relaxng import datatypes, restrictions
from epistola.validate.relaxng.compiled import Compiled, write
from epistola.validate.relaxng.files import Files, parse
from epistola.validate.relaxng.identity import identity
from epistola.validate.relaxng.model import Node, refuse
from epistola.validate.relaxng.reading import Reader
from epistola.validate.relaxng.simplify import Simple, check_scopes, forget_barren, simplify


def compile_schema(
    data: bytes, path: Path | None, folder: Path | None, allowed: Sequence[Path], identifiers: bool
) -> Compiled:
    """Compile the schema `data`, which is the file `path` or stands in `folder`.

    Raises SettingsError or MarkupError, which say where, for what is no RELAX NG schema.
    """
    name = str(path) if path else "schema"
    files = Files(folder, allowed)
    reader = Reader(files)
    root = parse(data, name)
    try:
        start = reader.read(root, name, path or (folder / "schema" if folder else None))
        check_scopes(reader.scopes)
        simple = simplify(start)
        restrictions.check(simple)
        forget_barren(simple)
        regexes = _check_datatypes(simple)
        found = identity(simple) if identifiers else {}
        return write(simple, found, regexes, tuple((str(file), digest) for file, digest in files.read.items()))
    except RecursionError:
        sentence = "The definitions of the schema are nested too deeply."
        raise refuse("deep-schema", sentence, Place(name)) from None


def _check_datatypes(simple: Simple) -> datatypes.Regexes:
    """Refuse types and parameters that there aren't; return the regular expressions for Python."""
    regexes: datatypes.Regexes = {}
    checked: dict[object, str] = {}
    for node in _nodes(simple):
        if node.datum is not None and node.datum not in checked:
            checked[node.datum] = problem = datatypes.check(node.datum, regexes)
            if problem:
                raise refuse("bad-datatype", problem, node.place)
    return regexes


def _nodes(simple: Simple) -> Iterator[Node]:
    """Yield all patterns of the schema once."""
    left = [simple.start, *simple.contents, *simple.shared.values()]
    while left:
        node = left.pop()
        yield node
        if node.kind != "element":
            left.extend(node.parts)
