"""Word's and WPS's documents of before 2007 (.doc, .wps): a compound file of binary tables."""
