"""What every format shares: paragraphs, headings, headers and tables put together as a report."""
