"""Broadcasts of plain values: a quota of four, and a memory of what was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from studio.errors import NotPermitted, Refused, StudioError
from studio.phrase import Pair, Phrase
from tests.ui.fake_data import NOW, PIN
from tests.ui.stand_in import StandIn


@dataclass(frozen=True)
class Allowance(StandIn):  # type: ignore[misc]
    product: str = "broadcast"
    total: int | None = 4
    remain: int | None = 4
    until: str = "30/11/2026"


@dataclass(frozen=True)
class Former(StandIn):  # type: ignore[misc]
    at: datetime
    article: str
    by: str
    step: str


@dataclass(frozen=True)
class Prepared(StandIn):  # type: ignore[misc]
    article: str
    title: str
    permalink: str
    allowances: Sequence[Allowance]
    former: Sequence[Former]
    warning: Phrase
    hindrance: Phrase | None


@dataclass(frozen=True)
class Sent(StandIn):  # type: ignore[misc]
    outcome: str
    say: Phrase


TITLE = "Cảnh báo giả danh cán bộ cập nhật VNeID"
WARNING = Pair(
    f"“{TITLE}” sẽ được gửi cho TẤT CẢ người quan tâm. Không thể thu hồi, và tính vào hạn mức của gói.",
    f"“{TITLE}” goes to ALL followers. It cannot be taken back, and counts against the package's quota.",
)
SAY = {
    "done": Pair("Zalo đã nhận lệnh gửi.", "Zalo took the broadcast."),
    "unknown": Pair(
        "Chưa rõ đã gửi hay chưa. KHÔNG gửi lại: hãy mở trang quản trị OA, mục Gửi tin hàng loạt, để xem.",
        "It is not known whether it was sent. Do NOT send it again: open the OA console, Broadcasts, to see.",
    ),
    "refused": Pair("Zalo không nhận; chưa gửi.", "Zalo refused; not sent."),
}


class FakeBroadcasting(StandIn):  # type: ignore[misc]
    """`outcome` is what the next try comes to; `trouble` is raised by it instead."""

    def __init__(self) -> None:
        self.outcome = "done"
        self.trouble: StudioError | None = None
        self.allowances: tuple[Allowance, ...] = (Allowance(),)
        self.former: tuple[Former, ...] = ()
        self.hindrance: Phrase | None = None
        self.tried: list[tuple[str, str]] = []

    def prepare(self, delivery: str) -> Prepared:
        return Prepared("bai-zalo", TITLE, "https://zalo.example/a", self.allowances, self.former, WARNING,
                        self.hindrance)  # fmt: skip

    def send(self, delivery: str, by: str, pin: str) -> Sent:
        if pin != PIN:
            raise NotPermitted(Pair("PIN chưa đúng; còn 4 lần thử.", "the PIN is wrong; 4 tries are left."))
        if self.hindrance is not None:
            raise Refused(Pair(self.hindrance.vi, self.hindrance.en))
        self.tried.append((delivery, by))
        if self.trouble is not None:
            raise self.trouble
        self.former = (Former(NOW, "bai-zalo", by, self.outcome), *self.former)
        return Sent(self.outcome, SAY[self.outcome])
