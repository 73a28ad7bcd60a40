"""What is written: numerals, units, approximators, ranges, shares in words, redactions."""
