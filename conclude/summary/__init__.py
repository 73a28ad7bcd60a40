"""The figures that sum a report up."""
