"""The files of the unit's pages: from the request until a page is handed over or closed."""
