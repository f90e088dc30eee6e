"""Comparing the engine with Jing: the same verdict, and the same mistakes in the same lines.

Where Jing differs by its own doing, and this is all that is let pass:
- It says again what it said last when an element ends in one that it doesn't know.
- Text that isn't allowed it reports once for every piece that its parser hands over, in the line where the piece
  ends; the engine reports where the text begins.
- The first of two elements with one identifier gets a message of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from epistola import xml
from epistola.validate.relaxng import Fault, Schema, Violation

Jing = Callable[[Path, list[Path]], list[str]]
_MESSAGE = re.compile(r"^(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): (?P<level>error|fatal): (?P<words>.*)$")
_WORDS = (
    (r"element .* not allowed anywhere", Fault.UNKNOWN_ELEMENT),
    (r"element .* not allowed yet", Fault.EARLY_ELEMENT),
    (r"element .* not allowed here", Fault.MISPLACED_ELEMENT),
    (r"element .* incomplete", Fault.INCOMPLETE),
    (r"text not allowed here", Fault.TEXT),
    (r"(character|empty) content (of|for) element", Fault.CONTENT),
    (r"attribute .* not allowed here|found attribute", Fault.ATTRIBUTE),
    (r"element .* missing (one or more )?required attribute", Fault.MISSING_ATTRIBUTE),
    (r"value of attribute \"", Fault.VALUE),
    (r"ID .* has already been defined", Fault.DUPLICATE_IDENTIFIER),
    (r"IDREF .* without matching ID", Fault.DANGLING_REFERENCE),
    (r"value of attribute of type", Fault.IDENTIFIER),
    (r"schema does not allow anything", Fault.NOTHING_ALLOWED),
)
_OF_IDENTIFIERS = (Fault.DUPLICATE_IDENTIFIER, Fault.DANGLING_REFERENCE, Fault.IDENTIFIER)


@dataclass(frozen=True)
class Message:
    """One message of Jing; `again` when it is the same as the one before."""

    line: int
    fault: Fault
    again: bool


def messages(lines: Iterable[str]) -> dict[str, list[Message]]:
    """Sort Jing's output by file."""
    found: dict[str, list[Message]] = {}
    last: dict[str, str] = {}
    for line in lines:
        match = _MESSAGE.match(line)
        assert match, f"Jing said something else: {line}"
        file, words = match["file"], match["words"]
        if words.startswith("first occurrence of ID"):
            continue
        fault = next((fault for pattern, fault in _WORDS if re.match(pattern, words)), None)
        assert fault, f"Jing said something else: {line}"
        found.setdefault(file, []).append(Message(int(match["line"]), fault, last.get(file) == words))
        if fault not in _OF_IDENTIFIERS:
            last[file] = words
    return found


def disagreements(schema: Schema, rng: Path, documents: list[Path], jing: Jing) -> list[str]:
    """Say of each document about which the engine and Jing disagree in what they do."""
    said = messages(jing(rng, documents))
    found = []
    for path in documents:
        ours = list(schema.validate(xml.parse(path.read_bytes(), str(path)), echoes=True))
        difference = compare(ours, said.get(str(path), []))
        if difference:
            found.append(f"{path.name}: {difference}")
    return found


def compare(ours: list[Violation], theirs: list[Message]) -> str:
    """Say what is different; "" when nothing is."""
    if bool(ours) != bool(theirs):
        return f"ours {[(v.line, v.fault, v.sentence) for v in ours]}, Jing's {theirs}"
    mine: Counter[tuple[int, Fault]] = Counter((v.line, v.fault) for v in ours if v.fault is not Fault.TEXT)
    his: Counter[tuple[int, Fault]] = Counter((m.line, m.fault) for m in theirs if m.fault is not Fault.TEXT)
    only_ours = mine - his
    only_his = his - mine
    strangers = any(v.fault is Fault.UNKNOWN_ELEMENT for v in ours)
    for message in theirs:
        if message.again and strangers and only_his[message.line, message.fault] > 0:
            only_his[message.line, message.fault] -= 1
    only_his = +only_his
    texts = _texts(ours, [m for m in theirs if not (m.again and strangers)])
    if only_ours or only_his or texts:
        return f"only ours {dict(only_ours)}, only Jing's {dict(only_his)}{texts}"
    return ""


def _texts(ours: list[Violation], theirs: list[Message]) -> str:
    """Compare what is said of text: each of our lines comes first of some of Jing's, which are within the text."""
    his = sorted(m.line for m in theirs if m.fault is Fault.TEXT)
    extents = [_extent(v) for v in ours if v.fault is Fault.TEXT]
    unexplained = [line for line in his if not any(first <= line <= last for first, last in extents)]
    unsaid = [extent for extent in extents if not any(extent[0] <= line <= extent[1] for line in his)]
    return f", text only ours {unsaid}, only Jing's {unexplained}" if unexplained or unsaid else ""


def _extent(violation: Violation) -> tuple[int, int]:
    """Return the first and the last line of the text that `violation` is about."""
    node = violation.node if violation.after is None else violation.after
    text = (node.text if violation.after is None else node.tail) or ""
    return violation.line, violation.line + text.lstrip().count("\n") + 1
