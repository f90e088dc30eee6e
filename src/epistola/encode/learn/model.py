"""A model of how an edition marks names, the file in which it is kept, and reading a page with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pycrfsuite

from epistola.encode.learn.correspondence import NO_CORRESPONDENCE, Correspondence
from epistola.encode.learn.decoding import Learned, read
from epistola.encode.learn.features import Surroundings, features
from epistola.encode.names.sightings import Page
from epistola.errors import SettingsError

FORMAT: Final = "epistola model 2"


@dataclass(frozen=True, slots=True)
class Trained:
    """A letter that the model was trained on: the name of its file, and the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Experience:
    """How often the authority files had something for a name in the letters, and how often these have a name there."""

    seen: int
    right: int


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What was learnt: from which letters, the version of Epistola, parameters, who wrote to whom.

    `rules` are those by which names of the authority files are found, with the experience that the letters gave.
    Two models are equal only when they are the same.
    """

    trained: tuple[Trained, ...]
    rules: Mapping[str, Experience]
    version: str
    parameters: bytes
    correspondence: Correspondence = NO_CORRESPONDENCE

    def to_bytes(self) -> bytes:
        """Write the model: a line of JSON that says what it is, then the parameters. Equal models have equal bytes."""
        head = {
            "format": FORMAT,
            "epistola": self.version,
            "letters": [{"name": one.name, "sha256": one.sha256} for one in self.trained],
            "rules": {rule: [experience.seen, experience.right] for rule, experience in self.rules.items()},
            "correspondence": self.correspondence.to_json(),
        }
        return json.dumps(head, ensure_ascii=False, sort_keys=True).encode() + b"\n" + self.parameters

    @classmethod
    def from_bytes(cls, data: bytes, name: str) -> Model:
        """Read a model; raise SettingsError for a file `name` that is none."""
        first, _, parameters = data.partition(b"\n")
        try:
            head: Any = json.loads(first)
            if head["format"] != FORMAT or not parameters.startswith(b"lCRF"):
                raise ValueError(head["format"])
            trained = tuple(Trained(str(one["name"]), str(one["sha256"])) for one in head["letters"])
            rules = {str(rule): Experience(int(seen), int(right)) for rule, (seen, right) in head["rules"].items()}
            correspondence = Correspondence.from_json(head["correspondence"])
            return cls(trained, rules, str(head["epistola"]), parameters, correspondence)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise SettingsError(
                "This is no model of Epistola, or one of another version.",
                code="learn/no-model",
                file=name,
                hint="Make it again: epistola learn.",
            ) from None

    def read(self, page: Page, around: Surroundings) -> tuple[Learned, ...]:
        """Return the names that the model finds in a page, in the order of the text."""
        return read(_tagger(self.parameters), page, features(page, around, _weighed(self.parameters)))


@lru_cache(maxsize=2)
def _weighed(parameters: bytes) -> frozenset[bytes]:
    """Return the features that a model has weights for, and some strings that are none.

    CRFsuite keeps them in a CQDB, where each is followed by a zero, and by zeros is preceded: the higher bytes of its
    length.
    """
    return frozenset(parameters.split(b"\0"))


@lru_cache(maxsize=2)
def _tagger(parameters: bytes) -> Any:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(parameters)
    return tagger
