"""The page about conclusions lists the rules as they are.

`python -m tests.conclude.test_page` writes the list anew.
"""

from pathlib import Path

from conclude.wordlist import entries

PAGE = Path(__file__).resolve().parents[2] / "docs" / "conclusions.md"
_START, _END = "<!-- rules -->\n", "<!-- end -->"


def written_anew(page: str) -> str:
    """The page with its list of rules made from the rules."""
    head, rest = page.split(_START, 1)
    lines = ["", "| kind | rule | what it reads | example |", "|---|---|---|---|"]
    lines += [
        f"| `{kind}` | {name} | {meaning} | {example} |"
        for name, kind, meaning, example in entries("rules.tsv")
    ]
    return head + _START + "\n".join([*lines, "", ""]) + _END + rest.split(_END, 1)[1]


def test_the_page_lists_the_rules() -> None:
    page = PAGE.read_text("utf-8")
    assert page == written_anew(page), "run: python -m tests.conclude.test_page"


if __name__ == "__main__":
    PAGE.write_text(written_anew(PAGE.read_text("utf-8")), "utf-8")
