"""The asset in hand: its picture, what is said of it, which posts use it, and what can be done with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from studio.errors import StudioError
from studio.images.asset_library import SimilarAsset
from studio.images.assets import Asset, AssetFacts, AssetKind, AssetUse, lint
from studio.posts.model import PostState
from studio.translation import ntr, tr
from studio.ui.images.assets.grid import KINDS, kind_word
from studio.ui.images.grid import paint_picture
from studio.ui.language import LanguageManager
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, PlainHolder, clear, column, row, scrolled
from studio.ui.widgets.moment import DateField
from studio.ui.widgets.tips import plain
from studio.ui.words import post_word

PICTURE_HIGH = 140
ROOM = 210
"""Pixels for the title of a post."""
MOST_USES = 6
"""Posts listed; of more the number is told."""


_BETWEEN = re.compile(r"[,;\n]")


class AssetForm(QWidget):
    """`edited` follows each change by a person."""

    edited = Signal()

    def __init__(self, language: LanguageManager, *, narrow: bool = False) -> None:
        """`narrow`: in a column that has no room for two days side by side."""
        super().__init__()
        self._language = language
        self.title, self.source, self.rights, self.alt, self.tags = (QLineEdit() for _ in range(5))
        self.kind = Combo()
        for kind in KINDS:
            self.kind.addItem("", kind)
        self.valid_from, self.valid_until = DateField(), DateField()
        self.blocks = {
            "title": FieldBlock(self.title),
            "kind": FieldBlock(self.kind, tr("Kind")),
            "source": FieldBlock(
                self.source, hint=tr("Who made it or where it comes from; without it no post may use it.")
            ),
            "rights": FieldBlock(
                self.rights,
                tr("Right of use"),
                hint=tr("For example: taken by the unit; given for use by the photographer."),
            ),
            "valid_from": FieldBlock(self.valid_from, tr("Usable from")),
            "valid_until": FieldBlock(self.valid_until, tr("Last day")),
            "alt": FieldBlock(self.alt, tr("Alt text")),
            "tags": FieldBlock(self.tags, tr("Tags"), hint=tr("Separated by commas")),
        }
        for line in (self.title, self.source, self.rights, self.alt, self.tags):
            line.textEdited.connect(lambda _: self._typed())
        self.kind.activated.connect(lambda _: self.edited.emit())
        for day in (self.valid_from, self.valid_until):
            day.edited.connect(self.edited)
        beside = column if narrow else row
        days = beside(self.blocks["valid_from"], self.blocks["valid_until"], spacing=10)
        parts = [self.blocks[name] for name in ("title", "kind", "source", "rights")]
        self.setLayout(column(*parts, days, self.blocks["alt"], self.blocks["tags"], spacing=10))
        for place in range(self.kind.count()):
            self.kind.setItemText(place, kind_word(self.kind.itemData(place)))
        self.blocks["title"].set_label(tr("Name"), required=True)
        self.blocks["source"].set_label(tr("Source"), required=True)
        self._advise()

    def show_facts(self, facts: AssetFacts) -> None:
        for line, text in (
            (self.title, facts.title), (self.source, facts.source), (self.rights, facts.rights),
            (self.alt, facts.alt), (self.tags, ", ".join(facts.tags)),
        ):  # fmt: skip
            line.setText(text)
            line.setCursorPosition(0)
        self.kind.choose(facts.kind)
        self.valid_from.set_value(facts.valid_from)
        self.valid_until.set_value(facts.valid_until)
        self.blame("", "")
        self._advise()

    @property
    def facts(self) -> AssetFacts | None:
        """What the form says; None when a day cannot be read, which is then told."""
        self.blame("", "")
        for name, day in (("valid_from", self.valid_from), ("valid_until", self.valid_until)):
            if not day.valid:
                self.blocks[name].set_error(tr("Enter a day such as 25/11/2026."))
                return None
        return AssetFacts(
            kind=AssetKind(self.kind.currentData()),
            title=self.title.text(),
            source=self.source.text(),
            rights=self.rights.text(),
            alt=self.alt.text(),
            tags=tuple(_BETWEEN.split(self.tags.text())),
            valid_from=self.valid_from.value,
            valid_until=self.valid_until.value,
        )

    def blame(self, where: str, sentence: str) -> None:
        """Show what is wrong at its field; an empty sentence clears all."""
        for name, block in self.blocks.items():
            block.set_error(sentence if name == where else "")

    def _typed(self) -> None:
        self._advise()
        self.edited.emit()

    def _advise(self) -> None:
        written = self.alt.text().strip()
        remarks = lint(written, title=self.title.text()) if written else ()
        sentence = self._language.say(remarks[0].say) if remarks else tr("Posts that use it are updated.")
        self.blocks["alt"].set_hint(sentence[:1].upper() + sentence[1:])


class AssetView(QWidget):
    """A picture, whole, as wide as there is room."""

    def __init__(self, high: int = PICTURE_HIGH) -> None:
        super().__init__()
        self._high = high
        self._pixmap = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_jpeg(self, jpeg: bytes) -> None:
        self._pixmap = QPixmap.fromImage(QImage.fromData(jpeg)) if jpeg else QPixmap()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._high)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paint_picture(painter, QRect(0, 0, self.width() - 1, self.height() - 1), self._pixmap, self)


class AssetDetails(QWidget):
    """`changed` follows when something was stored; `use_wanted` carries the asset for a post."""

    changed = Signal()
    use_wanted = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._asset: Asset | None = None
        self._uses: Sequence[AssetUse] = ()
        self._alike: Sequence[SimilarAsset] = ()
        self.picture = AssetView()
        self._about = Label(role="hint")
        self.form = AssetForm(shell.language, narrow=True)
        self.refusal = Banner()
        self._used, self._like = Label(role="label"), Label(role="hint", wrap=True)
        self._list = column(spacing=2)
        self.save, self.use = PrimaryButton(tr("Save"), "check"), QuietButton(tr("Use in a post"), "send")
        self.end = QuietButton(tr("Stop using it from today"))
        self.delete = QuietButton(tr("Delete"), "trash-2")
        self.form.edited.connect(lambda: self.save.setEnabled(True))
        self.save.clicked.connect(self.store)
        self.use.clicked.connect(lambda: self.use_wanted.emit(self._asset))
        self.end.clicked.connect(self._end)
        self.delete.clicked.connect(self._delete)
        inner = PlainHolder()
        inner.setLayout(
            column(
                self.picture, self._about, self._like, self.form, self._used, self._list, None,
                spacing=10, margins=(14, 14, 14, 8),
            )
        )  # fmt: skip
        self.area = scrolled(inner)
        flow = FlowLayout()
        for button in (self.save, self.use, self.end, self.delete):
            flow.addWidget(button)
        deeds = column(flow, margins=(14, 8, 14, 12))
        whole = column(self.refusal, self.area, deeds, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._show_uses()
        self._show_alike()

    @property
    def asset(self) -> Asset | None:
        return self._asset

    @property
    def edited(self) -> bool:
        """Whether the form says something that is not stored."""
        return self.save.isEnabled()

    def show_asset(self, asset: Asset) -> None:
        """Show `asset`; what was typed for it and not stored stays."""
        same = self._asset is not None and self._asset.sha256 == asset.sha256
        before, self._asset = self._asset, asset
        if not same or before != asset:
            self.form.show_facts(asset.facts)
            self.save.setEnabled(False)
        if not same:
            self._uses, self._alike = (), ()
            self.picture.show_jpeg(b"")
            self.refusal.hide()
            self.area.verticalScrollBar().setValue(0)
        self._about.setText(f"{asset.name} · {asset.width} × {asset.height}")
        self._show_uses()
        self._show_alike()
        self._read(asset)

    def store(self) -> None:
        """Keep what the form says."""
        asset, facts = self._asset, self.form.facts
        if asset is not None and facts is not None:
            assets = self._shell.studio.photo_assets
            self._act(lambda by: assets.change(asset.sha256, facts, by))

    def _read(self, asset: Asset) -> None:
        assets, key = self._shell.studio.photo_assets, asset.sha256
        self._shell.tasks.store(
            lambda: (assets.thumb(key), tuple(assets.uses(key)), tuple(assets.alike(key))),
            lambda found: self._came(key, *found),
            owner=self,
            key="asset",
            failed=lambda _: None,  # deleted elsewhere just now; the list is read again
        )

    def _came(self, key: str, thumb: bytes, uses: Sequence[AssetUse], alike: Sequence[SimilarAsset]) -> None:
        if self._asset is not None and self._asset.sha256 == key:
            self._uses, self._alike = uses, alike
            self.picture.show_jpeg(thumb)
            self._show_uses()
            self._show_alike()

    def _show_uses(self) -> None:
        clear(self._list)
        count = len(self._uses)
        self._used.setText(
            ntr("Used in {count} post", "Used in {count} posts", count).format(count=count)
            if count
            else tr("Used in no post")
        )
        for use in self._uses[:MOST_USES]:
            state = post_word(PostState(use.state)).text
            title = use.title or use.post_id[:8]
            link = LinkButton(f"{self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, ROOM)} ({state})")
            link.setToolTip(plain(f"{title} ({state})"))
            link.setAccessibleName(link.toolTip())
            link.clicked.connect(partial(self._open, use.post_id))
            self._list.addLayout(row(link, None))

    def _open(self, post_id: str) -> None:
        self._shell.go(PageId.COMPOSER, post_id)

    def _show_alike(self) -> None:
        titles = ", ".join(f"“{alike.asset.facts.title}”" for alike in self._alike[:3])
        self._like.setText(tr("Looks like {titles}").format(titles=titles) if titles else "")
        self._like.setVisible(bool(titles))

    def _end(self) -> None:
        asset, assets = self._asset, self._shell.studio.photo_assets
        if asset is not None:
            self._act(lambda by: assets.end(asset.sha256, by))

    def _delete(self) -> None:
        asset, assets = self._asset, self._shell.studio.photo_assets
        if asset is not None:
            self._act(lambda by: assets.delete(asset.sha256, by))

    def _act(self, work: Callable[[str], object]) -> None:
        by = self._shell.session.person_id
        if not by:
            self._shell.sign_in()
            return
        self.refusal.hide()
        self._shell.tasks.store(lambda: work(by), lambda _: self._done(), owner=self, failed=self._refused)

    def _done(self) -> None:
        self.save.setEnabled(False)
        self.changed.emit()

    def _refused(self, error: StudioError) -> None:
        sentence = self._shell.language.sentence(error.phrase)
        if error.where in self.form.blocks:
            self.form.blame(error.where, sentence)
            return
        self.refusal.say(Tone.AMBER, sentence)
