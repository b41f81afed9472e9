"""What the context menu of a text control says about spelling."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QMenu

from studio.translation import tr
from studio.ui.spelling.watch import SpellWatch
from studio.writing.spelling import Misspelling, MisspellingKind


def add_to(menu: QMenu, watch: SpellWatch, slip: Misspelling | None) -> None:
    """Put what can be done about `slip` before all else in `menu`, and the order of tone marks last."""
    if slip is not None:
        menu.insertActions(menu.actions()[0], _for_slip(menu, watch, slip))
    if not watch.control.isReadOnly():
        menu.addSeparator()
        tidy = tr("Put tone marks in order")
        menu.addAction(_action(menu, tidy, watch.tidy_tones))


def _for_slip(menu: QMenu, watch: SpellWatch, slip: Misspelling) -> list[QAction]:
    """Suggestions, then what to do with a word that is right."""
    desk = watch.desk
    actions = [_suggestion(menu, watch, slip, found) for found in desk.suggest(slip)]
    if not actions:
        actions = [_action(menu, tr("No suggestions"))]
        actions[0].setEnabled(False)
    actions.append(_line(menu))
    if slip.kind in (MisspellingKind.SYLLABLE, MisspellingKind.JOINED) and desk.may_learn:
        learn = tr("Add to the unit's own words")
        actions.append(_action(menu, learn, lambda: desk.learn(slip)))
    ignore = tr("Pass over here")
    actions.append(_action(menu, ignore, lambda: desk.ignore(slip)))
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
