"""What is shown of a post to whoever decides on it: previews, findings, citations, history."""
