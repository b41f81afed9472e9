"""What the validity of a cited place means for a post, whether the citation was chosen in a field or typed."""

from __future__ import annotations

from dataclasses import dataclass

from studio.library.model import Status, Validity
from studio.phrase import Phrase
from studio.posts.model import Severity

STANDING = {
    Status.NOT_YET: Phrase("chưa có hiệu lực", "is not yet in force"),
    Status.PARTLY_EXPIRED: Phrase("đã hết hiệu lực một phần", "is no longer wholly in force"),
    Status.EXPIRED: Phrase("đã hết hiệu lực", "is no longer in force"),
    Status.SUSPENDED: Phrase("đang bị ngưng hiệu lực", "is suspended"),
    Status.UNSUITABLE: Phrase("không còn phù hợp", "no longer suits the law"),
    Status.UNKNOWN: Phrase("chưa rõ hiệu lực", "has an unknown status"),
}
CONFIRM = Phrase(
    "Cần người có tên xác nhận hiệu lực của văn bản này trong kho văn bản, hoặc chọn văn bản khác.",
    "A named person has to confirm this document's status in the library, or choose another document.",
)
LOOK = Phrase(
    "Đối chiếu nguồn chính thức rồi xác nhận trong kho văn bản.",
    "Compare with the official source, then confirm it in the library.",
)
CHOOSE = Phrase("Chọn văn bản còn hiệu lực vào ngày đăng.", "Choose a document that is in force on the day of posting.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How severe it is to cite what has no effect, or perhaps none, and what to do."""

    severity: Severity
    remedy: Phrase


def verdict(validity: Validity, *, says_when: bool) -> Verdict | None:
    """None where it is in force. `says_when`: the post tells from which later day it holds."""
    if validity.status is Status.IN_FORCE:
        return None
    if validity.status is Status.UNKNOWN:
        return Verdict(Severity.BLOCK, CONFIRM)
    if validity.status is Status.PARTLY_EXPIRED:
        return Verdict(
            Severity.WARN,
            Phrase(
                "Kiểm tra chính điều, khoản được dẫn còn hiệu lực, rồi xác nhận trong kho văn bản.",
                "Check that the very article you cite is still in force, and confirm it in the library.",
            ),
        )
    if validity.status is Status.NOT_YET and says_when:
        return Verdict(
            Severity.WARN,
            Phrase("Bài đã nêu ngày có hiệu lực; kiểm tra lại ngày ấy.", "The post states the day; check it again."),
        )
    if validity.replaced_by:
        return Verdict(
            Severity.BLOCK,
            Phrase("Dẫn {n} thay thế.", "Cite {n}, which replaces it.").format(n=validity.replaced_by),
        )
    return Verdict(Severity.BLOCK, CHOOSE)
