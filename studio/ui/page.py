"""What a page of the window is, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QWidget

from studio.errors import StudioError
from studio.phrase import Phrase
from studio.translation import tr
from studio.ui.language import LanguageManager
from studio.ui.page_specs import PageId
from studio.ui.preferences import Preferences
from studio.ui.session import Session
from studio.ui.tasks import Tasks
from studio.ui.theme import Theme
from studio.ui.widgets.buttons import Button, IconButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import GUTTER, column, row
from studio.ui.widgets.tips import plain
from studio.ui.window_state import WindowState

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.people.service import People
    from studio.ui.counts import Counts


MARGINS = (20, 12, 20, 12)
"""Around a page: left, top, right, bottom."""
BESIDE_BAR = (20, 12, 20 - GUTTER, 12)
"""Around a page whose content scrolls as a whole: the bar stands in the rest of its margin."""


GAP = 12


class PageHeading(QWidget):
    """`title` and `tools`; pages go on adding to the tools."""

    def __init__(self, title: QLayout, tools: QHBoxLayout) -> None:
        super().__init__()
        self._left, self._right = QWidget(), QWidget()
        self._words: dict[Button, str] = {}
        self._last: Sequence[Button] = ()
        self._folded: set[Button] = set()
        self._left.setLayout(title)
        self._right.setLayout(tools)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self._box.addWidget(self._left)
        self._box.addStretch(1)
        self._box.addWidget(self._right)
        self.setLayout(self._box)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two: they can stand under each other."""
        left, right = self._left.minimumSizeHint(), self._right.minimumSizeHint()
        return QSize(max(left.width(), right.width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def fold(self, *tools: Button, last: Sequence[Button] = ()) -> None:
        """Before the tools go below, these of them show their icons alone, and if that keeps them there, `last` too."""
        self._words = {tool: tool.text() for tool in (*tools, *last)}
        self._last = last
        for tool, words in self._words.items():
            tool.setAccessibleName(words)

    def _needed(self) -> int:
        return self._left.sizeHint().width() + self._right.sizeHint().width() + 2 * GAP

    def _fold(self) -> None:
        shown = {tool: words for tool, words in self._words.items() if not tool.isHidden()}
        spared = {tool: tool.fontMetrics().horizontalAdvance(words) + GAP for tool, words in shown.items()}
        whole = self._needed() + sum(spared[tool] for tool in self._folded & spared.keys())
        usual = spared.keys() - set(self._last)
        folded = set[Button]()
        if whole > self.width():
            folded = usual
            tight = whole - sum(spared[tool] for tool in usual)
            if tight > self.width() >= tight - sum(spared[tool] for tool in spared.keys() - usual):
                folded = set(spared)
        for tool in self._words:
            if (tool in folded) is not (tool in self._folded):
                tool.setText("" if tool in folded else self._words[tool])
                tool.setToolTip(plain(self._words[tool] if tool in folded else ""))
        self._folded = folded

    def _turn(self) -> None:
        self._fold()
        needed = self._needed()
        below = needed > self.width() and not self._right.layout().isEmpty()  # type: ignore[union-attr]
        way = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if way is not self._box.direction():
            self._box.setDirection(way)
            self._box.setStretch(1, 0 if below else 1)
            for part in (self._left, self._right):
                self._box.setAlignment(part, Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag(0))


class HelpButton(IconButton):
    """Opens the help for the page in sight."""

    def __init__(self) -> None:
        super().__init__("circle-question-mark")
        self.set_name(tr("Help for this screen (F1)"))


Loader = Callable[[], "Studio"]
"""Opens a profile."""
PeopleLoader = Callable[[], "People"]
"""Opens of a profile what one needs to sign in."""
Hint = Callable[["People"], Phrase | None]
"""What whoever signs in to a profile should know, if anything."""


class SayToast(Protocol):
    """Says a success; `action` names a button, a way back, that does `act`."""

    def __call__(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None: ...


class AskWhoWorks(Protocol):
    """Asks who is working here; `then` is done once somebody has signed in."""

    def __call__(self, *, then: Callable[[], None] | None = None) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """Everything a page may use of the window around it."""

    studio: Studio
    tasks: Tasks
    language: LanguageManager
    theme: Theme
    session: Session
    preferences: Preferences
    memory: WindowState
    practice: bool
    """A practice profile: nothing may leave the PC."""
    hint: Phrase | None
    """What a person needs to know to sign in to a sample profile; None in every other."""
    toast: SayToast
    """Say a harmless success."""
    complain: Callable[[StudioError], None]
    """Show an error in the banner over the page."""
    has: Callable[[str], bool]
    """Whether the page of that id is there: a few are not everywhere."""
    go: Callable[[PageId, str], None]
    """Open a page, with the id of what it should show or an empty text."""
    changed: Callable[[], None]
    """Tell the window that stored things changed: counts and the page in sight are read again."""
    counted: Callable[[Counts], None]
    """Tell the window what was counted for its frame."""
    saved: Callable[[datetime], None]
    """Tell the window when the draft was last saved."""
    sign_in: AskWhoWorks
    """Ask who is working here."""
    sign_out: Callable[[], None]
    """Let nobody work here; in a profile of a unit everything is hidden until somebody signs in."""
    renew: Callable[[Callable[[], Any], Callable[[Any], None], Callable[[StudioError], None], str], None]
    """Put all pages away, do something on what is stored, which is said meanwhile, and show the page in sight anew;
    then what came of it."""
    publish: Callable[[str], None]
    """Open the confirmation to publish the approved post of that id."""
    carry: Callable[[], None]
    """Let what was queued be sent at once, not only at the next round."""
    command: Callable[[], None]
    """Open the command bar."""
    help: Callable[[], None]
    """Open the help for the page in sight."""
    restart: Callable[[], None]
    """Save, close the window, and open it anew."""
    open_sample: Callable[[], None] | None
    """Make and open the practice profile with sample material; None where there is none."""
    learn: Callable[[str, str], None]
    """Begin the lesson on the outline of that id, in that way (see `Mode`); always in a practice profile."""
    present: Callable[[], None]
    """Present the lesson or the outline in hand to a class, or leave that."""
    reset_practice: Callable[[], None]
    """Bring the practice profile back to its beginning; no page keeps anything of before."""
    go_home: Callable[[], None] | None
    """Back to the profile of real work, from the practice profile that was opened beside it; None elsewhere."""


class Page(QWidget):
    """A page of the window. It lives as long as the profile is open and the language the same; it reads again what
    it shows when it comes into sight."""

    id: PageId
    wants_room = False
    """Whether the rail shows icons alone beside it, unless the window is very wide. One of whose views only some want
    it says `room_changed`."""
    room_changed = Signal()

    counts = False
    """Whether `refresh` counts for the frame of the window, too, and tells it (`Shell.counted`)."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.title = Label(role="title")
        self.subtitle = Label(role="hint")
        self.subtitle.hide()
        self.tools = row()
        self.help_button = HelpButton()
        self.help_button.clicked.connect(shell.help)
        self.titled = row(self.title, self.help_button, None, spacing=6)
        self.heading = PageHeading(column(self.titled, self.subtitle, spacing=2), self.tools)

    def open(self, what: str) -> None:
        """Show the thing whose id is `what`; an empty text means the page as it is. Called when the page is opened."""

    @property
    def shown(self) -> str:
        """What `open` is given to show the same thing on a page that was made again."""
        return ""

    @property
    def kept_view(self) -> Any:
        """How its lists are looked at (filter, search, order, row in hand): what `take_view` of a page that was made
        again is given."""
        return None

    def take_view(self, view: Any) -> None:
        """Look at the lists as before. Called after `open`, before they are read."""

    @property
    def settled(self) -> bool:
        """Whether nothing is left to be stored, or would be lost with the page otherwise."""
        return True

    def refresh(self) -> None:
        """Read again what is shown; stored things changed, or the page came into sight."""

    def leave(self) -> None:
        """The page goes out of sight, or the window closes: save what is open. Must not ask anything."""

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 walks through."""
        return ()

    def show_names(self, shown: bool) -> None:
        """Name real people, or nobody while a class looks on."""

    def begin(self) -> None:
        """Ctrl+N: begin a post."""
        self.shell.go(PageId.COMPOSER, "new")

    def save(self) -> None:
        """Ctrl+S."""

    def check(self) -> None:
        """F7: run the checks."""

    def toggle_side(self) -> None:
        """F9: show or hide the right pane."""

    def confirm(self) -> None:
        """Ctrl+Enter: open the confirmation of the page's main step; never performs it."""

    def seek(self) -> None:
        """Ctrl+F: go to the page's search field."""

    def snippet(self) -> None:
        """Ctrl+J: insert a snippet where the person writes."""

    def cite(self) -> None:
        """Ctrl+L: insert a citation where the person writes."""

    def name_of(self, action: str) -> str:
        """What the action of that key is called here (see `actions.KEYS`); empty where its own name will do."""
        return ""

    def why_not(self, action: str) -> str:
        """Why the action of that key can do nothing here now; empty when it can."""
        return ""
