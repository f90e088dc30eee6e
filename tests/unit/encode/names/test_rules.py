"""Each rule that looks for names, by what it takes and what it leaves."""

import inspect
import re
from importlib.resources import files

import pytest

from epistola.encode.names import organisations, persons, places, works
from epistola.encode.names.certainty import HINTS, certainty
from epistola.encode.names.rules import sighted
from epistola.letter import Certainty


def found(text: str, code: str = "en", **more: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """What the rules sight in a text: the words, the kind, the rule."""
    page = sighted(text, code, frozenset(), **more)
    words = page.words
    return [(text[words.starts[s.first] : words.ends[s.last]], s.kind, s.rule) for s in page.sightings]


@pytest.mark.parametrize(
    ("code", "text", "name", "rule"),
    [
        ("en", "I saw Mr. Ames there.", "Ames", "title"),
        ("en", "They sent Colonel van Buren away.", "van Buren", "title"),
        ("fr", "J'ai vu M. le Président Dubrac hier.", "Dubrac", "title"),
        ("fr", "On attend M. de Varzy ce soir.", "de Varzy", "title"),
        ("fr", "Je crois le général Dubrac malade.", "Dubrac", "title"),
        ("de", "Gestern kam Frau Dr. Lindner.", "Lindner", "title"),
        ("en", "We met Peter Hayfield at noon.", "Peter Hayfield", "forename-surname"),
        ("de", "Ich traf Marie von der Au im Garten.", "Marie von der Au", "forename-surname"),
        ("fr", "C'était Jean-Paul Varzy sans doute.", "Jean-Paul Varzy", "forename-surname"),
        ("fr", "Les guerres de Louis XIV furent longues.", "Louis XIV", "regnal"),
        ("en", "The book is by E. M. Hayfield and others.", "E. M. Hayfield", "initials"),
        ("en", "Nobody reads Shakespeare here.", "Shakespeare", "well-known"),
        ("de", "Ich lese Goethes Briefe.", "Goethes", "well-known"),
        ("en", "Then came Edith with the tea.", "Edith", "forename"),
        ("en", "Nobody has heard of Hayfield since.", "Hayfield", "capital"),
        ("fr", "Je crois que Varzy viendra.", "Varzy", "capital"),
        ("de", "Die Arbeit von Lindner ist gut.", "Lindner", "capital"),
        ("de", "Nur kennen Huber alle seit langem.", "Huber", "surname"),
        ("de", "Nur kennen Hubers Nachbarn das Haus.", "Hubers", "surname"),
    ],
)
def test_a_person_is_sighted(code: str, text: str, name: str, rule: str) -> None:
    assert (name, "person", rule) in found(text, code)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Dear Sir, the President of the board has resigned."),
        ("en", "Hayfield is not known to be a name."),
        ("en", "I have read the Hayfield report."),
        ("en", "He shouted THE MILL IS LOST and ran."),
        ("en", "The NSDM is dull."),
        ("en", "The sign said “Butcher” in red."),
        ("fr", "Les Alliés et la Douane ont répondu."),
        ("fr", "Le président de la commission est malade."),
        ("de", "Mit Freude las ich von Arbeit und Lebensfreude."),
        ("de", "Der Sommer kommt, und die Kinder spielen."),
        ("de", "Er stand von Schlamm bedeckt am Ufer und sah Schilf."),
        ("de", "Dort gab es neben Kapiteln auch Klauseln."),
    ],
)
def test_what_is_no_person_is_left(code: str, text: str) -> None:
    assert [words for words, kind, _ in found(text, code) if kind == "person"] == []


def test_a_capital_at_the_beginning_of_verses_says_nothing() -> None:
    verse = "The ice is out,\nAlong the river\nWillows bend,\nBeneath the bridge"

    assert found(verse) == []


@pytest.mark.parametrize(
    ("code", "text", "name", "rule"),
    [
        ("en", "The trade with Peru is over.", "Peru", "country"),
        ("en", "He has left the Soviet Union.", "Soviet Union", "region"),
        ("fr", "L'ALSACE-LORRAINE et les Etats-Unis", "Etats-Unis", "region"),
        ("de", "Der Zug nach Muenchen", "Muenchen", "region"),
        ("en", "They live in Hamburg now.", "Hamburg", "town-after-preposition"),
        ("en", "Hamburg burns.", "Hamburg", "large-town"),
        ("de", "Wir waren in Neulengbach.", "Neulengbach", "small-town-after-preposition"),
        ("de", "Wir waren in Berlin und Eisenach.", "Eisenach", "town-in-list"),
        ("de", "Im Mai gehe ich nach Kassel.", "Kassel", "town-after-preposition"),
        ("de", "Die Pariser Zeitungen schweigen.", "Pariser", "adjective"),
        ("en", "She lives at 24 Sutton Square now.", "24 Sutton Square", "street"),
        ("de", "Er wohnt Wilhelmstr. 72.", "Wilhelmstr. 72", "street"),
        ("fr", "au 12 rue de la Tour", "12 rue de la Tour", "street"),
        ("de", "Wir essen im Hotel Bristol.", "Hotel Bristol", "house"),
    ],
)
def test_a_place_is_sighted(code: str, text: str, name: str, rule: str) -> None:
    assert (name, "place", rule) in found(text, code)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Das Essen in Eile war gut."),
        ("en", "A nice day for reading, and Reading is what I did."),
        ("fr", "Je vous remercie de tout coeur, mais les Tours sont loin."),
        ("en", "Peter Hamburg wrote, and so did Mr. Boston."),
    ],
)
def test_what_is_no_place_is_left(code: str, text: str) -> None:
    assert [words for words, kind, _ in found(text, code) if kind == "place"] == []


