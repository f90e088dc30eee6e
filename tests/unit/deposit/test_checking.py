import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from epistola.build.depositing import Form, check, pack
from epistola.config import Edition, load
from epistola.deposit.bag import write_archive
from epistola.deposit.opening import opened
from epistola.errors import EpistolaError, SourceError

LETTER = "data/tei/letter.xml"
Damage = Callable[[Path], object]


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Edition:
    folder = tmp_path_factory.mktemp("edition")
    shutil.copy(root / "edition.toml", folder)
    (folder / "seeds").mkdir()
    text = "Paris, 3 May 1848\n\nDear Anna,\n\nThe ship came in.\n\nYours,\nKarl\n"
    (folder / "seeds/letter.txt").write_text(text, encoding="utf-8")
    return load(folder / "edition.toml")


@pytest.fixture(scope="module")
def whole(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package without fault; tests damage copies of it."""
    packed = pack(edition, tmp_path_factory.mktemp("packages"), Form.BAG, on_event=lambda _: None)
    assert packed.place is not None
    return packed.place


def test_a_whole_package_has_no_finding(whole: Path) -> None:
    assert check(whole) == ()


def replace_in(name: str, old: bytes, new: bytes) -> Damage:
    def damage(bag: Path) -> None:
        content = (bag / name).read_bytes()
        assert old in content
        (bag / name).write_bytes(content.replace(old, new))

    return damage


def remove(name: str) -> Damage:
    return lambda bag: (bag / name).unlink()


def add(name: str, content: bytes = b"x") -> Damage:
    return lambda bag: (bag / name).write_bytes(content)


def in_crate(change: Callable[[list[dict[str, object]]], object]) -> Damage:
    def damage(bag: Path) -> None:
        path = bag / "data/ro-crate-metadata.json"
        data = json.loads(path.read_bytes())
        change(data["@graph"])
        path.write_text(json.dumps(data), encoding="utf-8")

    return damage


def without(name: str) -> Callable[[list[dict[str, object]]], object]:
    return lambda graph: graph.remove(next(entity for entity in graph if entity["@id"] == name))


def without_manifests(bag: Path) -> None:
    for path in bag.glob("*manifest-*.txt"):
        path.unlink()


def truncated(name: str) -> Damage:
    return lambda bag: (bag / name).write_bytes((bag / name).read_bytes()[:-20])


DAMAGES: dict[str, tuple[Damage, str, str]] = {
    "a word of the letter changed": (replace_in(LETTER, b"ship", b"boat"), "deposit/damaged", LETTER),
    "a byte of the transcription changed": (
        replace_in("data/seeds/letter.txt", b"ship", b"shop"), "deposit/damaged", "data/seeds/letter.txt"),
    "the letter removed": (remove(LETTER), "deposit/missing", LETTER),
    "the transcription removed": (remove("data/seeds/letter.txt"), "deposit/missing", "data/seeds/letter.txt"),
    "the letter truncated": (truncated(LETTER), "deposit/damaged", LETTER),
    "the letter emptied": (add(LETTER, b""), "deposit/damaged", LETTER),
    "a page changed": (replace_in("data/html/letter.html", b"<title>", b"<title>x"), "deposit/damaged",
                       "data/html/letter.html"),
    "a file added": (add("data/virus.exe"), "deposit/foreign", "data/virus.exe"),
    "a file added that the crate lacks": (add("data/tei/b.xml"), "deposit/not-described", "data/tei/b.xml"),
    "a file renamed": (
        lambda bag: (bag / LETTER).rename(bag / "data/tei/other.xml"), "deposit/foreign", "data/tei/other.xml"),
    "the crate removed": (remove("data/ro-crate-metadata.json"), "deposit/no-crate", "data/ro-crate-metadata.json"),
    "the crate no JSON": (add("data/ro-crate-metadata.json", b"{"), "deposit/crate", "data/ro-crate-metadata.json"),
    "the crate without itself": (in_crate(without("./")), "deposit/crate", "data/ro-crate-metadata.json"),
    "the crate without a file": (in_crate(without("tei/letter.xml")), "deposit/not-described", LETTER),
    "the crate without a licence": (
        in_crate(lambda graph: next(e for e in graph if e["@id"] == "./").pop("license")),
        "deposit/crate", "data/ro-crate-metadata.json"),
    "the description removed": (
        remove("data/metadata/edition.datacite.json"), "deposit/no-description", "data/metadata/edition.datacite.json"),
    "the description without title": (
        replace_in("data/metadata/edition.datacite.json", b'"titles"', b'"title"'),
        "deposit/description", "data/metadata/edition.datacite.json"),
    "the description no JSON": (
        add("data/metadata/edition.datacite.json", b"?"), "deposit/description", "data/metadata/edition.datacite.json"),
    "a manifest changed": (replace_in("manifest-sha512.txt", b"letter.xml", b"latter.xml"), "deposit/missing",
                           "data/tei/latter.xml"),
    "a tag file changed": (add("bag-info.txt", b"Source-Organization: else\n"), "deposit/damaged", "bag-info.txt"),
    "manifests removed": (
        without_manifests, "deposit/bag", ""),
    "the declaration of another version": (add("bagit.txt", b"BagIt-Version: 7.0\n"), "deposit/bag", ""),
    "the payload removed": (lambda bag: shutil.rmtree(bag / "data"), "deposit/no-crate", "data/ro-crate-metadata.json"),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGES)
def test_each_damage_is_named_with_its_file(name: str, whole: Path, tmp_path: Path) -> None:
    damage, code, file = DAMAGES[name]
    bag = tmp_path / whole.name
    shutil.copytree(whole, bag)
    damage(bag)

    found = check(bag)

    assert (code, str(bag / file)) in {(finding.code, finding.place.file) for finding in found}


def test_a_letter_that_lost_a_word_is_told_even_when_all_checksums_were_made_again(
    whole: Path, edition: Edition, tmp_path: Path
) -> None:
    bag = tmp_path / "bag"
    shutil.copytree(whole / "data", tmp_path / "payload")
    replace_in("payload/tei/letter.xml", b"ship came", b"boat came")(tmp_path)
    import bagit

    shutil.copytree(tmp_path / "payload", bag)
    bagit.make_bag(str(bag), checksums=["sha256"])

    assert any(found.code.startswith("fidelity/") and found.place.file == str(bag / LETTER) for found in check(bag))


def test_an_archive_is_checked_as_what_is_in_it(whole: Path, tmp_path: Path) -> None:
    write_archive(whole, tmp_path / "deposit.zip")

    assert check(tmp_path / "deposit.zip") == ()


def test_a_damaged_archive_is_refused(whole: Path, tmp_path: Path) -> None:
    write_archive(whole, tmp_path / "deposit.zip")
    content = (tmp_path / "deposit.zip").read_bytes()
    (tmp_path / "deposit.zip").write_bytes(content[: len(content) // 2])

    with pytest.raises(SourceError) as caught:
        check(tmp_path / "deposit.zip")
    assert caught.value.code == "deposit/damaged-archive"


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/outside.txt", "C:/outside.txt", "a/../../outside.txt"])
def test_an_archive_that_would_write_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "deposit.zip", "w") as archive:
        archive.writestr(name, "x")

    with pytest.raises(SourceError) as caught, opened(tmp_path / "deposit.zip"):
        pass
    assert caught.value.code == "deposit/hostile"


def test_an_archive_that_would_fill_the_disk_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "deposit.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bag/bagit.txt", b"\0" * 30_000_000)

    with pytest.raises(SourceError) as caught, opened(tmp_path / "deposit.zip"):
        pass
    assert caught.value.code == "deposit/hostile"


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EpistolaError) as caught:
        check(tmp_path)
    assert caught.value.code == "deposit/no-package"
