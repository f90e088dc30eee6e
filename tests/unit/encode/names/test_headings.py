import pytest

from epistola.encode.lexicon import lexicon
from epistola.encode.names.headings import dedicated, directed, from_to


@pytest.mark.parametrize(
    ("code", "heading", "parties"),
    [
        ("de", "Weber an Moser, Mai 1891", ("Weber", "Moser")),
        ("de", "Telegramm Weber an Moser", ("Weber", "Moser")),
        ("de", "Brief von Emil Weber an Anna Moser", ("Emil Weber", "Anna Moser")),
        ("en", "Letter from the chairman to Ida Bell", ("the chairman", "Ida Bell")),
        ("en", "Letter to Ida Bell", ("", "Ida Bell")),
        ("fr", "Lettre de Paul Moreau à Jeanne Petit, 3 mai 1861", ("Paul Moreau", "Jeanne Petit")),
    ],
)
def test_a_heading_says_from_whom_to_whom(code: str, heading: str, parties: tuple[str, str]) -> None:
    assert list(from_to(heading, lexicon(code))) == [parties]


@pytest.mark.parametrize(
    ("code", "heading"),
    [
        ("fr", "AJOURNEMENT à l'ANNÉE SUIVANTE, 3 mai 1861"),
        ("fr", "ANNEXE à ma LETTRE N° 4, 3 mai 1861"),
        ("fr", "LA GRANDE PAIX à NOTRE VILLE, 3 mai 1861"),
        ("en", "Reply to your letter of May 3"),
        ("en", "A visit to the mill, May 3, 1861"),
        ("de", "Bericht an den Vorstand, Mai 1891"),
    ],
)
def test_a_title_says_nothing_of_it(code: str, heading: str) -> None:
    assert list(from_to(heading, lexicon(code))) == []


@pytest.mark.parametrize(
    ("code", "line", "name"),
    [
        ("de", "für Anna Moser", "Anna Moser"),
        ("de", "Meinem lieben Freunde Otto", "Otto"),
        ("de", "Meinem lieben Freunde Lindner", "Lindner"),
        ("de", "Seiner verehrten Freundin Anna von Moser", "Anna von Moser"),
        ("en", "For Ellen Ames", "Ellen Ames"),
        ("fr", "À Jeanne Petit", "Jeanne Petit"),
    ],
)
def test_a_dedication_says_to_whom(code: str, line: str, name: str) -> None:
    assert dedicated(line, lexicon(code)) == name


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("de", "Für die Kinder"),
        ("de", "Der Kaiser"),
        ("de", "Der alte Wald"),
        ("de", "Dem Herrn sei Dank, und nun an die Arbeit für Anna"),
        ("de", "für Salz"),
        ("en", "For the record"),
        ("en", "Rain"),
        ("en", ""),
    ],
)
def test_another_line_is_no_dedication(code: str, line: str) -> None:
    assert dedicated(line, lexicon(code)) == ""


@pytest.mark.parametrize(
    ("code", "heading", "name"),
    [
        ("de", "12. An Anna von Moser", "Anna von Moser"),
        ("de", "AN ANNA MOSER", "ANNA MOSER"),
        ("fr", "à M. PETIT", "M. PETIT"),
        ("fr", "à GRANDE UNIVERSITÉ", ""),
        ("fr", "à REPRENDRE UNE VIE TRANQUILLE", ""),
        ("en", "To the Lighthouse", ""),
    ],
)
def test_a_number_and_a_name_say_to_whom(code: str, heading: str, name: str) -> None:
    assert directed(heading, lexicon(code)) == name
