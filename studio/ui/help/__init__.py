"""Help in context: short pages of our own, found by page and by word, without a network."""
