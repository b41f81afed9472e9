"""One editor for each of the 23 kinds of field."""
