"""`epistola ask`: a language model of the user's choice is asked for the names in letters, before they are encoded."""

from __future__ import annotations

import os
from pathlib import Path

import click

from epistola.build.editions import Editions
from epistola.build.files import read, write
from epistola.build.paths import name_of, shown, unique
from epistola.cli._options import FILE
from epistola.cli._speech import counted, report, say
from epistola.config import Edition, Endpoint
from epistola.diagnostics import from_error
from epistola.encode import Settings, read_answer, read_sidecar, sidecar_path, sources, text_of
from epistola.encode.models.answers import file_of
from epistola.encode.models.asking import ask
from epistola.errors import EpistolaError, SettingsError


@click.command(
    "ask",
    short_help="Ask a language model for the names in letters.",
    epilog="Example: epistola ask seeds",
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=FILE)
@click.option("--edition", metavar="FILE", type=FILE, help="The edition.toml to follow [default: the nearest one].")
@click.option("--language", metavar="CODE", help="The language of the letters, such as de [default: detected].")
@click.option("--again", is_flag=True, help="Ask about letters, too, about which there is an answer.")
def command(paths: tuple[Path, ...], edition: Path | None, language: str | None, again: bool) -> int:
    """Ask the language model that edition.toml names in [encode.endpoint] for the names in transcribed letters.

    PATH is a transcription, or a folder of them. Their text is sent to the address that is named there, and what comes
    back is kept in a file each, which epistola encode reads. A letter is asked about once, and again when its text or
    the model has changed. The key of the service is read from an environment variable.
    """
    editions = Editions(edition)
    documents = unique(source for path in paths for source in sources(path))
    asked, failed = 0, []
    for document in documents:
        try:
            asked += _asked(document, _endpoint(editions.of(document)), language, again=again)
        except SettingsError:
            raise
        except EpistolaError as error:
            failed.append(from_error(error, shown(document)))
    report(failed, "text")
    say(f"Asked about {asked:,} of {counted(len(documents), 'letter')}.")
    return 1 if failed else 0


def _endpoint(edition: Edition | None) -> Endpoint:
    if edition is not None and edition.endpoint is not None:
        return edition.endpoint
    raise SettingsError(
        "No language model is named.",
        code="ask/no-endpoint",
        hint="Name it in edition.toml: [encode.endpoint] with url and model (docs/how-to/models.md).",
    )


def _asked(document: Path, endpoint: Endpoint, language: str | None, *, again: bool) -> bool:
    """Ask about one letter and keep the answer, unless there is one about its text by the same model."""
    sidecar = sidecar_path(document)
    settings = Settings(language=language)
    if sidecar.is_file():
        settings = Settings(language=language, sidecar=read_sidecar(sidecar))
    text, code = text_of(read(document), name_of(document), settings)
    kept = read_answer(endpoint.answers, document)
    if kept is not None and kept.is_about(text) and kept.model == endpoint.model and not again:
        return False
    answer = ask(endpoint, text, code, os.environ.get(endpoint.key, ""))
    write(file_of(endpoint.answers, document), answer.to_bytes())
    return True
