"""What a quotation is: `soCalled`, `said`, `quote`, or `q` where nothing tells (TEI Guidelines, 3.3.3).

It is told by what stands before it (“so-called”, a verb of saying), by what stands after it (said he) or within it
(dit-il), by a colon, and by whether it makes a sentence. What somebody says aloud is `said`, what is written `quote`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from epistola.encode.lexicon import lexicon
from epistola.encode.quoting.marks import Pair
from epistola.letter import Certainty

_REACH: Final = 160
# How many words before a quotation can be its report, and how many after it.
_WORDS_BEFORE: Final = 14
_WORDS_AFTER: Final = 3
_NEAR: Final = 6
_SENTENCE: Final = 5
_LETTER: Final = re.compile(r"[^\W\d_]")
_WORD: Final = re.compile(r"[\w\-’']+")
_JOINT: Final = re.compile(r"[-'’]")
_CLAUSE_END: Final = re.compile(r"[.!?;][\"'”“’‘»«›‹]?\s")
_ENDS: Final = (",", ".", "!", "?", "…", "—", "–", "-")
_AFTERWARDS: Final = re.compile(r"\s*(?P<stop>[,;:.…!?–—-]*)\s*(?P<words>[^\n.,;:!?()]*)")
_LEADS_TO: Final = (":", ",", "that", "daß", "dass", "que", "che")

Kind = tuple[str, Certainty, str]


@dataclass(frozen=True, slots=True)
class _Verbs:
    """The words that report: all of them, those of speaking, those that lead to titles, too (to read); what is read."""

    reporting: frozenset[str]
    speaking: frozenset[str]
    reading: frozenset[str]
    texts: frozenset[str]
    so_called: tuple[str, ...]
    articles: re.Pattern[str]
    inserted: re.Pattern[str]

    def element(self, verb: str) -> str:
        """Return the element for what a verb reports."""
        return "said" if verb in self.speaking else "quote"


def kind(text: str, block: tuple[int, int], pair: Pair, code: str) -> Kind:
    """Return the element of a quotation in a block, how sure that is, and the rule."""
    verbs = _verbs(code)
    before = text[max(block[0], pair.start - _REACH) : pair.start]
    said = text[pair.start + pair.opens : pair.end - pair.closes].strip()
    lowered = before.lower().rstrip()
    if verbs.articles.sub("", lowered).endswith(verbs.so_called):
        return "soCalled", Certainty.HIGH, "so-called"
    clause = _WORD.findall(_CLAUSE_END.split(f"{lowered} ")[-1]) if _LETTER.search(before) else []
    found = [word for joined in clause[-_WORDS_BEFORE:] for word in _parts(joined) if word in verbs.reporting]
    leads = lowered.endswith(_LEADS_TO)
    if found and (leads or found[-1] not in verbs.reading):
        # What a letter says is written.
        element = "quote" if not verbs.texts.isdisjoint(clause[-_NEAR:]) else verbs.element(found[-1])
        return element, Certainty.HIGH if leads else Certainty.MEDIUM, "reported"
    verb = _reported_after(text[pair.end : min(block[1], pair.end + _REACH)], said, verbs)
    if verb:
        return verbs.element(verb), Certainty.HIGH, "reported-after"
    inserted = verbs.inserted.search(said)
    if inserted:
        return verbs.element(inserted["verb"].lower()), Certainty.MEDIUM, "reported-within"
    if lowered.endswith(":") or (said[:1].isupper() and said[-1:] in ".!?" and len(said.split()) >= _SENTENCE):
        return "quote", Certainty.MEDIUM, "sentence"
    return "q", Certainty.LOW, "marks"


def _parts(word: str) -> tuple[str, ...]:
    """Return a word with its parts: in dit-il and m'écrivait-il the verb is one."""
    return (word, *_JOINT.split(word)) if _JOINT.search(word) else (word,)


def _reported_after(after: str, said: str, verbs: _Verbs) -> str:
    """Return the verb by which the words after a quotation report it: said he, sagte sie, he answered; or ""."""
    match = _AFTERWARDS.match(after)
    words = _WORD.findall(match["words"].lower())[:_WORDS_AFTER] if match else []
    if not match or match["stop"].startswith((".", "!", "?", ":", ";")):
        return ""
    verb = next((word for joined in words[:1] for word in _parts(joined) if word in verbs.reporting), "")
    pause = said.endswith(_ENDS) or match["stop"].startswith(_ENDS)
    return verb or next((word for word in words[1:] if pause and word in verbs.reporting), "")


@cache
def _verbs(code: str) -> _Verbs:
    words = lexicon(code).quotations
    reporting = frozenset(words["reporting"])
    verb = "|".join(sorted(map(re.escape, reporting), key=len, reverse=True))
    pronouns = "|".join(map(re.escape, words["pronouns-after-verbs"])) or "(?!)"
    articles = "|".join(map(re.escape, words["articles"])) or "(?!)"
    return _Verbs(
        reporting,
        frozenset(words["speaking"]),
        frozenset(words["reading"]),
        frozenset(words["texts"]),
        words["so-called"],
        re.compile(rf"\s(?:{articles})$|(?<=['’])$"),
        re.compile(rf"[,!?]\s(?P<verb>{verb})(?:-t)?[-\s](?:{pronouns})\b", re.IGNORECASE),
    )
