"""A run: what is still to be made of a source, made by an engine, and the dataset finished."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Protocol

from corpus import finishing, manifest
from corpus.course import Course
from corpus.making import NotMade
from corpus.manifest import Manifest, Receipt
from corpus.order import Order
from corpus.pieces import Extent, extent, pieces, size_for
from corpus.storage import TEMPORARY, absolute, storage_of
from reading import default_limits
from working.limits import limits


class Refused(Exception):
    """A run that cannot begin. code: a sentence of the command; details fill it in."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code, details)
        self.code, self.details = code, details


class Engine(Protocol):
    """Who makes the pieces."""

    def make(
        self, orders: Iterable[Order], tell: Callable[[dict[int, dict[str, Any]]], object]
    ) -> Iterator[Receipt | NotMade]:
        """A receipt for each order, as they come."""


@dataclass(frozen=True)
class Task:
    """What a person asked for."""

    sources: Sequence[str]
    out: str
    column: str = "text"
    encoding: str | None = None
    piece_bytes: int | None = None


@dataclass(frozen=True)
class Begun:
    """A dataset that is being made, and the pieces that were there when the run began."""

    task: Task
    manifest: Manifest
    published: frozenset[int]


def begin(task: Task) -> Begun:
    """Begin a dataset, or go on with it. Raises Refused, NoFsspec."""
    task = replace(
        task, sources=[absolute(source) for source in task.sources], out=absolute(task.out)
    )
    if any(_within(task.out, source) for source in task.sources):
        raise Refused("inside_source")
    if nowhere := [source for source in task.sources if _is_nowhere(source)]:
        raise Refused("no_sources", paths=", ".join(nowhere))
    try:
        there = manifest.manifest_of(task.out)
    except manifest.NoDataset as error:
        raise Refused(error.code, out=task.out) from None
    now = _manifest(task, extent(task.sources))
    if there is None:
        _must_be_empty(task.out)
        now.publish(task.out)
        return Begun(task, now, frozenset())
    _must_be_the_same(there, now)
    return Begun(task, there, frozenset(manifest.published(task.out)))


def _within(out: str, source: str) -> bool:
    return (
        "://" not in source
        and os.path.isdir(source)
        and os.path.commonpath([os.path.realpath(out), os.path.realpath(source)])
        == os.path.realpath(source)
    )


def _is_nowhere(source: str) -> bool:
    return "://" not in source and not os.path.lexists(source)


def _manifest(task: Task, found: Extent) -> Manifest:
    if not found.files:
        raise Refused("no_sources", paths=", ".join(task.sources))
    return Manifest(
        source={
            "paths": list(task.sources),
            "column": task.column,
            "encoding": task.encoding,
            **asdict(found),
        },
        rules=manifest.rules_in_force(),
        limits={"reading": asdict(default_limits()), "extraction": asdict(limits())},
        piece_bytes=task.piece_bytes or size_for(found.bytes),
    )


def _must_be_empty(out: str) -> None:
    if any(not name.startswith(TEMPORARY) for name in storage_of(out).names(out)):
        raise Refused("not_empty", out=out)


def _must_be_the_same(there: Manifest, now: Manifest) -> None:
    other = [name for name, rules in now.rules.items() if there.rules.get(name) != rules]
    if other:
        raise Refused("rules_changed", packages=", ".join(other))
    told = ("column", "encoding", "fingerprint")
    if there.limits != now.limits or any(there.source[key] != now.source[key] for key in told):
        raise Refused(
            "changed",
            files=there.source["files"],
            bytes=there.source["bytes"],
            now_files=now.source["files"],
            now_bytes=now.source["bytes"],
        )


def go_on(begun: Begun, engine: Engine, course: Course) -> list[NotMade]:
    """Make the pieces that are not there yet; those that could not be made."""
    for receipt in manifest.receipts(begun.task.out):
        course.found(receipt)
    failed = []
    for made in engine.make(_orders(begun), course.at_work):
        if isinstance(made, NotMade):
            failed.append(made)
        else:
            course.done(made)
    return failed


def _orders(begun: Begun) -> Iterator[Order]:
    task, rules = begun.task, begun.manifest.rules
    for piece in pieces(task.sources, begun.manifest.piece_bytes, task.column):
        if piece.number not in begun.published:
            yield Order(
                piece, task.out, task.column, task.encoding, rules, limits(), default_limits()
            )


def finish(begun: Begun) -> Manifest:
    """Finish the dataset once all its pieces are in. Raises Refused where the source changed."""
    out, made = begun.task.out, begun.manifest
    if made.finished:
        return made
    if extent(begun.task.sources).fingerprint != made.source["fingerprint"]:
        raise Refused("changed_meanwhile")
    replace(made, closed=True).publish(out)
    finishing.without_copies(out)
    finishing.list_errors(out)
    finishing.clear(out)
    finished = replace(made, closed=True, finished=True, totals=finishing.totals(out))
    finished.publish(out)
    return finished
