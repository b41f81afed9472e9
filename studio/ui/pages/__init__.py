"""The page of the unit's pages: how each is connected, how it is, its file, its rights, what went there."""
