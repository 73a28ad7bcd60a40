"""Who may speak to the dashboard: a gate in front of every address of it, HTTP and websocket.

A page of elsewhere that a person has open can send requests to their own machine, under a name of
its own choice that leads there. So the `Host` of a request must be one that the dashboard goes by,
and an `Origin` must be the dashboard itself. No answer may stand in another site's frame, nor ask
anything of another host: were a script ever to come to life in a page, it could send nothing away.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import re
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_NOT_DATA, _FORBIDDEN = 1003, 1008  # codes that close a websocket (RFC 6455, 7.4.1)
# Where what a page holds may come from: this server or the page itself. Styles made in place are
# let be; scripts are not, but for those that the page is served with, known by their hash, and
# WebAssembly, by which the messages of the server are read.
_POLICY = (
    "default-src 'self'; script-src 'self' blob: 'wasm-unsafe-eval' {scripts}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_IN_PLACE = re.compile(r"<script>(.*?)</script>", re.DOTALL)

_log = logging.getLogger(__name__)


class Gate:
    """ASGI middleware that refuses what does not come to the dashboard under its own name.

    `hosts`: names that the dashboard goes by, `*.office.cn` for all below one, `*` for any; none
    given: those of this machine. `origins`: others that may ask (https://desk.office.cn).
    `refusal`: what a person is told. `page`: the HTML that the server answers with.
    """

    def __init__(
        self, app: App, hosts: Sequence[str], origins: Sequence[str], refusal: str, page: str
    ) -> None:
        self._app = app
        self._hosts = tuple(map(_name, hosts or _LOOPBACK))
        self._origins = tuple(origin.strip().lower().rstrip("/") for origin in origins)
        self._refusal = refusal.encode()
        self._headers = {
            b"content-security-policy": _POLICY.format(scripts=_hashes(page)).encode(),
            b"x-frame-options": b"DENY",
            b"x-content-type-options": b"nosniff",
            b"referrer-policy": b"same-origin",
            b"cross-origin-opener-policy": b"same-origin",
            b"cross-origin-resource-policy": b"same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or let through with what every answer must carry."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif wrong := self._wrong(scope):
            _log.warning("refused for its %s: %.200r", *wrong)
            await (_hang_up if scope["type"] == "websocket" else self._refuse)(send)
        elif scope["type"] == "websocket":
            line = _DataOnly(receive, send)
            await self._app(scope, line.receive, line.send)
        else:
            await self._app(scope, receive, self._with_headers(send))

    def _wrong(self, scope: Scope) -> tuple[str, str] | None:
        """What of the request is not the dashboard's own, and what it says; None if nothing."""
        hosts, origins = _values(scope, b"host"), _values(scope, b"origin")
        if len(hosts) != 1 or not self._is_ours(hosts[0]):
            return "Host", ", ".join(hosts)
        if origins and not (len(origins) == 1 and self._may_ask(origins[0], hosts[0])):
            return "Origin", ", ".join(origins)
        return None

    def _is_ours(self, host: str) -> bool:
        try:
            parts = urlsplit(f"//{host}")
            _ = parts.port  # raises where it is none
        except ValueError:
            return False
        if parts.netloc != host or "@" in host or not parts.hostname:
            return False
        name = _name(parts.hostname)
        return any(
            ours in ("*", name) or (ours.startswith("*.") and name.endswith(ours[1:]))
            for ours in self._hosts
        )

    def _may_ask(self, origin: str, host: str) -> bool:
        scheme, _, asker = origin.lower().partition("://")
        own = scheme in ("http", "https") and asker == host.lower()
        return own or origin.lower() in self._origins

    async def _refuse(self, send: Send) -> None:
        headers = [(b"content-type", b"text/plain; charset=utf-8"), *self._headers.items()]
        await send({"type": "http.response.start", "status": 403, "headers": headers})
        await send({"type": "http.response.body", "body": self._refusal})

    def _with_headers(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [pair for pair in message.get("headers", ()) if pair[0] not in self._headers]
                message = {**message, "headers": [*own, *self._headers.items()]}
            await send(message)

        return sending


def _hashes(page: str) -> str:
    """The scripts that stand in a page, as a policy names them."""
    scripts = (script.encode() for script in _IN_PLACE.findall(page))
    hashes = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{one}'" for one in hashes)


async def _hang_up(send: Send) -> None:
    await send({"type": "websocket.close", "code": _FORBIDDEN})


def _name(host: str) -> str:
    """A host's name as names are compared: small letters, no brackets, no point at its end."""
    return host.strip().lower().strip("[]").rstrip(".")


def _values(scope: Scope, header: bytes) -> list[str]:
    return [value.decode("latin-1") for name, value in scope["headers"] if name == header]


class _DataOnly:
    """A websocket on which only data come: one that sends text is closed, and nobody is hurt."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._closed = False

    async def receive(self) -> Message:
        """The next message; a text is told as the visitor having gone."""
        message = await self._receive()
        if message["type"] == "websocket.receive" and message.get("bytes") is None:
            _log.warning("a websocket was closed that sent text")
            self._closed = True
            await self._send({"type": "websocket.close", "code": _NOT_DATA})
            return {"type": "websocket.disconnect", "code": _NOT_DATA}
        return message

    async def send(self, message: Message) -> None:
        """Send, as long as there is someone."""
        if not self._closed:
            await self._send(message)
