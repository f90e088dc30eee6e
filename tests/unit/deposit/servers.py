"""Repositories on this machine that behave by the published documents of their APIs, and fail when told to.

Each is strict: it checks the token, the kind of content, the state that an action needs, and the required fields.
"""

from __future__ import annotations

import hashlib
import json
import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "tok-3f9a1c-planted-secret"


class RefusedError(Exception):
    """An answer other than success."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass
class Call:
    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        if not self.body:
            return None
        if "application/json" not in self.headers.get("content-type", ""):
            raise RefusedError(415, "the body is not declared as JSON")
        return json.loads(self.body)


@dataclass
class Repository:
    """What all servers have in common: a log, faults by the number of the request, published and draft records."""

    address: str = ""
    faults: dict[int, str] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    spoil: int = 0
    """How many uploads are stored with bytes missing."""

    header = "authorization"
    expected = f"Bearer {TOKEN}"

    def answer(self, call: Call) -> tuple[int, Any]:
        if call.headers.get(self.header) != self.expected:
            raise RefusedError(401, f"unauthorised: {call.headers.get(self.header, 'no token')}")
        for method, pattern, handle in self.routes():
            found = re.fullmatch(pattern, call.path)
            if found and method == call.method:
                return handle(call, *map(unquote, found.groups()))
        raise RefusedError(404, f"no such address: {call.method} {call.path}")

    def routes(self) -> list[tuple[str, str, Callable[..., tuple[int, Any]]]]:
        raise NotImplementedError

    def record(self, name: str) -> dict[str, Any]:
        if name not in self.records:
            raise RefusedError(404, f"no record {name}")
        return self.records[name]

    def stored(self, content: bytes) -> bytes:
        if self.spoil:
            self.spoil -= 1
            return content[: len(content) // 2]
        return content

    def files(self) -> dict[str, str]:
        """The files of the newest record: name -> MD5 of what is stored."""
        newest = self.records[max(self.records, key=int)]
        return {name: md5(content) for name, content in newest["files"].items() if content is not None}


def md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


class Invenio(Repository):
    """InvenioRDM's drafts and records."""

    def routes(self) -> list[tuple[str, str, Callable[..., tuple[int, Any]]]]:
        one = r"/api/records/(\d+)"
        return [
            ("POST", "/api/records", self.create),
            ("GET", f"{one}/draft", self.show),
            ("POST", f"{one}/draft", self.edit),
            ("PUT", f"{one}/draft", self.describe),
            ("POST", f"{one}/draft/pids/doi", self.reserve),
            ("PUT", f"{one}/draft/review", self.review),
            ("GET", f"{one}/draft/files", self.list_files),
            ("POST", f"{one}/draft/files", self.announce),
            ("PUT", f"{one}/draft/files/([^/]+)/content", self.content),
            ("POST", f"{one}/draft/files/([^/]+)/commit", self.commit),
            ("DELETE", f"{one}/draft/files/([^/]+)", self.delete),
            ("POST", f"{one}/draft/actions/publish", self.publish),
            ("POST", f"{one}/versions", self.version),
        ]

    def body(self, name: str) -> dict[str, Any]:
        record = self.record(name)
        pids = {"doi": {"identifier": record["doi"]}} if record["doi"] else {}
        links = {"self_html": f"{self.address}uploads/{name}"}
        return {"id": name, "parent": {"id": record["parent"]}, "pids": pids, "links": links,
                "metadata": record["metadata"], "is_draft": record["draft"]}  # fmt: skip

    def made(self, metadata: dict[str, Any], parent: str = "") -> str:
        name = str(len(self.records) + 1)
        self.records[name] = {"metadata": metadata, "files": {}, "committed": set(), "doi": "", "draft": True,
                              "published": False, "parent": parent or f"parent-{name}"}  # fmt: skip
        return name

    def checked(self, call: Call) -> dict[str, Any]:
        body = call.json
        if not isinstance(body.get("files", {}).get("enabled"), bool):
            raise RefusedError(400, "files.enabled is required")
        metadata: dict[str, Any] = body["metadata"]
        for entry in metadata.get("rights", []):
            if ("id" in entry) == ("title" in entry):
                raise RefusedError(400, "rights take an id or a title")
        for language in metadata.get("languages", []):
            if not re.fullmatch("[a-z]{3}", language["id"]):
                raise RefusedError(400, "languages are ISO 639-3")
        return metadata

    def create(self, call: Call) -> tuple[int, Any]:
        return 201, self.body(self.made(self.checked(call)))

    def show(self, call: Call, name: str) -> tuple[int, Any]:
        self.drafted(name)
        return 200, self.body(name)

    def edit(self, call: Call, name: str) -> tuple[int, Any]:
        self.record(name)["draft"] = True
        return 201, self.body(name)

    def describe(self, call: Call, name: str) -> tuple[int, Any]:
        record = self.drafted(name)
        record["metadata"] = self.checked(call)
        record["doi"] = call.json.get("pids", {}).get("doi", {}).get("identifier", "")
        return 200, self.body(name)

    def reserve(self, call: Call, name: str) -> tuple[int, Any]:
        record = self.drafted(name)
        if record["doi"]:
            raise RefusedError(400, "a DOI is reserved already")
        record["doi"] = f"10.5072/invenio.{name}"
        return 201, self.body(name)

    def review(self, call: Call, name: str) -> tuple[int, Any]:
        self.drafted(name)["community"] = call.json["receiver"]["community"]
        return 200, {}

    def list_files(self, call: Call, name: str) -> tuple[int, Any]:
        record = self.drafted(name)
        return 200, {"entries": [self.entry(record, key) for key in record["files"]]}

    def entry(self, record: dict[str, Any], key: str) -> dict[str, Any]:
        if key not in record["committed"]:
            return {"key": key, "status": "pending"}
        return {"key": key, "status": "completed", "checksum": f"md5:{md5(record['files'][key])}"}

    def announce(self, call: Call, name: str) -> tuple[int, Any]:
        record = self.drafted(name)
        for entry in call.json:
            if entry["key"] in record["files"]:
                raise RefusedError(400, "a file of that key exists")
            if len(record["files"]) >= 100:
                raise RefusedError(400, "at most 100 files")
            record["files"][entry["key"]] = None
        return 201, {}

    def content(self, call: Call, name: str, key: str) -> tuple[int, Any]:
        if call.headers.get("content-type") != "application/octet-stream":
            raise RefusedError(415, "octets are expected")
        record = self.drafted(name)
        if key not in record["files"] or key in record["committed"]:
            raise RefusedError(400, "this file was not announced, or is complete")
        record["files"][key] = self.stored(call.body)
        return 200, {"key": key, "status": "pending"}

    def commit(self, call: Call, name: str, key: str) -> tuple[int, Any]:
        record = self.drafted(name)
        if record["files"].get(key) is None:
            raise RefusedError(400, "there is no content")
        record["committed"].add(key)
        return 200, self.entry(record, key)

    def delete(self, call: Call, name: str, key: str) -> tuple[int, Any]:
        record = self.drafted(name)
        if key not in record["files"]:
            raise RefusedError(404, "no such file")
        del record["files"][key]
        record["committed"].discard(key)
        return 204, None

    def publish(self, call: Call, name: str) -> tuple[int, Any]:
        record = self.drafted(name)
        needed = ("resource_type", "title", "publication_date", "creators")
        lacking = [key for key in needed if not record["metadata"].get(key)]
        if lacking or not record["committed"]:
            raise RefusedError(400, f"missing: {lacking or 'files'}")
        record["draft"], record["published"] = False, True
        return 202, self.body(name)

    def version(self, call: Call, name: str) -> tuple[int, Any]:
        record = self.record(name)
        if not record["published"]:
            raise RefusedError(404, "not published")
        drafts = [key for key, other in self.records.items() if other["parent"] == record["parent"] and other["draft"]]
        return 201, self.body(drafts[0] if drafts else self.made(dict(record["metadata"]), record["parent"]))

    def drafted(self, name: str) -> dict[str, Any]:
        record = self.record(name)
        if not record["draft"]:
            raise RefusedError(404, "there is no draft")
        return record


