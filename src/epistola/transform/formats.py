"""What `xslt/` offers: each stylesheet there that has an `ep:format` in its head is an output format.

    <ep:format title="Plain text" suffix=".txt" media-type="text/plain" scope="letter">
      <ep:description>…</ep:description>
      <ep:authority/>                                       it reads the authority files of the edition
      <ep:neighbours/>                                      "neighbours" is what its page can say of other letters
      <ep:source/>                                          marks stand for the file itself ("source", in base64) and
                                                            for the style sheet ("sheet"), put in after the engine
      <ep:parameter name="reading" values="source corrected">…</ep:parameter>
    </ep:format>

The head is read without compiling the stylesheet. Adding a format is adding a file.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree

from epistola import xml
from epistola.errors import SettingsError
from epistola.names import EPISTOLA_NS
from epistola.resources import stylesheets

CORPUS: Final = "corpus"
SUFFIX: Final = ".xsl"
PAGE: Final = ".html"
INDEX: Final = "index"
_NAMESPACES: Final = {"ep": EPISTOLA_NS}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a format: its name, the values it may have (none: any text), the default, what it means."""

    name: str
    values: tuple[str, ...]
    default: str
    description: str


@dataclass(frozen=True, slots=True)
class Format:
    """An output format.

    `scope` is "letter" (one output for each document) or "corpus" (one for all, whose file is called `stem`). The
    stylesheet of a format with the `container` "zip" writes files, which become one archive; with "pdf" it writes a
    document, which is set. A format of many letters `gathers` what the stylesheet of that name makes of each. Formats
    of one `family` are made at once by the stylesheet of that name, when several of them are wanted. One that `is_own`
    is an edition's, and its stylesheet may build on ours.
    """

    name: str
    title: str
    description: str
    stem: str
    suffix: str
    media_type: str
    scope: str
    family: str
    container: str
    gathers: str
    reads_authority: bool
    reads_neighbours: bool
    reads_source: bool
    parameters: tuple[Parameter, ...]
    stylesheet: Path
    is_own: bool

    @property
    def is_page(self) -> bool:
        """Tell whether a letter becomes a page that can lead to those of others."""
        return self.reads_neighbours and self.scope != CORPUS and self.suffix == PAGE

    @property
    def address(self) -> str:
        """Return what `transform` knows the format by: its name, or the file when it is an edition's own."""
        return str(self.stylesheet) if self.is_own else self.name


@cache
def formats(own: Path | None = None) -> tuple[Format, ...]:
    """Return the formats that the stylesheets declare, by name; those in the folder `own` come before ours."""
    known = {offered.name: offered for folder in (stylesheets(), own) if folder for offered in _in_folder(folder)}
    return tuple(known[name] for name in sorted(known))


@cache
def format_named(name: str, own: Path | None = None) -> Format:
    """Return the format called `name`, also one of the folder `own`; a name that ends in .xsl is that of a file.

    Raises SettingsError, with what there is, when there is none.
    """
    if name.endswith(SUFFIX):
        return _in_file(Path(name))
    known = {offered.name: offered for offered in formats(own)}
    if name not in known:
        raise SettingsError(
            f"There is no output format “{name}”.",
            code="transform/unknown-format",
            hint=f"{suggestion(name, known)}Known formats: {', '.join(known)}.",
        )
    return known[name]


def check_parameters(chosen: Format, parameters: Mapping[str, str]) -> None:
    """Raise SettingsError for a parameter that `chosen` doesn't have, or a value that it doesn't take."""
    known = {parameter.name: parameter for parameter in chosen.parameters}
    for name, value in parameters.items():
        if name not in known:
            has = f"It has: {', '.join(known)}." if known else "It has none."
            raise SettingsError(
                f"The format “{chosen.name}” has no parameter “{name}”.",
                code="transform/unknown-parameter",
                hint=suggestion(name, known) + has,
            )
        allowed = known[name].values
        if allowed and value not in allowed:
            raise SettingsError(
                f"“{value}” is not a value of the parameter “{name}” of the format “{chosen.name}”.",
                code="transform/unknown-value",
                hint=f"Its values: {', '.join(allowed)}.",
            )


def suggestion(name: str, known: Mapping[str, object] | list[str]) -> str:
    """Return “Did you mean …? ” for what resembles `name`, or nothing."""
    close = difflib.get_close_matches(name, list(known), n=3)
    return f"Did you mean {' or '.join(f'“{match}”' for match in close)}? " if close else ""


@cache
def _in_folder(folder: Path) -> tuple[Format, ...]:
    found = (_read(path) for path in sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stem))
    return tuple(known for known in found if known is not None)


@cache
def _in_file(path: Path) -> Format:
    found = _read(path)
    if found is None:
        raise SettingsError(
            "The stylesheet is no output format, since it doesn't say what it makes.",
            code="transform/no-format",
            file=str(path),
            hint="Give it an ep:format in its head, as docs/reference/formats.md shows, or run it with --xslt.",
        )
    return found


def _read(path: Path) -> Format | None:
    """Read the head of one stylesheet; a stylesheet without one is no format."""
    root = xml.parse(xml.read(path), str(path)).getroot()
    head = root.find("ep:format", _NAMESPACES)
    if head is None:
        return None
    return Format(
        name=path.stem,
        title=head.get("title", path.stem),
        description=_words(head.find("ep:description", _NAMESPACES)),
        stem=head.get("stem", path.stem),
        suffix=head.get("suffix", f".{path.stem}"),
        media_type=head.get("media-type", "application/octet-stream"),
        scope=head.get("scope", "letter"),
        family=head.get("family", ""),
        container=head.get("container", ""),
        gathers=head.get("gathers", "records"),
        reads_neighbours=head.find("ep:neighbours", _NAMESPACES) is not None,
        reads_source=head.find("ep:source", _NAMESPACES) is not None,
        reads_authority=head.find("ep:authority", _NAMESPACES) is not None,
        parameters=tuple(_parameter(element) for element in head.iterfind("ep:parameter", _NAMESPACES)),
        stylesheet=path,
        is_own=path.parent != stylesheets(),
    )


def _parameter(element: etree._Element) -> Parameter:
    values = tuple(element.get("values", "").split())
    default = element.get("default", values[0] if values else "")
    return Parameter(element.get("name", ""), values, default, _words(element))


def _words(element: etree._Element | None) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split()) if element is not None else ""
