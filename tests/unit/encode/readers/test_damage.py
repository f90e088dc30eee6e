"""Whatever happens to a file, a reader reads it or says why not."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from epistola.encode import Settings, encode

CASES = Path(__file__).resolve().parents[3] / "cases" / "readers"
ENDINGS = ("md", "html", "page.xml", "alto.xml", "tei-paragraphs.xml", "docx", "zip")


@cache
def sample(ending: str) -> bytes:
    stream = io.BytesIO()
    if ending == "docx":
        document = docx.Document()
        document.add_paragraph("Dear Tom,").add_run("well").italic = True
        document.save(stream)
    elif ending == "zip":
        with zipfile.ZipFile(stream, "w") as archive:
            archive.write(CASES / "page" / "letter.xml", "1.xml")
    else:
        folder = {"md": "markdown"}.get(ending, ending.split(".")[0])
        return next((CASES / folder).glob("letter.*")).read_bytes()
    return stream.getvalue()


@settings(max_examples=60, deadline=None)
@given(st.data())
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_damaged_file_gives_an_encoding_or_an_error_and_never_fails_otherwise(
    ending: str, data: st.DataObject
) -> None:
    damaged = bytearray(sample(ending))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, max(0, len(damaged) - 1)))
        length = data.draw(st.sampled_from((0, 1, 5, 400)))
        damaged[start : start + length] = data.draw(st.binary(max_size=6))

    encoded = encode(bytes(damaged), f"letter.{ending}", Settings(language="en"))

    assert encoded.tei is not None or [d.code for d in encoded.diagnostics if d.severity == "error"]
