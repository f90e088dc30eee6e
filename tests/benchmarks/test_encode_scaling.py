"""How the time of encoding grows with the letter; run by hand: pytest tests/benchmarks -s."""

from time import process_time

import pytest

from epistola.encode import AuthorityFile, Settings, encode

FACTOR = 10
# Python's collector of garbage takes a little more than its share of a long run.
MOST = 14.0
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
}
AUTHORITY = AuthorityFile(
    "lists.xml",
    b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>
    <person xml:id="ames"><persName><forename>Ellen</forename> <surname>Ames</surname></persName></person>
    <place xml:id="us"><placeName>United States</placeName><placeName>United States of America</placeName></place>
    </standOff></TEI>""",
)
SETTINGS = Settings(language="en", authority=(AUTHORITY,))


def letter(paragraph: str, size: int) -> bytes:
    body = paragraph * (size // len(paragraph) + 1)
    return f"Kent, 30 October 1962\n\nDear Mr. Hale:\n\nSee below.\n{body}\n\nYours ever,\nTom Reed\n".encode()


def seconds(data: bytes) -> float:
    """The least of three times: what else the machine does only adds to them."""
    times = []
    for _ in range(3):
        begin = process_time()
        assert encode(data, "letter.txt", SETTINGS).tei is not None
        times.append(process_time() - begin)
    return min(times)


@pytest.mark.parametrize("kind", PARAGRAPHS)
def test_ten_times_the_letter_takes_about_ten_times_as_long(kind: str) -> None:
    small, large = (letter(PARAGRAPHS[kind], size) for size in (40_000, 40_000 * FACTOR))
    encode(small, "letter.txt", SETTINGS)
    short, long = seconds(small), seconds(large)

    print(f"\n{kind}: {short:.3f} s for {len(small)} bytes, {long:.3f} s for {len(large)}: {long / short:.1f} times")
    assert long / short <= MOST
