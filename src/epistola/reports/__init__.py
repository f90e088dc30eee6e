"""Reports: diagnostics as text, one form a file.

A report is a module here, or one that another package offers under the entry point `epistola.reports`, with one
function:

    def render(diagnostics: Sequence[Diagnostic], sources: Mapping[str, bytes]) -> str: ...

`sources` holds the bytes of the files that the diagnostics speak of, by the names under which they do; a report
that shows lines takes them from there and does without where a file is absent. Diagnostics come in the order in
which they are to be shown. What is returned ends with a line end.
"""
