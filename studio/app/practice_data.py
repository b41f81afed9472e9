"""What a practice profile holds beside its unit: documents not all of which are in force, and posts that are out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from studio.access.model import PageRole, RightsHolder
from studio.access.table import TABLE
from studio.app.studio import Studio
from studio.clock import local_date
from studio.errors import NotFound
from studio.library.model import Document, Status
from studio.people.model import Person
from studio.training.reading import FOLDER, SAMPLE
from studio.training.scene import Cast, LessonContext
from studio.training.steps.common import publish, write_post

LAW = "01/2026/QĐ-MAU"
"""The sample document that the demo cites."""
LAWS = FOLDER / "law"
IN_FORCE = ("12/2025/QĐ-MAU", "13/2022/TT-MAU", "14/2026/TT-MAU")
"""Those of `LAWS` that somebody confirmed; 13/2022 lost its article 3 to 14/2026 all the same. Of the others one was
replaced, one has run out, one is suspended, one is yet to take effect."""
WRONG_HOURS = "Bộ phận một cửa làm việc cả ngày thứ Bảy, từ 07:30 đến 17:00"
"""What one of the posts that are out says, and what is wrong: see the snippet “Giờ tiếp dân” of the sample unit."""

SET_UP = "ban-giao-facebook"
"""The page whose table of rights is there already."""
LEAVER = "Cán bộ sắp chuyển công tác (mẫu)"
LEAVING = timedelta(days=28)
"""From the day on which the practice begins."""


@dataclass(frozen=True, slots=True)
class _Out:
    """A post that is out when the practice begins."""

    template: str
    fields: dict[str, object]


_OUT = (
    _Out("scam_warning", {"scam_name": "Tin nhắn giả danh ngân hàng báo khóa thẻ"}),
    _Out(
        "law_explained",
        {
            "headline": "Đăng ký tạm trú: làm ở đâu, khi nào",
            "points": ["Đăng ký khi đến ở từ 30 ngày trở lên", WRONG_HOURS],
        },
    ),
)


def lay_in(studio: Studio, cast: Cast) -> None:
    """Give a practice profile with its sample unit the documents and posts of the exercises."""
    studio.library.import_paths([LAWS])
    head = studio.people.get(cast.head)
    for number in IN_FORCE:
        confirm_law(studio, sample_law(studio, number), by=head)
    scene = LessonContext(services=studio, cast=cast, folder=SAMPLE)
    for each in _OUT:
        publish(scene, write_post(scene, each.template, each.fields))
    fill_access(studio, cast)


def sample_law(studio: Studio, number: str = LAW) -> Document:
    """A sample document. Raises NotFound."""
    document = studio.library.find(number)
    if document is None:
        raise NotFound("a sample document is missing; reinstall.")
    return document


def confirm_law(studio: Studio, document: Document, *, by: Person) -> None:
    """Confirm that the sample document is in force today."""
    today = local_date(studio.now())
    studio.library.confirm(document.key, by=by.name, on=today, effective_from=document.effective_from,
                           effective_to=None, status=Status.IN_FORCE, source=document.source)  # fmt: skip


def fill_access(studio: Studio, cast: Cast) -> None:
    """The hand-over page has a table that the head agreed to; one of its administrators is about to leave."""
    access, by = studio.access, cast.learner
    leaves = access.today + LEAVING
    people = (
        RightsHolder(id="", name=studio.people.get(cast.learner).name, person=cast.learner, post="Cán bộ kỹ thuật"),
        RightsHolder(id="", name=LEAVER, post="Cán bộ tuyên truyền", duty_end_on=leaves, duty_note="Chuyển công tác"),
    )
    for holder in people:
        right = access.assign(SET_UP, access.save_holder(holder, by).id, PageRole.FULL_ADMIN, by)
        access.confirm_mfa(right.id, cast.colleague)
    access.keep_recovery(SET_UP, "Phong bì niêm phong trong két của đơn vị", by)
    access.submit_table(SET_UP, by, cast.pin)
    asked = next(each for each in studio.signoffs.open() if (each.kind, each.subject) == (TABLE, SET_UP))
    studio.signoffs.decide(asked.id, cast.head, cast.pin, agree=True, note="Đồng ý.")
