"""Wholes and their parts: lists, sums, shares."""
