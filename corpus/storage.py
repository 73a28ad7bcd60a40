"""Where sources lie and where the dataset goes: this machine's files, or any place fsspec knows.

A path with `://` in it is an address (`s3://…`, `hdfs://…`); fsspec comes with the packages of
requirements-cluster.txt. Any other path is a file or folder of this machine.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from reading.collection import passed_over

TEMPORARY = ".tmp-"  # how the name of a file begins that is being written


class NoFsspec(Exception):
    """An address was given and fsspec is not installed."""


class NoDriver(Exception):
    """An address was given of a kind that fsspec does not know, or has no driver for here."""


@dataclass(frozen=True)
class Entry:
    """A file of a source: where it lies, its name below the source, its size, and a mark that
    changes whenever its content does. `code`: why it cannot be read."""

    path: str
    name: str
    size: int = 0
    mark: str = ""
    code: str = ""


class Storage(Protocol):
    """What sources and datasets need of the place where they lie."""

    def walk(self, path: str) -> Iterator[Entry]:
        """The file, or all files of the folder, in order. Files of systems are passed over."""

    def open(self, path: str) -> IO[bytes]:
        """A file for reading, wherever in it."""

    def names(self, folder: str) -> list[str]:
        """The names in a folder, in order; none where there is no such folder."""

    def publish(self, path: str, write: Callable[[IO[bytes]], object]) -> None:
        """A file that appears whole, or not at all; one of that name gives way to it."""

    def remove(self, path: str) -> None:
        """Take a file away, if there is one."""


def storage_of(path: str) -> Storage:
    """What a path or address is reached through. Raises NoFsspec, NoDriver."""
    return Remote(path) if "://" in path else Local()


def absolute(path: str) -> str:
    """The path as other processes and machines can use it."""
    return path if "://" in path else os.path.abspath(path)


def inside(folder: str, *names: str) -> str:
    """A path below a folder."""
    return (
        "/".join([folder.rstrip("/"), *names]) if "://" in folder else os.path.join(folder, *names)
    )


def read(storage: Storage, path: str) -> bytes:
    """A small file's bytes. Raises FileNotFoundError."""
    with storage.open(path) as file:
        return file.read()


def _temporary(name: str) -> str:
    return f"{TEMPORARY}{os.getpid()}-{secrets.token_hex(4)}-{name}"


class Local:
    """The files of this machine."""

    def walk(self, path: str) -> Iterator[Entry]:
        """As Storage says; a link that leads out of the folder is told as `outside`."""
        if os.path.isdir(path):
            yield from self._folder(Path(path), Path(path).resolve(), "")
        else:
            yield self._entry(Path(path), Path(path).name)

    def _folder(self, folder: Path, root: Path, above: str) -> Iterator[Entry]:
        try:
            names = sorted(name for name in os.listdir(folder) if not passed_over(name))
        except OSError:
            yield Entry(str(folder), above.rstrip("/") or folder.name, code="no_access")
            return
        for name in names:
            path = folder / name
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                yield Entry(str(path), above + name, code="outside")
            elif path.is_dir():
                if not path.is_symlink():  # it would be walked twice, or for ever
                    yield from self._folder(path, root, f"{above}{name}/")
            else:
                yield self._entry(path, above + name)

    def _entry(self, path: Path, name: str) -> Entry:
        try:
            found = path.stat()
        except FileNotFoundError:
            return Entry(str(path), name, code="missing")
        except OSError:
            return Entry(str(path), name, code="no_access")
        if not path.is_file():
            return Entry(str(path), name, code="no_file")
        return Entry(str(path), name, found.st_size, str(found.st_mtime_ns))

    def open(self, path: str) -> IO[bytes]:
        """As Storage says."""
        return Path(path).open("rb")

    def names(self, folder: str) -> list[str]:
        """As Storage says."""
        try:
            return sorted(os.listdir(folder))
        except FileNotFoundError:
            return []

    def publish(self, path: str, write: Callable[[IO[bytes]], object]) -> None:
        """As Storage says; what is published outlasts a loss of power."""
        folder, name = os.path.split(path)
        os.makedirs(folder, exist_ok=True)
        temporary = os.path.join(folder, _temporary(name))
        try:
            with Path(temporary).open("wb") as file:
                write(file)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            self.remove(temporary)
            raise
        _sync_folder(folder)

    def remove(self, path: str) -> None:
        """As Storage says."""
        with suppress(FileNotFoundError):
            os.remove(path)


def _sync_folder(folder: str) -> None:
    """Let the new name outlast a loss of power, where the system can promise that."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


class Remote:
    """A place that fsspec reaches. Credentials come from where its drivers look for them."""

    def __init__(self, address: str) -> None:
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            raise NoFsspec from None
        try:
            self._files: Any = url_to_fs(address)[0]
        except (ImportError, ValueError) as error:
            raise NoDriver(str(error)) from None

    def walk(self, path: str) -> Iterator[Entry]:
        """As Storage says."""
        if not self._files.isdir(path):
            yield self._entry(path, path.rsplit("/", 1)[-1])
            return
        root = self._files._strip_protocol(path).rstrip("/")
        for place, folders, names in self._files.walk(path):
            folders[:] = sorted(name for name in folders if not passed_over(name))
            below = place[len(root) :].strip("/")
            for name in sorted(name for name in names if not passed_over(name)):
                shown = f"{below}/{name}" if below else name
                yield self._entry(inside(path, shown), shown)

    def _entry(self, path: str, name: str) -> Entry:
        try:
            found = self._files.info(path)
        except FileNotFoundError:
            return Entry(path, name, code="missing")
        except OSError:
            return Entry(path, name, code="no_access")
        told = [str(found.get(key, "")) for key in ("ETag", "etag", "LastModified", "mtime")]
        mark = hashlib.sha256("|".join(told).encode()).hexdigest()[:16]
        return Entry(path, name, int(found.get("size") or 0), mark)

    def open(self, path: str) -> IO[bytes]:
        """As Storage says."""
        opened: IO[bytes] = self._files.open(path, "rb")
        return opened

    def names(self, folder: str) -> list[str]:
        """As Storage says."""
        try:
            self._files.invalidate_cache()
            found = self._files.ls(folder, detail=False)
        except FileNotFoundError:
            return []
        return sorted(name.rstrip("/").rsplit("/", 1)[-1] for name in found)

    def publish(self, path: str, write: Callable[[IO[bytes]], object]) -> None:
        """As Storage says, as far as the place moves a file at once."""
        folder, name = path.rsplit("/", 1)
        self._files.makedirs(folder, exist_ok=True)
        temporary = f"{folder}/{_temporary(name)}"
        try:
            with self._files.open(temporary, "wb") as file:
                write(file)
            self._files.mv(temporary, path)
        except BaseException:
            self.remove(temporary)
            raise

    def remove(self, path: str) -> None:
        """As Storage says."""
        with suppress(FileNotFoundError):
            self._files.rm_file(path)
