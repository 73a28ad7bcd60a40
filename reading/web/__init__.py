"""Web pages, saved pages, messages, and Markdown by way of a page."""
