"""What all other rooms stand on: the word lists, clauses and sentences, verbs, periods."""
