"""Prints the shape of the packages in numbers: how many rooms, how they lean on each other.

    python scripts/structure.py [FOLDER…]      (all packages of the project when none is named)

A line a package: its modules and folders; arrows, a module that imports another; floors, the
modules on the longest way down along the arrows; circles, groups of modules that import each other;
the same for rooms, where a room is a folder, or a module that stands in none; the longest module in
lines; the functions that McCabe's measure puts over 10, by ruff. Imports inside functions count,
those that only the type checker sees don't. What is long or tangled is named below the table.
"""

from __future__ import annotations

import argparse
import ast
import json
import subprocess
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGES = (
    "writing",
    "extract",
    "reading",
    "conclude",
    "working",
    "corpus",
    "dashboard",
    "widgets",
    "pages",
)
TOO_COMPLEX = 10

Graph = dict[str, set[str]]


@dataclass(frozen=True)
class Structure:
    """The numbers of a package; circles and complex functions by name."""

    modules: int
    folders: int
    arrows: int
    floors: int
    circles: list[list[str]]
    rooms: int
    room_arrows: int
    room_floors: int
    room_circles: list[list[str]]
    longest: tuple[int, str]
    complex: list[str]


def main() -> None:
    """Print a line a package, then what is to be named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="a package")
    folders = parser.parse_args().folders or [Path(name) for name in PACKAGES]
    found = {folder.name: measure(folder) for folder in folders if any(folder.rglob("*.py"))}
    if not found:
        sys.exit("No Python module there: name the folder of a package, or stand beside them.")
    print(
        f"{'':12}{'modules':>8}{'arrows':>8}{'floors':>8}{'circles':>8}{'folders':>9}"
        f"{'rooms':>7}{'arrows':>8}{'floors':>8}{'circles':>8}{'longest':>9}{'complex':>9}"
    )
    for name, s in found.items():
        print(
            f"{name:12}{s.modules:8}{s.arrows:8}{s.floors:8}{len(s.circles):8}{s.folders:9}"
            f"{s.rooms:7}{s.room_arrows:8}{s.room_floors:8}{len(s.room_circles):8}"
            f"{s.longest[0]:9}{len(s.complex):9}"
        )
    for name, s in found.items():
        print(f"\n{name}: the longest module is {s.longest[1]}")
        for circle in s.circles:
            print(f"  a circle of modules: {', '.join(circle)}")
        for circle in s.room_circles:
            print(f"  a circle of rooms: {', '.join(circle)}")
        for function in s.complex:
            print(f"  {function}")


def measure(folder: Path) -> Structure:
    """The numbers of the package in `folder`, which is a folder with Python modules."""
    paths = {_module(path, folder): path for path in sorted(folder.rglob("*.py"))}
    trees = {name: ast.parse(path.read_text("utf-8")) for name, path in paths.items()}
    graph = {name: set(_imports(tree, paths.keys())) - {name} for name, tree in trees.items()}
    room_of = {name: _room(path, folder) for name, path in paths.items()}
    rooms: Graph = {room: set() for room in room_of.values()}
    for name, others in graph.items():
        rooms[room_of[name]] |= {room_of[other] for other in others} - {room_of[name]}
    lengths = ((path.read_text("utf-8").count("\n"), str(path)) for path in paths.values())
    return Structure(
        modules=len(graph),
        folders=len({path.parent for path in paths.values()} - {folder}),
        arrows=_arrows(graph),
        floors=_floors(graph),
        circles=_circles(graph),
        rooms=len(rooms),
        room_arrows=_arrows(rooms),
        room_floors=_floors(rooms),
        room_circles=_circles(rooms),
        longest=max(lengths),
        complex=_complex_functions(folder),
    )


def _module(path: Path, package: Path) -> str:
    """The dotted name of a module: extract.number.unit; that of a folder for its __init__."""
    parts = (package.name, *path.relative_to(package).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _room(path: Path, package: Path) -> str:
    """The folder right below the package that a module stands in, or the module itself."""
    return path.relative_to(package).parts[0].removesuffix(".py")


def _imports(tree: ast.AST, modules: Collection[str]) -> Iterator[str]:
    """Those of `modules` that are imported at run time, inside functions too."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in modules else node.module for name in inner]
        else:
            yield from _imports(node, modules)
            continue
        yield from (name for name in names if name in modules)


def _arrows(graph: Graph) -> int:
    return sum(len(others) for others in graph.values())


def _circles(graph: Graph) -> list[list[str]]:
    """Groups of two or more that reach each other."""
    below = {name: _below(name, graph) for name in graph}
    groups = {
        tuple(sorted(other for other in below[name] if name in below[other]))
        for name in graph
        if name in below[name]
    }
    return [list(group) for group in sorted(groups)]


def _floors(graph: Graph) -> int:
    """How many stand above each other at most; those of a circle stand on one floor."""
    below = {name: _below(name, graph) for name in graph}

    @cache
    def floor(name: str) -> int:
        lower = (other for other in below[name] if name not in below[other])
        return 1 + max(map(floor, lower), default=0)

    return max(map(floor, graph))


def _below(name: str, graph: Graph) -> set[str]:
    """All that can be reached along the arrows; `name` itself only by a circle."""
    found: set[str] = set()
    ahead = list(graph[name])
    while ahead:
        other = ahead.pop()
        if other not in found:
            found.add(other)
            ahead += graph[other]
    return found


def _complex_functions(folder: Path) -> list[str]:
    """`path:line name (complexity)` of each function over the measure."""
    limit = f"lint.mccabe.max-complexity={TOO_COMPLEX}"
    command = ["ruff", "check", "--isolated", "--no-cache", "--ignore-noqa", "--select", "C901"]
    done = subprocess.run(
        [sys.executable, "-m", *command, "--config", limit, "--output-format=json", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1):  # 1: something was found
        sys.exit(f"ruff did not run:\n{done.stderr}")
    told = json.loads(done.stdout)
    root = Path.cwd()
    return [
        f"{_relative(Path(one['filename']), root)}:{one['location']['row']} {one['message']}"
        for one in told
    ]


def _relative(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path


if __name__ == "__main__":
    main()
