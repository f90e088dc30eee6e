"""Run the passes of the ODD compiler (`xslt/odd/`) one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from epistola import resources, saxon, xml
from epistola.diagnostics import Diagnostic, Severity
from epistola.errors import EpistolaError

_HINT = "Nothing was made. TEI P5, chapter 23, explains the elements of an ODD."


class OddError(EpistolaError):
    """An ODD has mistakes: `diagnostics` has them all, in the order of their lines; the first one is its message."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        first, *others = diagnostics
        more = f" There are {len(others)} further mistakes." if others else ""
        super().__init__(
            first.message + more,
            code=first.code,
            file=first.place.file,
            line=first.place.line,
            hint=first.hint,
        )
        self.diagnostics = diagnostics


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
    source: dict[str, saxon.Value] = {"p5": xml.read(p5)} if p5 else {}
    if problems := mistakes(data, str(odd), source):
        raise OddError(problems)
    merged = run_pass("30-merge", run_pass("20-select", data, source))
    resolved = run_pass("40-resolve", merged)
    return Compiled(
        name=str(xml.parse(resolved, str(odd)).getroot().get("ident")),
        rng=run_pass("50-relaxng", resolved),
        xsd=run_pass("60-xsd", resolved),
        sch=run_pass("70-schematron", resolved),
        html=run_pass("80-documentation", resolved, {"odd": data}),
        imports={"xml.xsd": xml.read(_passes() / "xml.xsd")},
    )


def mistakes(odd: bytes, name: str, source: Mapping[str, saxon.Value]) -> tuple[Diagnostic, ...]:
    """Return what is wrong with an ODD, in the order of its lines; pass 10 counts elements, we give lines."""
    elements = list(xml.parse(odd, name).getroot().iter("*"))
    found = [
        Diagnostic(
            f"odd/{problem.get('code')}",
            Severity.ERROR,
            str(problem.text),
            xml.place(elements[int(str(problem.get("element"))) - 1], name),
            _HINT,
        )
        for problem in xml.parse(run_pass("10-check", odd, source), name).getroot()
    ]
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.place))


def run_pass(name: str, document: bytes, parameters: Mapping[str, saxon.Value] | None = None) -> bytes:
    """Run one pass by its name, such as `40-resolve`, on what the pass before it gave."""
    return saxon.run(_passes() / f"{name}.xsl", document, parameters).output.encode()


def _passes() -> Path:
    return resources.stylesheets() / "odd"
