"""How answers are shown: words, numbers as written, colours, charts, highlighted text."""
