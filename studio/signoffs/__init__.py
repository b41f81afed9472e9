"""The head's agreement to what is no post: a request for a page, a table of rights, a plan of the week."""
