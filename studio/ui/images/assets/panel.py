"""The library of the unit's pictures: find one, say where it comes from, use it in a post."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePath

from PySide6.QtCore import QEvent, QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.clock import local_date
from studio.errors import StudioError
from studio.images.asset_library import Candidate
from studio.images.assets import AltFlaw, Asset, AssetFacts, AssetKind, AssetQuery, AssetStanding, lint
from studio.images.kinds import SUFFIXES
from studio.translation import ntr, tr
from studio.ui.composer.media.media_adder import read_picture
from studio.ui.files import ask_open
from studio.ui.images.assets.details import AssetDetails, AssetForm, AssetView
from studio.ui.images.assets.grid import KINDS, STANDINGS, AssetGrid, kind_word, standing_word
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, PlainHolder, column, row, scrolled
from studio.ui.widgets.responsive_row import ResponsiveRow
from studio.ui.widgets.search import SearchField

LEFT = 260
"""Pixels of the column with the picture."""


class AddDialog(Dialog):
    """`added` carries the new asset."""

    added = Signal(object)

    def __init__(self, shell: Shell, candidate: Candidate, parent: QWidget | None) -> None:
        super().__init__(parent, width=760)
        self._shell, self.candidate = shell, candidate
        self.notice = Banner()
        self.picture, about = AssetView(high=200), Label(role="hint", wrap=True)
        self.picture.show_jpeg(candidate.seen.thumb)
        self.twin, self._twin_text = AssetView(high=120), Label(role="hint", wrap=True)
        self.form = AssetForm(shell.language)
        self.form.show_facts(AssetFacts(kind=AssetKind.PHOTO, title=_called(candidate.name)))
        self.add, skip = PrimaryButton(glyph="check"), QuietButton(tr("Skip"))
        self.add.clicked.connect(self._store)
        skip.clicked.connect(self.reject)
        left, inner = PlainHolder(), PlainHolder()
        left.setLayout(column(self.picture, about, self._twin_text, self.twin, None, spacing=8))
        left.setFixedWidth(LEFT)
        inner.setLayout(column(self.form, None, margins=(0, 0, 12, 0)))
        area = scrolled(inner)
        body = row(left, area, spacing=18)
        body.setStretch(1, 1)
        self.fill(self.notice, body, buttons=row(None, skip, self.add))
        self.take_room(820, 620)
        self.set_heading(tr("Add to the picture library"))
        seen = self.candidate.seen
        about.setText(f"{self.candidate.name} · {seen.width} × {seen.height}")
        alike = self.candidate.alike
        self.add.setText(tr("Add anyway") if alike else tr("Add"))
        if alike:
            self.notice.say(
                Tone.AMBER,
                tr(
                    "A picture like this one is in the library already, as “{title}”. Use that one, unless this is "
                    "another picture."
                ).format(title=alike[0].asset.facts.title),
            )
            self._twin_text.setText(tr("In the library already:"))
        self._show_twin()
        self.form.title.setFocus()
        self.form.title.selectAll()

    def _show_twin(self) -> None:
        alike = self.candidate.alike
        self.twin.setVisible(bool(alike))
        self._twin_text.setVisible(bool(alike))
        if alike:
            assets, key = self._shell.studio.photo_assets, alike[0].asset.sha256
            self._shell.tasks.store(
                lambda: assets.thumb(key), self.twin.show_jpeg, owner=self, failed=lambda _: None, key="twin"
            )

    def _store(self) -> None:
        facts, by = self.form.facts, self._shell.session.person_id
        if facts is None:
            return
        if not by:
            self._shell.sign_in()
            return
        assets, candidate = self._shell.studio.photo_assets, self.candidate
        self.add.setEnabled(False)
        self._shell.tasks.store(lambda: assets.add(candidate, facts, by), self._added, owner=self, failed=self._refused)

    def _added(self, asset: Asset) -> None:
        self.added.emit(asset)
        self.accept()

    def _refused(self, error: StudioError) -> None:
        self.add.setEnabled(True)
        sentence = self._shell.language.sentence(error.phrase)
        if error.where in self.form.blocks:
            self.form.blame(error.where, sentence)
        else:
            self.notice.say(Tone.RED, sentence)


def _called(name: str) -> str:
    """A first name for the picture: its file's, unless a camera made that up."""
    stem = PurePath(name).stem.replace("-", " ").replace("_", " ").strip()
    made_up = any(remark.flaw is AltFlaw.FILE_NAME for remark in lint(PurePath(name).stem))
    return "" if made_up else stem[:1].upper() + stem[1:]


