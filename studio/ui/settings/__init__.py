"""Language, look, lock, keys, licences."""
