"""The pages a unit runs, and how the connection to each is."""
