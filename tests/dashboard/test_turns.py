"""Questions at once, and what happens when the memory does not suffice for them."""

import threading

import pytest

from dashboard.errors import LibraryError
from dashboard.store.database import Turns


def test_no_more_than_so_many_at_once():
    turns, lock, most, now = Turns(2), threading.Lock(), [0], [0]
    together = threading.Barrier(2)

    def work():
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        together.wait(10)  # two are needed to go on
        with lock:
            now[0] -= 1

    threads = [threading.Thread(target=turns.take, args=(work,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert (most, now) == ([2], [0])


def test_what_lacked_memory_runs_again_alone():
    turns, calls = Turns(2), []

    def work():
        calls.append(1)
        if len(calls) == 1:
            raise LibraryError("no_memory")
        # nobody else's turn comes meanwhile
        other = threading.Thread(target=turns.take, args=(lambda: calls.append(2),))
        other.start()
        other.join(0.1)
        return list(calls), other

    answer, other = turns.take(work)
    other.join(10)
    assert (answer, calls) == ([1, 1], [1, 1, 2])


@pytest.mark.parametrize("code", ["no_memory", "disk_full"])
def test_what_fails_leaves_its_turn(code):
    turns = Turns(1)

    def work():
        raise LibraryError(code)

    for _ in range(3):
        with pytest.raises(LibraryError):
            turns.take(work)
    assert turns.take(lambda: 5) == 5
