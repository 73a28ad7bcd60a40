"""What the pages share on screen: frame, filter, charts, downloads, empty states, text."""
