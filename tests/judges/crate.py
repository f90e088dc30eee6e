"""Run roc-validator without a network: `python crate.py CONTEXT ARGUMENTS…`.

It runs in an environment of its own, since its packages don't go together with ours. CONTEXT is a file with the
JSON-LD context of RO-Crate, which the validator would otherwise fetch.
"""

import sys
import urllib.request
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.response import addinfourl

from requests import Response

context = Path(sys.argv[1]).read_bytes()


def answer(*_: Any, **__: Any) -> Response:
    made = Response()
    made.status_code = 200
    made.headers["Content-Type"] = "application/ld+json"
    made._content = context
    return made


def opened(request: Any, *_: Any, **__: Any) -> addinfourl:
    address = request if isinstance(request, str) else request.full_url
    headers: Any = {"content-type": "application/ld+json"}
    return addinfourl(BytesIO(context), headers, address, 200)


urllib.request.urlopen = opened  # type: ignore[assignment]

from rocrate_validator.cli.main import cli  # noqa: E402
from rocrate_validator.utils import http  # noqa: E402

http.HttpRequester.get = answer
http.HttpRequester.head = answer
sys.argv = ["rocrate-validator", *sys.argv[2:]]
cli()
