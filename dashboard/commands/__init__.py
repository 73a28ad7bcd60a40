"""What `python -m dashboard` can do: a module a command, with its options and what it does."""
