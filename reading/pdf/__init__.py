"""PDF documents: pages, lines, tables with rules and without."""
