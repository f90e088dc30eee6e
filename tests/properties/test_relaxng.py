"""Random schemas and documents: the engine says what Jing says.

Many schemas go to Jing in one: each is a grammar of its own in the element r0, r1 … of a choice.
"""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.unit.validate.relaxng.referee import Jing, disagreements

from epistola.errors import SettingsError
from epistola.validate.relaxng import Schema, load

_HEAD = (
    'xmlns="http://relaxng.org/ns/structure/1.0" '
    'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes" ns="urn:a"'
)
_CLASSES = (
    *("<name>a</name>", "<name>b</name>", "<name>c</name>", '<name ns="urn:b">a</name>', "<nsName/>"),
    "<anyName><except><name>a</name></except></anyName>",
    '<nsName ns="urn:b"><except><name ns="urn:b">a</name></except></nsName>',
    '<choice><name>a</name><name ns="urn:b">b</name></choice>',
    "<anyName/>",
)
_ATTRIBUTES = (
    *('name="x"', 'name="y"', 'name="z"', 'name="x" ns="urn:b"'),
    "<anyName/>",
    '<nsName ns="urn:b"/>',
    "<choice><name ns=''>x</name><name ns=''>w</name></choice>",
)
_DATA = (
    *('<data type="int"/>', '<data type="token"/>', '<data type="NCName"/>', '<data type="string"/>'),
    '<data type="integer"><param name="minInclusive">3</param></data>',
    '<data type="token"><param name="pattern">[a-c]+</param><except><value>ab</value></except></data>',
    *("<value>ab</value>", '<value type="int">1</value>', '<value type="string"> 1 </value>', "<text/>"),
)
_TEXTS = ("", " ", "1", "ab", "abc", "ab 1", "3 4", " 1 ", "foo bar", "01", "\n")
_NSMAP: Any = {None: "urn:a", "b": "urn:b"}
_SEVERAL = ("group", "interleave", "choice")
_REPEATED = ("optional", "zeroOrMore", "oneOrMore", "mixed")

# A pattern as XML; how to write it is all that is needed of it.
_data = st.sampled_from(_DATA)
_list = st.lists(st.sampled_from(_DATA[:-1]), min_size=1, max_size=3).map(
    lambda parts: f"<list>{''.join(parts)}</list>"
)
_token_list = _data.filter(lambda data: data != "<text/>").map(
    lambda data: f"<list><oneOrMore>{data}</oneOrMore></list>"
)


def _attribute(pair: tuple[str, str]) -> str:
    names, content = pair
    if names.startswith("<"):
        written = f"<attribute>{names}{content}</attribute>"
        return f"<zeroOrMore>{written}</zeroOrMore>" if "Name/" in names else written
    return f"<attribute {names}>{content}</attribute>"


_attributes = st.tuples(st.sampled_from(_ATTRIBUTES), _data | _list).map(_attribute)
_atoms = st.one_of(
    *(_data, _list, _token_list, _attributes, _attributes, _attributes),
    st.sampled_from(("<text/>", "<empty/>", "<notAllowed/>", "<ref name='d'/>", "<ref name='e'/>", "<ref name='e'/>")),
)


def _bigger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    some = st.lists(inner, min_size=1, max_size=4).map("".join)
    several = st.tuples(st.sampled_from(_SEVERAL), some).map(lambda it: f"<{it[0]}>{it[1]}</{it[0]}>")
    repeated = st.tuples(st.sampled_from(_REPEATED), inner).map(lambda it: f"<{it[0]}>{it[1]}</{it[0]}>")
    element = st.tuples(st.sampled_from(_CLASSES), inner).map(lambda it: f"<element>{it[0]}{it[1]}</element>")
    return st.one_of(several, several, repeated, element, element)


_patterns = st.recursive(_atoms, _bigger, max_leaves=10)


def _grammar(parts: tuple[str, str, str]) -> str:
    start, d, e = parts
    return f"""<grammar><start><ref name="s"/></start><define name="s">{start}</define>
      <define name="d">{d}</define>
      <define name="e"><element name="b"><optional>{e}</optional></element></define></grammar>"""


_grammars = st.tuples(_patterns, _patterns, _patterns).map(_grammar)


def _document(name: str, chance: random.Random) -> bytes:
    root = etree.Element(f"{{urn:a}}{name}", nsmap=_NSMAP)
    _fill(root, chance, 0)
    return etree.tostring(root)


def _fill(element: etree._Element, chance: random.Random, depth: int) -> None:
    for name in ("x", "y", "z", "w", "{urn:b}x"):
        if chance.random() < 0.2:
            element.set(name, chance.choice(_TEXTS))
    if chance.random() < 0.6:
        element.text = chance.choice(_TEXTS)
    for _ in range(chance.choice((0, 0, 1, 1, 2, 3)) if depth < 3 else 0):
        child = etree.SubElement(element, f"{{urn:{chance.choice('aaab')}}}{chance.choice('aabbcd')}")
        _fill(child, chance, depth + 1)
        child.tail = chance.choice(("", "", "\n", "text"))


