"""Taking a picture into the library: what is said of it, and a warning when one like it is there already."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.errors import StudioError
from studio.images.alt_text import AltFlaw, lint
from studio.images.asset_library import Candidate
from studio.images.assets import Asset, AssetFacts, AssetKind
from studio.ui.images.assets.details import PictureView
from studio.ui.images.assets.form import AssetForm
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Plain, column, row, scrolled

LEFT = 260
"""Pixels of the column with the picture."""


class AddDialog(Dialog):
    """`added` carries the new asset."""

    added = Signal(object)

    def __init__(self, shell: Shell, candidate: Candidate, parent: QWidget | None) -> None:
        super().__init__(parent, width=760)
        self._shell, self.candidate = shell, candidate
        self.notice = Banner()
        self.picture, self._about = PictureView(high=200), Label(role="hint", wrap=True)
        self.picture.show_jpeg(candidate.seen.thumb)
        self.twin, self._twin_text = PictureView(high=120), Label(role="hint", wrap=True)
        self.form = AssetForm(shell.speech)
        self.form.show_facts(AssetFacts(kind=AssetKind.PHOTO, title=_called(candidate.name)))
        self.add, self._skip = PrimaryButton(glyph="check"), QuietButton()
        self.add.clicked.connect(self._store)
        self._skip.clicked.connect(self.reject)
        left, inner = Plain(), Plain()
        left.setLayout(column(self.picture, self._about, self._twin_text, self.twin, None, spacing=8))
        left.setFixedWidth(LEFT)
        inner.setLayout(column(self.form, None, margins=(0, 0, 12, 0)))
        self._area = scrolled(inner)
        body = row(left, self._area, spacing=18)
        body.setStretch(1, 1)
        self.fill(self.notice, body, buttons=row(None, self._skip, self.add))
        self._fits = False
        self.resize(820, 620)
        self.retranslate()
        self._show_twin()
        self.form.title.setFocus()
        self.form.title.selectAll()

    def retranslate(self) -> None:
        self.set_heading(self.tr("Add to the picture library"))
        seen = self.candidate.seen
        self._about.setText(f"{self.candidate.name} · {seen.width} × {seen.height}")
        self._skip.setText(self.tr("Leave it out"))
        alike = self.candidate.alike
        self.add.setText(self.tr("Add all the same") if alike else self.tr("Add"))
        if alike:
            self.notice.say(
                Tone.AMBER,
                self.tr(
                    "A picture like this one is in the library already, as “{title}”. Use that one, unless this is "
                    "another picture."
                ).format(title=alike[0].asset.facts.title),
            )
            self._twin_text.setText(self.tr("In the library already:"))

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
        sentence = self._shell.speech.sentence(error.phrase)
        if error.where in self.form.blocks:
            self.form.blame(error.where, sentence)
        else:
            self.notice.say(Tone.RED, sentence)


def _called(name: str) -> str:
    """A first name for the picture: its file's, unless a camera made that up."""
    stem = PurePath(name).stem.replace("-", " ").replace("_", " ").strip()
    made_up = any(remark.flaw is AltFlaw.FILE_NAME for remark in lint(PurePath(name).stem))
    return "" if made_up else stem[:1].upper() + stem[1:]
