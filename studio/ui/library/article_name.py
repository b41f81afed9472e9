"""How an article is called in lists and headings."""

from __future__ import annotations


def article_name(number: str, heading: str) -> str:
    """``Điều 5. Quyền được biết``: as the document itself calls it, in either language of the window."""
    name = f"Điều {number}" if number[:1].isdigit() else number
    return f"{name}. {heading}" if heading else name
