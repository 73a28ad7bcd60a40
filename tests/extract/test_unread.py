"""A sentence that no rule understands: none of the word lists makes one, and none refuses a report."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest

from extract import extract_figures, extraction
from extract.extraction import NOT_READ
from scripts.word_grid import FRAMES, sentences, unread

TEXT = "全县查摆问题52个。\n已整改问题40个；受理信访16件，其中办结12件。取消考核9项，压减会议7场。\n召开会议3次。"
# The stages that read what the figures count.
STAGES = ("name_figures", "distribute", "mark_status", "link_parts")


def failing_at(stage: Callable[..., None], word: str) -> Callable[..., None]:
    """`stage`, but it raises once it has read figures up to one that counts in `word`."""

    def fails(*arguments: Any) -> None:
        stage(*arguments)
        figures = next(one for one in reversed(arguments) if isinstance(one, list))
        if any(figure.unit == word for figure in figures):
            raise KeyError("取消考核")

    return fails


@pytest.mark.parametrize("stage", STAGES)
def test_a_sentence_that_cannot_be_read(
    stage: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole = extract_figures(TEXT)
    monkeypatch.setattr(extraction, stage, failing_at(getattr(extraction, stage), "项"))
    with caplog.at_level(logging.WARNING):
        left = extract_figures(TEXT)
    unread_rows = left["text"].isin(["9项", "7场"])
    assert list(left["text"]) == list(whole["text"])
    assert (left["doubt"] == NOT_READ).tolist() == unread_rows.tolist()
    assert set(left["metric"][unread_rows]) == {""}
    assert set(left["sentence"][unread_rows]) == {"取消考核9项，压减会议7场。"}
    assert left[~unread_rows].equals(whole[~unread_rows])
    (line,) = caplog.messages
    start, end = TEXT.index("9项"), TEXT.index("7场") + len("7场")
    assert f"characters {start} to {end}: KeyError" in line
    assert "test_unread, fails" in line
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in line)


def test_memory_that_runs_out_is_no_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_memory(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(extraction, "mark_status", no_memory)
    with pytest.raises(MemoryError):
        extract_figures(TEXT)


def test_a_sample_of_the_word_grid_is_understood() -> None:
    some = list(sentences(step=3989))
    assert len(some) > 7000 and len({sentence for sentence in some}) > 6000
    assert list(unread(some)) == []


def test_the_grid_tells_what_is_not_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "mark_status", failing_at(extraction.mark_status, "件"))
    some = [frame.format(one="整改", two="问题") for frame in FRAMES]
    assert list(unread(some)) == [sentence for sentence in some if "件" in sentence]
