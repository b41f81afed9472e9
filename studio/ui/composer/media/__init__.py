"""The pictures of a post."""
