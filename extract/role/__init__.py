"""What a number is taken for: a statistic, a date, an ordinal, a part of a name."""
