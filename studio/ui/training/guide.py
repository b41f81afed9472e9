"""Follow: the window goes where the step is done, what it needs is lit, and whoever lost the way is told it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from studio.training.lesson import LessonView
from studio.training.places import CHECKLIST, ControlPlace
from studio.translation import tr
from studio.ui.anchors import find_anchor, stands_in
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.tabbed import TabbedPage
from studio.ui.training.bar import CoachBar
from studio.ui.training.driver import LessonDriver
from studio.ui.training.spotlight import PATIENCE, Spotlight
from studio.ui.training.target import LessonTarget, TargetSight

if TYPE_CHECKING:
    from studio.ui.stage import Stage

SAY_MS, GONE_MS = 600, 1500
"""How long a control may be out of sight before that is said, and before the step is begun anew."""
SUBJECTS = {
    ("composer", ""): "post", ("approval", ""): "post", ("pages", "slips"): "slip", ("pages", "access"): "page",
    ("posts", "plan"): "week",
}  # fmt: skip
"""Which of the ids told of a page (or its tab) can open."""


class Guide(QObject):
    """Leads through one lesson. `lost` says that the step has to begin anew: what it needs has gone for good."""

    lost = Signal()

    def __init__(
        self, stage: Stage, shell: Shell, bar: CoachBar, driver: LessonDriver, pin: str, parent: QObject
    ) -> None:
        """`pin` is that of the sample people; decisions ask for it."""
        super().__init__(parent)
        self._stage, self._shell, self.bar, self._driver, self._pin = stage, shell, bar, driver, pin
        self._place: ControlPlace | None = None
        self._was_lit = self._went_back = self._was_astray = False
        self.only_lit = False
        self._remark = ""
        self.lights = True
        """Whether what a step needs is lit."""
        self.spot = Spotlight(stage, spared=lambda: (self.bar, *stage.presented), parent=self)
        self.spot.changed.connect(self._seen)
        self.spot.missed.connect(self._missed)
        self._quiet = QTimer(self, singleShot=True, interval=SAY_MS)
        self._quiet.timeout.connect(self.tell)
        self.gone = QTimer(self, singleShot=True, interval=GONE_MS)
        self.gone.timeout.connect(self._missing)

    def lead(self, view: LessonView, *, go: bool = True) -> None:
        """Go where the step is done, unless a dialog is open, and light it."""
        self._place = view.place
        self._was_lit = self._went_back = self._was_astray = False
        self._remark = ""
        self.bar.say("")
        if go and QApplication.activeModalWidget() is None:
            self.take_there()
        self._aim()
        if self.lights and self.spot.sight is not TargetSight.LIT:
            self._quiet.start()

    def take_there(self) -> None:
        """Open the page of the step, and scroll to what it needs."""
        place = self._place
        if place is None or place == CHECKLIST:
            return
        subject = self._driver.last(SUBJECTS.get((place.page, place.tab), ""))
        what = ":".join(part for part in (place.tab, subject) if part)
        self._shell.go(PageId(place.page), what)
        self.spot.bring()

    @property
    def astray(self) -> bool:
        """Whether another page is in sight than the step's, and nothing there that the step needs."""
        return self.spot.sight is not TargetSight.LIT and self._elsewhere

    @property
    def _elsewhere(self) -> bool:
        place, page = self._place, self._stage.page
        if place is None or page is None or place == CHECKLIST:
            return False
        if page.id.value != place.page:
            return True
        return bool(place.tab) and isinstance(page, TabbedPage) and page.name != place.tab

    def watch(self) -> None:
        """See whether the learner went to another page, or came back: nothing tells of it."""
        if self.astray is not self._was_astray:
            self._was_astray = not self._was_astray
            self._quiet.start()

    def set_lights(self, on: bool) -> None:
        self.lights = on
        self._aim()

    def set_only_lit(self, on: bool) -> None:
        self.only_lit = on
        self._aim()

    def hush(self) -> None:
        """Stop leading; nothing is dimmed any more."""
        self._quiet.stop()
        self.gone.stop()
        self.spot.put_out()

    def _aim(self) -> None:
        if self.lights and self._place is not None and self._place != CHECKLIST:
            self.spot.aim(self._find)
            self.spot.allow_only_lit(self.only_lit)
        else:
            self.hush()

    def _find(self) -> LessonTarget | None:
        """The control of the step: in the dialog that is open, else in the window."""
        place, modal = self._place, QApplication.activeModalWidget()
        if place is None:
            return None
        for root in (modal, self._stage):
            found = find_anchor(root, place.anchor) if root is not None else None
            if found is not None:
                return LessonTarget(found, stands_in=stands_in(found, place.anchor))
        return None

    # -- what is said of it

    def _seen(self, sight: TargetSight) -> None:
        self.gone.stop()
        if sight is TargetSight.LIT:
            self._was_lit = True
            self._quiet.stop()
            self.tell()
            return
        if not self._quiet.isActive():  # what comes and goes is told all the same
            self._quiet.start()
        if sight in (TargetSight.HIDDEN, TargetSight.GONE):
            self.gone.start()

    def remark(self, words: str) -> None:
        """Say what the lesson has to say of what was done so far; empty: nothing."""
        if words == self._remark:
            return
        self._remark = words
        if words:
            self.spot.set_free()  # what is said may lead anywhere
        if words or self.lights:
            self.tell()
        else:
            self.bar.say("")

    def tell(self) -> None:
        """Say how what the step needs stands."""
        sight = self.spot.sight
        if sight is TargetSight.COVERED:
            self.bar.say(tr("Finish or close what is open on top. PIN of every role: {pin}").format(pin=self._pin))
        elif self._remark:
            self.bar.say(self._remark, there=self.lights and (self._elsewhere or sight is TargetSight.AWAY))
        elif sight is TargetSight.AWAY:
            self.bar.say(tr("What you need is scrolled out of view."), there=True)
        elif self.astray:
            self.bar.say(tr("This step is done on another screen."), there=True)
        elif sight is not TargetSight.LIT and self.lights and self._place != CHECKLIST:
            self.bar.say(tr("Do this step here, on this screen."))
        else:
            self.bar.say("")

    def _missed(self, times: int) -> None:
        if times < PATIENCE:
            self.bar.say(tr("Use what is lit; the rest is not available meanwhile."))
        else:
            self.bar.say(tr("The whole window is available for this step."))

    def _missing(self) -> None:
        """It has been gone for a while. Where it stood open and nothing was done, the step begins anew."""
        if self.astray or QApplication.activeModalWidget() is not None or self._shell.session.locked:
            return
        if not self._was_lit or self._driver.heard_since or not self.lights:
            return
        if not self._went_back:
            self._went_back = True
            self.take_there()
            self.gone.start()
        else:
            self._was_lit = False
            self.lost.emit()