class Zenodo(Repository):
    """Zenodo's deposit API."""

    def routes(self) -> list[tuple[str, str, Callable[..., tuple[int, Any]]]]:
        one = r"/api/deposit/depositions/(\d+)"
        return [
            ("POST", "/api/deposit/depositions", self.create),
            ("GET", one, self.show),
            ("PUT", one, self.describe),
            ("DELETE", f"{one}/files/([^/]+)", self.delete),
            ("PUT", r"/api/files/bucket-(\d+)/([^/]+)", self.upload),
            ("POST", f"{one}/actions/publish", self.publish),
            ("POST", f"{one}/actions/edit", self.edit),
            ("POST", f"{one}/actions/newversion", self.version),
        ]

    def body(self, name: str) -> dict[str, Any]:
        record = self.record(name)
        links = {"bucket": f"{self.address}api/files/bucket-{name}", "html": f"{self.address}deposit/{name}"}
        if record["latest"]:
            links["latest_draft"] = f"{self.address}api/deposit/depositions/{record['latest']}"
        doi = f"10.5072/zenodo.{name}"
        said = {**record["metadata"], "prereserve_doi": {"doi": doi}}
        files = [{"id": f"f-{key}", "filename": key, "checksum": md5(data)} for key, data in record["files"].items()]
        public = {"submitted": record["published"], "doi": doi if record["published"] else ""}
        return {"id": int(name), "conceptrecid": record["concept"], "links": links, "metadata": said, "files": files,
                **public}  # fmt: skip

    def made(self, files: dict[str, bytes], concept: str = "") -> str:
        name = str(len(self.records) + 1)
        self.records[name] = {"metadata": {}, "files": files, "draft": True, "published": False, "latest": "",
                              "concept": concept or f"c{name}"}  # fmt: skip
        return name

    def create(self, call: Call) -> tuple[int, Any]:
        if call.json != {}:
            raise RefusedError(400, "an empty object is expected")
        return 201, self.body(self.made({}))

    def show(self, call: Call, name: str) -> tuple[int, Any]:
        return 200, self.body(name)

    def describe(self, call: Call, name: str) -> tuple[int, Any]:
        record = self.drafted(name)
        metadata = call.json["metadata"]
        for key in ("upload_type", "title", "creators", "description", "access_right", "license"):
            if not metadata.get(key):
                raise RefusedError(400, f"{key} is required")
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", metadata.get("publication_date", "")):
            raise RefusedError(400, "publication_date is a day")
        if metadata["upload_type"] == "publication" and not metadata.get("publication_type"):
            raise RefusedError(400, "publication_type is required")
        record["metadata"] = metadata
        return 200, self.body(name)

    def delete(self, call: Call, name: str, key: str) -> tuple[int, Any]:
        files = self.drafted(name)["files"]
        if key.removeprefix("f-") not in files:
            raise RefusedError(404, "no such file")
        del files[key.removeprefix("f-")]
        return 204, None

    def upload(self, call: Call, name: str, key: str) -> tuple[int, Any]:
        self.drafted(name)["files"][key] = self.stored(call.body)
        return 201, {"key": key, "checksum": f"md5:{md5(self.record(name)['files'][key])}"}

    def publish(self, call: Call, name: str) -> tuple[int, Any]:
        record = self.drafted(name)
        if not record["files"] or not record["metadata"]:
            raise RefusedError(400, "nothing to publish")
        record["draft"], record["published"] = False, True
        return 202, self.body(name)

    def edit(self, call: Call, name: str) -> tuple[int, Any]:
        record = self.record(name)
        if not record["published"]:
            raise RefusedError(400, "not published")
        record["draft"] = True
        return 201, self.body(name)

    def version(self, call: Call, name: str) -> tuple[int, Any]:
        record = self.record(name)
        if not record["published"]:
            raise RefusedError(400, "not published")
        record["latest"] = record["latest"] or self.made(dict(record["files"]), record["concept"])
        return 201, self.body(name)

    def drafted(self, name: str) -> dict[str, Any]:
        record = self.record(name)
        if not record["draft"]:
            raise RefusedError(403, "the deposition is published")
        return record


