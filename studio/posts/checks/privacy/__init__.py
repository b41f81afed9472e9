"""Rules that protect people: their numbers, homes, faces, and the secrets of the house."""
