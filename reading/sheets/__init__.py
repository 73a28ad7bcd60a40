"""Workbooks and separated values: a table, or a document a row."""
