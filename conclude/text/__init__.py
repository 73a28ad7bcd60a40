"""What the words around a figure say: mentions, states, times, topics, indicators."""
