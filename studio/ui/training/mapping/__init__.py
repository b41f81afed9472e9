"""The unit's own documents behind the outlines."""
