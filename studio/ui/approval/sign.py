"""The dialog in which a decision is signed: what will happen, by whom, and the PIN. Enter in the PIN confirms; an empty
PIN says so and stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from studio.errors import StudioError
from studio.people.model import Person
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.widgets.avatar import PageMark, PageSign
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.identity import IdentityLine
from studio.ui.widgets.labels import ElidedLabel, Glyph, Label
from studio.ui.widgets.layout import Card, Item, column, row, rule
from studio.ui.widgets.pin import PinField

WIDTH, THUMB = 520, QSize(76, 95)
PIN_CHARS = 26


class Signature(QWidget):
    """The person and their PIN: a part of a form."""

    def __init__(self, people: Sequence[Person], person: str) -> None:
        super().__init__()
        self.who, self.pin = IdentityLine(large=True), PinField()
        self.who.say(tr("Signs with their own key on this PC"))
        self.who.offer(people, person, anew=True)
        self._block = FieldBlock(self.pin, tr("PIN"), reserved=True)
        self.pin.setFixedWidth(self.fontMetrics().averageCharWidth() * PIN_CHARS)
        self.setLayout(column(self.who, self._block, spacing=12))
        self.setFocusProxy(self.pin)

    def lacks(self) -> bool:
        """Whether person or PIN is missing; says so below it."""
        wrong = tr("Choose a person.") if not self.who.person else ""
        self.refuse(wrong or ("" if self.pin.text() else tr("Enter the PIN.")))
        return bool(self._block.error)

    def take(self) -> tuple[str, str]:
        """Who, by id, and the PIN, which is forgotten here."""
        return self.who.person, self.pin.take()

    def refuse(self, sentence: str) -> None:
        self._block.set_error(sentence)
        if sentence:
            self.pin.setFocus()

    @property
    def error(self) -> str:
        return self._block.error


class SignDialog(Form):
    """`act` is called on the worker with the id of the person and their PIN."""

    def __init__(
        self,
        shell: Shell,
        *,
        heading: str,
        effect: str,
        verb: str,
        who: IdentityLine,
        act: Callable[[str, str], object],
        danger: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`who` says who may sign, and who does unless they let somebody else."""
        super().__init__(shell, parent, glyph="", danger=danger, width=WIDTH)
        self._act = act
        self.set_heading(heading)
        self.effect = Label(effect, wrap=True)
        self.go.setText(verb)
        self.go.setDefault(True)  # the PIN is the barrier
        self.signature = Signature(who.people, who.person)
        self.stays = (self.effect, self.signature)
        self._foot.hide()  # what is refused stands under the PIN
        self.outcome: object = None

    def work(self, values: Values) -> object:
        self.outcome = self._act(*values["signature"])
        return self.outcome

    def blame(self, error: StudioError) -> bool:
        """Whatever is refused stands under the PIN, and the PIN is given anew."""
        self.signature.refuse(self.shell.language.explain(error))
        return True

    def setVisible(self, visible: bool) -> None:
        if visible and self.layout() is None:
            self.put(self.effect)
            self.part("signature", self.signature)
        super().setVisible(visible)
        if visible:
            self.signature.pin.setFocus(Qt.FocusReason.OtherFocusReason)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPage:
    """A page as the dialog names it; `when` is the moment at which the post appears there, in words."""

    title: str
    sign: PageMark
    platform: str
    page_id: str
    when: str
    how: str = ""
    """How it gets there, where that is not by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalSummary:
    """What is about to be approved, in words. `queues`: it may be queued in the same act."""

    title: str
    revision: int
    card: QImage | None
    pages: Sequence[SignedPage]
    queues: bool
    amends: bool
    effect: str
    later: str
    """What happens where it is approved and not queued."""


class ApproveDialog(SignDialog):
    """Approve what was read, and queue it in the same act unless the person does not want that."""

    def __init__(
        self,
        shell: Shell,
        what: ApprovalSummary,
        *,
        who: IdentityLine,
        act: Callable[[str, str, bool], object],
        parent: QWidget | None = None,
    ) -> None:
        """`act` is given person, PIN, and whether to queue."""
        super().__init__(
            shell,
            heading="",
            effect="",
            verb="",
            who=who,
            act=lambda person, pin: act(person, pin, self._wanted),
            parent=parent,
        )
        self._what, self._wanted = what, what.queues
        self.queue = CheckBox(tr("Queue it at the same time"))
        self.queue.setChecked(what.queues)
        self.queue.setVisible(what.queues)
        self.queue.toggled.connect(lambda _: self._describe())
        self.signature.who.picked.connect(lambda _: self._describe())
        self._signed = who.person
        self.beside = (Label(tr("Enter confirms · Esc goes back to the post"), "hint"),)
        self.pages = Card()
        self.pages.setLayout(column(*_lines(what.pages), spacing=8, margins=12))
        self.put(self.pages)
        if what.queues:
            self.put(self.queue)
            self.stays = (self.queue, *self.stays)
        self._describe()

    @property
    def queues(self) -> bool:
        """Whoever is not the one it was asked for only approves: their rights were not asked."""
        return self.queue.isChecked() and self._what.queues and self.signature.who.person == self._signed

    def submit(self) -> None:
        self._wanted = self.queues
        super().submit()

    def top(self) -> Item:
        """The card stands beside the heading."""
        title = Label(self._what.title, "hint", wrap=True)
        read = Label(tr("Draft {n}, exactly as you just read it").format(n=self._what.revision), "label")
        same = row(Glyph("circle-check", "accent"), read, None, spacing=6)
        texts = column(self._heading, title, same, None, spacing=4)
        head = row(column(_thumb(self._what.card), None), texts, spacing=16)
        head.setStretch(1, 1)
        return head

    def _describe(self) -> None:
        queues, amends = self.queues, self._what.amends
        if amends:
            verb = tr("Approve and change the page") if queues else tr("Approve the change")
            heading = tr("Approve this change?")
        else:
            verb = tr("Approve and queue") if queues else tr("Approve")
            heading = tr("Approve and queue this post?") if queues else tr("Approve this post?")
        self.go.setText(verb)
        self.set_heading(heading)
        self.effect.setText(self._what.effect if queues else self._what.later)
        self.refit()


def _thumb(image: QImage | None) -> QLabel:
    """The finished card, small; empty where there is none."""
    label = QLabel()
    if image is None or image.isNull():
        label.hide()
        return label
    smooth = Qt.TransformationMode.SmoothTransformation
    small = QPixmap.fromImage(image.scaled(THUMB * 2, Qt.AspectRatioMode.KeepAspectRatio, smooth))
    small.setDevicePixelRatio(2)
    label.setPixmap(small)
    label.setAccessibleName(tr("The finished card"))
    return label


def _lines(pages: Sequence[SignedPage]) -> list[QWidget]:
    made: list[QWidget] = []
    for place, page in enumerate(pages):
        if place:
            made.append(rule())
        line = QWidget()
        where = ElidedLabel(f"{page.platform} · {page.page_id}", "hint")
        texts = column(ElidedLabel(page.title, "label", lines=2), where, spacing=0)
        if page.how:
            texts.addWidget(Label(page.how, "small", wrap=True))
        inside = row(column(PageSign(page.sign, 32), None), texts, Label(page.when, "label"), spacing=12)
        inside.setStretch(1, 1)
        line.setLayout(inside)
        made.append(line)
    return made
