"""Deposit: an edition, or one letter, as a package that a repository takes.

    metadata ─┐
    files ────┴▶ Package ─▶ bag · OCFL object · zip ─▶ targets (InvenioRDM, Zenodo, Dataverse, a folder)

A `Package` is all that a target may see: files by their paths, with checksums, and the metadata of DataCite 4.5,
which each target translates. This room never looks into a letter and imports no other that does; who makes the files
stands above it.
"""
