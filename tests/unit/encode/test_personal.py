import pytest

from epistola.encode.lexicon import lexicon
from epistola.encode.names.personal import Name, name_parts, personal_name


def parts(text: str, code: str = "en", single: str = "surname") -> list[tuple[str, str]]:
    return [(part.element, text[part.start : part.end]) for part in name_parts(text, lexicon(code), single=single)]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "Tom Reed", ["forename Tom", "surname Reed"]),
        ("en", "Thomas B. Reed", ["forename Thomas", "forename B.", "surname Reed"]),
        ("en", "T.Reed", ["forename T.", "surname Reed"]),
        ("en", "T.B.Reed", ["forename T.", "forename B.", "surname Reed"]),
        ("en", "Mr. Reed", ["roleName Mr.", "surname Reed"]),
        ("en", "Vice President Reed", ["roleName Vice President", "surname Reed"]),
        ("en", "Martin Van Buren", ["forename Martin", "nameLink Van", "surname Buren"]),
        ("de", "Herr Dr. Karl Mautner", ["roleName Herr", "roleName Dr.", "forename Karl", "surname Mautner"]),
        ("de", "Hugo von Hofmann", ["forename Hugo", "nameLink von", "surname Hofmann"]),
        ("de", "Marie von der Au", ["forename Marie", "nameLink von", "nameLink der", "surname Au"]),
        ("fr", "M. d'Aubry", ["roleName M.", "nameLink d'", "surname Aubry"]),
        ("fr", "Paul d’Aubry", ["forename Paul", "nameLink d’", "surname Aubry"]),
        ("en", "Secretary of State Reed", ["roleName Secretary of State", "surname Reed"]),
        ("fr", "le ministre de la Guerre Moreau", ["roleName ministre de la Guerre", "surname Moreau"]),
        ("fr", "M. le Président de Sers", ["roleName M.", "roleName Président", "nameLink de", "surname Sers"]),
        ("de", "Minister des Äußeren Graf Thal", ["roleName Minister des Äußeren", "roleName Graf", "surname Thal"]),
        ("en", "Uncle Henry", ["roleName Uncle", "forename Henry"]),
        ("en", "Prince Orlov", ["roleName Prince", "surname Orlov"]),
        ("de", "Tante Anna", ["roleName Tante", "forename Anna"]),
        ("fr", "Mme de La Tour", ["roleName Mme", "nameLink de", "nameLink La", "surname Tour"]),
    ],
)
def test_a_name_is_taken_apart(code: str, text: str, expected: list[str]) -> None:
    assert [" ".join(part) for part in parts(text, code)] == expected


@pytest.mark.parametrize("single", ["surname", "forename"])
def test_a_name_of_one_word_is_what_the_caller_knows_it_to_be(single: str) -> None:
    assert parts("Ames", single=single) == [(single, "Ames")]


def test_after_a_role_a_name_of_one_word_is_a_surname() -> None:
    assert parts("Mr. Ames", single="forename") == [("roleName", "Mr."), ("surname", "Ames")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nikita Ivanov.", Name("Nikita Ivanov", "Nikita", "Ivanov")),
        ("  N. Ivanov,", Name("N. Ivanov", "N.", "Ivanov")),
        ("the Under Secretary of the Treasury (Volk)", Name("Volk", "", "Volk")),
        ("— Ruth —", Name("Ruth", "", "Ruth")),
        ("President Lincoln", Name("Lincoln", "", "Lincoln")),
        ("Secretary of Agriculture Hale", Name("Hale", "", "Hale")),
        ("Under Secretary of State for Economic Affairs Hale", Name("Hale", "", "Hale")),
        ("Secretary of State William P. Hale", Name("William P. Hale", "William P.", "Hale")),
        ("Minister of War de Brie", Name("de Brie", "", "de Brie")),
        ("Duke of Kent", Name("of Kent", "", "of Kent")),
        ("I. B.", Name("I. B.", "I.", "B.")),
    ],
)
def test_a_name_is_read_without_what_stands_around_it(text: str, name: Name) -> None:
    assert personal_name(text, lexicon("en")) == name


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "President of the United States"),
        ("en", "Secretary of War"),
        ("en", "Mr. President"),
        ("de", "Herr Dr."),
        ("en", ""),
        ("en", "Sir"),
        ("en", "my friend"),
        ("en", "123"),
        ("en", "— , —"),
        ("en", "Brother"),
        ("de", "Freund"),
        ("de", "Herr Hofrat"),
        ("fr", "Monsieur"),
        ("fr", "Monsieur le Ministre"),
        ("fr", "de la"),
    ],
)
def test_what_names_nobody_is_no_name(code: str, text: str) -> None:
    assert personal_name(text, lexicon(code)) is None
