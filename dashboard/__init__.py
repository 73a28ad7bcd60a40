"""The library of reports and what the pages ask of it; knows no screen."""
