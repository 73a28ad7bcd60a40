"""What a person keeps by name: a set of columns, a choice; each kind of thing has names of its own.

A value is whatever JSON can hold. What is kept under the id of a report goes with the report.
"""

from __future__ import annotations

import json
from typing import Any

from dashboard.errors import LibraryError
from dashboard.store.database import Store, now


def keep(library: Store, kind: str, name: str, value: Any) -> None:
    """Keep a value in place of one of the same kind and name. Raises `bad_value` without a name."""
    if not name.strip():
        raise LibraryError("bad_value", field="name", value=name)
    text = json.dumps(value, ensure_ascii=False)
    with library.writing() as cursor:
        cursor.execute("DELETE FROM kept WHERE kind = ? AND name = ?", [kind, name.strip()])
        cursor.execute("INSERT INTO kept VALUES (?, ?, ?, ?)", [kind, name.strip(), text, now()])


def kept(library: Store, kind: str) -> dict[str, Any]:
    """What is kept of a kind: name → value, in the order in which it was kept."""
    rows = library.rows("SELECT name, value FROM kept WHERE kind = ? ORDER BY made_at", [kind])
    return {name: json.loads(text) for name, text in rows}


def forget(library: Store, kind: str, name: str) -> None:
    """Keep it no longer; a name that is not there changes nothing."""
    with library.writing() as cursor:
        cursor.execute("DELETE FROM kept WHERE kind = ? AND name = ?", [kind, name])
