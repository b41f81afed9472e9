"""Approvals: the queue, what would go out, and the decision."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from studio.errors import StudioError
from studio.posts.model import Post
from studio.ui.approval.decision import DecisionPane
from studio.ui.approval.exhibit import Exhibit
from studio.ui.approval.queue import QueueView, Waiting, load_waiting
from studio.ui.page import MARGINS, Page, PageId, Shell
from studio.ui.ports import WorkflowPort
from studio.ui.review.sheet import Sheet, load_sheet
from studio.ui.widgets.buttons import PrimaryButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.layout import column


class ApprovalPage(Page):
    """Queue left, exhibit in the middle, decision right."""

    id = PageId.APPROVAL

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._wanted = ""
        self._sheet: Sheet | None = None
        self.queue = QueueView()
        self.tools.addWidget(self.queue.filters)
        self.exhibit = Exhibit(shell.speech)
        self.decision = DecisionPane(shell.speech)
        self._compose = PrimaryButton(glyph="plus")
        self._compose.clicked.connect(lambda: shell.go(PageId.COMPOSER, "new"))
        self._empty = EmptyState("shield-check", self._compose)
        self._nothing = EmptyState("inbox")
        self._middle = QStackedWidget()
        self._middle.addWidget(self.exhibit)
        self._middle.addWidget(self._nothing)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(16)
        for pane in (self.queue, self._middle, self.decision):
            self.splitter.addWidget(pane)
        self.queue.setMinimumWidth(230)
        self.splitter.setSizes([264, 520, 276])
        self.splitter.setStretchFactor(1, 1)
        shell.memory.follow("approval", self.splitter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.splitter)
        self._stack.addWidget(self._empty)
        inside = column(self.heading, self._stack, spacing=14, margins=MARGINS)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.queue.chosen.connect(self._chosen)
        self.decision.asked.connect(self._look_up)
        self.decision.decided.connect(self._decide)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Approvals"))
        self._compose.setText(self.tr("Write a post"))
        self._empty.set_words(
            self.tr("No post waits for a decision"),
            self.tr("A post comes here when its author submits it. A second person reads it and decides."),
        )
        self._nothing.set_words(self.tr("Nothing under this filter"), self.tr("Choose another filter on the left."))

    def open(self, what: str) -> None:
        self._wanted = what

    def refresh(self) -> None:
        studio = self.shell.studio
        self.shell.tasks.store(lambda: load_waiting(studio), self._show, owner=self, key="queue")

    def panes(self) -> tuple[QWidget, ...]:
        return (self.queue.filters, self.queue, self._middle, self.decision)

    def toggle_side(self) -> None:
        self.decision.setVisible(not self.decision.isVisible())

    def confirm(self) -> None:
        """For an approved post: open the confirmation to publish."""
        gate = self.decision.buttons["publish"]
        if gate.isVisible() and gate.button.isEnabled():
            gate.button.click()

    def _show(self, waiting: Sequence[Waiting]) -> None:
        self._stack.setCurrentWidget(self.splitter if waiting else self._empty)
        self.queue.filters.setVisible(bool(waiting))
        self.queue.show_waiting(waiting)
        if self._wanted:
            self.queue.open(self._wanted)
            self._wanted = ""
        self._chosen(self.queue.list.chosen_id)

    def _chosen(self, post_id: str) -> None:
        self._middle.setCurrentWidget(self.exhibit if post_id else self._nothing)
        self.decision.setEnabled(bool(post_id))
        if post_id:
            studio = self.shell.studio
            self.shell.tasks.pool(lambda _: load_sheet(studio, post_id), self._show_sheet, owner=self, key="sheet")

    def _show_sheet(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.exhibit.show_sheet(sheet)
        self.decision.show_sheet(sheet, self.shell.session.person_id)
        if self.decision.who.person:
            self._look_up(self.decision.who.person)

    def _look_up(self, person: str) -> None:
        if self._sheet is None:
            return
        workflow, post_id = self.shell.studio.workflow, self._sheet.post.id
        self.shell.tasks.store(
            lambda: workflow.refusals(post_id, person), self.decision.show_refusals, owner=self, key="refusals"
        )

    def _decide(self, action: str, person: str, pin: str, note: str) -> None:
        if self._sheet is None:
            return
        post_id = self._sheet.post.id
        if action == "publish":
            self.shell.publish(post_id)
            return
        self.decision.setEnabled(False)
        work = partial(_perform, self.shell.studio.workflow, action, post_id, person, pin, note)
        self.shell.tasks.store(work, partial(self._done, action), owner=self, failed=self._refused)

    def _done(self, action: str, post: Post) -> None:
        self.decision.setEnabled(True)
        said = {
            "approve": self.tr("Approved. It can be published now."),
            "ask_changes": self.tr("The author is asked for changes."),
            "reject": self.tr("Rejected."),
            "hold": self.tr("Put on hold."),
            "release": self.tr("Released."),
            "withdraw": self.tr("Withdrawn: it will not be published."),
        }
        self.shell.toast(said[action])
        if action in ("approve", "release"):
            self._wanted = post.id
        self.shell.changed()

    def _refused(self, error: StudioError) -> None:
        self.decision.setEnabled(True)
        self.decision.fail(self.shell.speech.explain(error))


def _perform(workflow: WorkflowPort, action: str, post_id: str, person: str, pin: str, note: str) -> Post:
    """Carry a decision out, on the worker."""
    match action:
        case "approve":
            return workflow.approve(post_id, person, pin, note)
        case "ask_changes":
            return workflow.ask_changes(post_id, person, pin, note)
        case "reject":
            return workflow.reject(post_id, person, pin, note)
        case "hold":
            return workflow.hold(post_id, person, pin, note)
        case "withdraw":
            return workflow.withdraw(post_id, person, pin, note)
        case _:
            return workflow.release(post_id, person, pin, note)
