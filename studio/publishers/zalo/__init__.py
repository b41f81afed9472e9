"""Zalo official accounts: articles, videos, the grant that lets a unit post, and broadcasts by a separate hand."""
