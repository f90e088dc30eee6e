"""A folder with a letter, and a way to run the program in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from epistola.cli import epistola

LETTER = """Graz, 3 May 1871

Dear Anna,

The bridge is open again, and everybody in the market asks for you. I have sold the two horses and kept the cart.

Write to me when the child is well.

Yours ever,
Johann Berger
"""

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>Letter from Johann Berger to Anna Moser, 3 May 1871</title></titleStmt>
<publicationStmt><publisher>Somebody</publisher></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc>
<profileDesc><correspDesc>
<correspAction type="sent"><persName>Johann Berger</persName><date when="1871-05-03"/></correspAction>
<correspAction type="received"><persName>Anna Moser</persName></correspAction>
</correspDesc></profileDesc></teiHeader>
<text><body><div type="letter"><p>The bridge is open again.</p></div></body></text></TEI>
"""

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The present folder, with `letter.txt` and `letter.xml` in it."""
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "letter.xml").write_text(TEI, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    """Run a command line and return what it printed and its exit code."""

    def run(*words: str, stdin: str = "") -> Result:
        return CliRunner().invoke(epistola, words, input=stdin, prog_name="epistola")

    return run
