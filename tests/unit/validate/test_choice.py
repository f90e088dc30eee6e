"""Which schema: names, files, catalogs, the cache, and what a document asks for; the network is a server right here."""

from __future__ import annotations

import hashlib
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from epistola.errors import SettingsError, SurroundingsError
from epistola.validate import Document, catalogs, choice, examine, vault

from .conftest import SCHEMA, letter


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder for this test only, and no catalogs of this machine."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv(catalogs.VARIABLE, raising=False)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(sys, "platform", "linux")
    return tmp_path / "cache"


class Server(HTTPServer):
    asked: list[str]


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on the loopback that has one schema, a page, and a redirection to an address that isn't secure."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            if self.path.endswith("away.rng"):
                self.send_response(302)
                self.send_header("Location", "http://example.org/x.rng")
                self.end_headers()
                return
            found = self.path.endswith(("tei_all.rng", "page.rng"))
            self.send_response(200 if found else 404)
            self.end_headers()
            if found:
                self.wfile.write(b"<html/>" if self.path.endswith("page.rng") else SCHEMA.encode())

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    made = Server(("127.0.0.1", 0), Handler)
    made.asked = []
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


def address(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_port}"


def test_a_schema_is_fetched_once_and_then_found_by_its_name(server: Server) -> None:
    first = vault.fetch("tei_all@4.12.0", vault=address(server))
    second = vault.fetch("tei_all@4.12.0", vault=address(server))
    assert (first.new, second.new) == (True, False)
    assert server.asked == ["/4.12.0/xml/tei/custom/schema/relaxng/tei_all.rng"]
    assert first.sha256 == hashlib.sha256(SCHEMA.encode()).hexdigest()
    assert choice.named(["tei_all@4.12.0"]) == choice.named(["tei_all"]) == (first.path,)


def test_without_a_version_the_highest_that_was_fetched_counts(server: Server) -> None:
    for version in ("4.9.0", "4.12.0", "4.10.2"):
        vault.fetch(f"tei_all@{version}", vault=address(server))
    assert vault.cached("tei_all").name == "tei_all@4.12.0.rng"


def test_with_nothing_in_the_cache_the_message_says_what_to_run() -> None:
    with pytest.raises(SurroundingsError) as caught:
        choice.named(["tei_all"])
    assert (caught.value.code, caught.value.exit_code) == ("vault/not-fetched", 3)
    assert "epistola schema fetch tei_all@" in caught.value.hint


def test_without_a_network_the_message_says_so_and_nothing_is_kept(cache: Path, server: Server) -> None:
    closed = address(server)
    server.shutdown()
    server.server_close()
    with pytest.raises(SurroundingsError) as caught:
        vault.fetch("tei_all@4.12.0", vault=closed)
    assert caught.value.code == "vault/unreachable"
    assert not cache.exists()


@pytest.mark.parametrize(
    ("word", "code"),
    [("page.rng", "vault/no-schema"), ("none.rng", "vault/unreachable"), ("away.rng", "web/not-secure")],
)
def test_what_is_no_schema_or_not_there_or_elsewhere_is_not_kept(
    cache: Path, server: Server, word: str, code: str
) -> None:
    with pytest.raises((SurroundingsError, SettingsError)) as caught:
        vault.fetch(f"{address(server)}/{word}")
    assert caught.value.code == code
    assert not cache.exists()


def test_a_checksum_that_was_asked_for_is_held(cache: Path, server: Server) -> None:
    with pytest.raises(SurroundingsError) as caught:
        vault.fetch("tei_all@4.12.0", vault=address(server), sha256="0" * 64)
    assert caught.value.code == "vault/other-checksum"
    assert not cache.exists()


def test_a_schema_that_was_changed_in_the_cache_is_refused(server: Server) -> None:
    vault.fetch("tei_all@4.12.0", vault=address(server)).path.write_text("<grammar/>")
    with pytest.raises(SurroundingsError) as caught:
        vault.cached("tei_all")
    assert caught.value.code == "vault/damaged"


@pytest.mark.parametrize("word", ["tei_all", "tei_lite@4.12.0", "/etc/passwd", "file:///etc/passwd", "http://x.org/a"])
def test_what_cannot_be_fetched_is_refused_before_anything_is_asked(word: str) -> None:
    with pytest.raises(SettingsError):
        vault.fetch(word)


def test_a_name_with_a_path_in_it_leads_nowhere() -> None:
    assert not vault.is_name("tei_all@../../x")


