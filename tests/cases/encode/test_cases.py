"""Runs the cases that stand beside this file; README.md says how one is written."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lxml import etree

from epistola import xml
from epistola.encode import AuthorityFile, Encoded, Settings, encode, read_sidecar
from epistola.encode.authority.register import register
from epistola.encode.context import Context
from epistola.encode.learn.examples import example
from epistola.encode.learn.model import Model
from epistola.encode.learn.training import train
from epistola.encode.lexicon import lexicon
from epistola.encode.models.answers import Answer, digest
from epistola.encode.sidecar import Sidecar
from epistola.names import tei

HERE = Path(__file__).parent
FILES = sorted(path for path in HERE.glob("*.md") if path.name != "README.md")
SETTINGS = {"language", "lines", "name"}
GIVEN = {"text", "toml", "xml authority", "xml letters", "json answer", "json pipeline"}
CONTAINERS = frozenset({"div", "opener", "closer", "postscript", "argument", "address"})
PARTS = tuple(map(tei, (*CONTAINERS, "head", "dateline", "byline", "salute", "signed", "addrLine", "p", "fw")))
LINE_ENDS = {"lf": "\n", "cr": "\r", "crlf": "\r\n"}


@dataclass
class Case:
    """A case as its file has it; `blocks` are the contents of its fenced blocks by what follows the fence."""

    file: Path
    heading: str
    settings: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, str] = field(default_factory=dict)

    def expected(self) -> dict[str, str]:
        return {kind: words for kind, words in self.blocks.items() if kind not in GIVEN}


def cases(file: Path) -> Iterator[Case]:
    for section in re.split(r"^## ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading, _, rest = section.partition("\n")
        case = Case(file, heading)
        for kind, words in re.findall(r"^```(\S[^\n]*)\n(.*?)^```$", rest, flags=re.MULTILINE | re.DOTALL):
            assert kind not in case.blocks, f"{file.name}, “{heading}”: two blocks of the kind “{kind}”"
            case.blocks[kind] = words
        outside = re.sub(r"^```.*?^```$", "", rest, flags=re.MULTILINE | re.DOTALL)
        case.settings = dict(re.findall(r"^(\w+): (\S+)$", outside, flags=re.MULTILINE))
        assert case.settings.keys() <= SETTINGS, f"{file.name}, “{heading}”: known settings are {SETTINGS}"
        yield case


ALL = [case for file in FILES for case in cases(file)]


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.file.stem}: {case.heading}") for case in ALL])
def test_a_letter_is_encoded_as_its_case_says(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    encoded = run(case, tmp_path)
    found = result(case, encoded)

    if request.config.getoption("--accept") and found != case.expected():
        case.file.write_text(rewritten(case, found), encoding="utf-8")
        return
    assert found == case.expected()


def test_each_heading_names_one_case() -> None:
    names = [(case.file.name, case.heading) for case in ALL]

    assert len(set(names)) == len(names)


def run(case: Case, folder: Path) -> Encoded:
    text = case.blocks["text"].replace("\n", LINE_ENDS[case.settings.get("lines", "lf")])
    settings = Settings(
        sidecar=sidecar(case, folder),
        language=case.settings.get("language"),
        authority=authority(case),
        model=model(case),
        pipelines=pipelines(case, folder),
        answer=answer(case, text),
    )
    return encode(text.encode(), case.settings.get("name", "letter.txt"), settings)


def sidecar(case: Case, folder: Path) -> Sidecar:
    if "toml" not in case.blocks:
        return Sidecar()
    path = folder / "letter.toml"
    path.write_text(case.blocks["toml"], encoding="utf-8")
    return read_sidecar(path)


def authority(case: Case) -> tuple[AuthorityFile, ...]:
    entries = case.blocks.get("xml authority")
    if entries is None:
        return ()
    document = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>{entries}</standOff></TEI>'
    return (AuthorityFile("authority.xml", document.encode()),)


def model(case: Case) -> Model | None:
    """What is learnt from the letters of the case, one `body` each, with a `correspDesc` before it or without."""
    pattern = r"(<correspDesc>(?:(?!<body>).)*</correspDesc>)?\s*<body>(.*?)</body>"
    bodies = re.findall(pattern, case.blocks.get("xml letters", ""), flags=re.DOTALL)
    if not bodies:
        return None
    language = case.settings.get("language", "en")
    begin = f'<text xml:lang="{language}"><body xml:space="preserve">'
    letters = [
        example(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{who}{begin}{body}</body></text></TEI>'.encode(), f"{n}.xml")
        for n, (who, body) in enumerate(bodies, 1)
    ]
    context = Context(lexicon(language), register(authority(case)))
    return train(letters, lambda _: context)


def pipelines(case: Case, folder: Path) -> tuple[str, ...]:
    """A spaCy pipeline that labels what the case says."""
    if "json pipeline" not in case.blocks:
        return ()
    spacy = pytest.importorskip("spacy", reason="needs spaCy: pip install 'epistola[spacy]'")
    made = spacy.blank(case.settings.get("language", "en"))
    made.add_pipe("entity_ruler").add_patterns(json.loads(case.blocks["json pipeline"]))
    made.to_disk(folder / "pipeline")
    return (str(folder / "pipeline"),)


def answer(case: Case, text: str) -> Answer | None:
    """What a language model said of the text of the case."""
    if "json answer" not in case.blocks:
        return None
    return Answer("small", "http://localhost/v1", digest(text), (case.blocks["json answer"],))


def result(case: Case, encoded: Encoded) -> dict[str, str]:
    """What the encoder said, in the blocks of the case, or in those that it should have."""
    found = {}
    if encoded.tei is not None:
        document = encoded.tei.decode()
        if "parts" in case.blocks:
            found["parts"] = parts(document)
        if "parts" not in case.blocks or "xml" in case.blocks:
            found["xml"] = inside("body", document)
        for kind in case.blocks:
            if kind.startswith("xml ") and kind not in GIVEN:
                found[kind] = inside(kind.removeprefix("xml "), document)
    said = [f"{d.severity} {d.code} {d.place.line}:{d.place.column}\n" for d in encoded.diagnostics]
    if said:
        found["findings"] = "".join(said)
    return found


def inside(element: str, document: str) -> str:
    """The content of the first `element` of the document as it is written there, and an end of line."""
    content = re.search(rf"<{element}(?:\s[^>]*)?>(.*?)\n? *</{element}>", document, flags=re.DOTALL)
    assert content, f"the document has no {element}"
    lines = content[1].split("\n")
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines[1:] if line), default=0) if not lines[0] else 0
    return "".join(f"{line[margin:]}\n" for line in (lines[1:] if not lines[0] else lines))


def parts(document: str) -> str:
    """The parts of the letter, one a line, each further in than what it stands in, with their words."""
    body = xml.parse(document.encode(), "letter.xml").getroot().find(f"{tei('text')}/{tei('body')}")
    assert body is not None
    return "".join(f"{line}\n" for child in body for line in outline(child, 0))


def outline(part: etree._Element, depth: int) -> Iterator[str]:
    name = etree.QName(part).localname
    label = "  " * depth + " ".join(filter(None, (name, part.get("type"))))
    yield label if name in CONTAINERS else f"{label}: {words(part)}"
    for one in part.iter(*PARTS):
        if one is not part and next(one.iterancestors(*PARTS)) is part:
            yield from outline(one, depth + 1)


def words(part: etree._Element) -> str:
    """The words of a part; a bar stands where a line begins, a double one where it divides a word."""
    return re.sub(r"\s*‖\s*", "‖", " ".join("".join(said(part)).split()))


def said(part: etree._Element) -> Iterator[str]:
    if part.tag == tei("lb"):
        yield "‖" if part.get("break") == "no" else " | "
    yield part.text or ""
    for child in part:
        yield from said(child)
        yield child.tail or ""


def rewritten(case: Case, found: dict[str, str]) -> str:
    """The file of the case with the blocks that it expects as they were found."""
    text = case.file.read_text(encoding="utf-8")
    begin = text.index(f"## {case.heading}\n")
    end = text.find("\n## ", begin)
    section = text[begin : end if end >= 0 else len(text)]
    for kind in case.expected():
        section = re.sub(rf"\n```{kind}\n.*?^```\n", "", section, count=1, flags=re.MULTILINE | re.DOTALL)
    blocks = "".join(f"\n```{kind}\n{words}```\n" for kind, words in found.items())
    return f"{text[:begin]}{section.rstrip()}\n{blocks}{text[end:] if end >= 0 else ''}"
