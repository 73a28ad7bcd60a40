"""How much of what was raised or aimed at was done."""
