"""How figures belong together: parts and wholes, topics, repeats."""
