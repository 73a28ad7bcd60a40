"""Who may use the dashboard where its owner asks for a login: those on the owner's list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def is_asked(secrets: Mapping[str, Any]) -> bool:
    """Whether the owner asks for a login: by Streamlit's section [auth], or by a list alone, which
    lets nobody in rather than everybody."""
    return "auth" in secrets or "login" in secrets


def allowed(secrets: Mapping[str, Any]) -> tuple[str, ...]:
    """The list: addresses, and @office.cn for all of an office; empty where there is none."""
    section = secrets.get("login", {})
    listed = section.get("allowed", ()) if isinstance(section, Mapping) else ()
    return tuple(map(str, (listed,) if isinstance(listed, str) else listed))


def may_enter(user: Mapping[str, Any], listed: Iterable[str]) -> bool:
    """Whether a person as the login's provider describes them is on the list.

    An address counts that the provider did not call unverified; capitals make no difference.
    """
    if user.get("is_logged_in") is not True or user.get("email_verified") in (False, "false"):
        return False
    address = str(user.get("email") or "").strip().casefold()
    name, _, office = address.rpartition("@")
    known = {one.strip().casefold() for one in listed} - {"", "@"}
    return bool(name and office) and "@" not in name and bool({address, f"@{office}"} & known)
