"""A unit's own website run by WordPress, through its REST API (developer.wordpress.org/rest-api)."""
