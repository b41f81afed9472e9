"""Any number of people doing anything in any order: no author approves their own post, and nothing is queued
without an approval of exactly what it says at that moment."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from studio.accounts.model import Account
from studio.errors import StudioError
from studio.posts.model import PostState
from studio.posts.transitions import TRANSITIONS
from studio.posts.versions import problems
from tests.posts.post_rig import PIN, PostRig

PEOPLE = ("author", "second", "approver", "head", "publisher", "all_roles")
who = st.sampled_from(PEOPLE)
writer = st.sampled_from(("author", "second", "all_roles", "all_roles"))
reviewer = st.sampled_from(("all_roles", "approver", "head", "all_roles"))
sender = st.sampled_from(("publisher", "all_roles"))
which = st.integers(min_value=0, max_value=1)
LEGAL = {(row.source, row.target) for row in TRANSITIONS} | {(state, state) for state in PostState}


class Station(RuleBasedStateMachine):
    """Two posts, six people, one directory, one clock."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.rig = PostRig(Path(self.folder.name)).furnish()
        self.posts: list[str] = []
        self.wrote: dict[str, set[str]] = {}
        self.states: dict[str, PostState] = {}
        self.approved: dict[str, Any] = {}
        """What the whole world said of the post when it was approved."""

    def teardown(self) -> None:
        self.rig.store.close()
        self.folder.cleanup()

    @initialize()
    def open(self) -> None:
        for person in ("author", "all_roles"):
            post = self.rig.draft(by=self.id(person))
            self.posts.append(post.id)
            self.wrote[post.id] = {self.id(person)}
            self.states[post.id] = post.state

    def id(self, person: str) -> str:
        return str(getattr(self.rig, person))

    def attempt(self, post: str, move: Callable[[], object]) -> bool:
        """Whether the move was allowed; the state may only have changed along a row of the table."""
        before = self.states[post]
        try:
            move()
            done = True
        except StudioError:
            done = False
        after = self.rig.drafts.get(post).state
        assert (before, after) in LEGAL
        if not done:
            assert before is after
        self.states[post] = after
        return done

    def write(self, post: str, person: str, change: Callable[[], object]) -> None:
        """Try a change, and remember its author where it was one."""
        before = self.rig.drafts.get(post).revision
        if self.attempt(post, change) and self.rig.drafts.get(post).revision != before:
            self.wrote[post].add(self.id(person))

    def world(self, post_id: str) -> Any:
        post = self.rig.drafts.get(post_id)
        pages = tuple(self.page(name) for name in post.targets)
        return (
            dict(post.fields), post.media, post.cards, post.targets, post.publish_at, post.answers,
            pages, self.rig.directory.book(),
        )  # fmt: skip

    def page(self, name: str) -> tuple[str, str]:
        account: Account = self.rig.accounts.get(name)
        return account.page_id, account.platform

    @rule(n=which, person=writer, text=st.sampled_from(["một", "hai", "ba"]))
    def edit(self, n: int, person: str, text: str) -> None:
        post = self.posts[n]
        self.write(post, person, lambda: self.rig.drafts.edit(post, self.id(person), fields={"how": text}))

    @rule(n=which, person=writer, redo=st.booleans())
    def step(self, n: int, person: str, redo: bool) -> None:
        post, drafts = self.posts[n], self.rig.drafts
        self.write(post, person, lambda: (drafts.redo if redo else drafts.undo)(post, self.id(person)))

    @rule(n=which, person=writer, hours=st.sampled_from([None, 2, 24]))
    def plan(self, n: int, person: str, hours: int | None) -> None:
        post = self.posts[n]
        at = self.rig.tomorrow(hours) if hours else None
        self.write(post, person, lambda: self.rig.drafts.edit(post, self.id(person), publish_at=at))

    @rule(n=which, times=st.integers(1, 3), person=reviewer)
    def proceed(self, n: int, times: int, person: str) -> None:
        """The ordinary way, so that trouble begins late as often as early."""
        for _ in range(times):
            state = self.states[self.posts[n]]
            if state in (PostState.DRAFT, PostState.CHANGES_ASKED, PostState.APPROVAL_EXPIRED):
                self.submit(n, "author")
            elif state is PostState.IN_REVIEW:
                self.approve(n, person)
            elif state is PostState.APPROVED:
                self.queue(n, "publisher")

    @rule(n=which, person=writer)
    def submit(self, n: int, person: str) -> None:
        post = self.posts[n]
        if self.attempt(post, lambda: self.rig.workflow.submit(post, self.id(person), PIN)):
            self.wrote[post].add(self.id(person))

    @rule(n=which, person=reviewer)
    def approve(self, n: int, person: str) -> None:
        post = self.posts[n]
        if self.attempt(post, lambda: self.rig.workflow.approve(post, self.id(person), PIN)):
            assert self.id(person) not in self.wrote[post], "approved by somebody who wrote it"
            self.approved[post] = self.world(post)

    @rule(n=which, person=who, verb=st.sampled_from(["ask_changes", "reject", "hold", "release", "recall", "withdraw"]))
    def decide(self, n: int, person: str, verb: str) -> None:
        post = self.posts[n]
        self.attempt(post, lambda: getattr(self.rig.workflow, verb)(post, self.id(person), PIN, "Lý do"))

    @rule(n=which, person=sender)
    def queue(self, n: int, person: str) -> None:
        post = self.posts[n]
        try:
            approval = self.rig.workflow.valid_approval(post)
        except StudioError:
            approval = None
        if self.attempt(post, lambda: self.rig.workflow.mark_queued(post, self.id(person))):
            assert approval is not None, "queued without a valid approval"
            assert approval.by not in self.wrote[post]
            assert approval.expires_at > self.rig.clock.now()
            assert self.world(post) == self.approved[post], "queued what was not approved"

    @rule(n=which)
    def arrive(self, n: int) -> None:
        post = self.posts[n]
        self.attempt(post, lambda: self.rig.workflow.mark_published(post))

    @rule(n=which, person=who)
    def cancel(self, n: int, person: str) -> None:
        post = self.posts[n]
        self.attempt(post, lambda: self.rig.workflow.mark_unqueued(post, self.id(person)))

    @rule()
    def renumber(self) -> None:
        contact = self.rig.directory.book().contacts[0]
        phone = "024 0000 0114" if contact.phone.endswith("3") else "024 0000 0113"
        self.rig.directory.save_contact(replace(contact, phone=phone))

    @rule()
    def move_page(self) -> None:
        page = self.rig.accounts.get("ban-giao")
        page_id = "1000000114" if page.page_id.endswith("3") else "1000000113"
        self.rig.accounts.update(replace(page, page_id=page_id))

    @rule(hours=st.sampled_from([1, 3, 30, 24 * 8]))
    def wait(self, hours: int) -> None:
        self.rig.clock.forward(hours=hours)
        self.rig.workflow.expire_due()
        for post in self.posts:
            after = self.rig.drafts.get(post).state
            assert (self.states[post], after) in LEGAL
            self.states[post] = after

    @precondition(lambda self: self.posts)
    @invariant()
    def what_is_kept_is_whole(self) -> None:
        for post in self.posts:
            entries = self.rig.workflow.history(post)
            assert problems(entries, self.rig.repo.history_head(post)) == ()
            assert entries[-1].to_state is self.rig.drafts.get(post).state is self.states[post]
            if self.states[post] in (PostState.APPROVED, PostState.QUEUED):
                approval = self.rig.workflow.approval(post)
                assert approval is not None
                assert approval.by not in self.wrote[post]


TestStation = Station.TestCase
TestStation.settings = settings(
    max_examples=30, stateful_step_count=40, suppress_health_check=list(HealthCheck), deadline=None
)
