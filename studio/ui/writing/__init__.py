"""Writing help in the composer: snippets, hashtags, citations, emoji."""
