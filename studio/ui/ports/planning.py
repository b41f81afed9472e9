"""What the window asks of the week's plan and of emergencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from datetime import date, timedelta
    from pathlib import Path

    from studio.calendar.emergency import Situation
    from studio.calendar.model import Emergency
    from studio.calendar.week import WeekItem, WeekPlan, WeekView
    from studio.phrase import Language
    from studio.posts.model import Post
    from studio.signoffs.model import SignOff


class WeeksPort(Protocol):
    """The plan of a week. A day stands for its week."""

    def view(self, day: date) -> WeekView: ...

    def set_goal(self, day: date, goal: str, by: str) -> WeekPlan: ...

    def add(self, day: date, template_id: str, by: str, *, post_id: str = "") -> WeekItem:
        """A post of that template for `day`, or one that is begun already."""
        ...

    def change(self, day: date, item_id: str, by: str, /, **changes: Any) -> WeekItem:
        """``day``, ``writer``, ``approver``, ``deadline``, ``review_on``."""
        ...

    def remove(self, day: date, item_id: str, by: str) -> WeekPlan: ...

    def begin(self, day: date, item_id: str, by: str) -> str:
        """Begin to write it, once: the id of its post."""
        ...

    def check(self, day: date) -> WeekView: ...

    def submit(self, day: date, by: str, pin: str) -> SignOff: ...

    def decide(self, day: date, by: str, pin: str, *, agree: bool, note: str = "") -> SignOff: ...

    def export(self, day: date, out: Path, language: Language = "vi") -> Path: ...

    def set_review(self, day: date, review: str, by: str) -> WeekPlan: ...


class EmergencyPort(Protocol):
    """While one is on, routine posts wait and bulletins go on."""

    def situation(self) -> Situation | None:
        """The emergency that is on, with its bulletins."""
        ...

    def waits(self, post_id: str) -> bool:
        """Whether an emergency holds the post back until it ends."""
        ...

    def begin(self, by: str, pin: str, reason: str, every: timedelta) -> Emergency: ...

    def next_bulletin(self, by: str) -> Post:
        """The draft of the next bulletin, under its number."""
        ...

    def end(self, by: str, pin: str, review: str) -> Emergency: ...
