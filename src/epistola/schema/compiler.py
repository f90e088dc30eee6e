"""Run the passes of the ODD compiler (`xslt/odd/`) one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from epistola import resources, saxon, xml
from epistola.errors import EpistolaError


class OddError(EpistolaError):
    """An ODD can't be compiled."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """What an ODD was compiled to: `name` is the schema's own, each other field is the content of a file.

    `imports` are files that must lie beside the XML Schema, by their names.
    """

    name: str
    rng: bytes
    xsd: bytes
    sch: bytes
    html: bytes
    imports: Mapping[str, bytes]

    def files(self) -> dict[str, bytes]:
        """Return all files by name, as they belong into one folder."""
        own = {"rng": self.rng, "xsd": self.xsd, "sch": self.sch, "html": self.html}
        return {f"{self.name}.{suffix}": content for suffix, content in own.items()} | dict(self.imports)


def compile_odd(odd: Path, p5: Path | None = None) -> Compiled:
    """Compile `odd`; `p5` is the compiled TEI source that it chooses from, if it does.

    The same input gives the same bytes. Raises OddError when the ODD has mistakes, MarkupError when it can't
    be read, SurroundingsError when a file is missing.
    """
    data = xml.read(odd)
    xml.parse(data, str(odd))
    source = {"p5": xml.read(p5)} if p5 else {}
    merged = _run("30-merge", _run("20-select", data, source))
    resolved = _run("40-resolve", merged)
    return Compiled(
        name=str(xml.parse(resolved, str(odd)).getroot().get("ident")),
        rng=_run("50-relaxng", resolved),
        xsd=_run("60-xsd", resolved),
        sch=_run("70-schematron", resolved),
        html=_run("80-documentation", resolved, {"odd": data}),
        imports={"xml.xsd": xml.read(_passes() / "xml.xsd")},
    )


def _run(name: str, document: bytes, parameters: Mapping[str, saxon.Value] | None = None) -> bytes:
    return saxon.run(_passes() / f"{name}.xsl", document, parameters).output.encode()


def _passes() -> Path:
    return resources.stylesheets() / "odd"
