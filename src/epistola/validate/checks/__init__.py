"""What neither a grammar nor XPath can say of a letter: one check a file.

A check is a module here, or one that another package offers under the entry point `epistola.checks`. Its
docstring is its manual page; it has one function, which reads the document and yields what it finds:

    def check(document: Document) -> Iterator[Diagnostic]:
        if document.tree.find(".//{*}langUsage") is None:
            yield Diagnostic("NAME/none", Severity.WARNING, "…", document.place(document.root))

A check that says better what a rule of our schema says as well names that rule, by the code of its findings, in
`REPLACES`; what the rule found is then left out, so that one mistake gives one message.

The code of a finding is the name of the file, a slash, and a name that never changes. A check asks for nothing
beyond the document and its two folders, and never for the network.
"""
