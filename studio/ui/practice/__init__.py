"""The local pages posts are published to for practice."""
