"""A fuzz target for the front of the validator: any bytes give findings or a clear error, never a fault.

    pip install atheris
    python tests/fuzz/fuzz_validate.py -max_total_time=600 tests/fuzz/corpus tei

What isn't an EpistolaError, takes too long or too much memory is a find.
"""

from __future__ import annotations

import contextlib
import sys

import atheris  # type: ignore[import-untyped]

with atheris.instrument_imports(include=["epistola.validate", "epistola.xml"]):
    from epistola.errors import EpistolaError
    from epistola.validate import Document
    from epistola.validate.checks import cmif, files, identifiers, languages, lives, pointers
    from epistola.validate.corpus import collect
    from epistola.validate.suppression import suppress

CHECKS = (cmif.check, files.check, identifiers.check, languages.check, lives.check, pointers.check)


def one(data: bytes) -> None:
    """Read the bytes and let all checks look at them."""
    with contextlib.suppress(EpistolaError):
        document = Document(data, "fuzz.xml")
        found = [diagnostic for check in CHECKS for diagnostic in check(document)]
        list(suppress(document, found))
        collect(document)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
