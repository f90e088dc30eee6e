"""Writing TEI: header, body and the letter's own lists; no decisions about the text are left to take here."""
