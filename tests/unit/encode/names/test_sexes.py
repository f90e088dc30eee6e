import pytest

from epistola.encode.lexicon import languages, lexicon
from epistola.encode.names.sexes import MAN, WOMAN, differ, sex
from epistola.encode.names.words import folded_phrase


@pytest.mark.parametrize(
    ("code", "titles", "forename", "said"),
    [
        ("en", ("Mrs.",), "", WOMAN),
        ("en", ("Mr",), "", MAN),
        ("de", ("Frau", "Dr."), "", WOMAN),
        ("de", ("Herrn", "Dr."), "", MAN),
        ("fr", ("M.",), "", MAN),
        ("ru", ("г-жа",), "", WOMAN),
        ("en", ("Dr.",), "", ""),
        ("en", (), "Ellen", WOMAN),
        ("en", (), "Anna Maria", WOMAN),
        ("en", (), "John", MAN),
        ("en", (), "Joshua", MAN),
        ("en", (), "Jean", ""),
        ("en", (), "Zwentibold", ""),
        ("en", (), "", ""),
        ("en", ("Mrs.",), "John", WOMAN),
    ],
)
def test_titles_say_it_before_forenames(code: str, titles: tuple[str, ...], forename: str, said: str) -> None:
    assert sex(titles, forename, code) == said


def test_who_is_unknown_differs_from_nobody() -> None:
    assert differ(MAN, WOMAN)
    assert not any((differ(MAN, ""), differ("", WOMAN), differ("", ""), differ(MAN, MAN)))


@pytest.mark.parametrize("code", languages())
def test_titles_of_men_and_women_are_titles_and_no_title_is_both(code: str) -> None:
    names = lexicon(code).names
    women, men = set(names["titles-of-women"]), set(names["titles-of-men"])

    assert not women & men
    assert {folded_phrase(title) for title in women | men} <= {folded_phrase(title) for title in names["titles"]}
