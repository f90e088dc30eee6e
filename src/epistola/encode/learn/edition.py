"""Learning from the letters of an edition: what `epistola learn` does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from epistola import xml
from epistola.encode.authority.register import AuthorityFile, register
from epistola.encode.context import Context
from epistola.encode.learn.examples import Example, examples
from epistola.encode.learn.model import Model
from epistola.encode.learn.training import Report, cross_validate, train
from epistola.encode.lexicon import languages, lexicon


def learn(letters: Sequence[Path], authority: Sequence[AuthorityFile]) -> tuple[Model, Report]:
    """Train a model on encoded letters (TEI files and folders of them), and say what it is worth.

    The report is made by cross-validation: what a model is worth on letters that it hasn't seen. A letter that
    names no language that Epistola knows is read as English. Raises SettingsError when there is too little to
    learn from, MarkupError for a file that is no XML.
    """
    known = register(authority)

    @cache
    def context(language: str) -> Context:
        return Context(lexicon(language), known)

    def context_of(example: Example) -> Context:
        primary = example.language.split("-")[0]
        return context(primary if primary in languages() else "en")

    read = examples(letters)
    return train(read, context_of), cross_validate(read, context_of)


def read_model(path: Path | None) -> Model | None:
    """Read the model of an edition, if it has one; raise SettingsError for a file that is none."""
    return Model.from_bytes(xml.read(path), str(path)) if path is not None else None
