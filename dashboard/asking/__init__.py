"""What the pages ask of the library: filters, figures, and what follows from them."""