@pytest.mark.parametrize(
    ("code", "text", "name", "rule"),
    [
        ("en", "a clerk of the Ministry of Works", "Ministry of Works", "head"),
        ("en", "the Northern Geographical Society", "Northern Geographical Society", "head"),
        ("fr", "membre de l'Académie des Sciences", "Académie des Sciences", "head"),
        ("fr", "un discours au Sénat hier", "Sénat", "organisation"),
        ("en", "the Library of Congress has it", "Library of Congress", "head"),
        ("en", "the Ministry of Works and the Bank of Utopia agree", "Ministry of Works", "head"),
        ("en", "the Ministry of Works and the Bank of Utopia agree", "Bank of Utopia", "head"),
        ("en", "the Ministry of Works and Mines", "Ministry of Works and Mines", "head"),
        ("en", "Shakespeare Library, case 2", "Shakespeare Library", "head"),
        ("en", "printed by the Utopia University Press", "Utopia University Press", "head"),
        ("en", "the General Council of Utopia", "General Council of Utopia", "head"),
        ("en", "We owe Hale & Sons ten pounds.", "Hale & Sons", "firm"),
    ],
)
def test_an_organisation_is_sighted(code: str, text: str, name: str, rule: str) -> None:
    assert (name, "org", rule) in found(text, code)


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Peter Hayfield Papers, Manuscript Division, Box 12", ["Peter Hayfield"]),
        ("Hayfield Collection, Library, Series II, Folder 7", []),
        ("We met Colonel House at noon.", []),
        ("We ship the Invoice with the Sugar and the Indigo.", []),
        ("Then Mr. President left.", []),
    ],
)
def test_the_words_of_archives_and_offices_are_no_names(text: str, persons: list[str]) -> None:
    assert [words for words, _, _ in found(text)] == persons


def test_the_head_alone_means_an_organisation_once_it_was_named_in_full() -> None:
    text = "la Fondation Varzy est riche. Il écrit à la Fondation."

    assert found(text, "fr") == [("Fondation Varzy", "org", "head"), ("Fondation", "org", "head-again")]


def test_a_title_in_quotation_marks_follows_a_word_for_a_work() -> None:
    assert ("The Mill", "work", "quoted-after-work") in found("I have read your novel “The Mill” twice.")
    assert ("Die Mühle", "work", "quoted-after-work") in found("Haben Sie den Roman »Die Mühle« gelesen?", "de")


def test_a_sentence_in_quotation_marks_is_no_title() -> None:
    assert found("His letter said “The mill is lost.” and no more.") == []


def test_a_surname_is_known_again_where_a_sentence_begins_and_in_the_genitive() -> None:
    text = "Ich traf Emil Lindner. Lindner kam allein. Ich kenne Lindners Haus."

    assert [(words, rule) for words, _, rule in found(text, "de")] == [
        ("Emil Lindner", "forename-surname"),
        ("Lindner", "person-again"),
        ("Lindners", "person-again"),
    ]


def test_a_country_that_is_a_forename_needs_a_preposition_or_a_comma() -> None:
    assert found("Mon fils Maurice est venu.", "fr") == [("Maurice", "person", "forename")]
    assert found("Il est né en Maurice.", "fr") == [("Maurice", "place", "country")]
    assert found("Il habite Port-Louis, Maurice.", "fr")[-1] == ("Maurice", "place", "country")


def test_the_town_that_is_a_person_here_is_no_place() -> None:
    text = "Ruth Hastings came. In Hastings we trust."

    assert [kind for _, kind, _ in found(text)] == ["person", "person"]


def test_the_correspondents_are_known_by_their_names() -> None:
    names = ("Jean d'Aubry", "d'Aubry", "Aubry")

    assert found("Hier d'Aubry est venu.", "fr", own=names) == [("d'Aubry", "person", "correspondent")]


def test_every_rule_has_a_certainty() -> None:
    source = "".join(inspect.getsource(module) for module in (organisations, persons, places, works))
    rules = set(re.findall(r'"(?:person|place|org|work)", "([a-z-]+)"|rule = "([a-z-]+)"|return "([a-z-]+)"', source))
    named = {name for groups in rules for name in groups if name}

    assert len(named) > 20
    assert {certainty(rule) for rule in named - HINTS} <= {Certainty.HIGH, Certainty.MEDIUM, Certainty.LOW, None}


def test_a_certainty_is_that_of_its_measured_share() -> None:
    table = files("epistola.encode.names").joinpath("certainty.toml").read_text(encoding="utf-8")
    measured = re.findall(r'^(\S+) = "(\w+)"  # (0\.\d\d): ', table, flags=re.MULTILINE)
    levels = {"high": (0.9, 1.0), "medium": (0.7, 0.9), "low": (0.4, 0.7), "suggestion": (0.0, 0.4)}

    assert len(measured) > 30
    assert [rule for rule, said, share in measured if not levels[said][0] <= float(share) < levels[said][1]] == []
