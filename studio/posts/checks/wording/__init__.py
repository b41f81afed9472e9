"""Rules on words and letters."""
