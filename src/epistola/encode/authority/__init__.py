"""The authority files of an edition: read for the encoder, and kept with what the encoded letters name.

`register` reads the lists; `letters` collects names that nobody has identified yet, `proposing` groups them into
entries to propose, `likeness` finds what may be the same; `entries` writes an entry, `inserting` puts it into a file
without touching another byte; `service` asks a reconciliation service for candidates. Nothing is merged by itself.
"""
