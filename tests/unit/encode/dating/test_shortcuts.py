"""What is known soon changes nothing: long texts are divided into words, lines are searched from end to end."""

from __future__ import annotations

import pytest

from epistola.encode import dating
from epistola.encode.dating import finding
from epistola.encode.lexicon import languages, lexicon

LINES = [
    "On the 3rd of May, 1861; last Monday, and Ier mai 1862, I9 juin, le 5 courant.",
    "den 5. d. M., am Dienstag dem 12ten Sept. 1914, Ende Juli 18, Weihnachten, voriges Jahr, 8br.",
    "le 12 vendémiaire an III, lundi prochain, l’an dernier, aujourd’hui, août 1871, avant-hier",
    "Kal. Maiis MDXXV, a. d. III Id. Mart., heri",
    "12-ого мая 1871 г., вчера, в понедельникъ",
    "10/30/62, 3.5.48, 1861-03-04, 3. V. 1848, between 3 and 5 May, May–June 1848, St. Patrick's Day",
]
BEFORE = "Nichts davon stand in der Zeitung. " * 8 + "\n\n"


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("line", LINES)
def test_a_long_text_has_the_dates_that_its_line_has(code: str, line: str) -> None:
    words = lexicon(code)
    alone = [(one.start, one.end, one.rule) for one in dating.find(line, words)]

    within = [(one.start, one.end, one.rule) for one in dating.find(BEFORE + line, words)]

    assert within == [(start + len(BEFORE), end + len(BEFORE), rule) for start, end, rule in alone]


@pytest.mark.parametrize("code", ["en", "de"])
@pytest.mark.parametrize("line", [*LINES, "Wien, 3. Mai 1914", "3 5 1848", "3. V.", "7 St Mark's Place", "Kent"])
def test_no_language_that_dates_a_line_is_left_out(code: str, line: str) -> None:
    others = [other for other in languages() if other != code]
    dated = (tuple(one for one in dating.find(line, lexicon(other)) if not one.is_incomplete) for other in others)

    assert finding._in_another_language(line, code) == next((found for found in dated if found), ())
