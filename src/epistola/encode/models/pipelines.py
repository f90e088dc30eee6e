"""Names by spaCy pipelines, which run in this process: the one place that knows spaCy.

Of a pipeline only what finds entities runs. Its labels become kinds of names by `KINDS`; other labels (dates,
amounts, nationalities, languages …) are left out, since they are no names or other annotators know them better.

Codes: `pipelines/no-pipeline`, `pipelines/no-names`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from epistola.encode.models.spans import Found, is_name, pieces
from epistola.errors import SettingsError
from epistola.extras import need

# The labels of spaCy's trained pipelines: OntoNotes (en, zh …) and WikiNER (most others).
KINDS: Final[Mapping[str, str]] = {
    "PERSON": "person",
    "PER": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "org",
    "WORK_OF_ART": "work",
}
_NEEDLESS: Final = ("tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter")
_MANY_LANGUAGES: Final = "xx"
_LONGEST: Final = 100_000


def names(text: str, pipelines: Sequence[str], language: str) -> Iterator[Found]:
    """Yield the names that the pipelines for a language (ISO 639-1) find in `text`, and those for all languages.

    Raises SurroundingsError when spaCy is not installed, SettingsError for a pipeline that isn't there or that finds
    no entities.
    """
    for name in pipelines:
        pipeline = _loaded(name)
        if pipeline.lang in (language, _MANY_LANGUAGES):
            for offset, piece in pieces(text, _LONGEST):
                for entity in pipeline(piece).ents:
                    yield from _found(text, offset + entity.start_char, offset + entity.end_char, entity.label_)


def credit(pipelines: Sequence[str], language: str) -> str:
    """Return the names and versions of the pipelines for a language."""
    used = [p.meta for p in map(_loaded, pipelines) if p.lang in (language, _MANY_LANGUAGES)]
    return ", ".join(f"{meta['lang']}_{meta['name']} {meta['version']}" for meta in used)


def _found(text: str, start: int, end: int, label: str) -> Iterator[Found]:
    """Yield an entity without white space and possessive ending, if it is a kind of name and can be one."""
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    if label in KINDS and is_name(text, start, end):
        yield Found(start, end, KINDS[label], label)


@cache
def _loaded(name: str) -> Any:
    need("spacy", "spacy")
    import spacy

    try:
        pipeline = spacy.load(name, exclude=_NEEDLESS)
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"The spaCy pipeline “{name}” can't be loaded: {' '.join(str(error).split())[:200]}",
            code="pipelines/no-pipeline",
            hint="Install the package of the pipeline, and write its name, or the path of its folder.",
        ) from None
    if not {"ner", "entity_ruler", "span_finder"} & set(pipeline.pipe_names):
        raise SettingsError(
            f"The spaCy pipeline “{name}” finds no names: it has no part called “ner” or “entity_ruler”.",
            code="pipelines/no-names",
            hint="Choose a pipeline that recognises named entities.",
        )
    return pipeline
