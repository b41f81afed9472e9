"""SQLite store, repositories, migrations, file store, backup."""
