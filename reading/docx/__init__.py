"""Word documents: styles, numbering, tables."""
