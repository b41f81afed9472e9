"""Training: outlines of the unit's procedures, lessons that are learnt by doing, and progress."""