class Dataverse(Repository):
    """Dataverse's native API."""

    header = "x-dataverse-key"
    expected = TOKEN

    def routes(self) -> list[tuple[str, str, Callable[..., tuple[int, Any]]]]:
        dataset = "/api/datasets/:persistentId"
        return [
            ("POST", "/api/dataverses/letters/validateDatasetJson", self.validate),
            ("POST", "/api/dataverses/letters/datasets", self.create),
            ("PUT", f"{dataset}/versions/:draft", self.describe),
            ("GET", f"{dataset}/versions/:latest/files", self.list_files),
            ("POST", f"{dataset}/add", self.add),
            ("DELETE", r"/api/files/(.+)", self.delete),
            ("POST", f"{dataset}/actions/:publish", self.publish),
        ]

    def validate(self, call: Call) -> tuple[int, Any]:
        self.checked(call.json["datasetVersion"])
        return 200, {"status": "OK"}

    def checked(self, version: dict[str, Any]) -> dict[str, Any]:
        fields = {entry["typeName"]: entry for entry in version["metadataBlocks"]["citation"]["fields"]}
        for entry in fields.values():
            if set(entry) != {"typeName", "typeClass", "multiple", "value"}:
                raise RefusedError(400, f"{entry} is no field")
            if entry["multiple"] != isinstance(entry["value"], list):
                raise RefusedError(400, f"{entry['typeName']} is multiple or not")
        inner = {"author": "authorName", "datasetContact": "datasetContactEmail", "dsDescription": "dsDescriptionValue"}
        for name in ("title", "author", "datasetContact", "dsDescription", "subject"):
            if not fields.get(name, {}).get("value"):
                raise RefusedError(400, f"{name} is required")
            if name in inner and not all(value[inner[name]]["value"] for value in fields[name]["value"]):
                raise RefusedError(400, f"{inner[name]} is required")
        if set(fields["subject"]["value"]) - {"Arts and Humanities", "Other"}:
            raise RefusedError(400, "that is no subject")
        return version

    def create(self, call: Call) -> tuple[int, Any]:
        name = str(len(self.records) + 1)
        self.records[name] = {"metadata": self.checked(call.json["datasetVersion"]), "files": {}, "draft": True,
                              "published": False}  # fmt: skip
        return 201, {"status": "OK", "data": {"id": int(name), "persistentId": f"doi:10.5072/FK2/{name}"}}

    def dataset(self, call: Call) -> dict[str, Any]:
        return self.record(call.query["persistentId"][0].rsplit("/", 1)[-1])

    def describe(self, call: Call) -> tuple[int, Any]:
        record = self.dataset(call)
        record["metadata"], record["draft"] = self.checked(call.json), True
        return 200, {"status": "OK", "data": {}}

    def list_files(self, call: Call) -> tuple[int, Any]:
        files = []
        for path, content in self.dataset(call)["files"].items():
            folder, _, label = path.rpartition("/")
            data = {"id": path.replace("/", "|"), "md5": md5(content)}
            files.append({"label": label, "directoryLabel": folder, "dataFile": data})
        return 200, {"status": "OK", "data": files}

    def add(self, call: Call) -> tuple[int, Any]:
        boundary = call.headers["content-type"].partition("boundary=")[2].encode()
        parts = [part.strip(b"\r\n") for part in call.body.split(b"--" + boundary)[1:-1]]
        said: dict[str, tuple[str, bytes]] = {}
        for part in parts:
            head, _, content = part.partition(b"\r\n\r\n")
            name = re.search(rb' name="([^"]+)"', head)
            filename = re.search(rb'filename="([^"]+)"', head)
            assert name
            said[name[1].decode()] = (filename[1].decode() if filename else "", content)
        about = json.loads(said["jsonData"][1])
        if about["tabIngest"] != "false" or not re.fullmatch(r"[\w\-./ ]*", about.get("directoryLabel", "")):
            raise RefusedError(400, "tables would be taken apart, or a folder would be renamed")
        label, content = said["file"]
        record = self.dataset(call)
        path = "/".join(part for part in (about.get("directoryLabel", ""), label) if part)
        if path in record["files"]:
            raise RefusedError(400, "a file of that name exists")
        record["files"][path] = self.stored(content)
        record["draft"] = True
        stored = {"label": label, "dataFile": {"id": path, "md5": md5(record["files"][path])}}
        return 200, {"status": "OK", "data": {"files": [stored]}}

    def delete(self, call: Call, name: str) -> tuple[int, Any]:
        path = name.replace("|", "/")
        for record in self.records.values():
            if path in record["files"]:
                del record["files"][path]
                return 200, {"status": "OK"}
        raise RefusedError(404, "no such file")

    def publish(self, call: Call) -> tuple[int, Any]:
        record = self.dataset(call)
        if call.query["type"][0] not in {"major", "minor"} or not record["draft"]:
            raise RefusedError(400, "nothing to publish")
        record["draft"], record["published"] = False, True
        return 200, {"status": "OK", "data": {}}


