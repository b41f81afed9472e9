"""Emergency mode: the bar that tells of it on every page, and the dialogs that begin and end it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.calendar.emergency import MAY, Bulletin, EmergencyStatus
from studio.clock import show_datetime
from studio.people.model import Role
from studio.posts.model import Content, Finding, PostState, PreflightStage, Severity
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.editors import ChoiceBox, TextBox
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column

if TYPE_CHECKING:
    from studio.app.studio import Studio


EVERY = (15, 30, 60, 120, 240)
"""Minutes between two bulletins that are offered."""
USUAL = 60


class BeginDialog(Form):
    """Why, and how often the public is promised news."""

    def __init__(self, shell: Shell, parent: QWidget | None) -> None:
        super().__init__(shell, parent, glyph="siren", width=520)
        self.set_heading(tr("Switch the emergency mode on"))
        self.say(
            tr(
                "Routine posts wait until it ends; nothing is lost. Emergency bulletins, corrections and updates "
                "continue. Approval rules stay the same: the author of a bulletin never approves it."
            )
        )
        minutes, hours = tr("{n} min"), tr("{n} h")
        times = {n: hours.format(n=n // 60) if n >= 60 else minutes.format(n=n) for n in EVERY}
        self.reason = self.ask("reason", QLineEdit(), tr("What happened"), required=True)
        self.ask("every", ChoiceBox(times, USUAL), tr("Update the public every"), required=True)
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
                "Publish the closing bulletin first. Posts that are waiting and still in time are sent "
                "automatically; late ones wait in the outbox for a person."
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
        self.say(tr("The commander on duty approves; the author cannot. It is sent only when it is published."))
        self.text = Label(wrap=True).selectable()
        page = Card()
        page.setLayout(column(self.text, margins=14))
        self.put(page)
        self.found = self.say("")
        self.prove("by", frozenset({Role.HEAD}))
        self.go.setText(tr("Approve"))
        self.go.setEnabled(False)
        anchor(self.go, "approval.quick")
        whole = QuietButton(tr("Show all of it"), "arrow-up-right")
        whole.clicked.connect(self._open_whole)
        self.beside = (whole,)
        self.done_well.connect(shell.changed)
        studio = shell.studio

        def read() -> tuple[Content, tuple[Finding, ...]]:
            post = studio.drafts.get(bulletin.post_id)
            return studio.content(post), tuple(studio.findings(post, PreflightStage.APPROVE))

        shell.tasks.store(read, self._show_post, owner=self)

    def work(self, values: Values) -> object:
        return self.shell.studio.workflow.approve(self._post, *values["by"])

    def _show_post(self, read: tuple[Content, tuple[Finding, ...]]) -> None:
        content, findings = read
        self.text.setText(next(iter(content.texts.values()), content.title))
        wrong = [self.shell.language.say(each.wrong) for each in findings if each.severity is not Severity.INFO]
        nothing = tr("The checks found nothing.")
        self.found.setText("\n".join(f"• {each}" for each in wrong) if wrong else nothing)
        self.go.setEnabled(not any(each.severity is Severity.BLOCK for each in findings))
        self.refit()

    def _open_whole(self) -> None:
        self.reject()
        self.shell.go(PageId.APPROVAL, self._post)


EVERY_MS = 30_000
"""How often the words follow the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyTold:
    """What the bar tells of."""

    situation: EmergencyStatus | None
    waiting: int = 0
    """Routine posts that an emergency holds back."""


def load_told(studio: Studio) -> EmergencyTold:
    situation = studio.emergency.situation()
    return EmergencyTold(situation=situation, waiting=len(studio.outbox.held_back()) if situation else 0)


class EmergencyBar(Banner):
    """Hidden while there is none."""

    def __init__(self, shell: Shell) -> None:
        self.approve, self.bulletin = QuietButton(glyph="stamp"), QuietButton(glyph="megaphone")
        self.off = QuietButton()
        super().__init__(self.approve, self.bulletin, self.off)
        self._shell = shell
        self.approve.setText(tr("Approve quickly…"))
        self.off.setText(tr("Switch off…"))
        self._told = EmergencyTold(situation=None)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._show)
        self.bulletin.clicked.connect(self._begin_bulletin)
        self.approve.clicked.connect(self._approve)
        self.off.clicked.connect(self._end)
        anchor(self.bulletin, "emergency.update")
        anchor(self.bulletin, "emergency.bulletin", stand_in=True)
        anchor(self.approve, "approval.quick")
        anchor(self.off, "emergency.mode_off")

    def refresh(self) -> None:
        """Stored things changed."""
        studio = self._shell.studio
        self._shell.tasks.store(lambda: load_told(studio), self._take, owner=self, key="emergency")

    def stop(self) -> None:
        self._timer.stop()

    @property
    def waits_for_approval(self) -> Bulletin | None:
        """The bulletin that lies before the commander on duty."""
        bulletins = self._told.situation.bulletins if self._told.situation else ()
        return next((each for each in bulletins if each.state is PostState.IN_REVIEW), None)

    def _take(self, told: EmergencyTold) -> None:
        self._told = told
        if told.situation is not None:
            self._timer.start()
        else:
            self._timer.stop()
        self._show()

    def _show(self) -> None:
        situation = self._told.situation
        self.approve.setVisible(self.waits_for_approval is not None)
        if situation is None:
            self.say(Tone.RED, "")
            return
        self.bulletin.setText(tr("Bulletin {n}…").format(n=situation.next_number))
        self.say(Tone.RED, self._words(situation, self._shell.studio.now()))

    def _words(self, situation: EmergencyStatus, now: datetime) -> str:
        words = [tr("EMERGENCY: {reason}.").format(reason=situation.emergency.reason)]
        if self._told.waiting:
            words.append(tr("Routine posts that wait: {n}.").format(n=self._told.waiting))
        out = len(situation.published)
        due, at = situation.due, show_datetime(situation.due)[-5:]
        minutes = int((due - now).total_seconds() // 60)
        if not out:
            words.append(tr("No bulletin is published yet."))
        elif minutes < 0:
            late = tr("The bulletin promised for {at} is {n} min late: update now, even without news.")
            words.append(late.format(at=at, n=-minutes))
        else:
            words.append(tr("The next bulletin is promised for {at}, in {n} min.").format(at=at, n=minutes))
        return " ".join(words)

    def _dress(self) -> None:
        super()._dress()
        self._glyph.show_glyph("siren", Tone.RED)

    # -- what is done

    def _begin_bulletin(self) -> None:
        shell = self._shell
        if not (who := shell.session.person_id):
            shell.sign_in()
            return
        emergency = shell.studio.emergency
        shell.tasks.store(
            lambda: emergency.next_bulletin(who), lambda post: shell.go(PageId.COMPOSER, post.id), owner=self
        )

    def _approve(self) -> None:
        from studio.ui.calendar.emergency import QuickApproval

        bulletin = self.waits_for_approval
        if bulletin is not None:
            QuickApproval(self._shell, self, bulletin).open()

    def _end(self) -> None:
        from studio.ui.calendar.emergency import EndDialog

        EndDialog(self._shell, self).open()
