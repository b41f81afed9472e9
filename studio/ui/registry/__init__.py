"""The registry of the unit's pages: their files, who has access, and slips of incidents."""
