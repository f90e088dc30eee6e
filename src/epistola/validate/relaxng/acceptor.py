"""A quick verdict on a whole document: valid, or not known to be.

The document is serialised, which gives each tag one spelling, and the tags are taken one by one through tables that
map their spelling to the next state. In the steady state that is one look-up for a tag without attributes, and one
more for each name and each value of attributes. Whatever the tables don't know and can't decide ends the attempt:
the document is then judged node by node, which finds and explains what is wrong.
"""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree

from epistola.validate.relaxng.automaton import Automaton
from epistola.validate.relaxng.tables import DATA, Content, Tables, UnsureError

_TOKENS: Final = re.compile(rb"<([^>]*)>([^<]*)").findall
_ASIDE: Final = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_PIECE: Final = 1 << 18


class Acceptor:
    """Accepts documents that are valid; knows one schema, and belongs to one thread."""

    def __init__(self, automaton: Automaton) -> None:
        self._tables = Tables(automaton)
        self._start = self._tables.start()

    @property
    def size(self) -> int:
        """How many tables there are."""
        return self._tables.count

    def accepts(self, root: etree._Element) -> bool:
        """Tell whether the document with the outermost element `root` is valid; False may mean: not known."""
        data = etree.tostring(root, encoding="utf-8", with_tail=False)
        if b"<!" in data or b"<?" in data:
            if b"<![" in data:
                return False
            data = _ASIDE.sub(b"", data)
        seen, references = self._tables.seen, self._tables.references
        seen.clear()
        references.clear()
        try:
            self._run(data)
        except UnsureError:
            return False
        return seen.issuperset(references)

    def _run(self, data: bytes) -> None:
        """Take all tags through the tables; raise UnsureError where they don't lead on."""
        table = self._start
        stack: list[dict[tuple[int, ...], Content]] = []
        push, pop = stack.append, stack.pop
        begin, size = 0, len(data)
        while begin < size:
            end = size if size - begin <= _PIECE else data.find(b"<", begin + _PIECE)
            end = size if end < 0 else end
            for tag, text in _TOKENS(data[begin:end] if end - begin < size else data):
                move = table.get(tag)
                if move is None:
                    step: Any = table
                    for part in tag.split(b'"'):
                        step = step[part]
                    move = step
                target, behind = move
                if behind is None:
                    table = target
                elif target is None:
                    table = pop()[behind]
                else:
                    push(behind)
                    table = target
                if text and table.texts and (table.texts == DATA or not text.isspace()):
                    table = table.with_text(text)
            begin = end
