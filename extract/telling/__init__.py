"""What is told of a figure: fact, aim or change, when, and under which headings."""
