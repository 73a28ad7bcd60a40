"""What can be set against what: intervals, units, bodies compared by meaning."""
