"""The settings: language and look are applied at once and kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio import __version__
from studio.ui.actions import KEYS, PAGE_KEYS, key_name
from studio.ui.page import MARGINS, Page, PageId, Shell
from studio.ui.settings.licences import LicencesDialog
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Plain, clear, column, row, scrolled

SCALES = (80, 90, 100, 110, 125, 150, 175, 200)
LOCKS = (0, 2, 5, 10, 15, 30, 60)


class SettingsPage(Page):
    """Two columns of cards."""

    id = PageId.SETTINGS

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.language, self.look, self.scale, self.lock = Combo(), Combo(), Combo(), Combo()
        self._blocks = [FieldBlock(combo) for combo in (self.language, self.look, self.scale, self.lock)]
        self._headings = [Label(role="heading") for _ in range(3)]
        self._keys: QVBoxLayout = column(spacing=5)
        self._about = Label(role="hint", wrap=True)
        self._place = Label(role="hint", wrap=True).selectable()
        self._folder, self._licences = QuietButton(glyph="folder-open"), QuietButton(glyph="scale")
        self._folder.clicked.connect(self._open_folder)
        self._licences.clicked.connect(lambda: LicencesDialog(self).open())
        self._build()
        self.retranslate()
        names = ("language", "theme", "font_scale", "lock_minutes")
        for combo, name in zip((self.language, self.look, self.scale, self.lock), names, strict=True):
            combo.activated.connect(lambda _, combo=combo, name=name: self._choose(name, combo))

    def _build(self) -> None:
        look = _card(self._headings[0], *self._blocks)
        keys = Card()
        keys.setLayout(column(self._headings[1], 4, self._keys, margins=20))
        about = _card(self._headings[2], self._about, self._place)
        about.layout().addLayout(row(self._folder, self._licences, None))  # type: ignore[union-attr]
        inner = Plain()
        left, right = column(look, about, None, spacing=16), column(keys, None)
        halves = row(left, right, spacing=16)
        halves.setStretch(0, 1)
        halves.setStretch(1, 1)
        inner.setLayout(halves)
        inside = column(self.heading, scrolled(inner), spacing=14, margins=MARGINS)
        inside.setStretch(1, 1)
        self.setLayout(inside)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Settings"))
        for label, text in zip(
            self._headings, (self.tr("Language and look"), self.tr("Keys"), self.tr("About")), strict=True
        ):
            label.setText(text)
        labels = (self.tr("Language"), self.tr("Colours"), self.tr("Size of type"), self.tr("Sign out when idle"))
        for block, text in zip(self._blocks, labels, strict=True):
            block.set_label(text)
        self._blocks[3].set_hint(self.tr("On a shared PC, keep it short. Decisions ask for the PIN in any case."))
        self._fill()
        self._show_keys()
        about = self.tr("Page Studio {version}. Posts are kept on this PC; nothing is sent without approval.")
        self._about.setText(about.format(version=__version__))
        self._place.setText(str(self.shell.studio.profile.root))
        self._folder.setText(self.tr("Open the data folder"))
        self._licences.setText(self.tr("Licences"))

    def panes(self) -> tuple[QWidget, ...]:
        return (self,)

    def _fill(self) -> None:
        settings = self.shell.preferences.settings
        _offer(self.language, {"vi": "Tiếng Việt", "en": "English"}, settings.language)
        looks = {"system": self.tr("As the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        _offer(self.look, looks, settings.theme)
        _offer(self.scale, {scale: f"{scale} %" for scale in SCALES}, settings.font_scale)
        minutes = self.tr("after {n} min")
        locks = {n: minutes.format(n=n) if n else self.tr("Never") for n in LOCKS}
        _offer(self.lock, locks, settings.lock_minutes)

    def _show_keys(self) -> None:
        clear(self._keys)
        lines = [(", ".join(key.keys[:1]), key_name(key)) for key in KEYS]
        lines.append((f"{PAGE_KEYS[0]} … {PAGE_KEYS[-1]}", self.tr("Pages of the rail")))
        for keys, name in lines:
            shown = Label(keys.replace("Return", "Enter"), "label")
            shown.setMinimumWidth(self.fontMetrics().averageCharWidth() * 18)
            line = row(shown, Label(name, "hint", wrap=True))
            line.setStretch(1, 1)
            self._keys.addLayout(line)

    def _choose(self, name: str, combo: Combo) -> None:
        self.shell.preferences.choose(**{name: combo.currentData(Qt.ItemDataRole.UserRole)})

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.shell.studio.profile.root)))


def _card(*parts: QWidget) -> Card:
    card = Card()
    card.setLayout(column(*parts, spacing=12, margins=20))
    return card


def _offer(combo: Combo, names: dict[str, str] | dict[int, str], chosen: object) -> None:
    combo.clear()
    for value, name in names.items():
        combo.addItem(name, value)
    combo.choose(chosen)
