"""Switching the emergency on and off, and approving a bulletin on the shortest way there is."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.calendar.emergency import MAY, Bulletin
from studio.people.model import Role
from studio.posts.model import Content, Door, Finding, Severity
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.form import Form, Values
from studio.ui.page import PageId, Shell
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.editors import ChoiceBox, TextBox
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, scrolled

EVERY = (15, 30, 60, 120, 240)
"""Minutes between two bulletins that are offered."""
USUAL = 60
TEXT_HIGH, SHARE = 260, 0.29
"""Pixels, and share of the window's height, that a bulletin's text has at most."""


class BeginDialog(Form):
    """Why, and how often the public is promised news."""

    def __init__(self, shell: Shell, parent: QWidget | None) -> None:
        super().__init__(shell, parent, glyph="siren", width=520)
        self.set_heading(tr("Switch the emergency mode on"))
        self.say(
            tr(
                "Routine posts wait until it ends; nothing is lost. Emergency bulletins, corrections and updates go "
                "on. Approval stays as it is: the one who wrote a bulletin never approves it."
            )
        )
        minutes, hours = tr("{n} min"), tr("{n} h")
        times = {n: hours.format(n=n // 60) if n >= 60 else minutes.format(n=n) for n in EVERY}
        self.reason = self.ask("reason", QLineEdit(), tr("What happened"), required=True)
        self.ask("every", ChoiceBox(times, USUAL), tr("News for the public every"), required=True)
        self.prove("by", frozenset(MAY))
        self.go.setText(tr("Switch it on"))
        self.done_well.connect(shell.changed)

    def work(self, values: Values) -> object:
        person, pin = values["by"]
        every = timedelta(minutes=values["every"])
        return self.shell.studio.emergency.begin(person, pin, values["reason"], every)


class EndDialog(Form):
    """What was learnt; then routine posts go on."""

    def __init__(self, shell: Shell, parent: QWidget | None) -> None:
        super().__init__(shell, parent, glyph="power", width=520)
        self.set_heading(tr("Switch the emergency mode off"))
        self.say(
            tr(
                "Publish the closing bulletin first. What waited and is still in time leaves by itself; what is late "
                "waits in the outbox for a person."
            )
        )
        label = tr("What went well, what has to change")
        self.review = self.ask("review", TextBox(), label, required=True)
        self.prove("by", frozenset(MAY))
        self.go.setText(tr("Switch it off"))
        self.done_well.connect(shell.changed)

    def work(self, values: Values) -> object:
        person, pin = values["by"]
        return self.shell.studio.emergency.end(person, pin, values["review"])


class QuickApproval(Form):
    """A bulletin as it will read, what the checks found, and the head's PIN: the ordinary approval, on one sheet."""

    def __init__(self, shell: Shell, parent: QWidget | None, bulletin: Bulletin) -> None:
        super().__init__(shell, parent, glyph="stamp", width=620)
        self._post = bulletin.post_id
        self.set_heading(tr("Approve bulletin {n}").format(n=bulletin.number))
        self.say(tr("The commander on duty approves; whoever wrote it cannot. It leaves once it is published."))
        self.text = Label(wrap=True).selectable()
        page = Card()
        page.setLayout(column(self.text, margins=14))
        area = self.put(scrolled(page))
        area.setFixedHeight(min(TEXT_HIGH, round(parent.window().height() * SHARE)) if parent else TEXT_HIGH)
        self.found = self.say("")
        self.prove("by", frozenset({Role.HEAD}))
        self.go.setText(tr("Approve"))
        self.go.setEnabled(False)
        anchor(self.go, "approval.quick")
        whole = QuietButton(tr("All of it"), "arrow-up-right")
        whole.clicked.connect(self._open_whole)
        self.beside = (whole,)
        self.done_well.connect(shell.changed)
        studio = shell.studio

        def read() -> tuple[Content, tuple[Finding, ...]]:
            post = studio.desk.get(bulletin.post_id)
            return studio.content(post), tuple(studio.findings(post, Door.APPROVE))

        shell.tasks.store(read, self._show_post, owner=self)

    def work(self, values: Values) -> object:
        return self.shell.studio.workflow.approve(self._post, *values["by"])

    def _show_post(self, read: tuple[Content, tuple[Finding, ...]]) -> None:
        content, findings = read
        self.text.setText(next(iter(content.texts.values()), content.title))
        wrong = [self.shell.speech.say(each.wrong) for each in findings if each.severity is not Severity.INFO]
        nothing = tr("The checks found nothing.")
        self.found.setText("\n".join(f"• {each}" for each in wrong) if wrong else nothing)
        self.go.setEnabled(not any(each.severity is Severity.BLOCK for each in findings))
        self.refit()

    def _open_whole(self) -> None:
        self.reject()
        self.shell.go(PageId.APPROVAL, self._post)
