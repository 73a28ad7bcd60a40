"""Plain text and the tables typed in it."""
