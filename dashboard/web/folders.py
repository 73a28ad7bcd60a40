"""Which folders of this computer the Reports page may read: those that its owner named.

Whoever reaches the dashboard asks with its owner's rights, so a path that is typed there must lead
into a folder of the setting FOLDERS (several as in PATH), and a link in one must not lead out.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping, Sequence
from pathlib import Path


def named(environment: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """The folders of the setting, as they lie on the disk; none where it is not set."""
    given = environment.get("FOLDERS", "").split(os.pathsep)
    return tuple(Path(one.strip()).expanduser().resolve() for one in given if one.strip())


def inside(written: str, folders: Sequence[Path]) -> Path | None:
    """Where a typed path leads, if that is in one of the folders and is there; else None."""
    try:
        place = Path(written.strip()).expanduser().resolve()
        is_there = place.exists()
    except (OSError, RuntimeError, ValueError):  # no such person, links in a circle, a NUL
        return None
    return place if is_there and any(map(place.is_relative_to, folders)) else None


def is_loopback(address: str | None) -> bool:
    """Whether a server at that address is reached from its own machine only."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False
