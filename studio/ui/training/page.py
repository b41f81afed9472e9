"""Training: procedures learnt by doing, with the unit's own documents behind them."""

from __future__ import annotations

from collections.abc import Mapping

from studio.ui.page import PageId
from studio.ui.tabbed import TabbedPage, TabKind


class TrainingPage(TabbedPage):
    """``open("lessons:B1")`` shows the lesson on B1."""

    id = PageId.TRAINING
    kinds = (TabKind("lessons", "studio.ui.training.lessons_tab", "LessonsTab"),)

    def retranslate(self) -> None:
        super().retranslate()
        self.title.setText(self.tr("Training"))
        self.subtitle.setText(self.tr("Each lesson is done with your own hands in this window, on sample data."))
        self.subtitle.show()

    def words(self) -> Mapping[str, str]:
        return {
            "lessons": self.tr("Lessons"),
            "documents": self.tr("Documents"),
            "progress": self.tr("Progress"),
            "authoring": self.tr("Own lessons"),
        }
