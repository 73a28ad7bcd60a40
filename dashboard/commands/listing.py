"""`python -m dashboard list`"""

from __future__ import annotations

import argparse
import contextlib

from dashboard.showing.words import Words
from dashboard.store.dataset import open_any


def declare(parser: argparse.ArgumentParser, words: Words) -> None:
    """The command has no options."""


def run(options: argparse.Namespace, words: Words) -> int:
    """Print a line for each report of the library."""
    names = ["id", "date", "figures", "title", "name"]
    with contextlib.closing(open_any()) as library:
        for report, date, figures, title, name in library.reports()[names].to_numpy():
            print(f"{report}  {date:10}  {figures:>6}  {title or name}")
    return 0
