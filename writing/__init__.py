"""How Chinese documents are written: where a sentence ends, outline marks, dates.

The parts that the reading of files and the reading of figures share, as text for patterns.
"""
