"""What a build would do, and why, without doing it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from epistola.build.bench import Bench
from epistola.build.building import bench
from epistola.build.driving import AT_A_LOOK, Stage
from epistola.build.freshness import Unit, Work
from epistola.build.letters import Letter, plan
from epistola.build.options import Options, ignore
from epistola.build.orders import PIECE
from epistola.build.paths import shown
from epistola.build.stages import gather, links
from epistola.build.stages.encode import Encoding
from epistola.build.stages.transform import Transformation
from epistola.build.stages.validate import Validation
from epistola.config import Edition
from epistola.errors import SettingsError

_Document = TypeVar("_Document")
_LINKS: Final = links.target("")


@dataclass(frozen=True, slots=True)
class Explained:
    """Whether something is as it would be made today.

    `stage` is the stage that would make it, `target` the file (a document that would be validated where the stage is
    `validate`), `reasons` why it would be made; without any it is fresh. When a reason isn't `certain`, an earlier
    stage decides.
    """

    stage: str
    target: Path
    reasons: tuple[str, ...]
    certain: bool = True


def expected(edition: Edition, options: Options | None = None) -> Iterator[Explained]:
    """Yield what a build would do now, in its order. Nothing is written; raises what `build` raises."""
    chosen = options or Options()
    with _only_looking(edition, chosen) as at:
        yield from (found for found in _all(at, each_page=False) if found.reasons)


def explain(edition: Edition, output: Path) -> Iterator[Explained]:
    """Yield what can be said of `output`: as what is made, and for TEI also as what is judged.

    Raises SettingsError for a file that the build of the edition doesn't make.
    """
    wanted = output.resolve()
    found = False
    with _only_looking(edition, Options()) as at:
        letters = [letter for letter in at.plan.letters if wanted in _files(at, letter)]
        of_all = wanted in [at.files.path(at.names.output_of_all(kind)).resolve() for kind in at.plan.of_all()]
        lists = [path for path in edition.authority_files() if path.resolve() == wanted]
        leads = wanted in _pages(at, letters)
        at.plan = replace(at.plan, letters=at.plan.letters if of_all or leads else letters)
        for explained in _all(at, each_page=True) if letters or of_all or lists else ():
            if explained.target.resolve() == wanted:
                found = True
                yield explained
    if not found:
        raise SettingsError(
            "The build of this edition does not make this file.",
            code="build/not-made",
            file=shown(output),
            hint="epistola build --dry-run lists what would be made; formats are chosen in edition.toml.",
        )


@contextmanager
def _only_looking(edition: Edition, options: Options) -> Iterator[Bench]:
    made = plan(edition, options.only)
    try:
        with bench(made, options, ignore, writable=False) as at:
            at.state.rows(["nothing"])
            yield at
    except sqlite3.DatabaseError as error:
        raise SettingsError(
            f"What earlier builds noted can't be read: {error}.",
            code="state/unreadable",
            file=shown(edition.root),
            hint="Build the edition: the state is then begun anew.",
        ) from None


def _files(at: Bench, letter: Letter) -> list[Path]:
    """Return the files of a letter that a build makes."""
    outputs = (at.names.output_of(letter, kind) for kind in at.plan.each())
    return [at.files.path(name).resolve() for name in (at.names.tei_of(letter), *outputs)]


def _pages(at: Bench, letters: Sequence[Letter]) -> list[Path]:
    """Return the files of letters that lead to other letters, on which they depend."""
    kinds = Transformation.of(at).pages
    return [at.files.path(at.names.output_of(letter, kind)).resolve() for letter in letters for kind in kinds]


def _all(at: Bench, *, each_page: bool) -> Iterator[Explained]:
    """Yield all tasks, fresh ones too. What may change in one stage makes the next uncertain.

    Unless `each_page` is wanted, pages that may have to say something else of other letters are named together.
    """
    changing: set[str] = set()
    for unit in _looked(Encoding.of(at)):
        yield from _explained("encode", unit, at, changing)
        changing.update(work.file for work in unit.due)
    for unit in _looked(Validation.of(at)):
        yield from _explained("validate", unit, at, changing)
    transformation, news = Transformation.of(at), 0
    for unit in _looked(transformation):
        yield from _explained("transform", unit, at, changing)
        news += unit.label in changing or any(work.target.startswith(_LINKS) for work in unit.due)
    yield from _explained_pages(transformation, news, at, changing, each_page=each_page)
    for unit in gather.look(at, list(transformation.letters)) if transformation.letters else ():
        yield from _explained("transform", unit, at, changing)


def _explained_pages(
    stage: Transformation, news: int, at: Bench, changing: set[str], *, each_page: bool
) -> Iterator[Explained]:
    """Yield the pages; `news` letters are new or changed, and which pages will lead to them is decided later."""
    news += links.gone(at, stage.letters) if stage.pages and not at.plan.chosen.patterns else 0
    doubt = (f"if it comes to say something else of other letters, {news:,} of which are new, changed or gone",)
    in_doubt = False
    for unit in _looked(stage.of_pages(links.known(at))):
        for found in _explained("transform", unit, at, changing):
            in_doubt |= bool(news) and not found.reasons
            yield found if found.reasons or not (news and each_page) else replace(found, reasons=doubt, certain=False)
    if in_doubt and not each_page:
        said = f"pages, if they come to say something else of other letters, {news:,} of which are new, changed or gone"
        yield Explained("transform", at.plan.edition.output, (said,), certain=False)


def _looked(stage: Stage[_Document]) -> Iterator[Unit]:
    documents = stage.documents()
    while some := list(islice(documents, AT_A_LOOK)):
        yield from stage.look(some)


def _explained(stage: str, unit: Unit, at: Bench, changing: set[str]) -> Iterator[Explained]:
    for work in unit.works:
        if not work.format.startswith(PIECE):
            reasons, certain = _why(work, unit, changing)
            yield Explained(stage, at.files.path(work.file or unit.label), tuple(reasons), certain)


def _why(work: Work, unit: Unit, changing: set[str]) -> tuple[Sequence[str], bool]:
    if unit.refusal is not None:
        return [str(unit.refusal)], True
    if work in unit.due:
        return work.reasons(), True
    if unit.label in changing:
        return ["if the letter, which is encoded anew, becomes another"], False
    return [], True
