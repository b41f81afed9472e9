"""What is known of a document's effect, and a person's check of it, where a new file says nothing of them."""

from __future__ import annotations

from dataclasses import replace

from studio.library.model import Document, Status
from studio.library.numbers import number_key
from studio.library.relations import SUFFERS
from studio.library.validity import ADVERSE


def carry_over(old: Document | None, new: Document) -> Document:
    """`new` with the dates, status and check of `old` while its text is the same and the file tells nothing newer.

    A stand-in without text (see `studio.library.seed_service`) gives on what it knew, never a check. Of another text
    only that stays which the text itself never says: the end, the status and the acts of other documents.
    """
    if old is None:
        return new
    if new.sha256 and not old.sha256:
        return with_known(new, old)
    if old.checked_on is None or old.sha256 != new.sha256:
        acts = tuple(relation for relation in old.relations if relation.kind in SUFFERS)
        return new if old.checked_on is not None else with_known(new, replace(old, relations=acts))
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
    silent = document.stated_status is Status.UNKNOWN
    return replace(
        document,
        effective_from=document.effective_from or stand_in.effective_from,
        effective_to=document.effective_to or (stand_in.effective_to if silent else None),
        stated_status=stand_in.stated_status if silent else document.stated_status,
        relations=(*document.relations, *more),
    )


def joined(stored: Document, page: Document) -> Document:
    """`stored` with what a property page says of it: days, status, relations. Its name and its text stay.

    The check of a person ends where the page tells of an end.
    """
    known = with_known(stored, replace(page, effective_from=None, effective_to=None, stated_status=Status.UNKNOWN))
    adverse = page.stated_status in ADVERSE or page.effective_to not in (None, stored.effective_to)
    if stored.checked_on is not None and not adverse:
        return known
    return replace(
        known,
        effective_from=page.effective_from or stored.effective_from,
        effective_to=page.effective_to or stored.effective_to,
        stated_status=page.stated_status if page.stated_status is not Status.UNKNOWN else stored.stated_status,
        checked_on=None,
        checked_by="",
    )