CATALOG = """<!DOCTYPE catalog PUBLIC "-//OASIS//DTD XML Catalogs V1.1//EN" "http://www.oasis-open.org/catalog.dtd">
<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <uri name="https://a.org/x.rng" uri="exact.rng"/>
  <rewriteURI uriStartString="https://a.org/" rewritePrefix="short/"/>
  <rewriteURI uriStartString="https://a.org/long/" rewritePrefix="long/"/>
  <group xml:base="deep/"><system systemId="urn:x" uri="system.rng"/></group>
  <nextCatalog catalog="next.xml"/><nextCatalog catalog="catalog.xml"/><nextCatalog catalog="lost.xml"/>
</catalog>"""
NEXT = """<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
<uriSuffix uriSuffix="/last.rng" uri="last.rng"/><uri name="urn:web" uri="https://a.org/"/></catalog>"""


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("https://a.org/x.rng", "exact.rng"),
        ("https://a.org/y.rng", "short/y.rng"),
        ("https://a.org/long/y.rng", "long/y.rng"),
        ("urn:x", "deep/system.rng"),
        ("https://b.org/last.rng", "last.rng"),
        ("https://b.org/other.rng", None),
        ("urn:web", None),
    ],
)
def test_a_catalog_gives_the_exact_entry_then_the_longest_then_asks_the_next(
    tmp_path: Path, asked: str, given: str | None
) -> None:
    (tmp_path / "catalog.xml").write_text(CATALOG)
    (tmp_path / "next.xml").write_text(NEXT)
    found = catalogs.resolve(asked, [tmp_path / "catalog.xml"])
    assert found == (tmp_path / given if given else None)


def test_a_file_that_is_no_catalog_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalog.xml").write_text("<a/>")
    with pytest.raises(SettingsError, match="can't be used"):
        catalogs.resolve("urn:x", [tmp_path / "catalog.xml"])


def test_catalogs_are_taken_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "next.xml").write_text(NEXT)
    monkeypatch.setenv(catalogs.VARIABLE, f"{(tmp_path / 'next.xml').as_uri()} lost.xml")
    assert catalogs.named() == (tmp_path / "next.xml",)


def asking(href: str, body: str = "<p/>") -> bytes:
    return f'<?xml-model href="{href}" schematypens="http://relaxng.org/ns/structure/1.0"?>\n{letter(body)}'.encode()


def test_a_document_is_judged_by_the_schema_beside_it_that_it_asks_for(tmp_path: Path, schema: Path) -> None:
    (tmp_path / "tei").mkdir()
    found = examine(asking("../small.rng"), "x.xml", base=tmp_path / "tei").diagnostics
    assert not [d for d in found if d.code.startswith(("relaxng/", "epistola/", "validate/"))]
    found = examine(asking("../small.rng", "<q/>"), "x.xml", base=tmp_path / "tei").diagnostics
    assert [d.code for d in found if d.code.startswith("relaxng/")] == ["relaxng/unknown-element"]


@pytest.mark.parametrize(
    "href", ["../../small.rng", "http://example.org/small.rng", "file:///etc/passwd.rng", "no.rng"]
)
def test_a_schema_outside_the_edition_or_on_the_web_is_not_followed(tmp_path: Path, schema: Path, href: str) -> None:
    folder = tmp_path / "a" / "tei"
    folder.mkdir(parents=True)
    files, (remark,) = choice.followed(Document(asking(href), "x.xml", base=folder))
    assert (files, remark.code, remark.place.line) == ((), "validate/schema-not-here", 1)


def test_the_edition_reaches_as_far_as_its_settings(tmp_path: Path, schema: Path) -> None:
    folder = tmp_path / "a" / "tei"
    folder.mkdir(parents=True)
    (tmp_path / "edition.toml").write_text("")
    files, remarks = choice.followed(Document(asking("../../small.rng"), "x.xml", base=folder))
    assert (files, remarks) == ((schema,), ())


def test_an_address_of_the_vault_is_found_by_what_was_fetched_or_a_catalog(server: Server, tmp_path: Path) -> None:
    fetched = vault.fetch("tei_all@4.12.0", vault=address(server)).path
    href = "https://www.tei-c.org/Vault/P5/4.12.0/xml/tei/custom/schema/relaxng/tei_all.rng"
    assert choice.followed(Document(asking(href), "x.xml"))[0] == (fetched,)
    catalog = tmp_path / "catalog.xml"
    catalog.write_text(NEXT.replace("/last.rng", "tei_all.rng").replace('uri="last.rng"', f'uri="{fetched.name}"'))
    fetched.replace(tmp_path / fetched.name)
    assert choice.followed(Document(asking(href), "x.xml"), [catalog])[0] == (tmp_path / fetched.name,)


def test_our_own_schema_has_a_name_and_several_can_be_given(schema: Path) -> None:
    assert choice.named(["epistola", schema]) == (*choice.own(), schema)
