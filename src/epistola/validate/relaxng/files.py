"""The files of a schema: read from beside it, never from the network, and remembered for the cache."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from epistola import xml
from epistola.diagnostics import Place
from epistola.errors import EpistolaError
from epistola.validate.relaxng.cache import digest
from epistola.validate.relaxng.model import refuse

_DEEPEST = 200


class Files:
    """Opens what a schema refers to.

    `folder` is that of the schema; what lies in it or below it may be read, and so may `allowed` and what lies
    below that. `read` are the files that were opened, with their digests.
    """

    def __init__(self, folder: Path | None, allowed: Sequence[Path] = ()) -> None:
        self.read: dict[Path, str] = {}
        self._open = [path.resolve() for path in ((folder, *allowed) if folder else allowed)]

    def resolve(self, href: str, bases: Sequence[str], place: Place) -> Path:
        """Return the file that `href` means, `bases` being the addresses it is relative to, outermost first."""
        address = ""
        for reference in (*bases, href):
            address = urljoin(address, reference)
        parts = urlsplit(address)
        if parts.fragment:
            raise refuse("bad-reference", f"The address “{href}” has a fragment, which no schema may refer to.", place)
        if parts.scheme != "file" or parts.netloc:
            raise refuse(
                "remote-schema",
                f"The schema refers to “{href}”, which is not a file; nothing is fetched from the network.",
                place,
                "Save the schema and all that it refers to in one folder.",
            )
        path = Path(unquote(parts.path)).resolve()
        if not any(path.is_relative_to(folder) for folder in self._open):
            raise refuse(
                "schema-elsewhere",
                f"The schema refers to “{href}”, which is outside its folder, so it is not read.",
                place,
                "Put the file into the folder of the schema, or name its folder as allowed.",
            )
        return path

    def open(self, path: Path, place: Place) -> etree._Element:
        """Parse the file `path`, to which `place` refers."""
        try:
            data = xml.read(path)
            self.read[path] = digest(data)
            return parse(data, str(path))
        except EpistolaError as error:
            if error.file == str(path) and error.line:
                raise
            raise refuse("missing-schema", f"“{path}” can't be read: {error.message}", place, error.hint) from None


def parse(data: bytes, name: str) -> etree._Element:
    """Parse a schema; raise MarkupError when it isn't XML, SettingsError when its elements nest too deeply."""
    tree = xml.parse(data, name)
    depth = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            place = xml.place(element, name)
            raise refuse("deep-schema", f"The schema nests elements more than {_DEEPEST} deep.", place)
    return tree.getroot()
