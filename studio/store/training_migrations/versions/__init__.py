"""The chain of migrations, one file a room."""
