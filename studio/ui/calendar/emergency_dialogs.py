"""Switching the emergency on and off, and approving a bulletin on the shortest way there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from studio.calendar.emergency import MAY, Bulletin
from studio.people.model import Role
from studio.posts.model import Content, Door, Finding, Severity
from studio.ui.anchors import anchor
from studio.ui.calendar.vouched import VouchedDialog
from studio.ui.page import PageId, Shell
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, scrolled

EVERY = (15, 30, 60, 120, 240)
"""Minutes between two bulletins that are offered."""
USUAL = 60
LINES, TEXT_HIGH, SHARE = 4, 260, 0.29
"""Lines of the review; pixels, and share of the window's height, that a bulletin's text has at most."""


class BeginDialog(VouchedDialog):
    """Why, and how often the public is promised news."""

    def __init__(self, shell: Shell, parent: QWidget | None) -> None:
        super().__init__(shell, parent, frozenset(MAY), glyph="siren")
        self.reason, self.every = QLineEdit(), Combo()
        for minutes in EVERY:
            hours = self.tr("{n} h").format(n=minutes // 60)
            self.every.addItem(hours if minutes >= 60 else self.tr("{n} min").format(n=minutes), minutes)
        self.every.choose(USUAL)
        self.blocks = {
            "reason": FieldBlock(self.reason, self.tr("What happened"), required=True),
            "every": FieldBlock(self.every, self.tr("News for the public every"), required=True),
        }
        self.lay_out(*self.blocks.values())
        self.set_heading(self.tr("Switch the emergency mode on"))
        self.text.setText(
            self.tr(
                "Routine posts wait until it ends; nothing is lost. Emergency bulletins, corrections and updates go "
                "on. Approval stays as it is: the one who wrote a bulletin never approves it."
            )
        )
        self.ok.setText(self.tr("Switch it on"))
        self.cancel.setText(self.tr("Cancel"))
        self.reason.setFocus()

    def work(self, who: str, pin: str) -> Callable[[], object]:
        emergency, reason = self.shell.studio.emergency, self.reason.text()
        every = timedelta(minutes=int(self.every.currentData()))
        return lambda: emergency.begin(who, pin, reason, every)


class EndDialog(VouchedDialog):
    """What was learnt; then routine posts go on."""

    def __init__(self, shell: Shell, parent: QWidget | None) -> None:
        super().__init__(shell, parent, frozenset(MAY), glyph="power")
        self.review = QPlainTextEdit()
        self.review.setTabChangesFocus(True)
        self.review.setFixedHeight(LINES * self.fontMetrics().lineSpacing() + 24)
        self.blocks = {"review": FieldBlock(self.review, self.tr("What went well, what has to change"), required=True)}
        self.lay_out(*self.blocks.values())
        self.set_heading(self.tr("Switch the emergency mode off"))
        self.text.setText(
            self.tr(
                "Publish the closing bulletin first. What waited and is still in time leaves by itself; what is late "
                "waits in the outbox for a person."
            )
        )
        self.ok.setText(self.tr("Switch it off"))
        self.cancel.setText(self.tr("Cancel"))
        self.review.setFocus()

    def work(self, who: str, pin: str) -> Callable[[], object]:
        emergency, review = self.shell.studio.emergency, self.review.toPlainText()
        return lambda: emergency.end(who, pin, review)


class QuickApproval(VouchedDialog):
    """A bulletin as it will read, what the checks found, and the head's PIN: the ordinary approval, on one sheet."""

    def __init__(self, shell: Shell, parent: QWidget | None, bulletin: Bulletin) -> None:
        super().__init__(shell, parent, frozenset({Role.HEAD}), glyph="stamp", width=620)
        self._bulletin = bulletin
        self.said = Label(wrap=True).selectable()
        self.found = Label(role="hint", wrap=True)
        self.whole = QuietButton(self.tr("All of it"), glyph="arrow-up-right")
        self.whole.clicked.connect(self._open_whole)
        page = Card()
        page.setLayout(column(self.said, margins=14))
        area = scrolled(page)
        area.setFixedHeight(min(TEXT_HIGH, round(parent.window().height() * SHARE)) if parent else TEXT_HIGH)
        self.lay_out(area, self.found, others=(self.whole,))
        anchor(self.ok, "approval.quick")
        self.ok.setEnabled(False)
        self.set_heading(self.tr("Approve bulletin {n}").format(n=bulletin.number))
        self.text.setText(
            self.tr("The commander on duty approves; whoever wrote it cannot. It leaves once it is published.")
        )
        self.ok.setText(self.tr("Approve"))
        self.cancel.setText(self.tr("Cancel"))
        studio = shell.studio

        def read() -> tuple[Content, tuple[Finding, ...]]:
            post = studio.desk.get(bulletin.post_id)
            return studio.content(post), tuple(studio.findings(post, Door.APPROVE))

        shell.tasks.store(read, self._show, owner=self)

    def work(self, who: str, pin: str) -> Callable[[], object]:
        workflow, post = self.shell.studio.workflow, self._bulletin.post_id
        return lambda: workflow.approve(post, who, pin)

    def _show(self, read: tuple[Content, tuple[Finding, ...]]) -> None:
        content, findings = read
        self.said.setText(next(iter(content.texts.values()), content.title))
        wrong = [self.shell.speech.say(each.wrong) for each in findings if each.severity is not Severity.INFO]
        nothing = self.tr("The checks found nothing.")
        self.found.setText("\n".join(f"• {each}" for each in wrong) if wrong else nothing)
        self.ok.setEnabled(not any(each.severity is Severity.BLOCK for each in findings))
        self.refit()

    def _open_whole(self) -> None:
        self.reject()
        self.shell.go(PageId.APPROVAL, self._bulletin.post_id)
