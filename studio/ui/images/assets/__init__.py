"""The unit's library of pictures in the window."""
