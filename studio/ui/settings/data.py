"""Where things lie on this PC, and what happens to what was thrown away or closed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from studio.posts.model import TRASH_DAYS
from studio.translation import ntr, tr
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.settings.section import SettingsSection, titled
from studio.ui.system_open import open_folder
from studio.ui.widgets.buttons import ConfirmButton, QuietButton
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import ElidedLabel, Label
from studio.ui.widgets.layout import column, row, rule

KEPT_DAYS = (90, 180, 365, 730, 1095)


class FolderLine(QWidget):
    """What lies in a folder, where it is, and a button that opens it."""

    def __init__(self, path: Path, name: str, verb: str) -> None:
        super().__init__()
        self._path = path
        self.button = QuietButton(verb, "folder-open")
        self.button.setAccessibleName(f"{verb}: {name}")
        self.button.clicked.connect(self._open)
        place = column(Label(name, "label", wrap=True), ElidedLabel(str(path), "hint"), spacing=2)
        line = row(place, self.button, spacing=12)
        line.setStretch(0, 1)
        self.setLayout(line)

    def _open(self) -> None:
        open_folder(self._path)


class DataSection(SettingsSection):
    """Folders, the trash, and how long closed slips stay."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        profile = shell.studio.profile
        names = (
            (profile.root, tr("Everything in this workspace")),
            (profile.exports, tr("Packages for posting by hand")),
            (profile.logs, tr("Technical log, numbers blacked out")),
        )
        self.lines = [FolderLine(path, name, tr("Open")) for path, name in names]
        parts: list[QWidget] = []
        for number, line in enumerate(self.lines):
            parts += [rule(), line] if number else [line]
        trash = tr(
            "A deleted draft stays in the trash for {n} days and can be restored. Published posts are records and "
            "cannot be deleted."
        ).format(n=TRASH_DAYS)
        self.posts = QuietButton(tr("Open the trash"), "trash-2")
        self.posts.clicked.connect(lambda: shell.go(PageId.POSTS, "trash"))
        kept_days = sorted({*KEPT_DAYS, shell.preferences.settings.slip_days})
        self.slips = self.choice(
            "slip_days", {n: ntr("After {n} day", "After {n} days", n).format(n=n) for n in kept_days}
        )
        self.slips.activated.connect(self.refresh)
        hint = tr("Supporting files may show people: keep them no longer than needed.")
        kept = FieldBlock(self.slips, tr("Delete closed cases"), hint=hint)
        self.purge = ConfirmButton(glyph="trash-2")
        self.purge.confirmed.connect(self._purge)
        self.purge.hide()
        self.build(
            titled(tr("Folders on this PC"), *parts),
            titled(tr("Trash"), Label(trash, "hint", wrap=True), row(self.posts, None)),
            titled(tr("Incident register"), kept, row(self.purge, None)),
        )

    def refresh(self) -> None:
        """Count what was kept long enough: it goes at the next start, or at once when somebody says so."""
        studio = self.shell.studio
        self.shell.tasks.store(lambda: studio.slips.due(studio.now()), self._count, owner=self, key="slips")

    def _count(self, due: int) -> None:
        what, count = tr("Delete at once"), tr("cases due: {n}").format(n=due)
        self.purge.set_words(f"{what} ({count})", tr("Press again: they are deleted permanently"))
        self.purge.setVisible(due > 0)

    def _purge(self) -> None:
        studio = self.shell.studio
        self.shell.tasks.store(lambda: studio.slips.purge(studio.now()), lambda _: self.refresh(), owner=self)
