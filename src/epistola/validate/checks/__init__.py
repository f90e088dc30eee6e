"""What neither a grammar nor XPath can say of a letter: one check a file.

A check is a module here, or one that another package offers under the entry point `epistola.checks`. Its
docstring is its manual page; it has one function, which reads the document and yields what it finds:

    def check(document: Document) -> Iterator[Diagnostic]:
        if document.tree.find(".//{*}langUsage") is None:
            yield Diagnostic("NAME/none", Severity.WARNING, "…", document.place(document.root))

A check that says better what a rule of our schema says as well names that rule, by the code of its findings, in
`REPLACES`; what the rule found is then left out, so that one mistake gives one message.

What can be said only when all documents are known, a check says with two further functions. `collect` takes the few
facts of a document that are needed later (frozen, small, fit for pickling; None where there are none), `compare` looks
at all of them at the end; no document is in memory any more by then:

    def collect(document: Document) -> Facts | None: ...
    def compare(facts: Iterable[Facts]) -> Iterator[Diagnostic]: ...

The code of a finding is the name of the file, a slash, and a name that never changes. A check asks for nothing
beyond the document and its two folders, and never for the network.
"""
