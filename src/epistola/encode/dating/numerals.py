"""Roman numbers, as they stand in dates: MDXVI, M.D.XVIII., CIƆ IƆ XCV, xiij.

Printers set a thousand as CIƆ and five hundred as IƆ, with a turned C. Four equal signs (XIIII) are as good as the
shorter form, a last i may be a j, and ij and u stand for ii and v.
"""

from __future__ import annotations

import re
from typing import Final

_TURNED: Final = "ƆɔↄↃ"
_SIGN: Final = rf"(?:[MDCLXVIJ]|[{_TURNED}])"
# A year in full, with the stops and blanks that printers put between its signs; small signs need a stop before them.
YEAR: Final = (
    rf"(?:(?-i:(?:M|CI[{_TURNED}])(?:\.?[ \u00a0]?{_SIGN}){{2,18}})"
    rf"|(?:M\.[ \u00a0]?|CI[{_TURNED}]\.?[ \u00a0]?)(?:{_SIGN}\.?[ \u00a0]?){{1,18}}(?<=\w))(?!\w)"
)
# The number of a day, or of days before one.
DAY: Final = r"[IVXLJ]{1,7}"

_UNITS: Final = r"(?:IX|IIX|IV|V?I{0,4})"
_NUMBER: Final = re.compile(
    rf"(?P<thousands>M{{0,3}})(?P<hundreds>CM|CD|D?C{{0,4}})(?P<tens>XC|XL|L?X{{0,4}})(?P<units>{_UNITS})"
)
_SIGNS: Final = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}


def number(written: str) -> int | None:
    """Return the number that `written` is; None when it is none."""
    signs = re.sub(r"[.\s]", "", written).upper()
    signs = re.sub(f"[{_TURNED.upper()}]", ")", signs).replace("J", "I")
    match = _NUMBER.fullmatch(signs.replace("CI)", "M").replace("I)", "D"))
    return sum(map(_value, match.groups())) or None if match else None


def _value(signs: str) -> int:
    """Add up the signs of one place; before a larger one they are taken away."""
    if not signs:
        return 0
    values = [_SIGNS[sign] for sign in signs]
    largest = values.index(max(values))
    return sum(values[largest:]) - sum(values[:largest])
