"""Lessons that trainers write themselves, by doing them."""
