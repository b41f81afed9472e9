"""Two versions of a post, of two PCs: side by side, with what differs, and one of them is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from studio.clock import show_datetime
from studio.exchange.model import VersionTold
from studio.people.model import Person, Role
from studio.posts.compare import Change, Comparison, PictureChange
from studio.posts.model import Media, Post
from studio.posts.word_diff import DiffPiece
from studio.translation import tr
from studio.ui.exchange.send_dialog import ask_send
from studio.ui.exchange.travel_note import place_words
from studio.ui.form import Form, Values
from studio.ui.language import LanguageManager
from studio.ui.page import Shell
from studio.ui.review.changes import ADDED, REMOVED, SAME, marked, pieces_of
from studio.ui.review.passages import in_order
from studio.ui.review.pictures import PictureView, change_words, treated
from studio.ui.theme import current_tokens
from studio.ui.widgets.choice import RadioButton
from studio.ui.widgets.field import NOTHING
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, PlainHolder, UpTo, column, row

if TYPE_CHECKING:
    from studio.app.studio import Studio

HERE = "here"
"""As `studio.exchange.service.HERE`."""
CHOOSERS = frozenset({Role.AUTHOR})
WIDTH, HIGH = 940, 310


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedVersion:
    """One version of another PC, and how it differs from the one of this PC."""

    told: VersionTold
    comparison: Comparison
    images: Mapping[str, tuple[QImage, QImage]]
    """Here and there, by media id; null where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What there is to choose between."""

    post: str
    title: str
    here: VersionTold
    others: tuple[ComparedVersion, ...]
    names: Mapping[str, str]
    pages: Mapping[str, str]
    """Titles of accounts by name."""


def load_versions(studio: Studio, post_id: str) -> Versions | None:
    """On the worker; None where there is nothing to choose. Raises StudioError."""
    standing = studio.exchange.standing(post_id)
    if standing is None or len(standing.versions) < 2:
        return None
    here, *others = standing.versions
    present = studio.drafts.get(post_id)
    return Versions(
        post=post_id,
        title=standing.title,
        here=here,
        others=tuple(_beside(studio, present, one) for one in others),
        names={person.id: person.name for person in studio.people.list()},
        pages={account.name: account.title for account in studio.accounts.list()},
    )


def _beside(studio: Studio, present: Post, told: VersionTold) -> ComparedVersion:
    comparison = studio.comparing.beside(present, studio.exchange.version(present.id, told.item))

    def image(media: Media | None) -> QImage:
        return treated(studio.files, media) if media is not None else QImage()

    images = {one.media_id: (image(one.before), image(one.after)) for one in comparison.pictures}
    return ComparedVersion(told=told, comparison=comparison, images=images)


class SideText(Label):
    """One side of two texts; what the other side has otherwise is marked, and said to be so."""

    def __init__(self, pieces: Sequence[DiffPiece], own: str) -> None:
        """`own`: the kind of the pieces that only this side has."""
        super().__init__(wrap=True)
        kept = [piece for piece in pieces if piece.kind in (SAME, own)]
        self._pieces = [replace(piece, kind=ADDED if piece.kind == own else SAME) for piece in kept]  # type: ignore[arg-type]
        self.setTextFormat(Qt.TextFormat.RichText)
        self.selectable()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        differs = tr("different: {text};")
        words = [piece for piece in self._pieces if piece.text.strip()]
        said = (differs.format(text=one.text.strip()) if one.kind == ADDED else one.text.strip() for one in words)
        self.setAccessibleName(" ".join(said) or tr("empty here"))
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        tokens = current_tokens()
        empty = f'<i style="color:{tokens.muted}">{tr("empty here")}</i>'
        self.setText(marked(self._pieces, tokens) if self._pieces else empty)


class SidesView(QWidget):
    """What differs, thing by thing: this PC's version on the left, the other one on the right."""

    def __init__(self, language: LanguageManager, pages: Mapping[str, str]) -> None:
        super().__init__()
        self._language, self._pages = language, pages
        self._grid = QGridLayout()
        self._grid.setContentsMargins(12, 10, 12, 10)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        for side in (0, 1):
            self._grid.setColumnStretch(side, 1)
        self.setLayout(self._grid)

    def show_beside(self, beside: ComparedVersion) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        place = 0
        for change in in_order(beside.comparison.changes):
            place = self._change(change, place)
        for number, picture in enumerate(beside.comparison.pictures, 1):
            place = self._picture(picture, number, beside.images[picture.media_id], place)
        same = tr("Everything else is the same.") if place else tr("Both say the same.")
        self._grid.addWidget(Label(same, "hint", wrap=True), place, 0, 1, 2)
        self._grid.setRowStretch(place + 1, 1)

    def _change(self, change: Change, place: int) -> int:
        self._grid.addWidget(Label(self._language.say(change.label), "column", wrap=True), place, 0, 1, 2)
        pieces = pieces_of(change, self._language, self._pages)
        for side, own in enumerate((REMOVED, ADDED)):
            self._grid.addWidget(SideText(pieces, own), place + 1, side)
        self._grid.setRowMinimumHeight(place + 2, 8)
        return place + 3

    def _picture(self, change: PictureChange, number: int, images: tuple[QImage, QImage], place: int) -> int:
        self._grid.addWidget(Label(tr("Picture {n}").format(n=number), "column"), place, 0, 1, 2)
        for side, (media, image) in enumerate(zip((change.before, change.after), images, strict=True)):
            missing, alt = tr("not in this version"), media.alt if media is not None else ""
            view = PictureView(image, alt or missing, missing)
            held = column(view, Label(alt, "small", wrap=True), None, spacing=4)
            cell = PlainHolder()
            cell.setLayout(held)
            self._grid.addWidget(cell, place + 1, side)
        told = "\n".join(f"• {line}" for line in change_words(change))
        self._grid.addWidget(Label(told, "hint", wrap=True), place + 2, 0, 1, 2)
        self._grid.setRowMinimumHeight(place + 3, 8)
        return place + 4


