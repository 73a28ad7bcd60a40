"""Figures and conclusions of strange texts, in processes of their own."""
