"""What a slip needs before it can be closed, each as one sentence; and how texts and moments are taken in.

A refusal names the field it is about by its key (``where``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from studio.clock import local_date, show_datetime
from studio.errors import BadInput
from studio.phrase import Phrase
from studio.slips.model import (
    WITHDRAWING,
    Clarification,
    Correction,
    ErrorHandling,
    Impostor,
    Incident,
    IncidentSeverity,
    Slip,
    SlipDecision,
    SlipEvidence,
)
from studio.text import length, nfc, squeeze

SHORT, LONG = 200, 600
"""Characters of a line, and of a text."""
LOOK_EVERY = timedelta(days=7)
"""An impostor page that is still there is looked at again after so many days, unless a day was chosen."""
LEEWAY = timedelta(minutes=5)
"""Clocks differ: what was seen that far ahead was seen now."""
Published = Callable[[str], bool]

CAPTURE = Phrase("Thêm ảnh chụp làm chứng cứ.", "Add a screenshot as evidence.")


def missing(
    slip: Slip, evidence: Sequence[SlipEvidence], *, published: Published, withdrawn: Published
) -> tuple[Phrase, ...]:
    """What is still to be done before the slip can be closed, in the order of its steps."""
    match slip.body:
        case Impostor() as body:
            return tuple(_impostor(body, evidence))
        case Incident() as body:
            return tuple(_incident(body, evidence))
        case Correction() as body:
            return tuple(_correction(body, published, withdrawn))
        case Clarification() as body:
            return tuple(_clarification(body, published))


def _impostor(body: Impostor, evidence: Sequence[SlipEvidence]) -> Iterator[Phrase]:
    if body.compared_at is None:
        yield Phrase(
            "So với danh bạ để chắc chắn không phải trang của một đơn vị.",
            "Compare with the directory, so that it is surely no page of a unit.",
        )
    if not evidence:
        yield CAPTURE
    if not body.report_ref:
        yield Phrase(
            "Báo cáo mạo danh trên nền tảng và ghi mã báo cáo.",
            "Report the page to its platform and write down the code of the report.",
        )
    if not body.handed_to:
        yield Phrase("Gửi hồ sơ cho đơn vị chức năng.", "Hand the case to the competent unit.")
    if body.removed_on is None:
        yield Phrase("Ghi ngày trang giả bị gỡ.", "Write down the day on which the page was removed.")


def _incident(body: Incident, evidence: Sequence[SlipEvidence]) -> Iterator[Phrase]:
    if not body.notified:
        yield Phrase(
            "Gọi lãnh đạo và cán bộ kỹ thuật, ghi giờ gọi.",
            "Call the head and the technical officer, and write down when.",
        )
    if not body.locked_down:
        yield Phrase("Trả lời hết danh sách khóa chặn.", "Answer every item of the lockdown list.")
    if not evidence:
        yield CAPTURE
    if not (body.platform_ref or body.unit_ref):
        yield Phrase(
            "Báo nền tảng và đơn vị chức năng, ghi mã hồ sơ.",
            "Tell the platform and the competent unit, and write down their references.",
        )
    if not body.cause or not body.measures:
        yield Phrase(
            "Ghi nguyên nhân và ít nhất một việc phải sửa.",
            "Write down the cause and at least one thing to be mended.",
        )


def _correction(body: Correction, published: Published, withdrawn: Published) -> Iterator[Phrase]:
    if body.mode is None:
        yield Phrase("Chọn cách xử lý.", "Choose how it is dealt with.")
    elif body.mode in WITHDRAWING and not withdrawn(body.post):
        yield Phrase(
            "Chờ người thứ hai quyết định gỡ bài và gỡ khỏi trang.",
            "Wait until a second person decided on the withdrawal and the post is off its pages.",
        )
    if body.mode not in WITHDRAWING and not (body.wrong and body.right):
        yield Phrase("Điền “Đã viết sai” và “Nội dung đúng”.", "Fill in “We wrote” and “Correct text”.")
    if body.mode is ErrorHandling.CORRECTION and not (body.correction_post and published(body.correction_post)):
        yield Phrase("Đăng bài đính chính.", "Publish the correction.")
    if body.mode is ErrorHandling.CORRECTION and body.severity is IncidentSeverity.SERIOUS and body.pinned_at is None:
        yield Phrase("Ghim bài đính chính ở đầu trang.", "Pin the correction at the top of the page.")
    if not body.cause or not body.prevention:
        yield Phrase("Ghi nguyên nhân và cách phòng tránh.", "Write down the cause and how it is prevented.")


def _clarification(body: Clarification, published: Published) -> Iterator[Phrase]:
    if body.decision is None:
        yield Phrase("Đánh giá và quyết định có phản hồi không.", "Assess it and decide whether to answer.")
    elif body.decision is SlipDecision.ANSWER and not (body.draft and published(body.draft)):
        yield Phrase("Đăng bài nêu thông tin đúng.", "Publish the post that says what is true.")


def text(value: str, where: str, *, most: int = SHORT, needed: bool = True) -> str:
    """`value` in NFC on one line. Raises BadInput when it is empty or too long."""
    tidy = squeeze(nfc(value))
    if needed and not tidy:
        raise BadInput("còn để trống; hãy điền.", "is empty; fill it in.", where=where)
    if length(tidy) > most:
        raise BadInput(
            f"dài {length(tidy)} ký tự, tối đa {most}; hãy rút gọn.",
            f"has {length(tidy)} characters of {most}; shorten it.",
            where=where,
        )
    return tidy


def moment(at: datetime, now: datetime, where: str) -> datetime:
    """`at`, which is not to come. Raises BadInput."""
    if at > now + LEEWAY:
        raise BadInput(
            f"{show_datetime(at)} chưa tới; hãy ghi lúc đã xảy ra.",
            f"{show_datetime(at)} is still to come; write down when it happened.",
            where=where,
        )
    return min(at, now)


def address(value: str, where: str) -> str:
    """An address as it was reported, also with broken dots. Raises BadInput."""
    given = text(value, where, most=2000)
    if " " in given or "." not in given:
        raise BadInput(
            "không phải địa chỉ trang; hãy dán nguyên địa chỉ, ví dụ hxxps://trang-gia[.]example.",
            "is no address of a page; paste it whole, for example hxxps://fake-page[.]example.",
            where=where,
        )
    return given


def look_due(slip: Slip, today: date) -> bool:
    """Whether somebody has to see if an impostor page is still there."""
    body = slip.body
    if not isinstance(body, Impostor) or slip.closed_at is not None or body.removed_on is not None:
        return False
    last = local_date(body.looked_at or slip.opened_at)
    return today >= (body.review_on or last + LOOK_EVERY)
