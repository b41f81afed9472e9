"""Approved templates: what they are, how they are trusted, checked and rendered."""
