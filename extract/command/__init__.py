"""The command line: its words, its columns, its files, and how a reading is explained."""
