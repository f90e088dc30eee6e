"""Annotators: each looks at a letter and says what it sees; none edits the text.

An annotator is a module of this folder, or an entry point of the group `epistola.annotators`. It has

    NEEDS: tuple[str, ...]      what has to be found before it runs
    GIVES: tuple[str, ...]      what it finds (the names by which others need it)
    RESPONSIBILITY: str         what it answers for, in the words of a `respStmt`
    def annotate(letter: Letter, context: Context) -> Iterator[Annotation | Remark]

Its docstring is its manual page, with a case that fires and one that doesn't.
"""
