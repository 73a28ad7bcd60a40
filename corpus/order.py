"""An order to make a piece: all that a process on any machine has to know, as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

from corpus.pieces import Piece, Span
from reading import Limits as ReadingLimits
from working.limits import Limits

_MARKED = ("suspects", "given_up", "skipped", "broken")


@dataclass(frozen=True)
class Order:
    """A piece, where its files go, and how it is read.

    suspects: places of documents at which a process broke down, to be read in one apart.
    given_up: those at which it broke down even so. skipped: those at whose reading it did. broken:
    spans that cannot be read even so.
    """

    piece: Piece
    out: str
    column: str
    encoding: str | None
    rules: dict[str, str]
    extraction: Limits
    reading: ReadingLimits
    suspects: frozenset[int] = frozenset()
    given_up: frozenset[int] = frozenset()
    skipped: frozenset[int] = frozenset()
    broken: frozenset[int] = frozenset()

    def to_json(self) -> bytes:
        """The order as bytes."""
        return json.dumps(asdict(self), default=list).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Order:
        """The order that `to_json` wrote."""
        told = json.loads(data)
        spans = tuple(Span(**span) for span in told["piece"]["spans"])
        marked = {name: frozenset(told[name]) for name in _MARKED}
        return cls(
            **told
            | marked
            | {
                "piece": Piece(told["piece"]["number"], spans),
                "extraction": Limits(**told["extraction"]),
                "reading": ReadingLimits(**told["reading"]),
            }
        )

    def after(self, step: str, span: int, place: int) -> Order:
        """The order again, once a process broke down in that step."""
        if step == "read" and place not in self.skipped:
            return replace(self, skipped=self.skipped | {place})
        if step == "read":
            return replace(self, broken=self.broken | {span})
        if place in self.suspects:
            return replace(self, given_up=self.given_up | {place})
        return replace(self, suspects=self.suspects | {place})
