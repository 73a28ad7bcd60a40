"""Every package that is pinned has a licence that this project may stand beside, and is listed."""

import pytest

from scripts import licences


@pytest.mark.parametrize("name", licences.pinned())
def test_a_pinned_package_has_a_known_licence(name):
    listed = licences.written()
    assert name in listed, "run python -m scripts.licences --write"
    assert licences.accepted(listed[name])
    assert licences.of_installed(name) in ("", listed[name]), "its licence is another one by now"


def test_what_is_not_permissive_is_said():
    """Of what the dashboard needs to run, certifi and parts of tqdm alone are under MPL."""
    lines = licences.PAGE.read_text("utf-8").splitlines()
    marked = [line for line in lines if " * |" in line and "runs" in line]
    assert [line.split("|")[1].strip() for line in marked] == ["certifi", "tqdm"]


@pytest.mark.parametrize(
    ("expression", "accepted"),
    [
        ("MIT", True),
        ("Apache-2.0 OR BSD-3-Clause", True),
        ("Artistic-1.0-Perl OR GPL-2.0-or-later", True),
        ("BSD-3-Clause AND MIT", True),
        ("MPL-2.0 AND MIT", True),
        ("GPL-3.0-only", False),
        ("MIT AND AGPL-3.0-only", False),
        ("UNKNOWN", False),
        ("", False),
    ],
)
def test_what_is_accepted(expression, accepted):
    assert licences.accepted(expression) == accepted


def test_the_project_says_its_own():
    text = (licences.ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("MIT License")