class SidesArea(UpTo):
    """What the sides stand in; the arrow keys read on."""

    def __init__(self, sides: SidesView) -> None:
        super().__init__(sides, HIGH)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("What differs"))


class VersionHeads(QWidget):
    """Who wrote each version, when and where, each a button to choose it: a `Part` of a form.

    This PC's stands on the left; on the right the others, `looked` carries the one of them that was chosen.
    """

    looked = Signal(str)

    def __init__(self, versions: Versions) -> None:
        super().__init__()
        self.buttons: dict[str, RadioButton] = {}
        group, right = QButtonGroup(self), column(spacing=6)
        left = self._head(group, versions.here, versions.names, tr("The version of this PC"))
        other = tr("The version of the other PC")
        for one in versions.others:
            right.addLayout(self._head(group, one.told, versions.names, other))
        sides = row(column(left, None), column(right, None), spacing=24, margins=(12, 0, 12, 0))
        for side in (0, 1):
            sides.setStretch(side, 1)
        self.error = Label(NOTHING, "error", wrap=True)
        self.setLayout(column(sides, self.error, spacing=2))
        self.setFocusProxy(self.buttons[HERE])

    def lacks(self) -> bool:
        """Whether none is chosen; says so below them."""
        self.error.setText(NOTHING if self._chosen else tr("Choose one of the versions."))
        return not self._chosen

    def take(self) -> str:
        return self._chosen

    @property
    def _chosen(self) -> str:
        return next((key for key, button in self.buttons.items() if button.isChecked()), "")

    def _head(self, group: QButtonGroup, one: VersionTold, names: Mapping[str, str], text: str) -> QVBoxLayout:
        button, key = RadioButton(text), HERE if one.here else one.item
        said = f"{place_words(one)} · {names.get(one.by, one.by)} · {show_datetime(one.at)}"
        button.setAccessibleName(f"{text}: {said}")
        group.addButton(button)
        if not one.here:
            button.clicked.connect(lambda: self.looked.emit(key))
        self.buttons[key] = button
        return column(button, Label(said, "hint", wrap=True), spacing=2)


class VersionsDialog(Form):
    """`chosen` follows a choice. Arrow keys and Space choose a version, Enter does it once the PIN is there."""

    chosen = Signal()

    def __init__(self, shell: Shell, versions: Versions, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, glyph="layers", width=WIDTH)
        self._versions = versions
        self.set_heading(tr("Choose a version: {title}").format(title=versions.title or tr("(no title yet)")))
        self.say(
            tr(
                "Two PCs edited this post independently. Neither text is lost: the one that is not chosen stays "
                "among the versions. The chosen one is a draft again."
            )
        )
        self.heads = self.part("version", VersionHeads(versions))
        self.heads.looked.connect(self._compare)
        self.sides = SidesView(shell.language, versions.pages)
        card = Card(kind="inset")
        card.setLayout(column(SidesArea(self.sides), margins=1))
        self.put(card)
        self.prove("by", CHOOSERS, tr("Who chooses"))
        self.go.setText(tr("Choose this version"))
        self._compare(versions.others[0].told.item)

    def offer(self, people: Sequence[Person]) -> None:
        """The choice comes before the PIN."""
        super().offer(people)
        self.heads.setFocus(Qt.FocusReason.OtherFocusReason)

    def give(self) -> None:
        """Where both are missing, the choice gets the keyboard before the PIN."""
        super().give()
        if self.heads.lacks():
            self.heads.setFocus(Qt.FocusReason.OtherFocusReason)

    def work(self, values: Values) -> object:
        return self.shell.studio.exchange.choose(self._versions.post, values["version"], *values["by"])

    def _done(self, result: object) -> None:
        self.chosen.emit()
        super()._done(result)

    def _compare(self, item: str) -> None:
        """Show how that version differs from the one of this PC."""
        self.sides.show_beside(next(one for one in self._versions.others if one.told.item == item))


def ask_version(shell: Shell, post_id: str, parent: QWidget) -> None:
    """Let a person choose between the versions of that post."""
    studio = shell.studio

    def chosen() -> None:
        said = tr("Chosen. The post is a draft again; send it to the other PC so that it takes the same version.")
        shell.toast(said, tr("Send to another PC…"), partial(ask_send, shell, post_id, parent.window()))
        shell.changed()

    def ask(versions: Versions | None) -> None:
        if versions is None:
            shell.toast(tr("There is one version of the post; there is nothing to choose."))
            shell.changed()
            return
        dialog = VersionsDialog(shell, versions, parent)
        dialog.chosen.connect(chosen)
        dialog.open()

    shell.tasks.store(lambda: load_versions(studio, post_id), ask, owner=parent, key="versions")
