"""The proxy of docs/security.md tried for real: its example is taken from there and run by nginx.

    python -m scripts.proxy [--nginx nginx]

A dashboard listens on 127.0.0.1 under the name of the example, nginx before it with a certificate
made for the purpose. Prints what was tried; exit code 1 when one thing is not as the document says.
Needs nginx and openssl.
"""

from __future__ import annotations

import argparse
import base64
import http.client
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from scripts.serving import free_port, serving

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "security.md"
NAME, LOGIN = "kanban.office.cn", "li:one-of-many"
_EXAMPLE = re.compile(r"(?:^    server \{\n(?:^    .*\n)+)+", re.MULTILINE)
_TOO_MUCH = 61 * 1024 * 1024  # bytes, more than the example lets through
_AUTHORIZED = {"Authorization": f"Basic {base64.b64encode(LOGIN.encode()).decode()}"}


class Proxy:
    """nginx as the document sets it up, on ports of its own."""

    def __init__(self, tls: int, plain: int) -> None:
        self.tls, self.plain = tls, plain
        self._trusting = ssl.create_default_context()
        self._trusting.check_hostname = False
        self._trusting.verify_mode = ssl.CERT_NONE  # the certificate is our own

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        """The answer to a GET over TLS."""
        asking = http.client.HTTPSConnection("127.0.0.1", self.tls, context=self._trusting)
        asking.request("GET", path, headers={"Host": NAME, **headers})
        return asking.getresponse()

    def get_plain(self) -> http.client.HTTPResponse:
        """The answer to a GET without TLS."""
        asking = http.client.HTTPConnection("127.0.0.1", self.plain)
        asking.request("GET", "/figures", headers={"Host": NAME})
        return asking.getresponse()

    def upload(self) -> int:
        """The status of an upload that is announced as larger than one may be."""
        asking = http.client.HTTPSConnection("127.0.0.1", self.tls, context=self._trusting)
        asking.putrequest("PUT", "/_stcore/upload_file/a/b", skip_host=True)
        headers = {"Host": NAME, "Content-Length": str(_TOO_MUCH), **_AUTHORIZED}
        for name, value in headers.items():
            asking.putheader(name, value)
        asking.endheaders()
        return asking.getresponse().status

    def visit(self, host: str, origin: str) -> str:
        """What a websocket comes to: a page, nothing, or the refusal's status."""
        beside = socket.create_connection(("127.0.0.1", self.tls))
        try:
            with connect(
                f"wss://{host}/_stcore/stream",
                sock=beside,
                ssl=self._trusting,
                origin=Origin(origin),
                subprotocols=[Subprotocol("streamlit")],
                additional_headers=_AUTHORIZED,
            ) as line:
                asked = BackMsg()
                asked.rerun_script.query_string = ""
                line.send(asked.SerializeToString())
                return "page" if len(line.recv(30)) else "nothing"
        except InvalidStatus as refused:
            return str(refused.response.status_code)


def tried(proxy: Proxy) -> Iterator[tuple[str, object, object]]:
    """What was tried, what must come of it, and what came."""
    page = proxy.get("/", **_AUTHORIZED)
    yield "a page", 200, page.status
    yield "no frame", "DENY", page.headers["X-Frame-Options"]
    yield "only by TLS from now on", True, "Strict-Transport-Security" in page.headers
    cookies = proxy.get("/_stcore/health", **_AUTHORIZED).headers.get_all("Set-Cookie") or []
    yield "cookies by TLS only", True, all("secure" in one.lower() for one in cookies)
    yield "without the login", 401, proxy.get("/").status
    yield "under another name", 403, proxy.get("/", Host="elsewhere.cn", **_AUTHORIZED).status
    elsewhere = {"Origin": "https://elsewhere.cn", **_AUTHORIZED}
    yield "from another site", 403, proxy.get("/", **elsewhere).status
    plain = proxy.get_plain()
    yield "without TLS", 301, plain.status
    yield "is led to", f"https://{NAME}/figures", plain.headers["Location"]
    yield "more than an upload may be", 413, proxy.upload()
    yield "a websocket", "page", proxy.visit(NAME, f"https://{NAME}")
    yield "on another port", "page", proxy.visit(f"{NAME}:8443", f"https://{NAME}:8443")
    yield "a websocket of another site", "403", proxy.visit(NAME, "https://elsewhere.cn")


@contextmanager
def proxying(nginx: str, folder: Path, dashboard: int) -> Iterator[Proxy]:
    """nginx before the dashboard at a port, until the block ends."""
    proxy = Proxy(free_port(), free_port())
    (folder / "nginx.conf").write_text(_settings(folder, dashboard, proxy), "utf-8")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", f"/CN={NAME}", "-keyout", "kanban.key", "-out", "kanban.pem"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    name, _, word = LOGIN.partition(":")
    (folder / "kanban.htpasswd").write_text(f"{name}:{{PLAIN}}{word}\n", "utf-8")
    running = subprocess.Popen([nginx, "-p", str(folder), "-c", "nginx.conf", "-e", "error.log"])
    try:
        _wait_for(proxy.tls)
        yield proxy
    finally:
        running.terminate()
        running.wait()


def _settings(folder: Path, dashboard: int, proxy: Proxy) -> str:
    """The document's example, with places and ports of this machine."""
    found = _EXAMPLE.search(DOCUMENT.read_text("utf-8"))
    if found is None:
        raise SystemExit(f"no example in {DOCUMENT}")
    example = found[0]
    for said, meant in (
        ("/etc/ssl", str(folder)),
        ("/etc/nginx", str(folder)),
        ("listen 443", f"listen 127.0.0.1:{proxy.tls}"),
        ("listen 80;", f"listen 127.0.0.1:{proxy.plain};"),
        ("127.0.0.1:8501", f"127.0.0.1:{dashboard}"),
    ):
        if said not in example:
            raise SystemExit(f"the example has no {said}")
        example = example.replace(said, meant)
    kept = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    head = f"daemon off;\nuser root;\npid {folder}/nginx.pid;\nevents {{}}\n"
    return f"{head}http {{\naccess_log off;\n{kept}{example}}}\n"


def _wait_for(port: int) -> None:
    for _ in range(100):
        with closing(socket.socket()) as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("nginx does not answer")


def main() -> int:
    """Try all of it; 1 when something is not as the document says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--nginx", default="nginx", help="the command")
    options = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory(prefix="proxy-") as name:
        folder = Path(name)
        hosts = f"--server.allowedHosts={NAME}"
        with serving(folder / "library.duckdb", folder, hosts, healthy_as=NAME) as server:
            port = int(server.url.rpartition(":")[2])
            with proxying(options.nginx, folder, port) as proxy:
                for what, must, came in tried(proxy):
                    failed |= must != came
                    print(f"{'as it must' if must == came else 'WRONG':10}  {what}: {came}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
