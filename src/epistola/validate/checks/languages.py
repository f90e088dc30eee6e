"""Each `xml:lang` is a language tag (BCP 47, that is RFC 5646), and a letter says in which language it is.

The form is that of RFC 5646, section 2.1. The language, script and region in a tag are looked up in the tables of the
Unicode CLDR; a code that they don't have is a warning only, since the IANA registry is larger. Where a language has
a code of two letters, that is the one to write (section 2.2.1): `de`, not `ger` or `deu`.

Fires: `xml:lang="de-"`, `xml:lang="ger"`, `xml:lang="de_AT"`; a letter whose `text` has no language, nor have
its large parts or anything around it.
Silent: `xml:lang="de-Latn-AT-1901"`, `xml:lang="grc"`, `xml:lang="x-klingon"`, `xml:lang=""`.

Codes: `languages/not-a-tag`, `languages/unknown`, `languages/longer-code`, `languages/missing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from lxml import etree

from epistola.diagnostics import Diagnostic, Severity
from epistola.names import XML_NS, tei
from epistola.validate.document import Document
from epistola.validate.wording import element_name

XML_LANG: Final = f"{{{XML_NS}}}lang"
REPLACES: Final = ("epistola/language-tag", "epistola/text-has-language")

_PARTS: Final = tuple(map(tei, ("front", "body", "back", "group", "text", "div")))

# Known without a look into the tables, which takes as long as some hundred letters.
_USUAL: Final = frozenset(("cs", "da", "de", "el", "en", "es", "fr", "grc", "it", "la", "nl", "pl", "pt", "ru", "sv"))
_TAG: Final = re.compile(
    r"""(?:(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})
        (?:-(?P<script>[a-z]{4}))? (?:-(?P<region>[a-z]{2}|\d{3}))?
        (?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))* (?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)* (?:-x(?:-[a-z\d]{1,8})+)?
      | x(?:-[a-z\d]{1,8})+
      | en-gb-oed|i-(?:ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)
      | sgn-(?:be-fr|be-nl|ch-de) | zh-min | cel-gaulish)""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
_PRIVATE_REGION: Final = re.compile(r"aa|q[m-z]|x[a-z]|zz|\d{3}", re.IGNORECASE)


def check(document: Document) -> Iterator[Diagnostic]:
    """Yield one finding for each tag that isn't one, and one for a letter without a language."""
    for _, element, tag in document.attributes.get(XML_LANG, ()):
        if tag:
            yield from _judge(document, element, tag)
    text = next(document.root.iterchildren(tei("text")), None)
    if text is None or document.described is None or text.get(XML_LANG):
        return
    if _needs_language(text) and any(str(words).strip() for words in text.itertext()):
        yield Diagnostic(
            "languages/missing",
            Severity.WARNING,
            "Nothing says in which language the letter is written.",
            document.place(text),
            hint='Add xml:lang to <text>, such as <text xml:lang="de">.',
        )


def _needs_language(text: etree._Element) -> bool:
    """Tell whether neither `text`, an element around it, nor one of its large parts has a language."""
    return not any(e.get(XML_LANG) for e in (text, *text.iterancestors(), *text.iterdescendants(*_PARTS)))


def _judge(document: Document, element: etree._Element, tag: str) -> Iterator[Diagnostic]:
    if _is_known(tag):
        return
    found = _TAG.fullmatch(tag)
    place = document.place(element, XML_LANG)
    where = f"@xml:lang of {element_name(element)}: “{tag}”"
    if found is None:
        hint = f"Write “{tag.replace('_', '-')}”." if "_" in tag and _TAG.fullmatch(tag.replace("_", "-")) else ""
        sentence = f"{where} is not a language tag."
        yield Diagnostic(
            "languages/not-a-tag", Severity.ERROR, sentence, place, hint or "Write one such as “en”, “de-AT” or “grc”."
        )
        return
    language = (found["language"] or "").lower()
    shorter = _shorter(language)
    if shorter:
        yield Diagnostic(
            "languages/longer-code",
            Severity.WARNING,
            f"{where}: the code of this language is “{shorter}”.",
            place,
            hint=f"Write “{shorter}{tag[len(language) :]}”.",
        )
        return
    unknown = _unknown(language, found["script"] or "", found["region"] or "")
    if unknown:
        hint = "Check the code in the registry of language subtags at https://www.iana.org/assignments/."
        yield Diagnostic("languages/unknown", Severity.WARNING, f"{where}: {unknown}.", place, hint)


@lru_cache(maxsize=256)
def _is_known(tag: str) -> bool:
    """Tell whether nothing is to be said of `tag`."""
    if tag in _USUAL:
        return True
    found = _TAG.fullmatch(tag)
    if found is None:
        return False
    language = (found["language"] or "").lower()
    return not _shorter(language) and not _unknown(language, found["script"] or "", found["region"] or "")


def _shorter(language: str) -> str:
    """Return the code of two letters for a code of three; "" when there is none."""
    from babel.core import get_global  # here and below: not needed for the tags that are written most

    alias = get_global("language_aliases").get(language, "") if len(language) == 3 else ""
    return alias if len(alias) == 2 else ""


def _unknown(language: str, script: str, region: str) -> str:
    """Say which part of a tag isn't known; a code of three letters is in the larger registry mostly."""
    languages, scripts, regions = _tables()
    primary = language.partition("-")[0]
    if len(primary) in (2, *range(4, 9)) and primary not in languages:
        return f"there is no language with the code “{primary}”"
    if script and script.lower() not in scripts and not re.fullmatch(r"qa[a-z]{2}", script.lower()):
        return f"there is no script with the code “{script}”"
    if region and region.lower() not in regions and not _PRIVATE_REGION.fullmatch(region):
        return f"there is no region with the code “{region}”"
    return ""


@cache
def _tables() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the codes of languages, scripts and regions that CLDR has, in small letters."""
    from babel import Locale
    from babel.core import get_global

    english = Locale("en")
    aliases = (code for code in get_global("language_aliases") if len(code) == 2)
    return (
        frozenset([*(str(code).partition("_")[0] for code in english.languages), *aliases]),
        frozenset(str(code).lower() for code in english.scripts),
        frozenset(str(code).lower() for code in english.territories),
    )
