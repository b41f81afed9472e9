"""The versions of a post: who wrote when, what differs from now, and the way back to each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.clock import local, show_datetime
from studio.posts.compare import Comparison
from studio.posts.notes import said
from studio.posts.versions import Version
from studio.translation import mark, tr
from studio.ui.language import LanguageManager
from studio.ui.review.changes import ChangesView
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, clear, column, row, rule
from studio.ui.words import StateWord, post_word

SHOWN = 25
"""Lines shown at first; the rest come on demand."""
KINDS: Mapping[str, tuple[str, str]] = {
    "edit": ("pencil", mark("Edited")),
    "restore": ("rotate-ccw", mark("Restored an earlier version")),
    "aside": ("layers", mark("Set aside: somebody else saved first")),
    "submit": ("send", mark("Submitted for approval")),
    "approve": ("circle-check", mark("Approved")),
    "ask_changes": ("reply", mark("Changes requested by the approver")),
    "reject": ("circle-x", mark("Rejected")),
    "hold": ("hand", mark("Put on hold")),
    "release": ("circle-check", mark("Resumed")),
    "recall": ("undo-2", mark("Returned to draft")),
    "expire": ("calendar-x", mark("The approval expired")),
    "queue": ("send", mark("Queued")),
    "unqueue": ("undo-2", mark("Delivery cancelled")),
    "publish": ("check-check", mark("Published")),
    "withdraw": ("archive", mark("Withdrawn")),
    "ask_withdrawal": ("archive", mark("Removal requested")),
    "decline_withdrawal": ("shield-check", mark("Removal declined")),
    "trash": ("trash-2", mark("Move it to the trash")),
    "untrash": ("archive-restore", mark("Restored from the trash")),
}
WRITTEN = frozenset({"edit", "restore", "aside"})
"""Kinds of lines that are versions of the text; the others are steps of the post's way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed from version `number` to now; `images` before and now by picture."""

    number: int
    comparison: Comparison
    images: Mapping[str, tuple[QImage, QImage]]


class VersionLine(QWidget):
    """One line. `compared` and `restored` carry the number of its revision."""

    compared = Signal(int)
    restored = Signal(int)

    def __init__(self, version: Version, name: str, note: str, *, present: bool, restorable: bool) -> None:
        super().__init__()
        self.version, self._name, self._present = version, name, present
        glyph, _ = KINDS.get(version.kind, ("circle-dot", version.kind))
        tone = Tone.AMBER if version.kind == "aside" else "muted"
        self._what, self._who = Label(role="label", wrap=True), Label(role="hint", wrap=True)
        chip = StatusChip()
        self.compare, self.restore = LinkButton(), LinkButton(tr("Restore"), "rotate-ccw")
        self.compare.clicked.connect(lambda: self.compared.emit(version.number))
        self.restore.clicked.connect(lambda: self.restored.emit(version.number))
        useful = version.number > 0 and not present
        self.compare.setVisible(useful)
        self.restore.setVisible(useful and restorable and version.kind in WRITTEN)
        chip.setVisible(present or version.to_state is not None)
        self.below: QVBoxLayout = column(spacing=6)
        texts = column(self._what, self._who, spacing=2)
        if note:
            texts.addWidget(Label(f"“{note}”", wrap=True))
        flow = FlowLayout(spacing=4)
        for widget in (chip, self.compare, self.restore):
            flow.addWidget(widget)
        actions = PlainHolder()
        actions.setLayout(flow)
        texts.addWidget(actions)
        texts.addLayout(self.below)
        line = row(column(Glyph(glyph, tone), None), texts, spacing=10, margins=(0, 8, 0, 8))
        line.setStretch(1, 1)
        self.setLayout(line)
        version = self.version
        _, words = KINDS.get(version.kind, ("", version.kind))
        what = tr(words)
        self._what.setText(what)
        when = show_datetime(version.at)
        if version.began != version.at and local(version.began).date() == local(version.at).date():
            began = local(version.began)
            when = f"{when[:-5]}{began:%H:%M}–{local(version.at):%H:%M}"
        self._who.setText(f"{self._name} · {when}")
        if self._present:
            chip.set_word(StateWord(tr("Current draft"), "", Tone.BLUE))
        elif version.to_state is not None:
            chip.set_word(post_word(version.to_state))
        self.show_compared(compared=False)
        for button in (self.compare, self.restore):
            button.setAccessibleName(f"{button.text()}: {what}, {when}")

    def show_compared(self, *, compared: bool) -> None:
        """Whether the differences stand below."""
        self.compare.set_glyph("chevron-up" if compared else "chevron-down")
        self.compare.setText(tr("Hide what changed") if compared else tr("Changes since this version"))


