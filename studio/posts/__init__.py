"""A post, what it becomes, what is checked, and what may happen to it."""
