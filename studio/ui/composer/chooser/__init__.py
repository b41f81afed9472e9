"""Where a post begins: templates to choose among, and posts to go on with."""
