"""The first steps in a profile that has nobody and nothing yet."""
