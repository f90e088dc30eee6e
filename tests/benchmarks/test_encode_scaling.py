"""How the time of encoding grows with the letter; run by hand: pytest tests/benchmarks -s."""

import json
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from epistola.encode import AuthorityFile, Settings, encode

SMALL = 100_000
FACTOR = 10
# Python's collector of garbage takes a little more than its share of a long run.
MOST = 14.0
# Seconds for each 100,000 characters, whatever they are.
LONGEST = 1.0
GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
PARAGRAPHS = {
    "prose": (
        "We had your letter of October 28, and President Hale told our ambassador in the United States that the mill "
        'runs again. She said: "The ice is out," and I believe her, though Mr. Ames of Kent doesn\'t.\n\n'
    ),
    "wrapped": "The people of the town\nhave asked for the seed that\nMr. Ames sent on 3 May 1861\nand never got.\n\n",
    "one line": "The mill runs, and Mr. Ames said that “it runs” on 3 May. ",
    "apostrophes": "'tis the boys' mother's 'choice, and '61 isn't ’48 “ ” „ ‚ « ",
    "capitals": "MR. AMES OF THE UNITED STATES OF AMERICA AND PRESIDENT HALE\n",
    "blank lines": "\n\n \n\t\n",
    "enclosures": "Enclosure 1\n\nFlour and salt.\n\n",
    "unbroken": "abcdefghij",
    "numbers": "1/2/3/4/5 10.10.10 1861-03 ",
    "digits": "1",
    "letters in capitals": "A",
    "words in capitals": "MARY ",
    "capitals in a row": "Ab ",
    "quotation marks": '"',
    "quotation marks that open": "“",
    "quoted words": "“a” ",
    "lines of a word": "a\n",
    "datelines": "Kent, 3 May 1861\n\n",
    "postscripts": "P.S. more\n",
    "salutations": "Dear Sir,\n",
    "weekdays": "Monday, ",
}
AUTHORITY = AuthorityFile(
    "lists.xml",
    b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>
    <person xml:id="ames"><persName><forename>Ellen</forename> <surname>Ames</surname></persName></person>
    <place xml:id="us"><placeName>United States</placeName><placeName>United States of America</placeName></place>
    </standOff></TEI>""",
)
SETTINGS = Settings(language="en", authority=(AUTHORITY,))


def letter(paragraph: str, size: int, day: int = 1) -> bytes:
    body = (paragraph * (size // len(paragraph) + 1))[:size]
    return f"Kent, {day} October 1962\n\nDear Mr. Hale:\n\nSee below.\n{body}\n\nYours ever,\nTom Reed\n".encode()


def seconds(paragraph: str, size: int, settings: Settings, times: int) -> float:
    """The least of so many times: what else the machine does only adds to them.

    Each time it is another letter, if only by its date: what was found out about one is remembered for a while.
    """
    taken = []
    for day in range(2, 2 + times):
        data = letter(paragraph, size, day)
        begin = process_time()
        assert encode(data, "letter.txt", settings).tei is not None
        taken.append(process_time() - begin)
    return min(taken)


def judge(kind: str, paragraph: str, settings: Settings) -> None:
    encode(letter(paragraph, SMALL // 100), "letter.txt", settings)
    short, long = seconds(paragraph, SMALL, settings, 3), seconds(paragraph, SMALL * FACTOR, settings, 1)

    print(
        f"\n{kind}: {short:.3f} s for {SMALL:,} characters, {long:.3f} s for {FACTOR} times as many: {long / short:.1f}"
    )
    assert long / short <= MOST
    assert max(short, long / FACTOR) <= LONGEST


@pytest.mark.parametrize("kind", PARAGRAPHS)
def test_ten_times_the_letter_takes_about_ten_times_as_long(kind: str) -> None:
    judge(kind, PARAGRAPHS[kind], SETTINGS)


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_real_paragraphs_take_no_longer(language: str) -> None:
    path = GOLD / language / "dev.jsonl"
    if not path.is_file():
        pytest.skip(f"needs the gold letters at {path}")
    letters = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    paragraphs = [one["text"][b["start"] : b["end"]] for one in letters for b in one["blocks"] if b["type"] == "p"]

    judge(language, "\n\n".join([*paragraphs, ""]), replace(SETTINGS, language=language))
