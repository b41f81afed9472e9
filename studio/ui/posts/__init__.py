"""The list of all posts: filter, search, sort, trash."""
