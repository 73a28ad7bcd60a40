"""Python loads this at its start where its folder is in PYTHONPATH: nothing may leave the machine.

Every attempt to look up or to reach a host that is not this machine is written into the file that
OUTGOING names, and fails.
"""

import ipaddress
import os
import sys
from typing import Any

_REACH = {"socket.connect", "socket.sendto", "socket.sendmsg"}  # (socket, address)
_LOOK_UP = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}  # (host, …)


def _is_here(host: Any) -> bool:
    """Whether that is this machine; a path is a socket of the file system."""
    if host in (None, "", b"", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if event in _REACH:
        host = args[1][0] if isinstance(args[1], tuple) else None
    elif event in _LOOK_UP:
        host = args[0]
    else:
        return
    if not _is_here(host):
        with open(os.environ["OUTGOING"], "a", encoding="utf-8") as seen:
            seen.write(f"{event} {host!r} of {sys.argv[:3]}\n")
        raise PermissionError(f"nothing may leave the machine: {host!r}")


sys.addaudithook(_watch)
