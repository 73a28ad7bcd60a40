"""Presentations (.pptx): the text and tables of their slides."""
