"""What a report's figures give: rates, changes, shares, sums and findings, as a table.

Pure functions over the figures table that `extract` makes; no library of reports and no screen.
"""

from conclude.by_hand import set_against
from conclude.conclusions import conclude
from conclude.matching.match import match
from conclude.summary.highlights import highlights, sum_up
from conclude.table import COLUMNS

__all__ = ["COLUMNS", "conclude", "highlights", "match", "set_against", "sum_up"]
