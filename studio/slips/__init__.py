"""The unit's register of what went wrong: impostor pages, incidents, errors in its own posts, claims to be cleared up.

A slip says what happened, what was done and when, and keeps the evidence. It never holds a citizen's name, number or
message, and goes some time after it was closed.
"""
