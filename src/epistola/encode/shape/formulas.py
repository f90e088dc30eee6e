"""What a single line at the end of a letter can be: a closing formula, a signature, the heading of an enclosure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from epistola.encode.lexicon import Lexicon, lexicon
from epistola.encode.shape.layout import Line

LONGEST_FORMULA = 75
_LONGEST_SENTENCE = 220


def lists_enclosures(block: Sequence[Line], words: Lexicon) -> bool:
    """Tell whether a block is but the list of what is enclosed: “Encl.”, “P. j.: 1 note”, “Anlagen: / 1. Vollmacht”."""
    first, *items = block
    found = beginning("enclosures", words.code).match(first.text)
    if found is None or len(first.text) > LONGEST_FORMULA:
        return False
    rest = first.text[found.end() :].strip(" .)]")
    named = not rest or rest.startswith(":") or announces_enclosures(first, words)
    return named and all(re.match(r"[\d•*–—-]", item.text) and len(item.text) <= LONGEST_FORMULA for item in items)


def begins_enclosure(line: Line, words: Lexicon) -> bool:
    """Tell whether the line is the heading of something enclosed with the letter."""
    found = beginning("enclosures", words.code).match(line.text) if len(line.text) <= 60 else None
    return found is not None and not announces_enclosures(line, words)


def announces_enclosures(line: Line, words: Lexicon) -> bool:
    """Tell whether the line says that there are enclosures, and how many, as in “2 enclosures”."""
    found = beginning("enclosures", words.code).match(line.text)
    return found is not None and bool(re.match(r"\W*\d", found[0])) and not line.text[found.end() :].strip(" .)")


def is_valediction(line: Line, words: Lexicon) -> bool:
    """Tell whether the line begins like a closing formula, or is but “Votre”."""
    if len(line.text) > LONGEST_FORMULA and not _is_long_formula(line.text, words):
        return False
    alone = line.text.lower().strip(" ,.") in words.structure["second-person"]
    return alone or bool(beginning("valedictions", words.code).match(line.text))


def _is_long_formula(text: str, words: Lexicon) -> bool:
    """Tell whether a long line may be a formula: one sentence, with the end of a formula as well as its beginning."""
    return len(text) <= _LONGEST_SENTENCE and not re.search(r"[.!?;:]\s", text) and ends_like_a_formula(text, words)


def ends_like_a_formula(text: str, words: Lexicon) -> bool:
    """Tell whether the last words are those on which a name follows: “… and remain, yours sincerely,”."""
    return bool(_formula_at_the_end(words.code).search(text[-LONGEST_FORMULA:]))


def is_address(line: Line, words: Lexicon) -> bool:
    """Tell whether the line begins like an address: “Herrn …”, “To His Excellency …”."""
    return bool(beginning("addresses", words.code).match(line.text))


def is_marked_signature(line: Line, words: Lexicon) -> bool:
    """Tell whether the line says of itself that it is a signature: “Signed: E. Weber”, “gez. Weber”."""
    found = signature_mark(words.code).match(line.text)
    return found is not None and is_signature(line, words)


def is_signature(line: Line, words: Lexicon) -> bool:
    """Tell whether the line can be a name and nothing else."""
    text = signature_mark(words.code).sub("", line.text, count=1)
    text = signature_end(words.code).sub("", text).strip(" .,=+-–—").replace("(", "").replace(")", "")
    tokens = text.split()
    if not 1 <= len(tokens) <= 6 or len(text) > 50 or re.search(r"[?!;:\d]|[^\W\d_]{5}\.\s", text):
        return False
    if tokens[0].lower() in words.structure["second-person"] or is_form_of_address(text, words):
        return False
    particles = words.names["particles"]
    capitals = [t for t in tokens if t[:1].isupper() or t.startswith(tuple(p for p in particles if p[-1] in "'’"))]
    small = {"&", *particles, *words.names["joints"], *words.names["articles"]}
    others = [t for t in tokens if t not in capitals and not t.endswith(".") and t.lower() not in small]
    return bool(capitals) and not others


def is_courteous(text: str, words: Lexicon) -> bool:
    """Tell whether `text` begins with a title that nobody gives himself: “Mrs. Hale”, “Herrn Weber”."""
    return text.lower().startswith(tuple(f"{title} " for title in words.structure["courtesy-titles"]))


def is_form_of_address(text: str, words: Lexicon) -> bool:
    """Tell whether `text` is a form of address and nothing else: “Sir,”."""
    return text.lower().strip(" ,.!:") in words.structure["forms-of-address"]


def is_titled(text: str, words: Lexicon) -> bool:
    """Tell whether `text` begins with the title of a person and goes on: “Miss Hannah Pratt”."""
    return bool(_titled(words.code).match(text))


def is_directed(text: str, words: Lexicon) -> bool:
    """Tell whether `text` says to whom something goes: “To the Editor of the Times”, “Charles Adams, Esq.”."""
    if _styled(words.code).search(text):
        return True
    names = words.names
    small = {*names["articles"], *names["particles"], *names["place-prepositions"], *names["joints"]}
    small |= set(names["organisation-links"])
    others = [word for word in re.findall(r"[^\W\d_]+", text)[1:] if word[0].islower() and word not in small]
    found = _directed(words.code).match(text)
    if found is None or others:
        return False
    # “à Vienne” is where somebody is; “à Monsieur Pichon” is to whom something goes.
    return found["lead"].lower() not in names["place-prepositions"] or is_titled(
        text[found.end("lead") :].strip(), words
    )


@cache
def _directed(code: str) -> re.Pattern[str]:
    """Return the pattern of “To” with a name."""
    words = lexicon(code)
    before = (pattern.partition("{addressee}")[0].split() for pattern in words.correspondents["patterns"])
    leads = "|".join(sorted({re.escape(found[-1]) for found in before if found}))
    articles = "|".join(re.escape(article) for article in words.names["articles"]) or "(?!)"
    return re.compile(rf"(?P<lead>(?i:{leads}))\s+(?:(?:{articles})\s+)?[A-ZÀ-ÞА-Я]")


@cache
def _styled(code: str) -> re.Pattern[str]:
    """Return the pattern of what stands behind the name of an addressee."""
    return re.compile(rf",\s*(?:{phrases('styles', code)})(?!\w)", re.IGNORECASE)


@cache
def _titled(code: str) -> re.Pattern[str]:
    titles = sorted(lexicon(code).names["titles"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, titles))})(?!\w)[\s.]*\S", re.IGNORECASE)


@cache
def signature_mark(code: str) -> re.Pattern[str]:
    """Return the pattern of the words that say that a name is a signature, at the beginning of a line."""
    return re.compile(rf"\W{{0,2}}(?:{phrases('signature-marks', code)})(?!\w)[)\]]?\s*[.:]*\s*(?=\S)", re.IGNORECASE)


@cache
def signature_end(code: str) -> re.Pattern[str]:
    """Return the pattern of what stands behind a name that is signed, at the end of a line."""
    return re.compile(rf"[\s,]*(?:{phrases('signature-ends', code)})\s*$", re.IGNORECASE)


@cache
def beginning(key: str, code: str) -> re.Pattern[str]:
    """Return the pattern of a line that begins with one of the phrases `key`, also with a number before it."""
    return re.compile(rf"\W{{0,2}}(?:\d{{1,2}}\s)?(?:{phrases(key, code)})(?!\w)", re.IGNORECASE)


@cache
def _formula_at_the_end(code: str) -> re.Pattern[str]:
    said = f"{phrases('valedictions', code)}|{phrases('valediction-endings', code)}"
    return re.compile(rf"(?<!\w)(?:{said})\W*$", re.IGNORECASE)


def phrases(key: str, code: str) -> str:
    """Return the alternatives of a pattern for the phrases `key`, the longest first; ß may be written ss.

    Where a language has none, nothing matches.
    """
    said = sorted(lexicon(code).structure.get(key, ()), key=len, reverse=True)
    return "|".join(re.escape(phrase).replace("ß", "(?:ß|ss)") for phrase in said) or "(?!)"
