"""RELAX NG (OASIS, 2001) with datatypes of XML Schema and identifiers of DTD Compatibility, in Python.

    schema = load(Path("tei_all.rng"))
    for violation in schema.validate(tree):
        print(violation.line, violation.sentence)

A schema goes through `reading` (files to patterns), `simplify`, `restrictions` and `identity` (what is refused),
`compiled` and `cache` (kept on disk). A document goes through `acceptor`, which knows quickly that it is valid, or
else through `judge`, which says what is wrong; both use the states of `automaton`, which are made of `patterns`.
`check` makes diagnostics of that (`checking`), in the words of `messages`.
"""

from epistola.validate.relaxng.checking import check, engine
from epistola.validate.relaxng.schema import Schema, load
from epistola.validate.relaxng.violations import Expected, Fault, Violation

__all__ = ["Expected", "Fault", "Schema", "Violation", "check", "engine", "load"]
