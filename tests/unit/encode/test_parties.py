import pytest

from epistola.encode.annotators import corrections, structure
from epistola.encode.authority.register import AuthorityFile, register
from epistola.encode.context import Context
from epistola.encode.learn.correspondence import Correspondence, Correspondent, Described, Exchange, correspondence
from epistola.encode.learn.model import Model
from epistola.encode.lexicon import lexicon
from epistola.encode.names.parties import Parties, parties
from epistola.encode.sidecar import Correction, Sidecar
from epistola.letter import Annotation, Certainty, Letter, Source

LISTS = AuthorityFile(
    "persons.xml",
    b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>
    <person xml:id="ames"><persName><forename>Ellen</forename> <surname>Ames</surname></persName></person>
    <person xml:id="reed-tom"><persName><forename>Tom</forename> <surname>Reed</surname></persName></person>
    <person xml:id="reed-ruth"><persName><forename>Ruth</forename> <surname>Reed</surname></persName></person>
    </listPerson></standOff></TEI>""",
)


def who(text: str, code: str = "en", sidecar: Sidecar | None = None, known: Correspondence | None = None) -> Parties:
    model = Model((), {}, "", b"", known) if known else None
    context = Context(lexicon(code), register([LISTS]), sidecar or Sidecar(), model=model)
    letter = Letter(text, Source("x.txt", "text/plain", "UTF-8", ""), code)
    for annotator in (structure, corrections):
        letter = letter.having(one for one in annotator.annotate(letter, context) if isinstance(one, Annotation))
    return parties(letter, context)


def names(found: Parties) -> tuple[str, str]:
    return tuple(party.name if party else "" for party in (found.sender, found.addressee))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("code", "heading"),
    [
        ("en", "Letter from Ida Bell to Max Volk, 3 May 1861"),
        ("en", "Letter to Max Volk from Ida Bell"),
        ("de", "Brief von Ida Bell an Max Volk"),
        ("fr", "Lettre de Ida Bell à Max Volk"),
    ],
)
def test_a_heading_says_who_writes_to_whom(code: str, heading: str) -> None:
    assert names(who(f"{heading}\n\n3.5.1861\n\nRain.\n", code)) == ("Ida Bell", "Max Volk")


def test_salutation_and_signature_say_it_where_no_heading_does() -> None:
    assert names(who("3 May 1861\n\nDear Mr. Volk,\n\nRain.\n\nYours,\nIda Bell\n")) == ("Ida Bell", "Volk")


def test_a_salutation_that_runs_into_the_paragraph_says_it_too() -> None:
    assert names(who("3 May 1861\n\nDear Max, I have seen rain before, but this.\n\nYours,\nIda Bell\n"))[1] == "Max"


def test_the_fullest_form_that_agrees_is_the_name() -> None:
    found = who("Letter from Bell to Volk, 3 May 1861\n\nDear Max Volk,\n\nRain.\n\nYours,\nIda Bell\n")

    assert names(found) == ("Ida Bell", "Max Volk")
    assert found.sender is not None
    assert found.sender.surname == "Bell"
    assert found.sender.forename == "Ida"


def test_a_form_that_disagrees_changes_nothing() -> None:
    found = who("Letter from Ida Bell to Max Volk, 3 May 1861\n\nDear Emil,\n\nRain.\n\nYours,\nJohn Stone\n")

    assert names(found) == ("Ida Bell", "Max Volk")


def test_the_editor_s_word_comes_before_the_letter_s() -> None:
    found = who("Dear Max,\n\nRain.\n\nYours,\nIda Bell\n", sidecar=Sidecar(sender="Ada Bell", addressee="Max Stone"))

    assert names(found) == ("Ada Bell", "Max Stone")


def test_a_slip_in_the_signature_is_read_as_the_editor_corrected_it() -> None:
    slip = Sidecar(corrections=(Correction("Bel", "Bell", "", "", "", "high"),))

    assert names(who("3 May 1861\n\nDear Max,\n\nRain.\n\nYours,\nIda Bel\n", sidecar=slip))[0] == "Ida Bell"


def test_what_is_enclosed_says_nothing_about_the_letter() -> None:
    letter = "Dear Max,\n\nSee below.\n\nYours,\nIda Bell\n"
    enclosed = "\nEnclosure\n\nLetter from John Stone to Ruth Hale, 3 May 1861\n\nDear Ruth,\n\nRain.\n\nJohn Stone\n"

    assert names(who(letter + enclosed)) == names(who(letter)) == ("Ida Bell", "Max")


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("Dear Ellen Ames,", "person:ames"),
        ("Dear Mrs. Ames,", "person:ames"),
        ("Dear Tom Reed,", "person:reed-tom"),
        ("Dear Reed,", ""),
        ("Dear Mr. Reed,", "person:reed-tom"),
        ("Dear Mrs. Reed,", "person:reed-ruth"),
        ("Dear Mr. Ames,", ""),
        ("Dear Max Ames,", ""),
    ],
)
def test_a_correspondent_is_one_person_of_the_edition_or_none(text: str, pointer: str) -> None:
    addressee = who(f"3 May 1861\n\n{text}\n\nRain.\n\nYours,\nIda Bell\n").addressee

    assert addressee is not None
    assert (addressee.entry.pointer if addressee.entry else "") == pointer


def test_a_letter_that_names_nobody_has_no_parties() -> None:
    assert who("3 May 1861\n\nDear Sir,\n\nRain fell all day on the roofs of the town.\n") == Parties()


def test_a_text_without_salutation_and_signature_is_not_formal() -> None:
    assert who("3 May 1861\n\nRain fell all day on the roofs of the town.\n") == Parties(formal=False)


def test_a_salutation_makes_less_sure_than_a_signature() -> None:
    found = who("3 May 1861\n\nDear Max Volk,\n\nRain.\n\nYours,\nIda Bell\n")

    assert found.sender is not None
    assert found.addressee is not None
    assert (found.sender.certainty, found.addressee.certainty) == (Certainty.HIGH, Certainty.MEDIUM)


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("de", "Weber an Moser, Mai 1891: »Regen, und kein Ende.« Mehr steht nicht da.\n", "Weber Moser"),
        ("de", "für Anna Moser\n\nmit herzlichen Grüßen.\n\nEmil Weber\n", "Emil Weber Anna Moser"),
        ("de", "Wien, 3/5 93.\n\nLieber Otto!\n\nEs regnet. Seien Sie gegrüßt Ihr EmilWeber\n\nAnna grüßt auch.\n",
         "Emil Weber Otto"),
        ("de", "de wien 12 =\n\ndamm gebrochen ganze stadt unter wasser brief folgt = weber. +\n", "Weber "),
        ("fr", "3 mai 1861\n\nLE ROI et la COUR\nà GRANDE ÉCOLE\n\nMon cher Lenoir,\n\nIl pleut.\n\nPaul Moreau\n",
         "Paul Moreau Lenoir"),
        ("fr", "3 mai 1861\n\nMon cher Lenoir,\n\nM. d'AUBIGNY de SERS est là.\n\nVotre dévoué,\nd'Aubigny\n",
         "d'Aubigny de Sers Lenoir"),
        ("en", "Kent, May 3, 1861\n\nDear Ruth,\n\nRain.\n\nYours,\nSecretary of Agriculture Hale\n", "Hale Ruth"),
    ],
)  # fmt: skip
def test_what_stands_elsewhere_says_it_too(code: str, text: str, told: str) -> None:
    assert " ".join(names(who(text, code))) == told


@pytest.mark.parametrize("greeting", ["Sehr geehrter Herr Dr.,", "Lieber Frd.", "Verehrter Herr Landesgerichtsrath,"])
def test_a_title_alone_names_nobody(greeting: str) -> None:
    assert who(f"Wien, 3/5 93.\n\n{greeting}\n\nes regnet.\n\nIhr\nEmil Weber\n", "de").addressee is None


def test_a_date_below_the_letter_is_no_signature() -> None:
    found = who("Wien\n\nLieber Otto!\n\nEs regnet.\n\nMit besten Grüßen\nPfingstsonntag\n", "de")

    assert found.sender is None


# ---------------------------------------------------------------------- what other letters of the edition say

MAX, IDA, REED = Correspondent("Max Volk"), Correspondent("Ida Bell"), Correspondent("Tom Reed", "person:reed-tom")
KNOWN = correspondence(
    Exchange(Described((one,), (other,))) for one, other in ((IDA, MAX), (MAX, IDA), (REED, MAX), (MAX, REED)) * 9
)
BODY = "\n\nRain fell all day on the roofs of the town.\n\n"


def letter(greeting: str, signature: str) -> str:
    return f"3 May 1861\n\n{greeting}{BODY}Yours,\n{signature}\n" if signature else f"3 May 1861\n\n{greeting}{BODY}"


@pytest.mark.parametrize(
    ("greeting", "signature", "parties_told"),
    [
        ("Dear Max,", "Ida", ("Ida Bell", "Max Volk")),
        ("Dear friend,", "Ida", ("Ida Bell", "Max Volk")),
        ("Dear Sir,", "T. R.", ("Tom Reed", "Max Volk")),
        ("Dear Max,", "", ("", "Max Volk")),
        ("Dear Ida,", "", ("Max Volk", "Ida Bell")),
        ("Dear friend,", "Max Volk", ("Max Volk", "")),
        ("Dear Ruth,", "Anna Hale", ("Anna Hale", "Ruth")),
    ],
)
def test_other_letters_of_the_edition_say_who_is_meant(
    greeting: str, signature: str, parties_told: tuple[str, str]
) -> None:
    assert names(who(letter(greeting, signature), known=KNOWN)) == parties_told


def test_who_is_told_from_other_letters_has_the_entry_of_the_authority_file() -> None:
    sender = who(letter("Dear Max,", "T. R."), known=KNOWN).sender

    assert sender is not None
    assert sender.entry is not None
    assert (sender.entry.pointer, sender.called) == ("person:reed-tom", "T. R.")


def test_both_are_never_the_same_person() -> None:
    assert names(who(letter("Dear Max,", "Max"), known=KNOWN)) != ("Max Volk", "Max Volk")


def test_what_the_editor_says_stays_and_tells_who_the_other_is() -> None:
    stated = who(letter("Dear friend,", ""), sidecar=Sidecar(sender="Ida Bell-Hale"), known=KNOWN)

    assert stated.sender is not None
    assert stated.sender.name == "Ida Bell-Hale"
    assert names(who(letter("Dear friend,", ""), sidecar=Sidecar(sender="Ida Bell"), known=KNOWN))[1] == "Max Volk"


def test_too_few_letters_are_a_suggestion() -> None:
    few = correspondence([Exchange(Described((IDA,), (MAX,)))])

    found = who(letter("Dear friend,", "Ida Bell"), known=few)

    assert names(found) == ("Ida Bell", "")
    assert [(one.guess.who, one.called) for one in found.suggestions] == [(MAX, "")]


def test_a_text_that_may_be_no_letter_has_suggestions_only() -> None:
    alike = correspondence([Exchange(Described((IDA,), (MAX,)))] * 20)

    assert names(who("3 May 1861\n\nDear Sir," + BODY, known=alike)) == ("Ida Bell", "Max Volk")
    found = who("3 May 1861" + BODY, known=alike)
    assert (names(found), len(found.suggestions)) == (("", ""), 2)


def test_an_initial_is_who_always_writes_to_the_other() -> None:
    assert names(who(letter("Dear Ida,", "M."), known=KNOWN)) == ("Max Volk", "Ida Bell")
    assert names(who(letter("Dear Max,", "R."), known=KNOWN)) == ("R.", "Max Volk")
