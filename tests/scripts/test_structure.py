"""scripts/structure.py on small packages whose shape is known."""

from pathlib import Path

import pytest

from scripts.structure import measure

# modules of a package with what they hold: arrows, floors, circles, of modules and then of rooms.
SHAPES = [
    ({"a.py": "", "b.py": ""}, (0, 1, 0), (0, 1, 0)),
    ({"a.py": "from p import b", "b.py": "import p.c", "c.py": "import os"}, (2, 3, 0), (2, 3, 0)),
    (  # inside a function too, but not what the type checker alone sees
        {"a.py": "def f():\n    from p.b import x", "b.py": "if TYPE_CHECKING:\n    import p.a"},
        (1, 2, 0),
        (1, 2, 0),
    ),
    ({"a.py": "import p.b", "b.py": "from p.a import x"}, (2, 1, 1), (2, 1, 1)),
    (  # within a folder there is no arrow of rooms; two folders can lean on each other without a
        # circle of modules
        {
            "up/a.py": "from p.up import b\nfrom p.low.c import x",
            "up/b.py": "",
            "low/c.py": "",
            "low/d.py": "from p.up.b import y",
            "top.py": "from p.up.a import z",
        },
        (4, 3, 0),
        (3, 2, 1),
    ),
    (  # a name of a package's own is its __init__
        {"__init__.py": "from p.a import x", "a.py": "", "b.py": "from p import x"},
        (2, 3, 0),
        (2, 3, 0),
    ),
]


@pytest.mark.parametrize(("modules", "of_modules", "of_rooms"), SHAPES)
def test_arrows_floors_and_circles(
    tmp_path: Path,
    modules: dict[str, str],
    of_modules: tuple[int, int, int],
    of_rooms: tuple[int, int, int],
) -> None:
    found = measure(_package(tmp_path, modules))
    assert found.modules == len(modules)
    assert (found.arrows, found.floors, len(found.circles)) == of_modules
    assert (found.room_arrows, found.room_floors, len(found.room_circles)) == of_rooms


def test_the_longest_and_the_complex_are_named(tmp_path: Path) -> None:
    branches = "\n".join(f"    if x == {n}:\n        return {n}" for n in range(11))
    found = measure(
        _package(tmp_path, {"a.py": f"def tangled(x):\n{branches}\n", "b.py": "x = 1\n"})
    )
    assert found.longest == (23, str(tmp_path / "p" / "a.py"))
    assert [line.split()[1] for line in found.complex] == ["`tangled`"]


def _package(folder: Path, modules: dict[str, str]) -> Path:
    for name, text in modules.items():
        path = folder / "p" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / "p"
