r"""The tags that Transkribus keeps in `@custom` of a line of PAGE XML: `person {offset:0; length:4; …}`.

Offsets and lengths count UTF-16 code units, as the programs that write them do (they are in Java). A value has the
characters that the syntax needs as `\uXXXX`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from epistola.encode.identifiers import token
from epistola.encode.readers._writer import Attributes, Writer, rendition

_TAG: Final = re.compile(r"([^\s{}]+)\s*\{([^{}]*)\}")
_ELEMENTS: Final = {
    "person": "persName",
    "place": "placeName",
    "organization": "orgName",
    "organisation": "orgName",
    "org": "orgName",
    "work": "title",
    "date": "date",
    "abbrev": "abbr",
    "sic": "choice",
    "unclear": "unclear",
    "supplied": "supplied",
    "add": "add",
    "addition": "add",
    "del": "del",
}
_READINGS: Final = {"abbrev": "expansion", "sic": "correction"}
_STYLES: Final = {
    "bold": "bold",
    "italic": "italic",
    "underlined": "underline",
    "superscript": "superscript",
    "subscript": "subscript",
    "smallCaps": "smallcaps",
    "letterSpaced": "letterspaced",
    "strikethrough": "strikethrough",
}
_REFERENCES: Final = {
    "wikidata": (r"Q\d+", "https://www.wikidata.org/entity/"),
    "gnd": (r"[0-9X-]{5,12}", "https://d-nb.info/gnd/"),
    "geonames": (r"\d+", "https://sws.geonames.org/"),
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag on a span of a text; offsets count code points."""

    name: str
    start: int
    end: int
    said: Mapping[str, str]

    @property
    def goes_on(self) -> bool:
        """Tell whether the tag is a part of one that goes over the end of a line."""
        return self.said.get("continued") == "true"


def tags(custom: str, text: str) -> Iterator[Tag]:
    """Yield the tags of a line with the text `text`; what lies outside of the text is cut off."""
    units = _units(text)
    for name, content in _TAG.findall(custom):
        said = dict(_pairs(content))
        offset, length = said.get("offset", ""), said.get("length", "0")
        if re.fullmatch(r"\d+", offset) and re.fullmatch(r"\d+", length):
            start, end = int(offset), int(offset) + int(length)
            yield Tag(name, _code_point(units, start), _code_point(units, end), said)


def structure_type(custom: str) -> str:
    """Return what `structure {type:…;}` says of a region or a line, "" if nothing."""
    return next((dict(_pairs(c)).get("type", "") for name, c in _TAG.findall(custom) if name == "structure"), "")


def reading_order(custom: str) -> int | None:
    """Return what `readingOrder {index:…;}` says, None if nothing."""
    for name, content in _TAG.findall(custom):
        index = dict(_pairs(content)).get("index", "")
        if name == "readingOrder" and re.fullmatch(r"\d+", index):
            return int(index)
    return None


def joined(found: list[Tag], text: str) -> Iterator[Tag]:
    """Yield the tags, each that goes over the end of a line as one; offsets count in the whole `text`."""
    waiting: dict[str, Tag] = {}
    for tag in sorted(found, key=lambda tag: (tag.start, tag.end)):
        before = waiting.pop(tag.name, None)
        whole = tag
        if before is not None and tag.goes_on and not text[before.end : tag.start].strip():
            whole = replace(tag, start=before.start, said={**tag.said, **before.said})
        elif before is not None:
            yield before
        if whole.goes_on:
            waiting[whole.name] = whole
        else:
            yield whole
    yield from waiting.values()


def mark(tag: Tag, writer: Writer) -> None:
    """Annotate the text of `writer` with what a tag says."""
    if tag.name in ("readingOrder", "structure"):
        return
    if tag.name == "gap":
        writer.annotate(tag.start, tag.start, "gap", (("reason", _word(tag.said.get("reason", "")) or "illegible"),))
    elif tag.name == "comment":
        inside = Writer(writer.format)
        inside.write(tag.said.get("comment", ""))
        writer.note(inside, (("type", "comment"),), tag.end)
    elif tag.start == tag.end:
        writer.remark("tag-without-text", f"The tag “{tag.name}” has no text under it; it is left out.")
    elif tag.name == "textStyle":
        _style(tag, writer)
    else:
        element, attributes, reading = _described(tag)
        writer.annotate(tag.start, tag.end, element, attributes, reading)


def styles(said: Mapping[str, str]) -> frozenset[str]:
    """Return the words for `@rend` of what the attributes of a style say; “strikethrough” too."""
    return frozenset(word for key, word in _STYLES.items() if said.get(key, "").lower() == "true")


def _style(tag: Tag, writer: Writer) -> None:
    words = styles(tag.said)
    if words - {"strikethrough"}:
        writer.annotate(tag.start, tag.end, "hi", rendition(words - {"strikethrough"}))
    if "strikethrough" in words:
        writer.annotate(tag.start, tag.end, "del", (("rend", "strikethrough"),))


def _described(tag: Tag) -> tuple[str, Attributes, str | None]:
    """Return the element, its attributes and the reading that is meant; a tag of the user's own is a `seg`."""
    element = _ELEMENTS.get(tag.name, "seg")
    reading = tag.said.get(_READINGS.get(tag.name, ""), "").strip() or None
    if element == "seg":
        return element, (("type", token(tag.name)),), None
    if element == "choice" and reading is None:
        return "sic", (), None
    said: list[tuple[str, str]] = []
    if element in ("persName", "placeName", "orgName", "title") and (address := _reference(tag.said)):
        said.append(("ref", address))
    if element == "date" and (when := _when(tag.said)):
        said.append(("when", when))
    if element in ("unclear", "supplied") and (reason := _word(tag.said.get("reason", ""))):
        said.append(("reason", reason))
    return element, tuple(said), reading


def _reference(said: Mapping[str, str]) -> str:
    """Return the address in an authority file, if the tag has one."""
    values = {key.lower(): value.strip() for key, value in said.items()}
    for value in values.values():
        if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value):
            return value
    for key, (pattern, base) in _REFERENCES.items():
        if re.fullmatch(pattern, values.get(key, "")):
            return base + values[key]
    return ""


def _when(said: Mapping[str, str]) -> str:
    """Return the day, month or year of a date as ISO 8601 has it, "" for what is none."""
    given = said.get("when", "")
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", given):
        return given if len(given) < 10 or _is_day(*map(int, given.split("-"))) else ""
    year, month, day = (int(said[key]) if said.get(key, "").isdecimal() else 0 for key in ("year", "month", "day"))
    if not 1 <= year <= 9999:
        return ""
    if 1 <= month <= 12 and day:
        return f"{year:04}-{month:02}-{day:02}" if _is_day(year, month, day) else ""
    return f"{year:04}-{month:02}" if 1 <= month <= 12 else f"{year:04}"


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _word(value: str) -> str:
    return re.sub(r"[^\w.-]+", "-", value).strip("-")


def _pairs(content: str) -> Iterator[tuple[str, str]]:
    for piece in content.split(";"):
        key, colon, value = piece.partition(":")
        if colon:
            yield key.strip(), re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), value.strip())


def _units(text: str) -> list[int]:
    """Return at which UTF-16 code unit each character of `text` begins, and where the last ends."""
    starts = [0]
    for character in text:
        starts.append(starts[-1] + (2 if ord(character) > 0xFFFF else 1))
    return starts


def _code_point(units: list[int], offset: int) -> int:
    """Return the number of the character that begins at a code unit; within a pair, of that after it."""
    return next((number for number, unit in enumerate(units) if unit >= offset), len(units) - 1)
