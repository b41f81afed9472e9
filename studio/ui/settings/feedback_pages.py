"""Who answers for a page, whether replies are approved there, and its house rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from studio.accounts.model import Account
from studio.feedback.moderation_model import HouseRulesEdition
from studio.feedback.settings import DESK
from studio.people.model import Person, Role
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.pin_dialog import PinAction
from studio.ui.settings.feedback_rules import RulesForm
from studio.ui.settings.section import titled
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock, to_mend
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row, rule
from studio.ui.widgets.pin import PersonPicker
from studio.ui.widgets.responsive_row import ResponsiveRow

if TYPE_CHECKING:
    from studio.feedback.desk import Feedback

HEAD = frozenset({Role.HEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSettings:
    """What is set for one page."""

    focal: tuple[str, ...]
    approval: bool
    rules: HouseRulesEdition


def _read(desk: Feedback, account: str) -> PageSettings:
    """On the worker."""
    return PageSettings(
        focal=desk.settings.focal(account),
        approval=desk.settings.approval_needed(account),
        rules=desk.house_rules.of(account),
    )


class PagesCard(QWidget):
    """One page at a time."""

    def __init__(self, shell: Shell, ask: Callable[[PinAction], None]) -> None:
        super().__init__()
        self._shell, self._ask = shell, ask
        self._kept: PageSettings | None = None
        self.page, self.first, self.second = Combo(), PersonPicker(), PersonPicker()
        self.page.activated.connect(lambda _: self._read_page())
        self._page = FieldBlock(self.page, tr("Page"))
        self._first = FieldBlock(self.first, tr("First officer"))
        self._second = FieldBlock(self.second, tr("Second officer"))
        self.approval = CheckBox(tr("A second person approves"))
        approval = Label(tr("Every reply of this page then waits until somebody else has read it."), "hint", wrap=True)
        self.save_people = QuietButton(tr("Save the officers…"), "check")
        self.save_approval = QuietButton(tr("Save this…"), "check")
        self.save_people.clicked.connect(self._give_people)
        self.save_approval.clicked.connect(self._give_approval)
        self._rules = Label(role="hint", wrap=True)
        self.edit_rules = QuietButton(tr("Edit the house rules…"), "pencil")
        self.edit_rules.clicked.connect(self._edit_rules)
        self.form: RulesForm | None = None
        self._none = Label(tr("There is no page yet; add one under Pages."), "hint", wrap=True)
        self._parts = (
            self._page,
            ResponsiveRow((self._first, 1), (self._second, 1)),
            self.save_people,
            rule(),
            self.approval,
            approval,
            self.save_approval,
            rule(),
            Label(tr("House rules"), "label"),
            self._rules,
            self.edit_rules,
        )
        buttons = (self.save_people, self.save_approval, self.edit_rules)
        shown = [row(part, None) if part in buttons else part for part in self._parts]
        hint = Label(tr("Two officers answer for each page, so that somebody always does."), "hint", wrap=True)
        self.setLayout(column(titled(tr("Pages"), hint, self._none, *shown)))

    def refresh(self) -> None:
        """Read pages and people again."""
        studio = self._shell.studio
        self._shell.tasks.store(
            lambda: (studio.accounts.list(), studio.people.list(active_only=True)), self._offer, owner=self, key="pages"
        )

    def _offer(self, found: tuple[Sequence[Account], Sequence[Person]]) -> None:
        accounts, people = found
        chosen = self.page.currentData()
        self.page.clear()
        for account in accounts:
            self.page.addItem(account.title or account.name, account.name)
        self.page.choose(chosen)
        for picker in (self.first, self.second):
            picker.offer([person for person in people if person.roles & frozenset(DESK)])
        self._none.setVisible(not accounts)
        for part in self._parts:
            part.setVisible(bool(accounts))
        if accounts:
            self._read_page()

    def _read_page(self) -> None:
        desk, account = self._shell.studio.feedback, str(self.page.currentData())
        self._shell.tasks.store(lambda: _read(desk, account), self._show, owner=self, key="page")

    def _show(self, kept: PageSettings) -> None:
        self._kept = kept
        say = self._shell.language.say
        rules = enumerate(kept.rules.rules, 1)
        self._rules.setText("\n".join(f"{n}. {say(one.title)}: {say(one.text)}" for n, one in rules))
        for place, picker in enumerate((self.first, self.second)):
            picker.choose(kept.focal[place]) if place < len(kept.focal) else picker.setCurrentIndex(-1)
        self.approval.setChecked(kept.approval)

    def _give_people(self) -> None:
        first, second, account = self.first.person, self.second.person, str(self.page.currentData())
        self._first.set_error("" if first else tr("Choose a person."))
        same = tr("Choose somebody other than the first.") if second and second == first else ""
        self._second.set_error(same if second else tr("Choose a person."))
        if to_mend(self._first, self._second) is not None:
            return
        settings = self._shell.studio.feedback.settings
        self._ask(
            PinAction(
                heading=tr("Save the two officers?"),
                text=tr("New items of this page are offered to them first."),
                verb=tr("Save"),
                roles=HEAD,
                work=lambda signed: settings.set_focal(account, first, second, signed.person, signed.pin),
            )
        )

    def _give_approval(self) -> None:
        needed, account = self.approval.isChecked(), str(self.page.currentData())
        settings = self._shell.studio.feedback.settings
        with_it = tr("From now on a reply waits until a second person approved it.")
        without = tr("From now on an officer sends a reply on their own. The checks remain.")
        self._ask(
            PinAction(
                heading=tr("Change the approval of replies?"),
                text=with_it if needed else without,
                verb=tr("Save"),
                roles=HEAD,
                work=lambda signed: settings.set_approval_needed(account, needed, signed.person, signed.pin),
            )
        )

    def _edit_rules(self) -> None:
        if self._kept is None:
            return
        self.form = RulesForm(self._shell, self._kept.rules, self)
        self.form.done_well.connect(self._read_page)
        self.form.open()
