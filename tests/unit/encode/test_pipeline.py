from types import ModuleType

import pytest

from epistola.encode import annotators
from epistola.encode.pipeline import available, in_order
from epistola.errors import SettingsError


def annotator(name: str, needs: tuple[str, ...] = (), gives: tuple[str, ...] = ()) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(NEEDS=needs, GIVES=gives)
    return module


def order(**found: tuple[tuple[str, ...], tuple[str, ...]]) -> list[str]:
    modules = {name: annotator(name, needs, gives) for name, (needs, gives) in found.items()}
    return [name for name, _ in in_order(modules)]


def test_each_annotator_runs_after_what_it_needs() -> None:
    assert order(a=(("two",), ()), b=(("one",), ("two",)), c=((), ("one",))) == ["c", "b", "a"]


def test_annotators_of_equal_standing_run_by_name() -> None:
    assert order(b=((), ()), c=((), ()), a=((), ())) == ["a", "b", "c"]


def test_the_order_does_not_depend_on_how_they_were_found() -> None:
    one = {name: annotator(name, needs) for name, needs in (("x", ()), ("y", ()), ("z", ()))}
    other = dict(reversed(list(one.items())))

    assert in_order(one) == in_order(other)


def test_a_need_that_nobody_meets_is_refused_by_name() -> None:
    with pytest.raises(SettingsError, match="“a” needs “music”, which no annotator gives") as caught:
        order(a=(("music",), ()))

    assert caught.value.code == "pipeline/unmet-need"
    assert "music" in caught.value.hint


def test_needs_that_go_in_a_circle_are_refused_with_the_circle() -> None:
    with pytest.raises(SettingsError, match=r"in a circle: .*a.*b") as caught:
        order(a=(("two",), ("one",)), b=(("one",), ("two",)))

    assert caught.value.code == "pipeline/circle"


def test_the_annotators_of_the_house_run_structure_and_corrections_first_and_names_after_authority() -> None:
    names = [name for name, _ in in_order(available())]

    assert set(names[:2]) == {"corrections", "structure"}
    assert names.index("dates") < names.index("authority") < names.index("names")


def test_the_encoder_tells_the_manual_page_of_each_annotator() -> None:
    told = dict(annotators())

    assert set(told) == set(available())
    assert all(line.endswith((".", ":", "’", "`")) or len(line) > 30 for line in told.values())
