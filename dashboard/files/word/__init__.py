"""Word documents that are written: the brief, and comments put into a draft."""
