"""`python -m extract corpus SOURCE… -o FOLDER`: many reports → a dataset."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from contextlib import suppress

import duckdb

from corpus import finishing
from corpus.cluster import Cluster, EngineLost, NoAddress, NoDask
from corpus.course import Course
from corpus.here import Here
from corpus.run import Engine, Refused, Task, begin, finish, go_on
from corpus.storage import NoDriver, NoFsspec, inside
from corpus.words import LANGUAGES, say

DONE, SOME_BAD, MISUSED, NOT_FINISHED, STOPPED = 0, 1, 2, 3, 130
_MB = 1_000_000
# What a command asks for that cannot be had here, and the sentence that says so.
_MISUSED: dict[type[Exception], str] = {
    NoFsspec: "no_fsspec",
    NoDriver: "no_driver",
    NoDask: "no_dask",
    NoAddress: "no_address",
}


def main(arguments: list[str] | None = None) -> int:
    """Run the command. 0: done; 1: done, and some documents are not in; 2: misused, or the dataset
    is another's; 3: not finished; 130: stopped. After the last two the same command goes on."""
    options = _options(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(options)
    except Refused as refused:
        print(say(options.lang, refused.code, **refused.details), file=sys.stderr)
        return NOT_FINISHED if refused.code == "changed_meanwhile" else MISUSED
    except tuple(_MISUSED) as error:
        print(say(options.lang, _MISUSED[type(error)], why=error), file=sys.stderr)
        return MISUSED
    except (OSError, duckdb.Error) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        print(say(options.lang, "not_written", out=options.out, why=why), file=sys.stderr)
        return NOT_FINISHED


def _options(arguments: list[str]) -> argparse.Namespace:
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    language = early.parse_known_args(arguments)[0].lang

    def told(name: str) -> str:
        return say(language, name)

    parser = argparse.ArgumentParser(prog="python -m extract corpus", description=told("about"))
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help=told("sources"))
    parser.add_argument("-o", "--out", required=True, help=told("out"))
    parser.add_argument("--column", default="text", help=told("column"))
    parser.add_argument("--encoding", help=told("encoding"))
    parser.add_argument(
        "--workers", type=_whole_number, default=os.cpu_count() or 1, help=told("workers")
    )
    parser.add_argument("--cluster", metavar="ADDRESS", help=told("cluster"))
    parser.add_argument("--piece", type=_size, metavar="MB", help=told("piece"))
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help=told("lang"))
    return parser.parse_args(arguments)


def _whole_number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text}: 1, 2, 3 …")
    return int(text)


def _size(text: str) -> int:
    with suppress(ValueError, OverflowError):
        if (size := int(float(text) * _MB)) >= 1:
            return size
    raise argparse.ArgumentTypeError(f"{text}: 0.25, 1 …")


def _run(options: argparse.Namespace) -> int:
    begun = begin(
        Task(options.sources, options.out, options.column, options.encoding, options.piece)
    )
    language, out = options.lang, begun.task.out

    def tell(name: str, **values: object) -> None:
        print(say(language, name, **values), file=sys.stderr)

    if begun.published and not begun.manifest.finished:
        tell("resumed", done=len(begun.published))
    if not begun.manifest.finished:
        course = Course(begun.manifest.source["bytes"], language)
        try:
            failed = go_on(begun, _engine(options), course)
        except KeyboardInterrupt:
            course.close()
            finishing.list_errors(out)
            tell("stopped")
            return STOPPED
        except EngineLost as lost:
            tell("engine_lost", why=lost)
            return NOT_FINISHED
        finally:
            course.close()
        if failed:
            tell("not_made", n=len(failed), why=failed[0])
            return NOT_FINISHED
    return _told(finish(begun).totals, out, tell)


def _told(totals: dict[str, int], out: str, tell: Callable[..., None]) -> int:
    tell("done", out=out, **totals)
    if totals["errors"]:
        tell("errors", path=inside(out, finishing.ALL_ERRORS))
    return SOME_BAD if totals["errors"] else DONE


def _engine(options: argparse.Namespace) -> Engine:
    return Cluster(options.cluster) if options.cluster else Here(options.workers)


if __name__ == "__main__":
    sys.exit(main())
