"""Where things lie on this PC, and what happens to what was thrown away or closed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from studio.posts.model import TRASH_DAYS
from studio.ui.language import Translated
from studio.ui.opening import open_folder
from studio.ui.page import PageId, Shell
from studio.ui.settings.section import SettingsSection, offer, titled
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Elided, Label
from studio.ui.widgets.layout import column, row, rule
from studio.ui.widgets.twice import TwiceButton

KEPT_DAYS = (90, 180, 365, 730, 1095)


class FolderLine(Translated):
    """What lies in a folder, where it is, and a button that opens it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._name = Label(role="label", wrap=True)
        self._place = Elided(str(path), "hint")
        self.button = QuietButton(glyph="folder-open")
        self.button.clicked.connect(self._open)
        line = row(column(self._name, self._place, spacing=2), self.button, spacing=12)
        line.setStretch(0, 1)
        self.setLayout(line)

    def set_words(self, name: str, verb: str) -> None:
        self._name.setText(name)
        self.button.setText(verb)
        self.button.setAccessibleName(f"{verb}: {name}")

    def _open(self) -> None:
        open_folder(self._path)


class DataSection(SettingsSection):
    """Folders, the trash, and how long closed slips stay."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        profile = shell.studio.profile
        self.lines = [FolderLine(path) for path in (profile.root, profile.exports, profile.logs)]
        self._headings = [Label(role="heading", wrap=True) for _ in range(3)]
        self._trash = Label(role="hint", wrap=True)
        self.slips = Combo()
        self._kept = FieldBlock(self.slips)
        self.follow(self.slips, "slip_days")
        self.slips.activated.connect(self.refresh)
        self.purge = TwiceButton(glyph="trash-2")
        self.purge.confirmed.connect(self._purge)
        self.purge.hide()
        self._due = 0
        self.posts = QuietButton(glyph="trash-2")
        self.posts.clicked.connect(lambda: shell.go(PageId.POSTS, "trash"))
        parts: list[QWidget] = []
        for number, line in enumerate(self.lines):
            parts += [rule(), line] if number else [line]
        self.build(
            titled(self._headings[0], *parts),
            titled(self._headings[1], self._trash, row(self.posts, None)),
            titled(self._headings[2], self._kept, row(self.purge, None)),
        )

    def retranslate(self) -> None:
        self._headings[0].setText(self.tr("Folders on this PC"))
        names = (
            self.tr("Everything of this profile"),
            self.tr("Packages for posting by hand"),
            self.tr("Technical log, numbers struck out"),
        )
        for line, name in zip(self.lines, names, strict=True):
            line.set_words(name, self.tr("Open"))
        self._headings[1].setText(self.tr("Trash"))
        self._trash.setText(
            self.tr(
                "A draft thrown away stays in the trash for {n} days and can be brought back. "
                "Posts that were published are records and cannot be thrown away."
            ).format(n=TRASH_DAYS)
        )
        self.posts.setText(self.tr("Open the trash"))
        self._headings[2].setText(self.tr("Incident register"))
        self._kept.set_label(self.tr("A closed slip is deleted with its evidence"))
        self._kept.set_hint(self.tr("Evidence may show people: keep it no longer than it is needed."))
        self._name_purge()
        days, present = self.tr("after {n} days"), self.shell.preferences.settings.slip_days
        offer(self.slips, {n: days.format(n=n) for n in sorted({*KEPT_DAYS, present})}, present)

    def refresh(self) -> None:
        """Count what was kept long enough: it goes at the next start, or at once when somebody says so."""
        studio = self.shell.studio
        self.shell.tasks.store(lambda: studio.slips.due(studio.now()), self._count, owner=self, key="slips")

    def _count(self, due: int) -> None:
        self._due = due
        self._name_purge()
        self.purge.setVisible(due > 0)

    def _name_purge(self) -> None:
        what, count = self.tr("Delete at once"), self.tr("slips due: {n}").format(n=self._due)
        self.purge.set_words(f"{what} ({count})", self.tr("Press again: they are deleted for good"))

    def _purge(self) -> None:
        studio = self.shell.studio
        self.shell.tasks.store(lambda: studio.slips.purge(studio.now()), lambda _: self.refresh(), owner=self)
