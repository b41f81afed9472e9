"""The page of what waits for whoever works here."""
