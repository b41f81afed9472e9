"""The page of the feedback desk."""
