"""A dataset made without any trouble, which others are compared with."""

from pathlib import Path

import pytest

from tests.corpus.datasets import PIECE, jsonl, run, texts


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A source of forty pieces, and what a run makes of it that nothing disturbs."""
    folder = tmp_path_factory.mktemp("undisturbed")
    source = jsonl(folder / "source.jsonl", texts(80))
    code, told = run(source, "-o", folder / "figures", "--piece", PIECE)
    assert code == 0, told
    return source, folder / "figures"
