"""Spelling where somebody writes: marks under what is wrong, what may have been meant, tone marks in their places."""
