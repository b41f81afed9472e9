"""The house rules of one page, edited as a whole: the head saves a new edition with their PIN."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from studio.feedback.house_rules import LONGEST_RULE, LONGEST_TITLE, MOST_RULES
from studio.feedback.moderation_model import HouseRule, HouseRulesEdition
from studio.people.model import Role
from studio.phrase import Bilingual, Phrase
from studio.text import length, nfc, squeeze
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.language import LanguageManager
from studio.ui.page import Shell
from studio.ui.widgets.buttons import IconButton, QuietButton
from studio.ui.widgets.editors import TextBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import column, row


class RuleEditor(QWidget):
    """One rule: its title and what it forbids."""

    def __init__(self, rule: HouseRule, said: tuple[str, str]) -> None:
        """`said` is title and text as they are shown."""
        super().__init__()
        self._rule, self._said = rule, said
        self.title, self.text = QLineEdit(said[0]), TextBox(said[1], lines=3, grows=True)
        self.title.setMaxLength(LONGEST_TITLE)
        self._title = FieldBlock(self.title, tr("Title", about="name"))
        self._text = FieldBlock(self.text, tr("What is forbidden"))
        self.away = IconButton("trash-2", tr("Remove this rule"))
        line = row(column(self._title, self._text, spacing=6), self.away, spacing=8)
        line.setStretch(0, 1)
        self.setLayout(line)

    @property
    def id(self) -> str:
        """Of the rule."""
        return self._rule.id

    def read(self) -> HouseRule | None:
        """What is typed: words that were not changed keep their translation. None when something is missing."""
        title, text = squeeze(nfc(self.title.text())), squeeze(nfc(self.text.toPlainText()))
        self._title.set_error("" if title else tr("Give the rule a title."))
        long = tr("At most {n} characters.").format(n=LONGEST_RULE) if length(text) > LONGEST_RULE else ""
        self._text.set_error(long if text else tr("Say what is forbidden."))
        if not title or not text or long:
            return None
        if (title, text) == self._said:
            return self._rule
        return HouseRule(id=self._rule.id, title=Bilingual(title, title), text=Bilingual(text, text))


class RuleList(QWidget):
    """The rules of an edition, with a button that adds one."""

    def __init__(self, rules: Sequence[HouseRule], language: LanguageManager) -> None:
        super().__init__()
        self.editors: list[RuleEditor] = []
        self._lines: QVBoxLayout = column(spacing=12)
        self.add = QuietButton(tr("Add a rule"), "plus")
        self.add.clicked.connect(self._add)
        for rule in rules:
            self._append(rule, (language.say(rule.title), language.say(rule.text)))
        self.setLayout(column(self._lines, row(self.add, None)))

    def lacks(self) -> bool:
        """Whether something is missing in one of them; says so there."""
        return None in [editor.read() for editor in self.editors]

    def take(self) -> tuple[HouseRule, ...]:
        """The rules as they are written."""
        return tuple(filter(None, (editor.read() for editor in self.editors)))

    def _add(self) -> None:
        taken = {editor.id for editor in self.editors}
        free = next(f"own_{n}" for n in range(1, MOST_RULES + 2) if f"own_{n}" not in taken)
        self._append(HouseRule(id=free, title=Phrase(""), text=Phrase("")), ("", "")).title.setFocus()

    def _append(self, rule: HouseRule, said: tuple[str, str]) -> RuleEditor:
        editor = RuleEditor(rule, said)
        editor.away.clicked.connect(partial(self._take_out, editor))
        self.editors.append(editor)
        self._lines.addWidget(editor)
        self.add.setEnabled(len(self.editors) < MOST_RULES)
        return editor

    def _take_out(self, editor: RuleEditor, _: bool = False) -> None:
        self.editors.remove(editor)
        self._lines.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self.add.setEnabled(True)


class RulesForm(Form):
    """Saves a new edition."""

    def __init__(self, shell: Shell, edition: HouseRulesEdition, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, width=560)
        self._account = edition.account
        self.set_heading(tr("House rules of the page"))
        self.say(
            tr(
                "A comment is hidden only under a rule, with a reason, and the citizen may ask for a review. No "
                "rule may forbid criticism. What was hidden before keeps the rule of its day. Publish the rules "
                "on the page as well."
            )
        )
        self.rules = self.part("rules", RuleList(edition.rules, shell.language))
        self.prove("by", frozenset({Role.HEAD}))

    def work(self, values: Values) -> object:
        return self.shell.studio.feedback.house_rules.revise(self._account, values["rules"], *values["by"])
