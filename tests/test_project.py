"""The project's promises about itself: settings, pins, layers, sizes, docstrings, contrast."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = (
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
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("app.py", "start.py", *(f"{layer}/**/*.py" for layer in LAYERS))
    for path in ROOT.glob(pattern)
)

COMPLEX = ROOT / "tests" / "complex_functions.toml"
ROOMS = tomllib.loads((ROOT / "tests" / "rooms.toml").read_text("utf-8"))

# What stands on all that reads and concludes.
_ABOVE = ("working", "corpus", "dashboard", "widgets", "pages", "app")
# Data flows one way; what a layer must not know.
FORBIDDEN_IMPORTS = {
    "writing": {
        "streamlit",
        "plotly",
        "extract",
        "reading",
        *_ABOVE,
    },
    "extract": {"streamlit", "plotly", *_ABOVE},
    "reading": {"streamlit", "plotly", "extract", *_ABOVE},
    "conclude": {
        "streamlit",
        "plotly",
        "duckdb",
        "reading",
        *_ABOVE,
    },
    "working": {"streamlit", "plotly", "duckdb", "corpus", "dashboard", "widgets", "pages", "app"},
    "corpus": {"streamlit", "plotly", "dashboard", "widgets", "pages", "app"},
    "dashboard": {"streamlit", "widgets", "pages", "app"},
    "widgets": {"pages", "app"},
    "pages": {"app"},
}

SETTINGS = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
SAFE_SETTINGS = [
    ("server", "address", "127.0.0.1"),
    ("server", "port", 8501),
    ("server", "allowedHosts", ["127.0.0.1", "localhost"]),
    ("server", "enableCORS", True),
    ("server", "enableXsrfProtection", True),
    ("server", "enableStaticServing", False),
    ("server", "maxUploadSize", 50),
    ("server", "showEmailPrompt", False),
    ("browser", "gatherUsageStats", False),
    ("client", "showErrorDetails", "none"),
    ("client", "showErrorLinks", False),
    ("client", "disableDataExport", True),
]


@pytest.mark.parametrize(("section", "name", "value"), SAFE_SETTINGS)
def test_setting_keeps_the_dashboard_local_and_quiet(section: str, name: str, value: Any) -> None:
    assert SETTINGS[section][name] == value


def test_streamlit_knows_every_setting() -> None:
    from streamlit import config

    known = config.get_config_options(force_reparse=False)
    named = {
        f"{path}.{name}"
        for path, table in _tables(SETTINGS)
        for name, value in table.items()
        if not isinstance(value, dict)
    }
    assert named <= set(known)


@pytest.mark.parametrize(
    "name",
    [
        "requirements.txt",
        "requirements-dev.txt",
        "requirements-ocr.txt",
        "requirements-login.txt",
        "requirements-cluster.txt",
    ],
)
def test_pins_have_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    options = [line for line in text.splitlines() if line.startswith("-")]
    assert options == []
    for entry in re.split(r"\n(?=\S)", text.strip()):
        assert re.match(r"[a-z0-9._-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, f"no hash: {entry}"


@pytest.mark.parametrize(
    "name",
    [
        "requirements",
        "requirements-dev",
        "requirements-ocr",
        "requirements-login",
        "requirements-cluster",
    ],
)
def test_every_requirement_has_a_reason_and_a_pin(name: str) -> None:
    pinned = {
        re.split("==", line)[0] for line in (ROOT / f"{name}.txt").read_text("utf-8").splitlines()
    }
    for line in (ROOT / f"{name}.in").read_text("utf-8").splitlines():
        if not line or line.startswith(("#", "-c ")):
            continue
        requirement, _, reason = line.partition("  # ")
        assert len(reason.split()) > 1, f"no reason given: {line}"
        package = re.split(r"[<>=\[;!~ ]", requirement)[0].lower()
        assert package in pinned, f"make pins has not been run since {package} was added"


def test_functions_are_simple_enough_to_read_aloud() -> None:
    """McCabe 10 and twelve branches at the most, but for those listed with a reason."""
    asked = ["ruff", "check", "--select", "C901,PLR0912", "--output-format", "json", *LAYERS]
    answer = subprocess.run(
        [sys.executable, "-m", *asked], cwd=ROOT, check=False, capture_output=True, text=True
    )
    found = {
        _function_at(Path(row["filename"]), row["location"]["row"])
        for row in json.loads(answer.stdout)
    }
    assert found == {
        f"{layer}/{function}"
        for layer, functions in tomllib.loads(COMPLEX.read_text("utf-8")).items()
        for function in functions
    }


@pytest.mark.parametrize("module", MODULES)
def test_module_imports_only_what_its_layer_may_know(module: str) -> None:
    forbidden = FORBIDDEN_IMPORTS.get(module.split("/")[0], set())
    imported = {name.split(".")[0] for name in _imports(_tree(module))}
    assert not imported & forbidden


@pytest.mark.parametrize("layer", LAYERS)
def test_modules_of_a_layer_do_not_import_in_circles(layer: str) -> None:
    graph = {}
    for module in MODULES:
        if module.startswith(f"{layer}/"):
            name = module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            graph[name] = {
                found for found in _imports(_tree(module), top_level_only=True) if found != layer
            }
    assert _circle(graph) is None


@pytest.mark.parametrize("package", ROOMS)
def test_rooms_know_only_what_they_may(package: str) -> None:
    rooms = {
        module.removesuffix(".py").split("/")[1]
        for module in MODULES
        if module.startswith(f"{package}/")
    }
    assert rooms == set(ROOMS[package]), "tests/rooms.toml names every room"
    drawn = {(room, other) for room, others in ROOMS[package].items() for other in others}
    assert _arrows(package) == drawn, "tests/rooms.toml draws the arrows between rooms"


@pytest.mark.parametrize("package", ROOMS)
def test_no_circle_is_drawn_between_rooms(package: str) -> None:
    assert _circle({room: set(others) for room, others in ROOMS[package].items()}) is None


@pytest.mark.parametrize("module", MODULES)
def test_public_functions_say_what_they_do(module: str) -> None:
    tree = _tree(module)
    assert ast.get_docstring(tree), f"{module} has no docstring"
    silent = [
        node.name
        for scope in [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
        for node in scope.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


# Each pair must reach WCAG AA: 4.5 for text, 3 for the edge of a control against its ground.
CONTRASTS = [
    ("textColor", "backgroundColor", 4.5),
    ("textColor", "secondaryBackgroundColor", 4.5),
    ("textColor", "sidebar.backgroundColor", 4.5),
    ("textColor", "sidebar.secondaryBackgroundColor", 4.5),
    ("linkColor", "backgroundColor", 4.5),
    ("linkColor", "sidebar.backgroundColor", 4.5),
    ("dataframeHeaderTextColor", "dataframeHeaderBackgroundColor", 4.5),
    ("primaryColor", "backgroundColor", 3.0),
    ("primaryColor", "#FFFFFF", 4.5),  # the words on a primary button are white
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("above", "below", "least"), CONTRASTS)
def test_theme_can_be_read(theme: str, above: str, below: str, least: float) -> None:
    assert _contrast(_colour(theme, above), _colour(theme, below)) >= least


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_chart_scales_run_one_way(theme: str) -> None:
    scale = SETTINGS["theme"][theme]["chartSequentialColors"]
    steps = [_luminance(colour) for colour in scale]
    assert len(scale) == len(SETTINGS["theme"][theme]["chartDivergingColors"]) == 10
    assert all((b - a) * (steps[-1] - steps[0]) > 0 for a, b in pairwise(steps))


def test_fonts_are_the_systems_own_and_have_chinese() -> None:
    font = SETTINGS["theme"]["font"]
    assert "://" not in font
    assert {"'PingFang SC'", "'Microsoft YaHei'", "'Noto Sans SC'", "'WenQuanYi Micro Hei'"} <= set(
        font.split(", ")
    )


@pytest.mark.parametrize("module", MODULES)
def test_the_icon_of_the_tab_is_not_fetched(module: str) -> None:
    """The browser would fetch a `:material/…:` page icon from a host of Google's."""
    icons = [
        ast.unparse(keyword.value)
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "page_icon"
    ]
    assert not [icon for icon in icons if ":material" in icon], "name an emoji or a local file"