def _sample(grammar: str, name: str, chance: random.Random) -> bytes | None:
    """Return a document that the grammar most likely allows; None when none was found."""
    scope = etree.fromstring(f"<element {_HEAD}>{grammar}</element>")
    root = etree.Element(f"{{urn:a}}{name}", nsmap=_NSMAP)
    try:
        _Sampler(scope, chance).fill(root, scope[0], 0)
    except _NoSampleError:
        return None
    return etree.tostring(root)


class _NoSampleError(Exception):
    """A pattern allows nothing, or nothing that isn't too deep."""


class _Sampler:
    """Fills an element with what a pattern asks for."""

    def __init__(self, grammar: etree._Element, chance: random.Random) -> None:
        self.chance = chance
        self.definitions = {d.get("name"): d[0] for d in grammar.iter("{*}define")}

    def fill(self, element: etree._Element, pattern: etree._Element, depth: int) -> None:
        if depth > 12:
            raise _NoSampleError
        parts = list(pattern)
        match etree.QName(pattern).localname:
            case "grammar":
                self.fill(element, self.definitions["s"], depth)
            case "ref":
                self.fill(element, self.definitions[pattern.get("name")], depth + 1)
            case "notAllowed":
                raise _NoSampleError
            case "choice":
                self.fill(element, self.chance.choice(parts), depth)
            case "group" | "interleave":
                for part in parts if pattern.tag.endswith("group") else self.chance.sample(parts, len(parts)):
                    self.fill(element, part, depth)
            case "optional" | "zeroOrMore" | "oneOrMore" | "mixed":
                least = 1 if pattern.tag.endswith(("oneOrMore", "mixed")) else 0
                for _ in range(self.chance.randint(least, least if pattern.tag.endswith("mixed") else least + 1)):
                    self.fill(element, parts[0], depth)
            case "element":
                child = etree.SubElement(element, self.name(parts[0], "urn:a"))
                self.fill(child, parts[-1], depth + 1)
            case "attribute":
                name = pattern.get("name") or self.name(parts[0], "")
                ns = pattern.get("ns")
                element.set(f"{{{ns}}}{name}" if ns else name, self.chance.choice(_TEXTS))
            case "data" | "value" | "list" | "text":
                self.text(element)

    def name(self, names: etree._Element, ns: str) -> str:
        if names.tag.endswith("choice"):
            return self.name(self.chance.choice(list(names)), ns)
        ns, local = names.get("ns", ns), names.text or self.chance.choice("bcdxyz")
        return f"{{{ns}}}{local}" if ns else local

    def text(self, element: etree._Element) -> None:
        if len(element):
            element[-1].tail = self.chance.choice(_TEXTS)
        else:
            element.text = self.chance.choice(_TEXTS)


def _alone(grammar: str) -> Schema | None:
    """Load one grammar; None when it is refused."""
    data = f'<element name="r" {_HEAD}>{grammar}</element>'.encode()
    with TemporaryDirectory() as folder:
        try:
            return load(data, cached=Path(folder))
        except SettingsError:
            return None


# Without shrinking, since every example asks Jing, which takes half a second to start.
_FEW = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


@_FEW
@given(st.lists(_grammars, min_size=30, max_size=60, unique=True), st.integers(0, 2**30))
def test_random_schemas_and_documents_are_judged_as_jing_judges_them(
    jing: Jing, grammars: list[str], seed: int
) -> None:
    chance = random.Random(seed)
    usable = [grammar for grammar in grammars if _alone(grammar)]
    roots = "".join(f'<element name="r{n}">{grammar}</element>' for n, grammar in enumerate(usable))
    with TemporaryDirectory() as folder:
        schema = Path(folder) / "schema.rng"
        schema.write_text(f"<choice {_HEAD}>{roots}</choice>")
        documents = []
        for n, grammar in enumerate(usable):
            for number in range(10):
                documents.append(Path(folder) / f"{n}-{number}.xml")
                sample = _sample(grammar, f"r{n}", chance) if number else None
                documents[-1].write_bytes(sample or _document(f"r{n}", chance))
        if usable:
            assert disagreements(load(schema, cached=Path(folder)), schema, documents, jing) == []


@settings(_FEW, max_examples=12)
@given(_grammars.filter(lambda grammar: _alone(grammar) is None))
def test_random_schemas_that_are_refused_are_refused_by_jing(jing: Jing, grammar: str) -> None:
    with TemporaryDirectory() as folder:
        schema = Path(folder) / "schema.rng"
        schema.write_text(f'<element name="r" {_HEAD}>{grammar}</element>')
        document = Path(folder) / "document.xml"
        document.write_text('<r xmlns="urn:a"/>')

        assert any(not line.startswith(str(document)) for line in jing(schema, [document]))


@_FEW
@given(st.lists(_grammars, min_size=10, max_size=20), st.integers(0, 2**30))
def test_the_quick_verdict_is_that_of_the_judge(grammars: list[str], seed: int) -> None:
    chance = random.Random(seed)
    for grammar in grammars:
        schema = _alone(grammar)
        for number in range(40 if schema else 0):
            assert schema
            sample = _sample(grammar, "r", chance) if number % 4 else None
            root = etree.fromstring(sample or _document("r", chance))
            assert schema.accepts(root) == (list(schema.judge(root)) == [])
