"""The page of deliveries, and the confirmation before one begins."""
