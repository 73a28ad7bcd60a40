"""The licences of everything that is pinned, from the packages' own metadata.

    python -m scripts.licences [--write]

Prints docs/licences.md as it should be; `--write` writes it. What is not installed here (another
system's, an extra) keeps the line that it has. Exit code 1 when a package's licence is not known or
none of those that this project may stand beside (`ACCEPTED`): a person must look at it.
"""

from __future__ import annotations

import argparse
import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
# Requirements file → what its packages are for, as the page says it.
FILES = {
    "requirements.txt": "runs",
    "requirements-ocr.txt": "reads scans",
    "requirements-dev.txt": "tests",
    "requirements-cluster.txt": "runs on a cluster",
}
# Names of the Python package index and of older metadata → the name that SPDX has.
_SPDX = {
    "Apache License 2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}
# Packages whose metadata leave a choice or say it in a sentence → what their licence file says.
_READ_BY_HAND = {
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",  # a choice; tests only
}
PERMISSIVE = frozenset(
    {"0BSD", "Apache-2.0", "Artistic-1.0-Perl", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0"}
    | {"CNRI-Python", "MIT", "MIT-0", "MIT-CMU", "PSF-2.0", "Zlib"}
)
# Files of theirs that are changed must stay open; beside them anything may stand.
OF_FILES = frozenset({"MPL-2.0"})
ACCEPTED = PERMISSIVE | OF_FILES

_HEAD = """# Licences of what is installed

Written by `python -m scripts.licences --write` from the packages' metadata, by their SPDX names.
All but those marked * are permissive, or offer a permissive one. * MPL-2.0: a file of theirs that
is changed must stay open; using it as it is asks for nothing.

| package | licence | for |
|---|---|---|
"""
_LINE = re.compile(r"^\| ([\w.-]+) \| ([^|*]+?)(?: \*)? \|", re.MULTILINE)


def main() -> int:
    """Print or write the page; 1 when a person must look at a licence."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = licences()
    if options.write:
        PAGE.write_text(page(found), "utf-8")
    else:
        print(page(found), end="")
    doubtful = {name: said for name, said in found.items() if not accepted(said)}
    for name, said in doubtful.items():
        print(f"look at this one: {name} ({said or 'says nothing'})", file=sys.stderr)
    return int(bool(doubtful))


def licences() -> dict[str, str]:
    """Every pinned package with its licence, empty where that is not known."""
    listed = written()
    return {name: of_installed(name) or listed.get(name, "") for name in pinned()}


def pinned() -> dict[str, list[str]]:
    """Every pinned package and what it is for."""
    names: dict[str, list[str]] = {}
    for file, purpose in FILES.items():
        text = (ROOT / file).read_text("utf-8")
        for name in dict.fromkeys(re.findall(r"^([a-z0-9._-]+)==", text, re.MULTILINE)):
            names.setdefault(name, []).append(purpose)
    return dict(sorted(names.items()))


def written() -> dict[str, str]:
    """What the page says: package → licence."""
    return dict(_LINE.findall(PAGE.read_text("utf-8"))) if PAGE.exists() else {}


def of_installed(name: str) -> str:
    """What a package says of itself; empty where it is not installed or says nothing."""
    if name in _READ_BY_HAND:
        return _READ_BY_HAND[name]
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    if expression := said.get_all("License-Expression"):
        return str(expression[0])
    named = [str(name).strip() for name in said.get_all("License") or []]
    for candidate in (*named, *_classified(said.get_all("Classifier") or [])):
        known = _SPDX.get(candidate, candidate)
        if known and accepted(known):
            return known
    return ""


def accepted(expression: str) -> bool:
    """Whether all that an SPDX expression asks for is accepted, or one side of a choice is."""
    return bool(expression) and any(
        all(name.strip(" ()") in ACCEPTED for name in side.split(" AND "))
        for side in expression.split(" OR ")
    )


def page(found: dict[str, str]) -> str:
    """docs/licences.md."""
    purposes = pinned()
    lines = [
        f"| {name} | {said}{' *' if OF_FILES & set(said.split()) else ''} |"
        f" {', '.join(purposes[name])} |\n"
        for name, said in found.items()
    ]
    return _HEAD + "".join(lines)


def _classified(classifiers: list[str]) -> list[str]:
    return [name.split(" :: ")[-1] for name in classifiers if name.startswith("License ::")]


if __name__ == "__main__":
    sys.exit(main())
