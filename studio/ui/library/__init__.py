"""The legal documents: search, read, import, confirm."""
