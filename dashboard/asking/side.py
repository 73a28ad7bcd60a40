"""Which figures are meant: by the ends of their names, by stage, kind and unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.store.figure import Figure
from extract.number.unit_family import FAMILIES, family


@dataclass(frozen=True, slots=True)
class Side:
    """Which figures are meant, on one side of a ratio or in a column: see data/ratios.toml.

    Empty means any. `named` are whole metrics, where `metrics` are only their ends.
    """

    objects: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("count",)
    families: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("objects", "metrics", "named", "actions", "stages", "kinds", "families"):
            object.__setattr__(self, name, tuple(getattr(self, name)))

    def fits(self, figure: Figure) -> bool:
        """Whether a figure belongs to this side."""
        return (
            _ends(figure.object, self.objects)
            and _ends(figure.metric, self.metrics)
            and (not self.named or figure.metric in self.named)
            and (not self.actions or figure.action in self.actions)
            and (not self.stages or figure.stage in self.stages)
            and (not self.kinds or figure.kind in self.kinds)
            and (not self.families or family(figure.unit) in self.families)
        )

    def to_sql(self) -> tuple[str, list[Any]]:
        """The same as `fits`, as a condition with parameters."""
        conditions: list[str] = ["TRUE"]
        params: list[Any] = []
        for column, endings in (("object", self.objects), ("metric", self.metrics)):
            if endings:
                tests = " OR ".join([f'ends_with("{column}", ?)'] * len(endings))
                conditions.append(f"({tests})")
                params += endings
        # A unit that is listed in no family is a family of its own.
        units = [unit for unit, name in FAMILIES.items() if name in self.families]
        units += self.families
        for column, values in (
            ("metric", self.named),
            ("action", self.actions),
            ("stage", self.stages),
            ("kind", self.kinds),
            ("unit", units),
        ):
            if values:
                conditions.append(f"{column} IN ({', '.join('?' * len(values))})")
                params += values
        return " AND ".join(conditions), params


def _ends(text: str, endings: Sequence[str]) -> bool:
    return not endings or text.endswith(tuple(endings))
