"""The files that documents were read from, kept as they came, to be shown beside the text."""

from __future__ import annotations
