"""Rules on what a post says of the law."""
