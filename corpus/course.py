"""How far a run is: a bar on the console, of bytes, with what is left and what failed."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

from tqdm import tqdm

from corpus.manifest import COUNTED, Receipt
from corpus.words import say


class Course:
    """What is done so far, shown where standard error is a console."""

    def __init__(self, total: int, language: str) -> None:
        self.counted: Counter[str] = Counter()
        self._language = language
        self._through = 0
        self._bar = tqdm(
            total=total,
            unit="B",
            unit_scale=True,
            file=sys.stderr,
            disable=None,  # where it is no console
            dynamic_ncols=True,
        )

    def found(self, receipt: Receipt) -> None:
        """A piece that was there before the run began: none of its speed."""
        self._count(receipt)
        self._bar.initial = self._bar.n = self._through
        self._bar.refresh()

    def done(self, receipt: Receipt) -> None:
        """A piece that has been made."""
        self._count(receipt)

    def _count(self, receipt: Receipt) -> None:
        self._through += receipt["bytes"]
        self.counted.update({name: receipt[name] for name in ("bytes", *COUNTED)})

    def at_work(self, told: dict[int, dict[str, Any]]) -> None:
        """How far the pieces are that are at work."""
        documents = self.counted["reports"] + sum(one["place"] for one in told.values())
        self._bar.set_postfix_str(
            say(self._language, "bar", documents=documents, errors=self.counted["errors"]),
            refresh=False,
        )
        self._bar.update(self._through + sum(one["bytes"] for one in told.values()) - self._bar.n)

    def close(self) -> None:
        """Leave the bar as it is."""
        self._bar.close()
