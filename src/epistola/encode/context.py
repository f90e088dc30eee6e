"""What an annotator may know besides the letter: the language, the edition's authority files, the sidecar."""

from __future__ import annotations

from dataclasses import dataclass, field

from epistola.config import Convention
from epistola.encode.authority.register import Register
from epistola.encode.learn.model import Model
from epistola.encode.lexicon import Lexicon
from epistola.encode.models.answers import Answer
from epistola.encode.sidecar import Sidecar


@dataclass(frozen=True, slots=True)
class Context:
    """The same for all annotators of a letter.

    `editor` is the identifier of the edition's first editor; `model` is what was learnt from the letters of the
    edition that are encoded already; `pipelines` are the spaCy pipelines to ask, `answer` is what a language model
    answered when it was asked about the letter; `conventions` are the edition's signs for what can't be read.
    """

    words: Lexicon
    register: Register = field(default_factory=Register)
    sidecar: Sidecar = field(default_factory=Sidecar)
    editor: str = "editors"
    model: Model | None = None
    conventions: tuple[Convention, ...] = ()
    pipelines: tuple[str, ...] = ()
    answer: Answer | None = None
