"""Tasks that are asked for one by one: what is made from what, and that no two would write the same file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from epistola.build.paths import STANDARD, careless, inside, resolving, shown
from epistola.build.tasks import Gathering, Task
from epistola.config import FILE_NAME, Edition
from epistola.errors import SettingsError
from epistola.transform.formats import CORPUS, Format, check_parameters, format_named


def each_letter(kinds: Iterable[Format]) -> tuple[Format, ...]:
    """Return the formats of which there is a file for each letter."""
    return tuple(kind for kind in kinds if kind.scope != CORPUS)


def gatherings(
    letters: Iterable[Path],
    folder: Path,
    kinds: Iterable[Format],
    *,
    edition: Edition | None = None,
    parameters: Mapping[str, str] | None = None,
    authority: tuple[bytes, ...] = (),
) -> Iterator[Gathering]:
    """Plan the formats of which there is one file for all letters."""
    for kind in kinds:
        if kind.scope == CORPUS:
            made = STANDARD if folder == STANDARD else inside(folder, f"{kind.stem}{kind.suffix}")
            yield Gathering(tuple(letters), made, kind.address, told_to(kind, edition, parameters), authority)


def told_to(kind: Format, edition: Edition | None, further: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the parameters of a format: those of the edition, and what is said beside them in their stead.

    Raises SettingsError for a parameter or a value that the format doesn't have.
    """
    check_parameters(kind, further or {})
    own = edition.parameters.get(kind.name, {}) if edition else {}
    try:
        check_parameters(kind, own)
    except SettingsError as error:
        error.file = shown(edition.root / FILE_NAME) if edition else ""
        raise
    return {**own, **(further or {})}


def known_formats(names: Iterable[str], edition: Edition | None = None) -> tuple[Format, ...]:
    """Return the output formats called `names`, each once; raise SettingsError when there is none of a name.

    A stylesheet of the edition comes before ours of the same name.
    """
    own = edition.stylesheets if edition else None
    return tuple(format_named(name, own) for name in dict.fromkeys(names))


def refuse_collisions(tasks: Iterable[Task]) -> None:
    """Raise SettingsError when two tasks would write the same file, or one would overwrite what it reads.

    Names are compared as the most careless file systems do: without regard to case and to the way in which
    accented letters are composed.
    """
    resolved = resolving()
    of_document = cache(lambda path: careless(resolved(path)))
    seen: dict[str, Task] = {}
    for task in tasks:
        key = careless(resolved(task.target))
        if key == of_document(task.document) and _same(task.target, task.document):
            raise overwriting(task.document)
        if key in seen:
            other = seen[key]
            raise same_name(task.target, other.document, task.document)
        seen[key] = task


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def same_name(made: Path, one: Path, other: Path) -> SettingsError:
    """Say that two documents would be written to one file."""
    return SettingsError(
        f"Both {shown(one)} and {shown(other)} would be written to "
        f"{'standard output' if made == STANDARD else shown(made)}.",
        code="plan/same-name",
        file=shown(other),
        hint="Rename one of them, or run them one by one into different folders. Nothing was written.",
    )


def overwriting(document: Path) -> SettingsError:
    """Say that a document would be overwritten with what is made from it."""
    return SettingsError(
        "The output would overwrite the file that it is made from.",
        code="plan/overwrites-input",
        file=shown(document),
        hint="Choose another folder with -o.",
    )
