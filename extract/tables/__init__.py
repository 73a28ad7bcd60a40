"""Figures out of tables: the layout, the cells and the units of a table of numbers."""
