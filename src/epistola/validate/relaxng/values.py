"""Whether a text is what a pattern of data, values and lists asks for; the answers are remembered."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

from epistola.validate.relaxng import datatypes, lexical
from epistola.validate.relaxng.compounds import Choice, Compound, Group, OneOrMore, Patterns
from epistola.validate.relaxng.model import XSD
from epistola.validate.relaxng.patterns import Pattern, Text, Value

_MOST: Final = 4096
_LONGEST: Final = 256


class Values:
    """Decides about texts by patterns without elements and attributes."""

    def __init__(self, make: Patterns, regexes: datatypes.Regexes) -> None:
        self._make = make
        self._regexes = regexes
        self._tests: dict[Value, datatypes.Test] = {}
        self._known: dict[Pattern, dict[str, bool]] = {}
        self._prefixed: dict[Pattern, bool] = {}

    def fits(self, pattern: Pattern, text: str, prefixes: datatypes.Prefixes) -> bool:
        """Tell whether `text`, where `prefixes` are declared, is what `pattern` asks for."""
        known = self._known.get(pattern)
        if known is None:
            known = self._known[pattern] = {}
        answer = known.get(text)
        if answer is None:
            answer = self._decide(pattern, text, prefixes)
            if len(text) <= _LONGEST and not self.is_prefixed(pattern):
                if len(known) >= _MOST:
                    known.clear()
                known[text] = answer
        return answer

    def takes_all(self, pattern: Pattern) -> bool:
        """Tell whether every text is what `pattern` asks for."""
        if isinstance(pattern, Value):
            datum = pattern.datum
            return datum is not None and pattern.inner is None and datum.value is None and datatypes.takes_all(datum)
        return isinstance(pattern, Text) or (isinstance(pattern, Choice) and any(map(self.takes_all, pattern.parts)))

    def is_prefixed(self, pattern: Pattern) -> bool:
        """Tell whether the answers for `pattern` depend on the prefixes that are declared."""
        found = self._prefixed.get(pattern)
        if found is None:
            parts: tuple[Pattern, ...] = ()
            if isinstance(pattern, Compound):
                parts = pattern.parts
            elif isinstance(pattern, Value) and pattern.inner is not None:
                parts = (pattern.inner,)
            found = (
                isinstance(pattern, Value) and pattern.datum is not None and pattern.datum.type in datatypes.PREFIXED
            )
            found = self._prefixed[pattern] = found or any(map(self.is_prefixed, parts))
        return found

    def _decide(self, pattern: Pattern, text: str, prefixes: datatypes.Prefixes) -> bool:
        if pattern.nullable and not text.strip(" \t\r\n"):
            return True
        return self._matches(pattern, text, prefixes)

    def _matches(self, pattern: Pattern, text: str, prefixes: datatypes.Prefixes) -> bool:
        if isinstance(pattern, Text):
            return True
        if isinstance(pattern, Value):
            return self._is_value(pattern, text, prefixes)
        if isinstance(pattern, Choice):
            return any(self._matches(part, text, prefixes) for part in pattern.parts)
        if isinstance(pattern, Compound):
            return any(
                self._matches(part, text, prefixes)
                and all(other.nullable for m, other in enumerate(pattern.parts) if m != n)
                for n, part in enumerate(pattern.parts)
            )
        return False

    def _is_value(self, pattern: Value, text: str, prefixes: datatypes.Prefixes) -> bool:
        datum = pattern.datum
        if datum is None:
            assert pattern.inner is not None  # noqa: S101 - a list is a list of something
            return self._is_list(pattern.inner, text, prefixes)
        if pattern not in self._tests:
            self._tests[pattern] = datatypes.test(datum, self._regexes) if datum.value is None else _equals(pattern)
        if not self._tests[pattern](text, prefixes):
            return False
        return pattern.inner is None or not self._matches(pattern.inner, text, prefixes)

    def _is_list(self, pattern: Pattern, text: str, prefixes: datatypes.Prefixes) -> bool:
        """Match the tokens of `text` one by one; `rest` are the patterns that may remain."""
        tokens = lexical.collapsed(text).split(" ") if text.strip(" \t\r\n") else []
        if isinstance(pattern, OneOrMore) and isinstance(pattern.parts[0], Value):  # most lists are of one kind
            only = pattern.parts[0]
            return bool(tokens) and all(self._is_value(only, token, prefixes) for token in tokens)
        rest = {pattern}
        for token in tokens:
            rest = {after for one in rest for after in self._after(one, token, prefixes)}
            if not rest:
                return False
        return any(one.nullable for one in rest)

    def _after(self, pattern: Pattern, token: str, prefixes: datatypes.Prefixes) -> set[Pattern]:
        """Return what may remain of `pattern`, which is in a list, after `token`."""
        if isinstance(pattern, Value):
            return {self._make.empty} if self._is_value(pattern, token, prefixes) else set()
        if isinstance(pattern, Choice):
            return {rest for part in pattern.parts for rest in self._after(part, token, prefixes)}
        if isinstance(pattern, Group):
            return {
                self._make.group((rest, *pattern.parts[n + 1 :]))
                for n, part in enumerate(pattern.first())
                for rest in self._after(part, token, prefixes)
            }
        if isinstance(pattern, Compound):  # oneOrMore; interleave can't be in a list
            more = self._make.choice((pattern, self._make.empty))
            return {self._make.group((rest, more)) for rest in self._after(pattern.parts[0], token, prefixes)}
        return set()


def _equals(pattern: Value) -> datatypes.Test:
    datum = pattern.datum
    assert datum is not None  # noqa: S101 - it is a value
    assert datum.value is not None  # noqa: S101
    if (datum.type, datum.library) in (("token", ""), ("token", XSD)):
        literal = lexical.collapsed(datum.value)
        return lambda text, prefixes: lexical.collapsed(text) == literal
    value: Hashable = datatypes.value_of(datum, datum.value, dict(datum.prefixes))
    return lambda text, prefixes: datatypes.value_of(datum, text, prefixes) == value
