"""The unit's own data: names, contacts, hashtag sets, snippets."""
