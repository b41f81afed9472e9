"""The approved canned replies of the practice profile, one for each procedure that made-up citizens ask about."""

from __future__ import annotations

from datetime import timedelta

from studio.app.studio import Studio
from studio.clock import local_date
from studio.feedback.canned_model import CannedReply
from studio.library.model import CitationRef
from studio.training.scene import Cast

LAW = "05/2025/TT-MAU"
"""The sample document that they cite."""
VALID = timedelta(days=365)
GREETING = "Chào bạn, cảm ơn bạn đã gửi câu hỏi đến trang."
NEXT_STEP = (
    "Bạn vui lòng đến bộ phận một cửa từ 07:30 đến 17:00, thứ Hai đến thứ Sáu, hoặc gọi trực ban 024 0000 0113 để được "
    "hướng dẫn."
)
THANKS = "Trân trọng cảm ơn bạn."
_SITE = "xem hướng dẫn tại https://minhkhai.example.gov.vn."
_ANSWERS = (
    (
        "identity_card",
        "Căn cước: cấp, đổi, cấp lại",
        f"Bạn đến bộ phận một cửa để làm thủ tục, không cần mang thêm giấy tờ khác; {_SITE}",
    ),
    (
        "residence",
        "Cư trú: thường trú, tạm trú",
        f"Bạn nộp tờ khai tại bộ phận một cửa nơi mình đang ở, hoặc nộp trên cổng dịch vụ công; {_SITE}",
    ),
    (
        "vehicle",
        "Xe: đăng ký, sang tên, biển số",
        f"Bạn mang giấy đăng ký xe và giấy mua bán đến bộ phận một cửa để làm thủ tục; {_SITE}",
    ),
)


def fill_canned(studio: Studio, cast: Cast) -> None:
    """Let the unit have approved canned replies. Raises StudioError."""
    canned = studio.feedback.canned
    for topic, title, answer in _ANSWERS:
        saved = canned.save(
            CannedReply(
                title=title,
                topic=topic,
                greeting=GREETING,
                answer=answer,
                next_step=NEXT_STEP,
                thanks=THANKS,
                citations=(CitationRef(document=LAW),),
                valid_until=local_date(studio.now()) + VALID,
            ),
            cast.learner,
        )
        canned.submit(saved.id, cast.learner, cast.pin)
        canned.approve(saved.id, cast.head, cast.pin)
