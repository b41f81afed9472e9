"""A page on the internet as tests need it: it keeps state, validates, and fails when and how it is told."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from studio.accounts.model import Account
from studio.clock import Clock
from studio.errors import StudioError
from studio.phrase import Bilingual
from studio.posts.model import Package, PlatformOptions
from studio.posts.ports import FileReader
from studio.publishers.port import (
    Answer,
    Capabilities,
    Identity,
    Outcome,
    RemotePost,
    ScheduleRange,
    Unreachable,
    nothing_beside,
)

Fault = str | Answer | Callable[[], object]
"""``ok``. Before anything happens: ``refused_connection`` and ``wait:SECONDS`` (documented as not executed), ``person``
(the same, and only a person can mend it), ``reject``, ``timeout``, ``die`` (the process ends there). After it happened:
``timeout_after``, ``500_after``, ``no_id_after``, ``die_after``. Of a read: ``offline``, ``broken``, ``bug``, ``die``.
An Answer is given before anything happens. A callable runs first: time passes, a rival works.
"""


class Killed(BaseException):
    """The process ends here; nothing below may catch it."""


@dataclass
class Remote:
    """Serves every account of a kind. `hidden` False: a create is public at once."""

    clock: Clock
    hidden: bool = True
    lists: bool = True
    deletes: bool = True
    edits: bool = True
    keeps_reference: bool = True
    by_hand: bool = False
    keeps: ScheduleRange | None = None
    """How far ahead it keeps posts until their time."""
    forgets_to_show: bool = False
    """What it keeps stays hidden after its time."""
    delay: timedelta = timedelta(0)
    """How long a new post is missing from the list and from reading back."""
    window: timedelta = timedelta(minutes=10)
    page_id: str = ""
    """Answered instead of the account's, when not empty."""
    told_time: Callable[[], datetime] | None = None
    rewrite: Callable[[str], str] = str
    posts: dict[str, RemotePost] = field(default_factory=dict)
    faults: dict[str, deque[Fault]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    shown_at: dict[str, datetime] = field(default_factory=dict)
    """When each post became public, whatever became of it since."""
    completes: bool = False
    story_stays: Bilingual | None = None
    """What is said of a story that the platform leaves standing."""
    beside: dict[str, PlatformOptions] = field(default_factory=dict)
    """What was done beside a post."""
    made_for: dict[str, str] = field(default_factory=dict)
    """Whose reference each create carried, whether the page keeps it or not: known to the tests alone."""
    removed_by_hand: dict[str, datetime] = field(default_factory=dict)
    allows: Callable[[str], bool] | None = None
    """Asked at every create and reveal whether the delivery of this reference may be written now."""
    forbidden: list[str] = field(default_factory=list)
    given: Answer | None = None
    numbers: count[int] = field(default_factory=lambda: count(1))

    def script(self, call: str, *faults: Fault) -> None:
        self.faults.setdefault(call, deque()).extend(faults)

    def shown(self, reference: str = "") -> list[RemotePost]:
        self._show_due()
        return [p for p in self.posts.values() if p.visible and reference in ("", p.reference)]

    def count(self, call: str) -> int:
        return self.calls.count(call)

    def remove_by_hand(self, remote_id: str) -> None:
        """Somebody deletes the post on the page itself."""
        del self.posts[remote_id]
        self.removed_by_hand[remote_id] = self.clock.now()

    # the port

    def capabilities(self, account: Account) -> Capabilities:
        return Capabilities(
            hidden_then_reveal=self.hidden,
            can_list=self.lists,
            can_delete=self.deletes,
            server_schedule=self.keeps,
            by_hand=self.by_hand,
            can_edit=self.edits,
            completes=self.completes,
            window=self.window,
        )

    def identity(self, account: Account) -> Identity:
        self._read("identity")
        told = self.told_time() if self.told_time else None
        return Identity(page_id=self.page_id or account.page_id, title=account.title, clock=told)

    def create(
        self, account: Account, package: Package, reference: str, files: FileReader, at: datetime | None = None
    ) -> Answer:
        fault = self._take("create")
        self._note_forbidden("create", reference)
        early = self._before(fault)
        if early is not None:
            return early
        assert package.text.strip(), "an empty post"
        if at is not None:
            assert self.keeps is not None
            assert self.keeps.soonest <= at - self.clock.now() <= self.keeps.latest, "out of its range"
        assert len(package.attachments) <= 10
        for attachment in package.attachments:
            assert len(files.get(attachment.sha256)) == attachment.bytes
        remote_id = f"{account.page_id}_{next(self.numbers)}"
        self.made_for[remote_id] = reference
        self.posts[remote_id] = RemotePost(
            remote_id=remote_id,
            reference=reference if self.keeps_reference else "",
            text=self.rewrite(package.text),
            images=len(package.attachments),
            created_at=self.clock.now(),
            visible=not self.hidden and at is None,
            permalink=f"https://example.test/{remote_id}",
            scheduled_for=at,
        )
        if self.posts[remote_id].visible:
            self.shown_at[remote_id] = self.clock.now()
        return self._after(fault, remote_id)

    def reveal(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        fault = self._take("reveal")
        self._note_forbidden("reveal", reference)
        early = self._before(fault)
        if early is not None:
            return early
        if remote_id not in self.posts:
            return Answer(outcome=Outcome.REFUSED, say=Bilingual("không có bài này", "no such post"))
        self.posts[remote_id] = replace(self.posts[remote_id], visible=True, scheduled_for=None)
        self.shown_at.setdefault(remote_id, self.clock.now())
        return self._after(fault, remote_id)

    def edit(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        fault = self._take("edit")
        early = self._before(fault)
        if early is not None:
            return early
        if remote_id not in self.posts:
            return Answer(outcome=Outcome.REFUSED, say=Bilingual("không có bài này", "no such post"))
        self.posts[remote_id] = replace(self.posts[remote_id], text=self.rewrite(package.text))
        return self._after(fault, remote_id)

    def complete(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        fault = self._take("complete")
        early = self._before(fault)
        if early is not None:
            return early
        self.beside.setdefault(remote_id, package.options)
        return self._after(fault, remote_id)

    def end_story(self, account: Account, reference: str) -> Answer:
        if self.story_stays is None:
            return nothing_beside("")
        return Answer(outcome=Outcome.REFUSED, say=self.story_stays)

    def read_back(self, account: Account, remote_id: str) -> RemotePost | None:
        self._read("read_back")
        post = self.posts.get(remote_id)
        return post if post and self._listed(post) else None

    def recent(
        self, account: Account, since: datetime, reference: str = "", *, like: str = "", video: bool = True
    ) -> Sequence[RemotePost]:
        self._read("recent")
        mine = [p for p in self.posts.values() if p.remote_id.startswith(f"{account.page_id}_")]
        return [p for p in mine if p.created_at >= since and self._listed(p)]

    def delete(self, account: Account, remote_id: str) -> Answer:
        fault = self._take("delete")
        early = self._before(fault)
        if early is not None:
            return early
        self.posts.pop(remote_id, None)
        return self._after(fault, remote_id)

    # its moods

    def _show_due(self) -> None:
        for key, post in list(self.posts.items()):
            due = post.scheduled_for is not None and post.scheduled_for <= self.clock.now()
            if due and not self.forgets_to_show:
                self.posts[key] = replace(post, visible=True, scheduled_for=None)
                self.shown_at[key] = post.scheduled_for or self.clock.now()

    def _note_forbidden(self, call: str, reference: str) -> None:
        if self.allows is not None and not self.allows(reference):
            self.forbidden.append(f"{call} {reference}")

    def _listed(self, post: RemotePost) -> bool:
        return self.clock.now() - post.created_at >= self.delay

    def _take(self, call: str) -> str:
        self.calls.append(call)
        self._show_due()
        waiting = self.faults.get(call)
        fault = waiting.popleft() if waiting else "ok"
        if isinstance(fault, Answer):
            self.given = fault
            return "given"
        if callable(fault):
            fault()
            return "ok"
        return fault

    def _read(self, call: str) -> None:
        fault = self._take(call)
        if fault == "die":
            raise Killed
        if fault == "offline":
            raise Unreachable(Bilingual("mất mạng.", "the network is down."))
        if fault == "broken":
            raise StudioError(Bilingual("phiên đăng nhập đã hết hạn.", "the login has expired."))
        if fault == "bug":
            raise ZeroDivisionError

    def _before(self, fault: str) -> Answer | None:
        if fault == "given":
            return self.given
        if fault == "die":
            raise Killed
        if fault == "timeout":
            raise TimeoutError
        if fault == "refused_connection":
            return Answer(outcome=Outcome.NOT_EXECUTED, say=Bilingual("không kết nối được.", "connection refused."))
        if fault == "person":
            return Answer(
                outcome=Outcome.NOT_EXECUTED,
                say=Bilingual("Phiên đăng nhập đã hết hạn.", "The login has expired."),
                needs_person=True,
                code="190/463",
            )
        if fault.startswith("wait:"):
            seconds = float(fault.removeprefix("wait:"))
            return Answer(
                outcome=Outcome.NOT_EXECUTED,
                say=Bilingual("quá nhiều yêu cầu.", "too many."),
                retry_after=seconds,
            )
        if fault == "reject":
            return Answer(outcome=Outcome.REFUSED, say=Bilingual("Ảnh không hợp lệ.", "Invalid picture."))
        return None

    def _after(self, fault: str, remote_id: str) -> Answer:
        if fault == "die_after":
            raise Killed
        if fault == "timeout_after":
            raise TimeoutError
        if fault == "500_after":
            return Answer(outcome=Outcome.UNKNOWN, raw="<html>502</html>")
        if fault == "no_id_after":
            return Answer(outcome=Outcome.DONE)
        return (
            Answer(
                outcome=Outcome.DONE,
                remote_id=remote_id,
                permalink=self.posts[remote_id].permalink,
                raw=f'{{"id":"{remote_id}"}}',
            )
            if remote_id in self.posts
            else Answer(outcome=Outcome.DONE, remote_id=remote_id)
        )
