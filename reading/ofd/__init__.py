"""OFD (GB/T 33190), the page format of Chinese offices: its parts, text and rules."""
