"""How many answers about words and phrases are kept in memory, of each kind."""

from __future__ import annotations

# What recurs, recurs soon. A memory that does not fit the processor's own is slower than asking
# anew: with 16,384 answers of each kind text that does not repeat took a twelfth longer.
KEPT = 512