def _handler(repository: Repository) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            parts = urlsplit(self.path)
            body = self._body()
            headers = {name.lower(): value for name, value in self.headers.items()}
            call = Call(self.command, parts.path, parse_qs(parts.query), headers, body)
            number = len(repository.log)
            repository.log.append(f"{self.command} {parts.path}")
            fault = repository.faults.pop(number, "")
            if fault == "reset":
                self._reset()
            elif fault == "401":
                self._say(401, {"message": f"token {headers.get(repository.header)} has expired"})
            elif fault in {"429", "500", "503"}:
                self._say(int(fault), {"message": "not now"}, {"Retry-After": "7"} if fault == "429" else {})
            else:
                self._serve(call, lost=fault == "lost")

        def _serve(self, call: Call, *, lost: bool) -> None:
            try:
                status, said = repository.answer(call)
            except RefusedError as refused:
                status, said = refused.status, {"message": str(refused)}
            if lost:
                self._reset()
            else:
                self._say(status, said)

        def _body(self) -> bytes:
            if self.headers.get("Transfer-Encoding", "") == "chunked":
                pieces = []
                while size := int(self.rfile.readline(), 16):
                    pieces.append(self.rfile.read(size))
                    self.rfile.readline()
                self.rfile.readline()
                return b"".join(pieces)
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))

        def _say(self, status: int, said: Any, headers: dict[str, str] | None = None) -> None:
            content = b"" if said is None else json.dumps(said).encode()
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def _reset(self) -> None:
            """Break the connection off, as a router does."""
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.close_connection = True
            self.connection.close()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Keep quiet."""

        do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815

        def finish(self) -> None:
            with suppress(OSError, ValueError):
                super().finish()

    return Handler


@contextmanager
def running(repository: Repository) -> Iterator[Repository]:
    """Serve a repository on a port of this machine for as long as that is needed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(repository))
    server.daemon_threads = True
    repository.address = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield repository
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
