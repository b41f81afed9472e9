"""Photographs: safe reading, clean and fitted output."""
