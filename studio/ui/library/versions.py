"""Former wordings of the article in sight, each with what changed against the one after it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from studio.clock import show_datetime
from studio.errors import StudioError
from studio.library.former import Version
from studio.library.model import Article
from studio.posts.words import word_diff
from studio.ui.language import Translated
from studio.ui.page import Shell
from studio.ui.review.diff import DiffText
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import clear, column


class VersionsPanel(Translated):
    """A list of changes to choose from, and the change in words."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._article: Article | None = None
        self._versions: tuple[Version, ...] = ()
        self._note = Label(role="hint", wrap=True)
        self.choice = Combo()
        self.choice.currentIndexChanged.connect(self._show)
        self._inside = QWidget()
        self._text = column(None)
        self._inside.setLayout(self._text)
        area = QScrollArea()
        area.setWidget(self._inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = column(self._note, self.choice, area, spacing=8)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.retranslate()

    def retranslate(self) -> None:
        self.choice.setAccessibleName(self.tr("Changes of this article"))
        self._offer()

    def show_article(self, article: Article) -> None:
        """Read the wordings, on the worker."""
        if article == self._article:
            return
        self._article, self._versions = article, ()
        self._offer()
        library = self._shell.studio.library
        self._shell.tasks.store(
            lambda: (article, library.versions(article)), self._came, owner=self, key="versions", failed=self._failed
        )

    def _failed(self, error: StudioError) -> None:
        self._note.setText(self._shell.speech.explain(error))

    def _came(self, came: tuple[Article, tuple[Version, ...]]) -> None:
        if came[0] == self._article:
            self._versions = came[1]
            self._offer()

    def _offer(self) -> None:
        """One entry a change: from the wording before to the one after."""
        self.choice.blockSignals(True)
        self.choice.clear()
        for version in self._versions[1:]:
            at = show_datetime(version.replaced_at) if version.replaced_at else ""
            self.choice.addItem(self.tr("Changed by the import of {at}").format(at=at))
        self.choice.blockSignals(False)
        several = len(self._versions) > 1
        self.choice.setVisible(several)
        self._note.setText(
            self.tr("What this library held before. Amendments by other documents stand under the validity.")
            if several
            else self.tr("The library has held no other wording of this article.")
        )
        self._show(0)

    def _show(self, at: int) -> None:
        clear(self._text)
        if 0 <= at < len(self._versions) - 1:
            newer, older = self._versions[at], self._versions[at + 1]
            diff = DiffText(word_diff(_words(older.article), _words(newer.article)))
            self._text.addWidget(diff)
        self._text.addStretch(1)


def _words(article: Article | None) -> str:
    return f"{article.heading}\n{article.text}".strip() if article else ""
