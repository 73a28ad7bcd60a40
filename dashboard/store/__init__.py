"""The library file: its tables, its reports, and what people corrected in them."""
