"""A draft checked before it is printed: the same file back, with a comment at each finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dashboard.asking import conclusions, queries
from dashboard.asking.conclusions import Conclusion
from dashboard.asking.filters import Filter
from dashboard.files.adding import extraction_version
from dashboard.files.scratch import scratch_library
from dashboard.files.word.comments import Author, Remark, commented
from dashboard.showing import draft_words
from dashboard.showing.words import Words
from dashboard.store.figure import Figure
from extract import extract_report
from reading.drafts import read_draft

_MOST = 10_000  # relations of one draft that are looked at


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that was checked.

    document: the file with its comments. findings: what has a comment, in the order of the text.
    counts: how many relations there are of each gravity (`conclusion_words.GRAVITIES`), and under
    `blank` how many numbers were left open. figures:
    how many statistics were read. unread: what was not read (`reading.drafts.Draft.unread`).
    cut: whether there are more relations than were looked at.
    """

    name: str
    document: bytes
    findings: tuple[Conclusion, ...]
    counts: Mapping[str, int]
    figures: int
    unread: Mapping[str, int]
    cut: bool


def check_draft(data: bytes, name: str, words: Words, now: datetime | None = None) -> Checked:
    """Check a .docx, with a library of its own that is gone afterwards.

    Raises UnreadableReport (`reading.drafts.read_draft`) and LibraryError.
    """
    draft = read_draft(data, name)
    with scratch_library() as library:
        library.add(draft.report, extract_report(draft.report), extraction=extraction_version())
        found = conclusions.conclusions(library, Filter(), limit=_MOST)
        figures, _ = queries.counts(library, Filter())
    findings = [one for one in found.rows if draft_words.is_told(one)]
    findings.sort(key=lambda one: anchor(one).start)
    counts = Counter(draft_words.sort_of(one) for one in found.rows if one.is_finding)
    unread = draft.unread()
    summary = draft_words.summary(figures, counts, unread, found.cut, words)
    head = len(draft.report.text.partition("\n")[0])
    remarks = [Remark(0, head, (words("draft.title"), *summary))]
    remarks += [
        Remark(*anchor(one).place, draft_words.comment(one, anchor(one), words)) for one in findings
    ]
    # Word takes the time of a comment for the time on the wall.
    author = Author(words("app.name"), words("draft.initials"), now or datetime.now())
    document = commented(draft, remarks, author)
    return Checked(name, document, tuple(findings), counts, figures, unread, found.cut)


def anchor(finding: Conclusion) -> Figure:
    """The figure that a comment stands at: what the report states, the later or the only one."""
    return finding.stated or finding.second or finding.first
