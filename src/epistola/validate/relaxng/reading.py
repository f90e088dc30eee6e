"""Reading a schema in the XML syntax (RELAX NG, sections 3 and 4.1 to 4.15) into the patterns of `model`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from lxml import etree

from epistola import xml
from epistola.diagnostics import Place
from epistola.validate.relaxng import syntax
from epistola.validate.relaxng.files import Files
from epistola.validate.relaxng.model import Datum, Definition, Kind, Node, Scope, refuse
from epistola.validate.relaxng.nameclasses import attribute_names, element_names

_XML_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(slots=True, eq=False)
class _Overrides:
    """The definitions that an include replaces, and which of them the included grammar had."""

    names: dict[str, Place]
    found: set[str]


@dataclass(frozen=True, slots=True)
class _Around:
    """What a pattern inherits from where it stands."""

    file: str
    files: tuple[Path, ...]
    """The files being read: this one last, before it those that refer to it."""
    ns: str = ""
    library: str = ""
    scope: Scope | None = None
    overrides: tuple[_Overrides, ...] = ()


class Reader:
    """Reads one schema with all the files that it is made of; `scopes` are its grammars."""

    def __init__(self, files: Files) -> None:
        self.scopes: list[Scope] = []
        self._files = files

    def read(self, root: etree._Element, file: str, path: Path | None) -> Node:
        """Read the schema with the outermost element `root`, which messages call `file`."""
        return self._pattern(root, _Around(file, (path,) if path else ()))

    def _enter(self, element: etree._Element, around: _Around) -> _Around:
        """Check the attributes of `element`; return what its children inherit."""
        syntax.check_attributes(element, around.file)
        ns, library = element.get("ns"), element.get("datatypeLibrary")
        if ns is None and library is None:
            return around
        if library is not None:
            library = syntax.library(library, xml.place(element, around.file))
        return replace(
            around,
            ns=around.ns if ns is None else ns,
            library=around.library if library is None else library,
        )

    def _pattern(self, element: etree._Element, around: _Around) -> Node:
        name = syntax.kind(element, around.file)
        read = _PATTERNS.get(name)
        place = xml.place(element, around.file)
        if read is None:
            raise refuse("bad-schema", f"<{name}> can't stand where a pattern is expected.", place)
        return read(self, element, self._enter(element, around), place)

    def _patterns(self, elements: list[etree._Element], around: _Around, parent: etree._Element) -> tuple[Node, ...]:
        if not elements:
            name = syntax.kind(parent, around.file)
            raise refuse("bad-schema", f"<{name}> has no pattern in it.", xml.place(parent, around.file))
        return tuple(self._pattern(element, around) for element in elements)

    def _grouped(
        self, elements: list[etree._Element], around: _Around, parent: etree._Element, kind: Kind = Kind.GROUP
    ) -> Node:
        """Read `elements` as one pattern: several are a group, unless `kind` says otherwise (section 4.12)."""
        parts = self._patterns(elements, around, parent)
        return parts[0] if len(parts) == 1 else Node(kind, xml.place(parent, around.file), parts)

    def _several(self, element: etree._Element, around: _Around, place: Place) -> Node:
        kind = Kind(etree.QName(element).localname)
        return self._grouped(syntax.children(element, around.file), around, element, kind)

    def _plain(self, element: etree._Element, around: _Around, place: Place) -> Node:
        syntax.nothing_in(element, around.file)
        return Node(Kind(etree.QName(element).localname), place)

    def _repeated(self, element: etree._Element, around: _Around, place: Place) -> Node:
        """Read the patterns that stand for others: see sections 4.13 to 4.15 for the last three."""
        inner = self._grouped(syntax.children(element, around.file), around, element)
        match etree.QName(element).localname:
            case "list":
                return Node(Kind.LIST, place, (inner,))
            case "mixed":
                return Node(Kind.INTERLEAVE, place, (inner, Node(Kind.TEXT, place)))
            case "optional":
                return Node(Kind.CHOICE, place, (inner, Node(Kind.EMPTY, place)))
            case "oneOrMore":
                return Node(Kind.ONE_OR_MORE, place, (inner,))
        many = Node(Kind.ONE_OR_MORE, place, (inner,))
        return Node(Kind.CHOICE, place, (many, Node(Kind.EMPTY, place)))

    def _element(self, element: etree._Element, around: _Around, place: Place) -> Node:
        names, rest = element_names(element, around.file, around.ns)
        return Node(Kind.ELEMENT, place, (self._grouped(rest, around, element),), names=names)

    def _attribute(self, element: etree._Element, around: _Around, place: Place) -> Node:
        names, rest = attribute_names(element, around.file, around.ns)
        if len(rest) > 1:
            raise refuse("bad-schema", "<attribute> has more than one pattern in it.", place)
        content = self._pattern(rest[0], around) if rest else Node(Kind.TEXT, place)
        return Node(Kind.ATTRIBUTE, place, (content,), names=names)

    def _data(self, element: etree._Element, around: _Around, place: Place) -> Node:
        children = syntax.children(element, around.file)
        params = [child for child in children if syntax.kind(child, around.file) == "param"]
        rest = children[len(params) :]
        if children[: len(params)] != params or len(rest) > 1:
            raise refuse("bad-schema", "<data> takes <param> elements, then at most one <except>.", place)
        for param in params:
            syntax.check_attributes(param, around.file)
        facets = tuple((syntax.trimmed(param, "name"), syntax.text(param, around.file)) for param in params)
        parts: tuple[Node, ...] = ()
        if rest:
            if syntax.kind(rest[0], around.file) != "except":
                raise refuse("bad-schema", "<data> takes <param> and <except> only.", place)
            inside = self._enter(rest[0], around)
            parts = (self._grouped(syntax.children(rest[0], around.file), inside, rest[0], Kind.CHOICE),)
        datum = Datum(around.library, syntax.trimmed(element, "type"), facets)
        return Node(Kind.DATA, place, parts, datum=datum)

    def _value(self, element: etree._Element, around: _Around, place: Place) -> Node:
        type_, library = "token", ""
        prefixes: tuple[tuple[str, str], ...] = ()
        if element.get("type") is not None:
            type_, library = syntax.trimmed(element, "type"), around.library
            if type_ in ("QName", "NOTATION"):
                prefixes = tuple(sorted({"": around.ns, **{k: v for k, v in element.nsmap.items() if k}}.items()))
        datum = Datum(library, type_, (), syntax.text(element, around.file), prefixes)
        return Node(Kind.VALUE, place, datum=datum)

    def _ref(self, element: etree._Element, around: _Around, place: Place) -> Node:
        syntax.nothing_in(element, around.file)
        scope = around.scope
        if scope is not None and etree.QName(element).localname == "parentRef":
            scope = scope.parent
        name = syntax.name(element, around.file)
        if scope is None:
            raise refuse("undefined", f"“{name}” is referred to where there is no grammar to define it.", place)
        return Node(Kind.REF, place, target=scope.definition(name, place))

    def _grammar(self, element: etree._Element, around: _Around, place: Place) -> Node:
        scope = Scope(around.scope, place)
        self.scopes.append(scope)
        self._definitions(element, replace(around, scope=scope, overrides=()))
        return Node(Kind.REF, place, target=scope.definition("", place))

    def _definitions(self, element: etree._Element, around: _Around) -> None:
        for child in syntax.children(element, around.file):
            read = _COMPONENTS.get(syntax.kind(child, around.file))
            if read is None:
                sentence = f"<{etree.QName(child).localname}> can't stand directly in a grammar."
                raise refuse("bad-schema", sentence, xml.place(child, around.file))
            read(self, child, self._enter(child, around))

    def _definition(self, element: etree._Element, around: _Around) -> None:
        """Add what <start> or <define> says to its definition, unless an include replaces it (section 4.7)."""
        place = xml.place(element, around.file)
        children = syntax.children(element, around.file)
        name = ""
        if etree.QName(element).localname == "define":
            name = syntax.name(element, around.file)
        elif len(children) > 1:
            raise refuse("bad-schema", "<start> has more than one pattern in it.", place)
        for overrides in reversed(around.overrides):
            if name in overrides.names:
                overrides.found.add(name)
                return
        assert around.scope is not None  # noqa: S101 - only grammars have definitions
        definition = around.scope.definition(name, place)
        _combine(definition, element, place)
        definition.bodies.append(self._grouped(children, around, element))

    def _include(self, element: etree._Element, around: _Around) -> None:
        place = xml.place(element, around.file)
        path, root = self._open(element, around, place)
        if syntax.kind(root, str(path)) != "grammar":
            raise refuse("bad-schema", f"“{path.name}” is included, but its outermost element is not <grammar>.", place)
        overrides = _Overrides(dict(self._defined(element, around.file)), set())
        inside = replace(
            around,
            file=str(path),
            files=(*around.files, path),
            library="",
            overrides=(*around.overrides, overrides),
        )
        self._definitions(root, self._enter(root, inside))
        for name, where in overrides.names.items():
            if name not in overrides.found:
                what = f"“{name}”" if name else "The start"
                raise refuse("no-override", f"{what} is to replace a definition that “{path.name}” has not.", where)
        self._definitions(element, around)

    def _defined(self, element: etree._Element, file: str) -> Iterator[tuple[str, Place]]:
        """Yield what the content of an include defines."""
        for child in syntax.children(element, file):
            match syntax.kind(child, file):
                case "start":
                    yield "", xml.place(child, file)
                case "define":
                    yield syntax.name(child, file), xml.place(child, file)
                case "div":
                    yield from self._defined(child, file)
                case other:
                    raise refuse("bad-schema", f"<{other}> can't stand in <include>.", xml.place(child, file))

    def _external(self, element: etree._Element, around: _Around, place: Place) -> Node:
        syntax.nothing_in(element, around.file)
        path, root = self._open(element, around, place)
        inside = replace(around, file=str(path), files=(*around.files, path), library="")
        return self._pattern(root, inside)

    def _open(self, element: etree._Element, around: _Around, place: Place) -> tuple[Path, etree._Element]:
        if not around.files:
            sentence = "The schema refers to another file, but it isn't known in which folder it stands."
            raise refuse("bad-reference", sentence, place)
        bases = [e.get(_XML_BASE, "") for e in (*reversed(list(element.iterancestors())), element)]
        path = self._files.resolve(element.get("href", ""), [around.files[-1].as_uri(), *bases], place)
        if path in around.files:
            raise refuse("recursive-file", f"“{path.name}” includes itself.", place)
        return path, self._files.open(path, place)


def _combine(definition: Definition, element: etree._Element, place: Place) -> None:
    """Note how `element` combines with other bodies of `definition` (section 4.17)."""
    combine = (element.get("combine") or "").strip()
    if combine not in ("", "choice", "interleave"):
        raise refuse("bad-schema", f"“{combine}” is no way to combine definitions: choice and interleave are.", place)
    if not definition.bodies:
        definition.place = place
    if not combine:
        if definition.is_complete:
            raise refuse("defined-twice", f"There are two of the {definition.title} that don't say combine.", place)
        definition.is_complete = True
    elif definition.combine not in ("", combine):
        sentence = f"The {definition.title} is combined by {definition.combine} and by {combine}."
        raise refuse("defined-twice", sentence, place)
    else:
        definition.combine = combine


_Read = Callable[[Reader, etree._Element, _Around, Place], Node]
_PATTERNS: Final[dict[str, _Read]] = {
    **dict.fromkeys(("choice", "group", "interleave"), Reader._several),
    **dict.fromkeys(("empty", "notAllowed", "text"), Reader._plain),
    **dict.fromkeys(("list", "mixed", "optional", "oneOrMore", "zeroOrMore"), Reader._repeated),
    **dict.fromkeys(("ref", "parentRef"), Reader._ref),
    "element": Reader._element,
    "attribute": Reader._attribute,
    "data": Reader._data,
    "value": Reader._value,
    "grammar": Reader._grammar,
    "externalRef": Reader._external,
}
_COMPONENTS: Final[dict[str, Callable[[Reader, etree._Element, _Around], None]]] = {
    "start": Reader._definition,
    "define": Reader._definition,
    "div": Reader._definitions,
    "include": Reader._include,
}
