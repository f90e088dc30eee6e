from epistola.diagnostics import Diagnostic, Place, Severity, from_error, has_errors
from epistola.errors import EpistolaError, SettingsError, SourceError, SurroundingsError


def test_a_place_is_written_as_editors_and_terminals_understand_it() -> None:
    assert str(Place("letters/a.txt", 3, 7)) == "letters/a.txt:3:7"
    assert str(Place("letters/a.txt", 3)) == "letters/a.txt:3"
    assert str(Place("letters/a.txt")) == "letters/a.txt"


def test_places_sort_by_file_line_and_column() -> None:
    places = [Place("b", 1, 1), Place("a", 10, 1), Place("a", 2, 9), Place("a", 2, 1)]

    assert sorted(places) == [Place("a", 2, 1), Place("a", 2, 9), Place("a", 10, 1), Place("b", 1, 1)]


def test_an_exception_keeps_code_place_and_hint_when_it_becomes_data() -> None:
    error = SourceError("No.", code="text/no", file="a.txt", line=4, column=2, hint="Do this.")

    found = from_error(error, "elsewhere.txt")

    assert found == Diagnostic("text/no", Severity.ERROR, "No.", Place("a.txt", 4, 2), "Do this.")


def test_an_exception_that_names_no_file_is_placed_where_the_caller_says() -> None:
    assert from_error(SourceError("No.", code="text/no"), "a.txt").place == Place("a.txt")


def test_only_errors_count_as_errors() -> None:
    place = Place("a")
    warning = Diagnostic("x/y", Severity.WARNING, "Hm.", place)

    assert not has_errors([warning, Diagnostic("x/y", Severity.INFORMATION, "Oh.", place)])
    assert has_errors([warning, Diagnostic("x/y", Severity.ERROR, "No!", place)])


def test_each_kind_of_failure_has_the_exit_code_of_the_design() -> None:
    assert (EpistolaError.exit_code, SourceError.exit_code) == (1, 1)
    assert SettingsError.exit_code == 2
    assert SurroundingsError.exit_code == 3
