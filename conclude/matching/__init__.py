"""Which figures of two reports tell of the same thing."""
