"""Training: procedures learnt by doing, with the unit's own documents behind them."""

from __future__ import annotations

from collections.abc import Mapping

from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.tabbed import TabbedPage, TabKind
from studio.ui.training.learner import LearnerForm, learner_code, learner_name
from studio.ui.widgets.buttons import ConfirmButton, IconButton, QuietButton


class TrainingPage(TabbedPage):
    """``open("lessons:B1")`` shows the lesson on B1."""

    id = PageId.TRAINING
    kinds = (
        TabKind("lessons", "studio.ui.training.lessons_tab", "LessonsTab"),
        TabKind("documents", "studio.ui.training.mapping", "MappingTab"),
        TabKind("progress", "studio.ui.training.progress.tab", "ProgressTab"),
        TabKind("authoring", "studio.ui.training.authoring.tab", "AuthoringTab"),
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.title.setText(tr("Training"))
        self.subtitle.setText(tr("A lesson opens the practice workspace, separate from your work."))
        self.subtitle.setHidden(shell.practice)  # where the band across the window says so
        self.learner, self.reset = QuietButton(glyph="user-round"), ConfirmButton("rotate-ccw")
        self.reset.set_words(tr("Reset the practice data"), tr("Press again to reset"))
        self.reset.setToolTip(tr("Deletes what was tried out in practice. Results are kept."))
        self.home = QuietButton(tr("Back to real work"), glyph="log-out")
        self.present = IconButton("monitor", tr("Present to a class (F11)"))
        self._say_learner()
        self.learner.clicked.connect(self._ask_learner)
        self.reset.confirmed.connect(shell.reset_practice)
        self.present.clicked.connect(shell.present)
        self.reset.setVisible(shell.practice)
        self.present.setVisible(shell.practice)
        self.home.setVisible(shell.go_home is not None)
        if shell.go_home is not None:
            self.home.clicked.connect(shell.go_home)
        for button in (self.learner, self.reset, self.home, self.present):
            self.tools.addWidget(button)

    def show_names(self, shown: bool) -> None:
        """The learner's own name, and the page that lists them all."""
        self.learner.setVisible(shown)
        if not shown and self.name == "progress":
            self.open("lessons")
        self.tabs.setTabVisible([kind.name for kind in self.kinds].index("progress"), shown)

    def words(self) -> Mapping[str, str]:
        return {
            "lessons": tr("Lessons"),
            "documents": tr("Documents"),
            "progress": tr("Progress"),
            "authoring": tr("Own lessons"),
        }

    def _say_learner(self) -> None:
        memory = self.shell.memory
        code, name = learner_code(memory), learner_name(memory)
        self.learner.setText(tr("Learner {code}").format(code=f"{code} · {name}" if name else code))

    def _ask_learner(self) -> None:
        dialog = LearnerForm(self.shell, self)
        dialog.done_well.connect(self._learner_kept)
        dialog.open()

    def _learner_kept(self) -> None:
        self._say_learner()
        self.refresh()
