"""What was found in a draft, in words. Plain text, unescaped: it holds words of the draft."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.asking.conclusions import Conclusion
from dashboard.showing import conclusion_words
from dashboard.showing.conclusion_words import GRAVITIES, gravity
from dashboard.showing.words import Words
from dashboard.store.figure import Figure


def is_told(conclusion: Conclusion) -> bool:
    """Whether it gets a comment: it does not agree, is a question, or was left blank."""
    return conclusion.is_finding and gravity(conclusion) != "ok"


def sort_of(finding: Conclusion) -> str:
    """As what it is counted: a relation by its gravity, or `blank`, which is none."""
    return "blank" if finding.kind == "blank" else gravity(finding)


def comment(finding: Conclusion, at: Figure, words: Words) -> tuple[str, ...]:
    """A comment, a paragraph a line: what was found, how it was computed, and the other sentences
    that it rests on. `at` is the figure that it stands at."""
    said = words(
        "draft.comment",
        gravity=words.value("gravity", gravity(finding)),
        what=conclusion_words.statement(finding, words),
    )
    reason = words.value("guess", finding.doubt) if finding.doubt else ""
    others = dict.fromkeys(one.sentence for one in finding.figures if one.sentence != at.sentence)
    lines = [said, conclusion_words.arithmetic(finding, words)]
    lines.append(words("draft.guess", reason=reason) if reason else "")
    lines += [words("draft.other", sentence=sentence) for sentence in others]
    return tuple(filter(None, lines))


def summary(
    figures: int,
    counts: Mapping[str, int],
    unread: Mapping[str, int],
    cut: bool,
    words: Words,
) -> tuple[str, ...]:
    """What was checked and what was not, a sentence a line."""
    there = [name for name in GRAVITIES if counts.get(name)]
    said = [
        words("draft.counted", gravity=words.value("gravity", name), n=counts[name])
        for name in there
    ]
    checked = words("draft.summary_none", figures=figures)
    if there:
        listed = words("draft.comma").join(said)
        relations = sum(counts[name] for name in there)
        checked = words("draft.summary", figures=figures, n=relations, counts=listed)
    lines = [checked]
    if counts.get("blank"):
        lines.append(words("draft.blanks", n=counts["blank"]))
    if there and not counts.get("error") and not counts.get("question"):
        lines.append(words("draft.nothing_wrong"))
    if cut:
        lines.append(words("draft.cut", n=sum(counts.values())))
    if unread:
        left = (words(f"unread.{what}", count=count) for what, count in unread.items())
        lines.append(words("draft.unread", what=words("card.comma").join(left)))
    if "deleted" in unread:
        lines.append(words("draft.as_accepted"))
    return (*lines, words("draft.limits"))
