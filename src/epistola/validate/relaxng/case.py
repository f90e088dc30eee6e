"""`Case`: a document and the vocabulary that it is judged by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from lxml import etree

from epistola.diagnostics import Diagnostic, Place, Severity
from epistola.validate.document import Document
from epistola.validate.relaxng.vocabulary import Vocabulary
from epistola.validate.wording import SHOWN, local, some


class Case:
    """What the sentences need to know."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        """Judge `document` by `vocabulary`."""
        self.document = document
        self.vocabulary = vocabulary

    def listed(self, names: Iterable[str], shown: int = SHOWN) -> str:
        """List elements, those that the document uses most first; no more than a reader takes in."""
        known = sorted({name for name in names if name != "*"}, key=lambda name: (-self._used[name], name))
        return some([f"<{local(name)}>" for name in known], shown)

    @cached_property
    def _used(self) -> Counter[str]:
        return Counter(str(element.tag) for element in self.document.elements())

    def finding(self, slug: str, sentence: str, where: etree._Element | Place, *, hint: str = "") -> Diagnostic:
        """Make a diagnostic about a node or a place."""
        place = where if isinstance(where, Place) else self.document.place(where)
        return Diagnostic(f"relaxng/{slug}", Severity.ERROR, sentence, place, hint.replace("….", "…"))