def test_ci_runs_what_a_person_runs() -> None:
    script = ROOT / ".ci/run"
    assert script.stat().st_mode & 0o111
    assert "make test" in script.read_text("utf-8")


@pytest.mark.parametrize("path", ["data/library.duckdb", ".venv/bin", ".streamlit/secrets.toml"])
def test_what_is_a_persons_own_is_never_committed(path: str) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone: there is nothing to ask about what is committed")
    answer = subprocess.run(["git", "check-ignore", "--quiet", path], cwd=ROOT, check=False)
    assert answer.returncode == 0


def _tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text("utf-8"), filename=module)


def _imports(tree: ast.Module, *, top_level_only: bool = False) -> set[str]:
    """The modules a module imports; `from a import b` counts as a and as a.b."""
    names: set[str] = set()
    for node in tree.body if top_level_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def _function_at(path: Path, line: int) -> str:
    """The function that is defined in `line`: `extract/role/find.py:_read`."""
    module = path.relative_to(ROOT).as_posix()
    names = {
        node.lineno: node.name
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    return f"{module}:{names[line]}"


def _arrows(package: str) -> set[tuple[str, str]]:
    """From room to room, where a module of the one imports one of the other."""
    arrows = set()
    for module in MODULES:
        place = module.removesuffix(".py").split("/")
        if place[0] == package:
            for name in _imports(_tree(module)):
                to = name.split(".")
                if to[0] == package and to[1:] and to[1] in ROOMS[package] and to[1] != place[1]:
                    arrows.add((place[1], to[1]))
    return arrows


def _circle(graph: dict[str, set[str]]) -> list[str] | None:
    """A list of modules that import each other in a circle, or None."""
    done: set[str] = set()

    def visit(name: str, trail: list[str]) -> list[str] | None:
        if name in trail:
            return [*trail[trail.index(name) :], name]
        if name in done:
            return None
        found = (visit(after, [*trail, name]) for after in sorted(graph[name] & graph.keys()))
        circle = next((circle for circle in found if circle), None)
        done.add(name)
        return circle

    return next((circle for circle in (visit(name, []) for name in sorted(graph)) if circle), None)


def _tables(settings: dict[str, Any], path: str = "") -> list[tuple[str, dict[str, Any]]]:
    tables = []
    for name, value in settings.items():
        if isinstance(value, dict):
            inner = f"{path}.{name}" if path else name
            tables += [(inner, value), *_tables(value, inner)]
    return tables


def _colour(theme: str, name: str) -> str:
    if name.startswith("#"):
        return name
    table = SETTINGS["theme"][theme]
    for part in name.split("."):
        table = table[part]
    return str(table)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it, 0 (black) to 1 (white)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
