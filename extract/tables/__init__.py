"""Figures out of tables: the layout, the cells of figures and of words, names, units, status."""
