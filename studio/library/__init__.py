"""Legal documents: import, structure, search, citation and validity."""
