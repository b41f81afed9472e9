"""Spelling for one area of a page: its desk, the key that goes from slip to slip, the menu of a slip, clean paste."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from studio.clock import local_date
from studio.translation import tr
from studio.ui.actions import sequence
from studio.ui.page import Shell
from studio.ui.spelling.controller import LawSpelling, SpellingController
from studio.ui.spelling.controls import Control
from studio.ui.spelling.watch import SpellWatch, go_to_next
from studio.ui.widgets.tips import plain as show_plain
from studio.writing.clean import clean_paste
from studio.writing.spelling import Misspelling, MisspellingKind
from studio.writing.tones import legacy_text

NEXT = "Shift+F7"


def spell(area: QWidget, shell: Shell) -> SpellingController:
    """Mark what is written wrong in the text controls of `area`, and let Shift+F7 walk through it."""
    spelling = SpellingController(
        area,
        writing=shell.studio.writing,
        tasks=shell.tasks,
        preferences=shell.preferences,
        person=lambda: shell.session.person_id,
        laws=LawSpelling(lambda: shell.studio.library.citations, lambda: local_date(shell.studio.now())),
    )
    action = QAction(area)
    action.setShortcut(sequence(NEXT))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def next_slip() -> None:
        if not go_to_next(area):
            shell.toast(tr("Nothing here looks misspelt."))

    action.triggered.connect(lambda _=False: next_slip())
    area.addAction(action)
    return spelling


def add_to(menu: QMenu, watch: SpellWatch, slip: Misspelling | None) -> None:
    """Put what can be done about `slip` before all else in `menu`, and the order of tone marks last."""
    if slip is not None:
        menu.insertActions(menu.actions()[0], _for_slip(menu, watch, slip))
    if not watch.control.isReadOnly():
        menu.addSeparator()
        tidy = tr("Normalise tone marks")
        menu.addAction(_action(menu, tidy, watch.tidy_tones))


def _for_slip(menu: QMenu, watch: SpellWatch, slip: Misspelling) -> list[QAction]:
    """Suggestions, then what to do with a word that is right."""
    spelling = watch.spelling
    actions = [_suggestion(menu, watch, slip, found) for found in spelling.suggest(slip)]
    if not actions:
        actions = [_action(menu, tr("No suggestions"))]
        actions[0].setEnabled(False)
    actions.append(_line(menu))
    if slip.kind in (MisspellingKind.SYLLABLE, MisspellingKind.JOINED) and spelling.may_learn:
        learn = tr("Add to the unit's words")
        actions.append(_action(menu, learn, lambda: spelling.learn(slip)))
    ignore = tr("Skip here")
    actions.append(_action(menu, ignore, lambda: spelling.ignore(slip)))
    return [*actions, _line(menu)]


def _suggestion(menu: QMenu, watch: SpellWatch, slip: Misspelling, found: str) -> QAction:
    action = _action(menu, found, lambda: watch.replace(slip, found))
    strong = QFont(menu.font())
    strong.setWeight(QFont.Weight.DemiBold)
    action.setFont(strong)
    return action


def _action(menu: QMenu, text: str, act: Callable[[], object] | None = None) -> QAction:
    action = QAction(text, menu)
    if act is not None:
        action.triggered.connect(lambda _=False: act())
    return action


def _line(menu: QMenu) -> QAction:
    line = QAction(menu)
    line.setSeparator(True)
    return line


_BLANKS = (" ", "\u00a0")
SHOWN = 8000
"""Milliseconds for which the sentence about an old encoding stays."""


def pasted(source: QMimeData) -> str:
    """The clean text of `source`; a blank at either end is kept, for it parts the text from what stands there."""
    plain = source.text()
    text = clean_paste(source.html() if source.hasHtml() else None, plain)
    before, after = (" " if text and plain[at:][:1] in _BLANKS else "" for at in (0, -1))
    return f"{before}{text}{after}"


def warn_of_old_encoding(control: Control, text: str) -> None:
    """Say by the caret that `text` came in a font of the time before Unicode. The checks say so later, too."""
    if legacy_text(text) is None:
        return
    said = tr(
        "This text is in an old encoding (TCVN3 or VNI) or garbled. Convert it to Unicode where it comes from, "
        "then paste it again.",
    )
    below = control.mapToGlobal(control.rect().bottomLeft())
    QToolTip.showText(below, show_plain(said), control, control.rect(), SHOWN)
