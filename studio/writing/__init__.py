"""Writing help: snippets, hashtag sets, the unit's own words."""
