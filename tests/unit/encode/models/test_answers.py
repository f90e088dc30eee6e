"""Nothing in an answer of a language model is believed: what doesn't stand in the text doesn't count."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epistola.encode import Settings, encode
from epistola.encode.models.answers import Answer, Refused, digest, file_of, read_answer, verified
from epistola.encode.models.spans import Found, is_name, pieces
from epistola.errors import SettingsError

TEXT = "Ulm, 4 May 1871\n\nDear Max,\n\nZarathu came by the river. Zarathu's horse was lame.\n\nYours,\nIda Bell\n"


def answer(*replies: str, text: str = TEXT) -> Answer:
    return Answer("small", "http://127.0.0.1/v1", digest(text), replies)


def names(*named: Any) -> str:
    return json.dumps({"names": list(named)})


def found(reply: str, text: str = TEXT) -> list[str]:
    return [text[one.start : one.end] for one in verified(answer(reply), text) if isinstance(one, Found)]


@pytest.mark.parametrize(
    "reply",
    [
        names({"text": "Zarathu", "label": "person", "occurrence": 1}),
        names({"text": "Zarathu", "label": "person"}),
        names({"text": "Zarathu", "label": "person", "start": TEXT.index("Zarathu")}),
        json.dumps([{"text": "Zarathu", "label": "person"}]),
        '```json\n[{"text": "Zarathu", "label": "person"}]\n```',
        'Here you are:\n```\n{"names": [{"text": "Zarathu", "label": "person"}]}\n```\nAnything else?',
    ],
)
def test_a_name_that_stands_in_the_text_counts_in_whatever_frame_it_comes(reply: str) -> None:
    assert found(reply) == ["Zarathu"]


def test_the_second_occurrence_is_the_second() -> None:
    (one,) = verified(answer(names({"text": "Zarathu", "label": "person", "occurrence": 2})), TEXT)
    assert isinstance(one, Found)
    assert one.start == TEXT.rindex("Zarathu")


@pytest.mark.parametrize(
    "named",
    [
        {"text": "Zoroaster", "label": "person"},
        {"text": "zarathu", "label": "person"},
        {"text": "Zarathu", "label": "person", "occurrence": 3},
        {"text": "Zarathu", "label": "person", "occurrence": 0},
        {"text": "Zarathu", "label": "person", "occurrence": "first"},
        {"text": "Zarathu", "label": "person", "start": 3},
        {"text": "Zarathu", "label": "person", "start": -1},
        {"text": "Zarathu", "label": "person", "start": 10**9},
        {"text": "Zarath", "label": "person", "start": TEXT.index("Zarathu")},
        {"text": "river", "label": "place"},
        {"text": "Max,\n\nZarathu", "label": "person"},
        {"text": "Zarathu", "label": "date"},
        {"text": "Zarathu", "label": ["person"]},
        {"text": "", "label": "person"},
        {"text": None, "label": "person"},
        {"label": "person", "start": 30, "end": 37},
        "Zarathu",
        None,
        [],
    ],
    ids=str,
)
def test_what_does_not_stand_there_is_refused_with_a_reason(named: Any) -> None:
    (one,) = verified(answer(names(named)), TEXT)
    assert isinstance(one, Refused)
    assert one.reason


@pytest.mark.parametrize(
    "reply", ["", "I can't do that.", '{"names": ', '{"names": {}}', "3", "[" * 50_000, "```json```"]
)
def test_what_is_no_list_is_refused_as_a_whole(reply: str) -> None:
    (one,) = verified(answer(reply), TEXT)
    assert isinstance(one, Refused)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(
    st.sampled_from(["names", "text", "label", "start", "occurrence"]), x
)))  # fmt: skip
def test_no_answer_brings_the_verification_down(said: Any) -> None:
    for one in verified(answer(json.dumps(said), names(said)), TEXT):
        assert isinstance(one, Refused) or is_name(TEXT, one.start, one.end)


@given(st.text(alphabet="ab \n", max_size=400), st.integers(1, 50))
def test_pieces_are_the_text(text: str, longest: int) -> None:
    cut = list(pieces(text, longest))

    assert "".join(piece for _, piece in cut) == text
    assert all(text[at : at + len(piece)] == piece and 0 < len(piece) <= longest for at, piece in cut)


def test_a_long_letter_has_its_names_where_they_stand() -> None:
    text = "\n\n".join(f"Paragraph {n} speaks of Zarathu{n} at some length." for n in range(400))
    replies = [
        names(*({"text": w.strip(".,"), "label": "person"} for w in piece.split() if w.startswith("Zarathu")))
        for _, piece in pieces(text, 6_000)
    ]
    seen = [one for one in verified(answer(*replies, text=text), text) if isinstance(one, Found)]

    assert len(replies) > 2
    assert [text[one.start : one.end] for one in seen] == [f"Zarathu{n}" for n in range(400)]


def test_a_letter_is_encoded_with_the_answer_and_says_whose_it_is() -> None:
    reply = names({"text": "Zarathu", "label": "person"}, {"text": "Zoroaster", "label": "person"})
    encoded = encode(TEXT.encode(), "a.txt", Settings(language="en", answer=answer(reply)))

    assert encoded.tei is not None
    assert b'resp="#epistola.endpoint"' in encoded.tei
    assert b"names read by a language model marked by software (small)" in encoded.tei
    assert [d.code for d in encoded.diagnostics if d.code.startswith("endpoint/")] == ["endpoint/refused"]


def test_the_answer_takes_nothing_from_rules() -> None:
    reply = names(
        {"text": "Ida", "label": "place"}, {"text": "Max", "label": "org"}, {"text": "May", "label": "person"}
    )
    settings = Settings(language="en")
    with_answer = Settings(language="en", answer=answer(reply))

    assert encode(TEXT.encode(), "a.txt", settings).tei == encode(TEXT.encode(), "a.txt", with_answer).tei


def test_an_answer_about_another_text_is_not_used_and_said_to_be_outdated() -> None:
    old = answer(names({"text": "Zarathu", "label": "person"}), text="another text")
    encoded = encode(TEXT.encode(), "a.txt", Settings(language="en", answer=old))

    assert [d.code for d in encoded.diagnostics if d.code.startswith("endpoint/")] == ["endpoint/outdated"]
    assert encoded.tei is not None
    assert b"endpoint" not in encoded.tei


def test_an_answer_is_read_as_it_was_kept(tmp_path: Path) -> None:
    kept = answer("ä", "b")
    file_of(tmp_path, Path("x/letter.txt")).write_bytes(kept.to_bytes())

    assert read_answer(tmp_path, Path("letter.txt")) == kept
    assert read_answer(tmp_path, Path("other.txt")) is None


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 2}', '{"version": 1, "replies": [3]}', "\xff"])
def test_a_file_that_is_no_answer_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "letter.json").write_bytes(content.encode("latin-1"))
    with pytest.raises(SettingsError) as caught:
        read_answer(tmp_path, Path("letter.txt"))
    assert caught.value.code == "answers/not-readable"
