"""The kinds of pictures that can be read, by the endings of their names. What a file is, its bytes tell."""

from __future__ import annotations

SUFFIXES = (".jpg", ".jpeg", ".jfif", ".png", ".webp", ".avif", ".heic", ".heif", ".hif", ".tif", ".tiff", ".gif")
NAMES = "JPEG, PNG, WebP, AVIF, HEIC, TIFF, GIF"
