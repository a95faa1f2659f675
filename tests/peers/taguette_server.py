"""A real Taguette, started for a test, with its own database, and ended with it."""

from __future__ import annotations

import html.parser
import http.cookiejar
import os
import re
import socket
import sqlite3
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing
from pathlib import Path
from types import TracebackType

_PATIENCE = 60
_TOKEN = re.compile(r"\?token=([0-9a-f]+)")
_MARK = "----a-line-that-stands-in-no-codebook----"


class TaguetteServer:
    """The server of one folder; used as a context, at the end of which it stops."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "taguette.sqlite3"
        self._folder = folder
        self._log = folder / "server.log"
        self._cookies = http.cookiejar.CookieJar()
        self._http = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self._cookies)
        )
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self._port = found.getsockname()[1]

    def __enter__(self) -> TaguetteServer:
        program = Path(sysconfig.get_path("scripts")) / "taguette"
        where = ["-b", "127.0.0.1", "-p", str(self._port), "--database", str(self.database)]
        # Warnings are errors in these tests, but not in Taguette.
        around = {key: value for key, value in os.environ.items() if key != "PYTHONWARNINGS"}
        around |= {"HOME": str(self._folder), "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"}
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, str(program), "--no-browser", *where],
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self._folder,
                env=around,
            )
        try:
            self._get(f"/?token={self._token()}")  # signs in
            self._get("/project/new")  # gives the cookie that forms are sent with
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def _token(self) -> str:
        """What it writes once it listens."""
        end = time.monotonic() + _PATIENCE
        while True:
            log = self._log.read_text("utf-8", "replace")
            found = _TOKEN.search(log)
            if found is not None:
                return found[1]
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"Taguette did not start:\n{log}")
            time.sleep(0.1)

    def _stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    # ------------------------------------------------------------------------------ requests

    def _send(self, path: str, data: bytes | None = None, kind: str = "") -> tuple[int, str, bytes]:
        headers = {"Content-Type": kind} if kind else {}
        request = urllib.request.Request(f"http://127.0.0.1:{self._port}{path}", data, headers)
        try:
            with self._http.open(request, timeout=_PATIENCE) as answer:
                return answer.status, answer.geturl(), answer.read()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.geturl() or "", refused.read()

    def _get(self, path: str) -> bytes:
        status, _, body = self._send(path)
        assert status == 200, (path, status, body[:500])
        return body

    def _secret(self) -> str:
        return next(each.value or "" for each in self._cookies if each.name == "_xsrf")

    def _post_form(self, path: str, fields: dict[str, str]) -> tuple[int, str, bytes]:
        data = urllib.parse.urlencode({**fields, "_xsrf": self._secret()}).encode()
        return self._send(path, data, "application/x-www-form-urlencoded")

    def _post_file(self, path: str, name: str, data: bytes) -> tuple[int, str, bytes]:
        head = (
            f'--{_MARK}\r\nContent-Disposition: form-data; name="_xsrf"\r\n\r\n{self._secret()}\r\n'
            f'--{_MARK}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: text/csv\r\n\r\n"
        )
        body = head.encode() + data + f"\r\n--{_MARK}--\r\n".encode()
        return self._send(path, body, f"multipart/form-data; boundary={_MARK}")

    # --------------------------------------------------------------------- what a person does

    def new_project(self) -> int:
        """The number of a new project."""
        _, where, body = self._post_form("/project/new", {"name": "tried", "description": ""})
        found = re.search(r"/project/(\d+)$", where)
        assert found is not None, (where, body[:500])
        return int(found[1])

    def import_codebook(self, project: int, data: bytes) -> str:
        """Import a csv as a browser does, in two steps; the answer is why it is refused, if it is.

        The first step shows a form with what was read, the second sends it back; only that stores
        anything.
        """
        address = f"/project/{project}/import_codebook"
        status, _, body = self._post_file(address, "codebook.csv", data)
        shown = _Form(body)
        if status != 200:
            return f"{status} {shown.error}"
        status, _, body = self._post_form(address, shown.fields)
        return "" if status == 200 else f"{status} {_Form(body).error}"

    def export(self, project: int, name: str) -> bytes:
        """A file that it makes of a project: ``codebook.csv``, ``codebook.qdc``."""
        return self._get(f"/project/{project}/export/{name}")

    def codes(self, project: int) -> list[tuple[str, str]]:
        """The paths and descriptions that are in its database, in the order of the paths."""
        asked = "SELECT path, description FROM tags WHERE project_id = ?"
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            return sorted(database.execute(asked, [project]))


class _Form(html.parser.HTMLParser):
    """What a browser would send back of the form on a page, and what the page complains of."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: dict[str, str] = {}
        self.error = ""
        self._is_error = False
        self.feed(page.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self._is_error = tag == "div" and "alert-danger" in (found.get("class") or "")
        name, value = found.get("name"), found.get("value")
        if tag != "input" or not name:
            return
        if found.get("type") == "checkbox":
            if "checked" in found:
                self.fields[name] = value or "on"
        else:
            # A browser leaves the line ends of a single line out (HTML, "value sanitization").
            self.fields[name] = re.sub(r"[\r\n]", "", value or "")

    def handle_data(self, data: str) -> None:
        if self._is_error:
            self.error += data.strip()