DETAILS, DETAILS_CHARS = 400, 36
"""Pixels of the column that tells of the asset in hand, and average characters that it has at least."""
TO_COMPOSER = "picture:{sha256}:{name}"
"""What the composer is opened with, to take a kept picture into a post."""


class AssetsPanel(QWidget):
    """A widget of its own; the page of photographs shows it beside the editor."""

    used = Signal(object)
    """Carries an asset that somebody takes into a post."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.search, self.kind, self.standing, self.tag = SearchField(), Combo(), Combo(), Combo()
        self.add = PrimaryButton(tr("Add pictures…"), "plus")
        self._count = Label(role="hint")
        self.grid = AssetGrid(local_date(shell.studio.now()), tr("Pictures of the library"))
        self.details = AssetDetails(shell)
        self._nothing = EmptyState("images")
        self._none_chosen = EmptyState("image")
        self._found, self._beside = QStackedWidget(), QStackedWidget()
        self._found.addWidget(self.grid)
        self._found.addWidget(self._nothing)
        self._beside.addWidget(self._none_chosen)
        self._beside.addWidget(self.details)
        self._waiting: list[Path] = []
        self._build()
        self._bind()
        self.search.set_prompt(tr("Search name, source, tag…"))
        for combo, name in (
            (self.kind, tr("Kind")), (self.standing, tr("Validity")), (self.tag, tr("Tag")),
        ):  # fmt: skip
            combo.setAccessibleName(name)
        self._offer(self.kind, tr("All kinds"), [(kind_word(kind), kind) for kind in KINDS])
        self._offer(self.standing, tr("Any validity"), [(standing_word(one).text, one) for one in STANDINGS])
        self._offer(self.tag, tr("All tags"), [(self.tag.itemText(n), self.tag.itemData(n)) for n in _rows(self.tag)])
        self._none_chosen.set_words(
            tr("Choose a picture"), tr("Its source, right of use, validity and the posts that use it.")
        )
        self._tell(self.grid.assets)
        self.setAcceptDrops(True)

    def _build(self) -> None:
        filters = PlainHolder()
        filters.setLayout(row(self.kind, self.standing, self.tag, self.add, spacing=8))
        head = ResponsiveRow((self.search, 1), (filters, 0), spacing=8)
        left, self._right = Card(), Card()
        inside = column(self._found, spacing=0, margins=6)
        left.setLayout(inside)
        self._right.setLayout(column(self._beside))
        body = row(left, self._right, spacing=12)
        body.setStretch(0, 1)
        whole = column(head, self._count, body, spacing=8)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """The buttons of a picture stand two and two, at any size of type."""
        self._right.setFixedWidth(max(DETAILS, DETAILS_CHARS * self.fontMetrics().averageCharWidth()))

    def _bind(self) -> None:
        self.search.searched.connect(lambda _: self.refresh())
        for combo in (self.kind, self.standing, self.tag):
            combo.activated.connect(lambda _: self.refresh())
        self.add.clicked.connect(self._ask)
        self.grid.chosen.connect(self._chosen)
        self.grid.thumb_wanted.connect(self._want)
        self.details.changed.connect(self.refresh)
        self.details.use_wanted.connect(self._use)

    def refresh(self) -> None:
        """Read again what is listed."""
        assets, query = self.shell.studio.photo_assets, self.query
        self.shell.tasks.store(
            lambda: (tuple(assets.find(query)), tuple(assets.tags())), lambda found: self._came(*found), owner=self,
            key="assets",
        )  # fmt: skip

    @property
    def query(self) -> AssetQuery:
        """What is looked for."""
        kind, standing = self.kind.currentData(), self.standing.currentData()
        return AssetQuery(
            text=self.search.text(),
            tag=self.tag.currentData() or "",
            kind=AssetKind(kind) if kind else None,
            standing=AssetStanding(standing) if standing else None,
        )

    def seek(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 walks through."""
        return (self.search, self.grid, self.details)

    # -- what comes back

    def _came(self, found: Sequence[Asset], tags: Sequence[str]) -> None:
        self._offer(self.tag, tr("All tags"), [(tag, tag) for tag in tags])
        self.grid.show_rows({asset.sha256: asset for asset in found})
        self._chosen(self.grid.chosen_id)
        self._tell(found)

    def _tell(self, found: Sequence[Asset]) -> None:
        asked = self.query != AssetQuery()
        self._found.setCurrentWidget(self.grid if found else self._nothing)
        self._count.setText(
            ntr("{count} picture", "{count} pictures", len(found)).format(count=len(found)) if found else ""
        )
        if asked:
            self._nothing.set_words(tr("Nothing found"), tr("Look for fewer words, or show all kinds."))
        else:
            self._nothing.set_words(
                tr("The library is empty", about="pictures"),
                tr(
                    "Add the unit's badges, photographs and backgrounds with their source, right of use and last "
                    "day, so that no post uses what may not be used."
                ),
            )

    def _want(self, sha256: str) -> None:
        assets, grid = self.shell.studio.photo_assets, self.grid
        self.shell.tasks.store(
            lambda: QImage.fromData(assets.thumb(sha256)), partial(grid.bring_thumb, sha256), owner=self,
            failed=lambda _: grid.bring_thumb(sha256, QImage()),
        )  # fmt: skip

    def _chosen(self, _: str) -> None:
        asset = self.grid.current
        if asset is not None:
            self.details.show_asset(asset)
        self._beside.setCurrentWidget(self._none_chosen if asset is None else self.details)

    def _use(self, asset: Asset) -> None:
        self.used.emit(asset)
        self.shell.go(PageId.COMPOSER, TO_COMPOSER.format(sha256=asset.sha256, name=asset.name))

    # -- adding

    def _ask(self) -> None:
        endings = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in SUFFIXES)
        kind = tr("Pictures")
        ask_open(self.window(), tr("Add pictures"), f"{kind} ({endings})", self.take)

    def take(self, paths: Sequence[Path]) -> None:
        """Look at these files, one after the other, and ask what is to be said of each."""
        if not self.shell.session.person_id:
            self.shell.sign_in()
            return
        idle = not self._waiting
        self._waiting.extend(paths)
        if idle:
            self._next()

    def _next(self) -> None:
        if self._waiting:
            path, assets = self._waiting[0], self.shell.studio.photo_assets
            self.shell.tasks.pool(
                lambda _: assets.consider(read_picture(path), path.name), self._considered, owner=self,
                failed=self._unfit,
            )  # fmt: skip

    def _considered(self, candidate: Candidate) -> None:
        dialog = AddDialog(self.shell, candidate, self.window())
        dialog.added.connect(self._added)
        dialog.finished.connect(lambda _: self._done())
        dialog.open()

    def _unfit(self, error: StudioError) -> None:
        self.shell.complain(error)
        self._done()

    def _added(self, asset: Asset) -> None:
        self.shell.toast(tr("Added: {name}").format(name=asset.facts.title))
        self.refresh()

    def _done(self) -> None:
        self._waiting = self._waiting[1:]
        self._next()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _pictures(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _pictures(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.take(paths)

    def _offer(self, combo: Combo, all_words: str, choices: Sequence[tuple[str, object]]) -> None:
        """Fill a filter; what was chosen stays chosen while it is offered."""
        kept = combo.currentData()
        combo.clear()
        combo.addItem(all_words, "")
        for words, data in choices:
            combo.addItem(words, data)
        combo.choose(kept)


def _rows(combo: Combo) -> range:
    return range(1, combo.count())


def _pictures(mime: QMimeData) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in SUFFIXES]
