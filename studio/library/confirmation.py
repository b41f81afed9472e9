"""When a person's check of a document outlives a new import of it."""

from __future__ import annotations

from dataclasses import replace

from studio.library.model import Document
from studio.library.validity import ADVERSE


def carry_over(old: Document | None, new: Document) -> Document:
    """`new` with the dates, status and check of `old` while its text is the same and the file tells nothing newer."""
    if old is None or old.checked_on is None or old.sha256 != new.sha256:
        return new
    newer_check = new.checked_on is not None and new.checked_on > old.checked_on
    new_end = new.effective_to is not None and new.effective_to != old.effective_to
    if newer_check or new_end or new.stated_status in ADVERSE:
        return new
    return replace(
        new,
        effective_from=old.effective_from,
        effective_to=old.effective_to,
        stated_status=old.stated_status,
        checked_on=old.checked_on,
        checked_by=old.checked_by,
    )
