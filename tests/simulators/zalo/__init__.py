"""A Zalo that stands on loopback: OAuth v4, the Official Account API and a public picture host beside it."""