class VersionsTab(QWidget):
    """`compare_wanted` and `restore_wanted` carry the number of a revision; `asked` a field to go to."""

    compare_wanted = Signal(int)
    restore_wanted = Signal(int)

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._versions: tuple[Version, ...] = ()
        self._names: Callable[[str], str] = str
        self._present, self._restorable = 0, True
        self._count = SHOWN
        self._open = 0
        self._lines: dict[int, VersionLine] = {}
        self._empty = Label(tr("Nothing is written yet. Each editing session is listed here."), "hint", wrap=True)
        self._inside: QVBoxLayout = column(spacing=0)
        self._more = LinkButton(tr("Show older ones"), "chevron-down")
        self._more.clicked.connect(self._show_more)
        self.setLayout(column(self._empty, self._inside, row(self._more, None), None, spacing=4))

    @property
    def lines(self) -> tuple[VersionLine, ...]:
        return tuple(self._lines.values())

    def forget(self) -> None:
        self._versions, self._count, self._open = (), SHOWN, 0
        self._build()

    def show_versions(
        self, versions: Sequence[Version], names: Callable[[str], str], present: int, *, restorable: bool
    ) -> None:
        """Newest first; `present` is the revision the post is at."""
        shown = (tuple(versions), present, restorable)
        if shown == (self._versions, self._present, self._restorable):
            return
        self._versions, self._present, self._restorable = shown
        self._names = names
        self._open = 0
        self._build()

    def show_difference(self, found: Difference) -> None:
        """Unfold what changed since a version below its line."""
        line = self._lines.get(found.number)
        if line is None or self._open != found.number:
            return
        clear(line.below)
        card = Card(kind="inset")
        if found.comparison.changes or found.comparison.pictures:
            view: QWidget = ChangesView(self._language, marks=False)
            view.show_changes(found.comparison, found.images)  # type: ignore[attr-defined]
        else:
            view = Label(tr("No difference: it is the same as the current draft."), "hint", wrap=True)
        card.setLayout(column(view, margins=(10, 8, 10, 8)))
        line.below.addWidget(card)
        line.show_compared(compared=True)

    def _show_more(self) -> None:
        self._count += SHOWN
        self._build()

    def _build(self) -> None:
        clear(self._inside)
        self._lines = {}
        here = next((v for v in self._versions if v.number == self._present and v.kind in WRITTEN), None)
        for place, version in enumerate(self._versions[: self._count]):
            if place:
                self._inside.addWidget(rule())
            name = self._names(version.by)
            note = self._language.say(said(version.note))
            line = VersionLine(version, name, note, present=version is here, restorable=self._restorable)
            line.compared.connect(self._turn)
            line.restored.connect(self.restore_wanted)
            self._inside.addWidget(line)
            self._lines.setdefault(version.number, line)
        self._empty.setVisible(not self._versions)
        self._more.setVisible(len(self._versions) > self._count)

    def _turn(self, number: int) -> None:
        """Unfold the differences of a version, and fold those of any other."""
        former = self._lines.get(self._open)
        if former is not None:
            clear(former.below)
            former.show_compared(compared=False)
        self._open = 0 if number == self._open else number
        if self._open:
            self.compare_wanted.emit(number)
