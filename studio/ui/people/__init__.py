"""The people of the unit, its pages, and its contacts."""
