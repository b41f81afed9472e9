"""What may be said of a document on a day, folded from dates, relations and a person's check.

Caution decides: whatever shows that a document has no effect is believed at once; that it is in force is believed
only of a document somebody checked. Everything else is UNKNOWN.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from studio.clock import show_date
from studio.library.model import Document, Status, Validity
from studio.phrase import Phrase

ENDS = frozenset({"replaces", "repeals"})
TOUCHES = frozenset({"amends", "partly_repeals"})
SUSPENDS = frozenset({"suspends"})
GUIDES = frozenset({"guides"})
ADVERSE = frozenset({Status.EXPIRED, Status.SUSPENDED, Status.UNSUITABLE})

NAMES = {
    Status.NOT_YET: Phrase("chưa có hiệu lực", "not yet in force"),
    Status.IN_FORCE: Phrase("còn hiệu lực", "in force"),
    Status.PARTLY_EXPIRED: Phrase("hết hiệu lực một phần", "partly expired"),
    Status.EXPIRED: Phrase("hết hiệu lực", "no longer in force"),
    Status.SUSPENDED: Phrase("ngưng hiệu lực", "suspended"),
    Status.UNSUITABLE: Phrase("không còn phù hợp", "no longer suitable"),
    Status.UNKNOWN: Phrase("chưa kiểm tra", "not checked"),
}
"""vbpl.vn's words for each status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Another document that acts on this one: `kind` as seen from the other (``replaces``), and since when.

    Of ``guides`` the other is the document guided, and `since` the day it lost effect. None: unknown.
    """

    kind: str
    number: str
    since: date | None


def status_on(document: Document, on: date, ties: Sequence[Tie] = ()) -> Validity:
    """The validity of `document` on day `on`. `ties` are the documents of the library that act on it."""
    for rule in (_ended, _replaced, _not_yet, _suspended, _stated_against, _unchecked, _unsure):
        found = rule(document, on, ties)
        if found is not None:
            return replace(found, checked_on=document.checked_on)
    return replace(_in_force(document, on, ties), checked_on=document.checked_on)


_Rule = Callable[[Document, date, Sequence[Tie]], Validity | None]


def _say(status: Status, on: date, vi: str, en: str, replaced_by: str | None = None) -> Validity:
    name = NAMES[status]
    return Validity(
        status=status,
        on=on,
        reason_vi=f"{name.vi[:1].upper()}{name.vi[1:]}: {vi}",
        reason_en=f"{name.en[:1].upper()}{name.en[1:]}: {en}",
        replaced_by=replaced_by,
    )


def _ended(document: Document, on: date, ties: Sequence[Tie]) -> Validity | None:
    if document.effective_to is None or on < document.effective_to:
        return None
    day = show_date(document.effective_to)
    by = next((t.number for t in ties if t.kind in ENDS), None)
    return _say(Status.EXPIRED, on, f"từ ngày {day}.", f"since {day}.", by)


def _replaced(document: Document, on: date, ties: Sequence[Tie]) -> Validity | None:
    for tie in ties:
        if tie.kind in ENDS and tie.since is not None and tie.since <= on:
            vi = "được thay thế" if tie.kind == "replaces" else "bị bãi bỏ"
            en = "replaced" if tie.kind == "replaces" else "repealed"
            day = show_date(tie.since)
            return _say(
                Status.EXPIRED,
                on,
                f"{vi} bởi {tie.number} từ ngày {day}.",
                f"{en} by {tie.number} since {day}.",
                tie.number,
            )
    return None


def _not_yet(document: Document, on: date, _ties: Sequence[Tie]) -> Validity | None:
    if document.effective_from is None or on >= document.effective_from:
        return None
    day = show_date(document.effective_from)
    return _say(Status.NOT_YET, on, f"có hiệu lực từ ngày {day}.", f"it takes effect on {day}.")


def _suspended(_document: Document, on: date, ties: Sequence[Tie]) -> Validity | None:
    for tie in ties:
        if tie.kind in SUSPENDS and (tie.since is None or tie.since <= on):
            return _say(Status.SUSPENDED, on, f"theo {tie.number}.", f"by {tie.number}.")
    return None


def _stated_against(document: Document, on: date, _ties: Sequence[Tie]) -> Validity | None:
    """The file or a person says that it has no effect, and no date says since when."""
    stated = document.stated_status
    if stated is Status.NOT_YET and document.effective_from is None:
        return _say(stated, on, "nguồn ghi như vậy, chưa rõ ngày.", "so the source says, without a day.")
    if stated not in ADVERSE or (stated is Status.EXPIRED and document.effective_to is not None):
        return None
    return _say(stated, on, "theo ghi nhận của nguồn hoặc người kiểm tra.", "as the source or the checker recorded.")


def _unchecked(document: Document, on: date, _ties: Sequence[Tie]) -> Validity | None:
    if document.checked_on is not None and document.stated_status is not Status.UNKNOWN:
        return None
    return _say(
        Status.UNKNOWN,
        on,
        "chưa ai xác nhận văn bản còn hiệu lực; hãy đối chiếu với vbpl.vn rồi xác nhận trong thư viện.",
        "nobody has confirmed that it is in force; compare with vbpl.vn and confirm it in the library.",
    )


def _unsure(document: Document, on: date, ties: Sequence[Tie]) -> Validity | None:
    """It was checked, but something since then, or the missing day, makes the check worth little."""
    checked = document.checked_on
    assert checked is not None  # noqa: S101 - _unchecked came before
    for tie in ties:
        if tie.kind in ENDS and tie.since is None:
            return _say(
                Status.UNKNOWN,
                on,
                f"{tie.number} thay thế văn bản này nhưng chưa rõ từ ngày nào; hãy kiểm tra lại.",
                f"{tie.number} replaces it, from an unknown day; check again.",
                tie.number,
            )
        if tie.kind in GUIDES and tie.since is not None and checked < tie.since <= on:
            return _say(
                Status.UNKNOWN,
                on,
                f"{tie.number} mà văn bản này hướng dẫn đã hết hiệu lực từ {show_date(tie.since)}; hãy kiểm tra lại.",
                f"{tie.number}, which it guides, lost effect on {show_date(tie.since)}; check again.",
            )
    if document.effective_from is None and on < checked:
        return _say(
            Status.UNKNOWN,
            on,
            "chưa rõ ngày có hiệu lực; hãy bổ sung ngày có hiệu lực.",
            "the day it took effect is not known; add that day.",
        )
    return None


def _in_force(document: Document, on: date, ties: Sequence[Tie]) -> Validity:
    checked = show_date(document.checked_on) if document.checked_on else ""
    who = f" ({document.checked_by})" if document.checked_by else ""
    touched = [t.number for t in ties if t.kind in TOUCHES and (t.since is None or t.since <= on)]
    if touched or document.stated_status is Status.PARTLY_EXPIRED:
        by = ", ".join(touched)
        return _say(
            Status.PARTLY_EXPIRED,
            on,
            (f"được sửa đổi bởi {by}; " if by else "") + f"kiểm tra ngày {checked}{who}.",
            (f"amended by {by}; " if by else "") + f"checked on {checked}{who}.",
        )
    coming = next((t for t in ties if t.kind in ENDS and t.since is not None and t.since > on), None)
    vi, en = f"kiểm tra ngày {checked}{who}.", f"checked on {checked}{who}."
    if coming is not None and coming.since is not None:
        vi += f" Sẽ được thay bằng {coming.number} từ ngày {show_date(coming.since)}."
        en += f" {coming.number} will replace it from {show_date(coming.since)}."
    return _say(Status.IN_FORCE, on, vi, en, coming.number if coming else None)
