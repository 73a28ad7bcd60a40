"""How far the adding of reports has come: which file, and which of its pages."""

from __future__ import annotations

from typing import TextIO

from wcwidth import wcswidth

from dashboard.files.adding import Event
from dashboard.showing.words import Words

_WIDTH = 78  # columns of a console that a line may take: a longer one would not be written over


def share(event: Event) -> float:
    """How much of the work is done, 0 to 1."""
    page, pages = event.details.get("page", 0), event.details.get("pages", 0)
    through = event.done + ((page - 1) / pages if pages else 0.0)
    return min(through / event.total, 1.0) if event.total else 1.0


def line(event: Event, words: Words, name: str) -> str:
    """What is being done, `name` being what the file is called."""
    page, pages = event.details.get("page", 0), event.details.get("pages", 0)
    key = "working_on" if event.kind == "extracting" else "working"
    return words(
        "reports.working_page" if pages else f"reports.{key}",
        name=name,
        i=min(event.done + (event.kind in ("reading", "extracting")), event.total),
        n=event.total,
        page=page,
        pages=pages,
    )


class ConsoleCourse:
    """The same in the last line of a console; nothing where the output is no console."""

    def __init__(self, words: Words, console: TextIO) -> None:
        self._words, self._console = words, console
        self._shown = 0

    def show(self, event: Event) -> None:
        """Write over what was shown before."""
        if not self._console.isatty():
            return
        text = line(event, self._words, event.name)
        while wcswidth(text) > _WIDTH:
            text = text[1:]
        self.clear()
        self._console.write(text)
        self._console.flush()
        self._shown = max(0, wcswidth(text))

    def clear(self) -> None:
        """Leave the line empty for what is to be kept."""
        if self._shown:
            self._console.write("\r" + " " * self._shown + "\r")
            self._console.flush()
            self._shown = 0
