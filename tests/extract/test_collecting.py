"""The collector of garbage pauses while figures are read, and is as it was afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from threading import Event, Thread

import pytest

from extract.collecting import collection_paused


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    """Each test begins with the collector on, and leaves it on."""
    gc.enable()
    yield
    gc.enable()


def test_it_pauses_and_goes_on() -> None:
    with collection_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_a_fault() -> None:
    with pytest.raises(ValueError, match="unread"), collection_paused():
        raise ValueError("unread")
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()
    with collection_paused():
        pass
    assert not gc.isenabled()


def test_it_goes_on_when_the_last_of_several_readings_ends() -> None:
    begun, end = Event(), Event()

    def read() -> None:
        with collection_paused():
            begun.set()
            end.wait(10)

    other = Thread(target=read)
    with collection_paused():
        other.start()
        assert begun.wait(10)
    assert not gc.isenabled()
    end.set()
    other.join()
    assert gc.isenabled()
