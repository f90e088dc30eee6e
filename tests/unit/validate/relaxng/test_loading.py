"""Loading schemas: the cache, the files that may be read, and how a schema is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lxml import etree

from epistola.errors import EpistolaError, MarkupError, SettingsError, SurroundingsError
from epistola.validate.relaxng import compiling, load

RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
GRAMMAR = f'<grammar {RNG}><start><element name="a"><ref name="b"/></element></start><include href="b.rng"/></grammar>'


def defining(pattern: str) -> str:
    return f'<grammar {RNG}><define name="b">{pattern}</define></grammar>'


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    (tmp_path / "b.rng").write_text(defining("<text/>"))
    path = tmp_path / "a.rng"
    path.write_text(GRAMMAR)
    return path


@pytest.fixture
def cached(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """The schemas that were compiled."""
    seen: list[Path | None] = []
    compile_schema = compiling.compile_schema

    def spy(data: bytes, path: Path | None, *rest: object) -> object:
        seen.append(path)
        return compile_schema(data, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(compiling, "compile_schema", spy)
    return seen


def takes_text(schema: Path, cached: Path) -> bool:
    return load(schema, cached=cached).is_valid(etree.fromstring("<a>text</a>"))


def test_a_schema_is_compiled_once(schema: Path, cached: Path, compilations: list[Path | None]) -> None:
    assert takes_text(schema, cached)
    assert takes_text(schema, cached)
    assert compilations == [schema]


def test_a_schema_is_compiled_anew_when_a_file_of_it_changes(schema: Path, cached: Path) -> None:
    assert takes_text(schema, cached)
    (schema.parent / "b.rng").write_text(defining("<empty/>"))
    assert not takes_text(schema, cached)
    (schema.parent / "b.rng").unlink()
    with pytest.raises(SettingsError):
        takes_text(schema, cached)


@pytest.mark.parametrize("damage", [b"", b"x", b"\n", b"{}", b"\xff\xfe" * 40], ids=repr)
def test_a_damaged_entry_is_made_anew(schema: Path, cached: Path, damage: bytes) -> None:
    assert takes_text(schema, cached)
    (entry,) = cached.iterdir()
    whole = entry.read_bytes()
    for data in (damage, whole[:-1], whole.replace(b"text", b"empt"), whole + b" "):
        entry.write_bytes(data)
        assert takes_text(schema, cached)
        assert entry.read_bytes() == whole


def test_an_entry_with_the_right_digest_and_the_wrong_content_is_made_anew(schema: Path, cached: Path) -> None:
    from epistola.validate.relaxng.cache import digest

    assert takes_text(schema, cached)
    (entry,) = cached.iterdir()
    for body in (b"{}", b"[]", b'{"files": 3}', b'"x"', b'{"files":[["a"]],"start":"","names":[]}'):
        entry.write_bytes(digest(body).encode() + b"\n" + body)
        assert takes_text(schema, cached)


def test_a_folder_that_cannot_be_written_does_no_harm(schema: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert takes_text(schema, tmp_path / "file" / "cache")


def test_many_writers_at_once_leave_one_whole_entry(schema: Path, cached: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda _: takes_text(schema, cached), range(16)))
    assert [path.suffix for path in cached.iterdir()] == [".schema"]
    assert takes_text(schema, cached)


def test_the_cache_does_not_grow_for_ever(tmp_path: Path, cached: Path) -> None:
    for number in range(70):
        load(f'<element name="a{number}" {RNG}><empty/></element>'.encode(), cached=cached)

    assert len(list(cached.iterdir())) == 64


def test_a_schema_in_memory_refers_to_files_of_its_base(schema: Path, cached: Path) -> None:
    assert load(GRAMMAR.encode(), schema.parent, cached=cached).is_valid(etree.fromstring("<a>text</a>"))
    with pytest.raises(SettingsError, match="isn't known in which folder"):
        load(GRAMMAR.encode(), cached=cached)


def test_files_elsewhere_are_read_only_when_that_is_allowed(tmp_path: Path, cached: Path) -> None:
    (tmp_path / "common").mkdir()
    (tmp_path / "common" / "b.rng").write_text(defining("<text/>"))
    (tmp_path / "own").mkdir()
    schema = tmp_path / "own" / "a.rng"
    schema.write_text(GRAMMAR.replace("b.rng", "../common/b.rng"))

    with pytest.raises(SettingsError) as refusal:
        load(schema, cached=cached)
    assert (refusal.value.code, refusal.value.line) == ("relaxng/schema-elsewhere", 1)
    assert load(schema, allowed=[tmp_path / "common"], cached=cached)


def test_what_is_in_the_cache_is_not_read_around_the_rule(tmp_path: Path, cached: Path) -> None:
    test_files_elsewhere_are_read_only_when_that_is_allowed(tmp_path, cached)

    with pytest.raises(SettingsError, match="outside its folder"):
        load(tmp_path / "own" / "a.rng", cached=cached)


@pytest.mark.parametrize("href", ["http://127.0.0.1:9/b.rng", "ftp://host/b.rng", "file://host/b.rng", "//host/b.rng"])
def test_nothing_is_fetched_from_the_network(schema: Path, cached: Path, href: str) -> None:
    schema.write_text(GRAMMAR.replace("b.rng", href))

    with pytest.raises(SettingsError) as refusal:
        load(schema, cached=cached)
    assert refusal.value.code == "relaxng/remote-schema"


def test_an_address_is_relative_to_xml_base(schema: Path, cached: Path) -> None:
    (schema.parent / "more").mkdir()
    (schema.parent / "b.rng").rename(schema.parent / "more" / "b.rng")
    schema.write_text(GRAMMAR.replace("<include", '<include xml:base="more/"'))

    assert takes_text(schema, cached)


def test_a_refusal_says_the_file_and_the_line_of_an_included_schema(schema: Path, cached: Path) -> None:
    (schema.parent / "b.rng").write_text(defining("\n\n<sequence/>"))

    with pytest.raises(SettingsError) as refusal:
        load(schema, cached=cached)
    assert (refusal.value.file, refusal.value.line) == (str(schema.parent / "b.rng"), 3)
    assert refusal.value.message == "<sequence> is not an element of RELAX NG."


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", MarkupError),
        (b"<grammar", MarkupError),
        (b"<!DOCTYPE grammar><grammar/>", MarkupError),
        (b"<TEI/>", SettingsError),
        (b"start = element a { empty }", MarkupError),
    ],
)
def test_what_is_no_schema_is_refused(data: bytes, error: type[EpistolaError], cached: Path) -> None:
    with pytest.raises(error):
        load(data, cached=cached)


def test_a_schema_that_is_not_there_is_a_fault_of_the_surroundings(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError):
        load(tmp_path / "absent.rng", cached=tmp_path)


@pytest.mark.parametrize("depth", [150, 250, 2000])
def test_patterns_nested_too_deeply_are_refused(depth: int, cached: Path) -> None:
    inner = "<group>" * depth + "<empty/>" + "</group>" * depth
    data = f'<element name="a" {RNG}>{inner}</element>'.encode()

    if depth < 200:
        assert load(data, cached=cached).is_valid(etree.fromstring("<a/>"))
    else:
        with pytest.raises(SettingsError) as refusal:
            load(data, cached=cached)
        assert refusal.value.code == "relaxng/deep-schema"


def test_definitions_nested_too_deeply_are_refused(cached: Path) -> None:
    chain = "".join(f'<define name="d{n}"><optional><ref name="d{n + 1}"/></optional></define>' for n in range(5000))
    last = '<define name="d5000"><text/></define>'
    data = f'<grammar {RNG}><start><element name="a"><ref name="d0"/></element></start>{chain}{last}</grammar>'

    with pytest.raises(SettingsError) as refusal:
        load(data.encode(), cached=cached)
    assert refusal.value.code == "relaxng/deep-schema"


def test_identifiers_can_be_left_out(cached: Path) -> None:
    data = f"""<element name="a" {RNG} datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <zeroOrMore><element name="b"><choice><attribute name="id"><data type="ID"/></attribute>
      <attribute name="id"/></choice></element></zeroOrMore></element>""".encode()

    with pytest.raises(SettingsError):
        load(data, cached=cached)
    schema = load(data, identifiers=False, cached=cached)
    assert schema.is_valid(etree.fromstring('<a><b id="i"/><b id="i"/></a>'))
