"""Small letters in TEI, as many as a benchmark asks for, made of the words of strangers' letters.

Each is of about 1.5 kB, like those of the Faraday correspondence; the number of persons, places, dates and
paragraphs varies, and so do most identifiers, references and dates, as they do in a real edition. Nothing is wrong
with them, by the grammar of TEI nor by our own schema, rules and checks; those `with_findings` have pointers that
lead nowhere and no language.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

_ENTRIES = "https://example.org/entries/"
_TEI = "{http://www.tei-c.org/ns/1.0}"


class _Words:
    """Names, places and sentences that stand in the documents of a folder."""

    def __init__(self, folder: Path) -> None:
        self.persons: list[tuple[str, str]] = []
        self.places: list[tuple[str, str]] = []
        self.sentences: list[str] = []
        for path in sorted(folder.glob("schnitzler/*.xml")):
            root = etree.parse(str(path)).getroot()
            for kind, names in (("persName", self.persons), ("placeName", self.places)):
                for element in root.iter(f"{_TEI}{kind}"):
                    text = " ".join("".join(map(str, element.itertext())).split())
                    if element.get("ref") and 2 < len(text) < 40:
                        names.append((_ENTRIES + str(element.get("ref")).lstrip("#"), text))
            for body in root.iter(f"{_TEI}body"):
                text = " ".join("".join(map(str, body.itertext())).split())
                self.sentences += [part for part in re.split(r"(?<=[.!?]) ", text) if 20 < len(part) < 120]


def small_letters(folder: Path, number: int, seed: int = 4, *, with_findings: bool = False) -> Iterator[bytes]:
    """Yield `number` letters with the words of the documents in `folder`; the same for the same `seed`."""
    words = _Words(folder)
    chance = random.Random(seed)
    for index in range(number):
        letter = _letter(words, chance, index)
        if with_findings:
            letter = letter.replace(_ENTRIES, "#").replace(' xml:lang="de"', "")
        yield letter.encode()


def _date(chance: random.Random, first: int = 1820, last: int = 1935) -> str:
    return f"{chance.randint(first, last)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def _name(kind: str, names: list[tuple[str, str]], chance: random.Random) -> str:
    reference, text = chance.choice(names)
    return f"<{kind} ref={quoteattr(reference)}>{escape(text)}</{kind}>"


def _action(kind: str, words: _Words, chance: random.Random) -> str:
    date = _date(chance) if kind == "sent" else _date(chance, 1936, 1940)
    place = _name("placeName", words.places, chance) if chance.random() < 0.7 else ""
    when = f'<date when="{date}">{date}</date>' if kind == "sent" or chance.random() < 0.3 else ""
    return f'<correspAction type="{kind}">{_name("persName", words.persons, chance)}{place}{when}</correspAction>'


def _paragraph(words: _Words, chance: random.Random) -> str:
    parts = [escape(chance.choice(words.sentences))]
    if chance.random() < 0.6:
        parts.append(_name("persName", words.persons, chance))
    if chance.random() < 0.4:
        parts.append(f'<date when="{_date(chance)}">{chance.randint(1, 28)}. d. M.</date>')
    if chance.random() < 0.4:
        parts.append(f'<hi rend="{chance.choice(("underline", "sup", "italic"))}">sehr</hi><lb/>')
    chance.shuffle(parts)
    return f"<p>{' '.join(parts)}</p>"


def _body(words: _Words, chance: random.Random, index: int) -> str:
    if index % 3 == 0:
        return f"<p>{escape(chance.choice(words.sentences))}</p>"
    paragraphs = "\n        ".join(_paragraph(words, chance) for _ in range(chance.randint(1, 3)))
    return f"""<div type="letter" xml:id="d{index}">
        <opener><dateline>{_name("placeName", words.places, chance)}</dateline></opener>
        {paragraphs}
        <closer><signed>{escape(chance.choice(words.persons)[1])}</signed></closer>
      </div>"""


def _letter(words: _Words, chance: random.Random, index: int) -> str:
    author, title = _name("author", words.persons, chance), escape(chance.choice(words.sentences))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="L{index:05}">
  <teiHeader>
    <fileDesc>
      <titleStmt>
        <title>{title}</title>
        {author}
      </titleStmt>
      <publicationStmt>
        <publisher>Edition</publisher>
        <idno type="URL">https://example.org/letters/{index:05}</idno>
        <availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence></availability>
      </publicationStmt>
      <sourceDesc>
        <msDesc><msIdentifier><settlement>{escape(chance.choice(words.places)[1])}</settlement>
          <idno>MS {chance.randint(1, 9999)}</idno></msIdentifier></msDesc>
      </sourceDesc>
    </fileDesc>
    <profileDesc>
      <correspDesc ref="https://example.org/letters/{index:05}">
        {_action("sent", words, chance)}
        {_action("received", words, chance)}
      </correspDesc>
    </profileDesc>
  </teiHeader>
  <text xml:lang="de">
    <body>
      {_body(words, chance, index)}
    </body>
  </text>
</TEI>
"""
