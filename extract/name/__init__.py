"""What a figure counts, and who or where: its metric and its scope."""
