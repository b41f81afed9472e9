"""What the calendar tells a field that asks for the time of a post, read behind the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.ui.page import Shell

if TYPE_CHECKING:
    from studio.calendar.slots import SlotDays


class PostAlmanac:
    """`studio.ui.widgets.moment_popup.SlotDaysReader` for the post that `post_id` names when it is asked."""

    def __init__(self, shell: Shell, post_id: Callable[[], str]) -> None:
        self._shell, self._post_id = shell, post_id

    def __call__(
        self, first: date, last: date, owner: QObject, then: Callable[[SlotDays, Sequence[str]], None]
    ) -> None:
        studio, post_id = self._shell.studio, self._post_id()

        def read() -> SlotDays:
            found = studio.calendar.almanac(first, last, post_id)
            titles = {account.name: account.title for account in studio.accounts.list()}
            named = [replace(entry, pages=tuple(titles.get(n, n) for n in entry.pages)) for entry in found.taken]
            return replace(found, taken=tuple(named))

        def came(found: SlotDays) -> None:
            then(found, [self._shell.language.say(why) for why in found.closed.values()])

        self._shell.tasks.store(read, came, owner=owner, key="almanac")
