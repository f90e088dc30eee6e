"""The exceptions of Epistola.

Bad material is data (a `Diagnostic`); an exception is raised only where the next step would have no meaning.

    EpistolaError
    ├── SourceError        a letter can't be read: not text, not UTF-8, empty, no letter in it      exit 1
    ├── MarkupError        an XML document can't be read: not well-formed, forbidden DTD            exit 1
    ├── FidelityError      the encoding would not give back the source, character for character    exit 1
    ├── StylesheetError    a stylesheet can't be compiled or stopped                               exit 1
    ├── schema.OddError    an ODD has mistakes; it holds the diagnostics of all of them            exit 1
    ├── SettingsError      edition.toml, a sidecar or an option is wrong                           exit 2
    └── SurroundingsError  something around us fails: a folder that can't be written …             exit 3
"""

from __future__ import annotations


class EpistolaError(Exception):
    """What went wrong, where, and how to mend it.

    `code` is the stable name of the failure (`file/slug`), `file`, `line` and `column` say where (lines and
    columns count from 1; None where the whole is meant), `hint` says what to do.
    """

    exit_code = 1

    def __init__(
        self,
        message: str,
        *,
        code: str,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.hint = hint


class SourceError(EpistolaError):
    """A source can't become a letter."""


class MarkupError(EpistolaError):
    """A document isn't XML that we are willing to read."""


class FidelityError(EpistolaError):
    """The encoding and its source don't have the same characters; nothing was written."""


class StylesheetError(EpistolaError):
    """A stylesheet doesn't compile, or ended with an error."""


class SettingsError(EpistolaError):
    """What the user said (edition.toml, sidecar, option) can't be followed."""

    exit_code = 2


class SurroundingsError(EpistolaError):
    """The world around the program refuses: folders, files, missing packages."""

    exit_code = 3
