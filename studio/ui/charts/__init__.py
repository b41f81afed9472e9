"""Charts as parts of a page of the window."""
