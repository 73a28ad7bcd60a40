"""The worker's side of reading apart: files in, reports out, until there are none.

`reading.safety.worker` starts it; what it sends back is JSON: how far it is, at
times, then the report.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from dataclasses import asdict
from typing import Any

from reading.formats import read_as
from reading.report import UnreadableReport
from reading.safety import memory
from reading.safety.limits import limits_in_use
from reading.safety.pipe import end_with_parent, receive, send
from reading.safety.progress import reading_in


def serve() -> None:
    """The worker's side: read requests from standard input until it ends."""
    end_with_parent()
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    send(answers, b"")  # ready
    while True:
        try:
            request = pickle.loads(receive(requests))
        except EOFError:
            return
        memory.limit_memory(request["limits"].max_memory)

        def tell(done: int, of: int) -> None:
            send(answers, json.dumps({"done": done, "of": of}).encode())

        with reading_in(request["limits"].max_seconds, tell):
            send(answers, json.dumps(_answer(request)).encode())


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    try:
        with limits_in_use(request["limits"]):
            report = read_as(request["kind"], request["data"], request["name"], request["encoding"])
    except UnreadableReport as error:
        return {"code": error.code, "details": error.details}
    except MemoryError:
        limit = request["limits"].max_memory
        return {"code": "too_much_memory", "details": {"limit": limit}}
    except RecursionError:
        return {"code": "damaged", "details": {"reason": "nesting"}}
    except Exception as error:  # the border of the process: a library's surprise is a bad file
        return {"code": "damaged", "details": {"reason": f"{type(error).__name__}: {error}"[:200]}}
    fields = asdict(report)
    for table in fields["tables"]:
        table["cells"] = [list(cell.values()) for cell in table["cells"]]
    return fields
