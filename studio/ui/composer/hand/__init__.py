"""Adjusting the cards of a post by hand."""
