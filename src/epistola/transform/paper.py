"""Setting what a stylesheet has written for print as PDF, with WeasyPrint (the extra "pdf").

The same document gives the same bytes: no clock, an identifier made of the document. Nothing is fetched:
whatever a document names, a PDF is made of the document alone.
"""

from __future__ import annotations

import logging
from hashlib import sha256

from epistola.errors import SurroundingsError
from epistola.extras import need


def set_in_pages(document: str) -> bytes:
    """Return an XHTML document as PDF; raise SurroundingsError when WeasyPrint isn't there or can't work."""
    need("pdf", "weasyprint")
    try:
        import weasyprint
    except OSError as error:
        raise SurroundingsError(
            f"A PDF can't be made, since a library that WeasyPrint needs is not there: {error}.",
            code="transform/no-weasyprint",
            hint="Install the system's library Pango (Debian and Ubuntu: apt install libpango-1.0-0).",
        ) from None
    # It remarks on each rule of a style sheet that has no meaning on paper.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    identifier = sha256(document.encode()).hexdigest()[:32].encode()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    page = weasyprint.HTML(string=document, media_type="print", url_fetcher=fetcher)
    return bytes(page.write_pdf(pdf_identifier=identifier))
