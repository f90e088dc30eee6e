"""`Schema`: what the outside knows of RELAX NG. Load one, then let it judge documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import etree

from epistola import xml
from epistola.validate.relaxng import cache
from epistola.validate.relaxng.acceptor import Acceptor
from epistola.validate.relaxng.automaton import Automaton
from epistola.validate.relaxng.compiled import Compiled, Grammar
from epistola.validate.relaxng.violations import Violation

if TYPE_CHECKING:
    from epistola.validate.relaxng.expectations import Expectations
    from epistola.validate.relaxng.vocabulary import Vocabulary

# When so much has been learned, it is better to begin anew with the next document.
_LARGEST: Final = 100_000


class Schema:
    """A RELAX NG schema. What it learns from one document it uses for the next; it belongs to one thread."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self._begin()

    def _begin(self) -> None:
        self._automaton = Automaton(Grammar(self._compiled))
        self._acceptor = Acceptor(self._automaton)
        self._expectations: Expectations | None = None

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the schema names."""
        from epistola.validate.relaxng.vocabulary import Vocabulary  # not needed while letters are valid

        return Vocabulary(self._compiled)

    @property
    def size(self) -> int:
        """How much has been learned: the number of states, patterns and tables."""
        return self._automaton.size + self._acceptor.size

    def is_valid(self, document: etree._ElementTree | etree._Element) -> bool:
        """Tell whether `document` is valid."""
        return next(self.validate(document), None) is None

    def validate(self, document: etree._ElementTree | etree._Element, *, echoes: bool = False) -> Iterator[Violation]:
        """Yield what is wrong with `document`, in the order in which it is read; references come last.

        With `echoes`, mistakes are also given that are most likely a consequence of one given before.
        """
        root = document if isinstance(document, etree._Element) else document.getroot()
        if not self.accepts(root):
            for violation in self.judge(root):
                if echoes or not violation.echo:
                    yield violation

    def accepts(self, root: etree._Element) -> bool:
        """Tell quickly whether the document with the outermost element `root` is valid; False may mean: not known."""
        if self.size > _LARGEST:
            self._begin()
        return self._acceptor.accepts(root)

    def judge(self, root: etree._Element) -> Iterator[Violation]:
        """Yield what is wrong with the document with the outermost element `root`, echoes included."""
        from epistola.validate.relaxng.expectations import Expectations  # not needed while letters are valid
        from epistola.validate.relaxng.judge import judge

        self._expectations = self._expectations or Expectations()
        return judge(self._automaton, self._expectations, root)


def load(
    schema: Path | bytes,
    base: Path | None = None,
    *,
    allowed: Sequence[Path] = (),
    identifiers: bool = True,
    cached: Path | None = None,
) -> Schema:
    """Load the RELAX NG schema in the file `schema`, or with that content, in the XML syntax.

    What it includes is read from the folder `base`, which for a file is its own, from below that, and from the
    folders `allowed`; never from the network. `identifiers` says whether ID and IDREF are checked, as
    RELAX NG DTD Compatibility has it; some schemas can't be used with them. The compiled schema is kept in the folder
    `cached`, by default that of the user. Raises SettingsError or MarkupError for a schema that can't be used,
    SurroundingsError for a file that can't be read.
    """
    path = None if isinstance(schema, bytes) else schema.resolve()
    folder = base.resolve() if base else path.parent if path else None
    kept = cached or cache.folder()
    how = (path or folder, identifiers, *(directory.resolve() for directory in allowed))
    seal = cache.digest(schema) if isinstance(schema, bytes) else cache.digest_of(schema)
    compiled = cache.load(cache.entry(kept, seal, *how))
    if compiled is None:
        from epistola.validate.relaxng.compiling import compile_schema

        data = schema if isinstance(schema, bytes) else xml.read(schema)
        compiled = compile_schema(data, path, folder, allowed, identifiers)
        cache.save(cache.entry(kept, cache.digest(data), *how), compiled)
    return Schema(compiled)
