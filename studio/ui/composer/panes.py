"""Three panes in the order of work, two where room is short: then the plan drops down over the fields."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from studio.ui.composer.plan.bar import PlanBar
from studio.ui.composer.plan.plan import Plan
from studio.ui.composer.side.preview import PHONE
from studio.ui.widgets.layout import Plain, column, scrolled

GAP = 14
NARROW = 1280
"""Pixels of the window below which the left pane is a drop-down."""
LEFT_CHARS, LEFT_EXTRA = 25, 44
MIDDLE_CHARS = 42
TWO_COLUMNS = 58
"""Average characters the fields must be wide for the plan above them to stand in two columns."""
LEFT_WIDTH = 256
SIDE_WIDTH, SIDE_CHARS = PHONE + 20, 25


class Panes(QWidget):
    """`plan` left, `middle` between, `side` right."""

    def __init__(self, plan: Plan, middle: QWidget, side: QWidget) -> None:
        super().__init__()
        self._plan, self.side = plan, side
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        self._side_wanted = True
        self._wide: bool | None = None
        self._content = Plain()
        self._column: QVBoxLayout = column(middle, None, spacing=14, margins=(0, 0, 4, 8))
        self._content.setLayout(self._column)
        self.area = scrolled(self._content)
        self.drop = PlanBar()
        self.drop.toggled.connect(lambda _: self._fold())
        centre = Plain()
        whole = column(self.drop, self.area, spacing=10)
        whole.setStretch(1, 1)
        centre.setLayout(whole)
        self.left = scrolled(Plain())
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(GAP)
        for pane in (self.left, centre, side):
            self.splitter.addWidget(pane)
        for place, stretch in enumerate((0, 1, 0)):
            self.splitter.setStretchFactor(place, stretch)
            self.splitter.setCollapsible(place, False)
        side.setMinimumWidth(SIDE_WIDTH)
        self.splitter.setSizes([LEFT_WIDTH, 10 * LEFT_WIDTH, SIDE_WIDTH])
        self.setLayout(column(self.splitter))
        self._arrange(wide=True)

    @property
    def stacked(self) -> bool:
        """Whether the plan is a drop-down above the fields."""
        return not self._wide

    def open_plan(self, opened: bool = True) -> None:
        """Let the plan drop down, or fold it away; nothing to do where it has a pane of its own."""
        self.drop.setChecked(opened)

    def _fold(self) -> None:
        if self._wide:
            return
        focus = QApplication.focusWidget()
        if not self.drop.isChecked() and focus is not None and self._plan.isAncestorOf(focus):
            self.drop.setFocus()
        self._plan.setVisible(self.drop.isChecked())
        if self.drop.isChecked():
            self.area.verticalScrollBar().setValue(0)

    def toggle_side(self) -> None:
        """Show or hide the right pane."""
        self._side_wanted = not self._side_wanted
        self._fit()

    def show_side(self) -> None:
        """Bring the right pane into sight."""
        if not self._side_wanted or not self.side.isVisible():
            self._side_wanted = True
            self._fit()

    def bring(self, widget: QWidget) -> None:
        """Scroll so that `widget` is in sight."""
        if self._plan.isAncestorOf(widget):
            self.open_plan()
        for area in (self.left, self.area):
            if area.isAncestorOf(widget):
                area.ensureWidgetVisible(widget, 20, 60)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._soon.start()  # not now: Qt is walking through the widgets that `_fit` moves

    def _fit(self) -> None:
        width = self.fontMetrics().averageCharWidth()
        left, middle = LEFT_CHARS * width + LEFT_EXTRA, MIDDLE_CHARS * width
        self.side.setMinimumWidth(max(SIDE_WIDTH, SIDE_CHARS * width))
        side = self.side.minimumWidth() + GAP if self._side_wanted else 0
        self.left.setMinimumWidth(left)
        room_for_three = left + GAP + middle + side <= self.width()
        self._arrange(wide=room_for_three and self.window().width() >= NARROW)
        self.side.setVisible(self._side_wanted)
        room = self.width() - side
        self._plan.set_columns(two=not self._wide and room >= TWO_COLUMNS * width)

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        focus = QApplication.focusWidget()
        kept = focus if focus is not None and self._plan.isAncestorOf(focus) else None
        if wide:
            self._column.removeWidget(self._plan)
            hold = Plain()
            hold.setLayout(column(self._plan, None, margins=(0, 0, 2, 8)))
            self.left.setWidget(hold)
        else:
            self._column.insertWidget(0, self._plan)
        self._plan.setVisible(wide or self.drop.isChecked())
        self.drop.setVisible(not wide)
        self.left.setVisible(wide)
        if kept is not None:
            kept.setFocus()
