"""When a person's check of a document outlives a new import of it."""

from __future__ import annotations

from dataclasses import replace

from studio.library.model import Document
from studio.library.numbers import number_key
from studio.library.validity import ADVERSE


def carry_over(old: Document | None, new: Document) -> Document:
    """`new` with the dates, status and check of `old` while its text is the same and the file tells nothing newer.

    A stand-in without text (see `studio.library.seeds`) gives on what it knew of other documents, never a check.
    """
    if old is not None and new.sha256 and not old.sha256:
        return with_known(new, old)
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


def with_known(document: Document, stand_in: Document) -> Document:
    """A document read from a file, with what its stand-in knew and the file does not tell."""
    told = {(relation.kind, number_key(relation.number)) for relation in document.relations}
    more = tuple(r for r in stand_in.relations if (r.kind, number_key(r.number)) not in told)
    return replace(
        document,
        effective_from=document.effective_from or stand_in.effective_from,
        relations=(*document.relations, *more),
    )
