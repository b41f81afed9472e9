"""The pages of the unit: a practice page on this PC, and those it posts to by hand."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.accounts.model import Account, AccountKind
from studio.accounts.rules import tidy_account
from studio.platforms import WRITTEN, Platform
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.start.draft import PageDraft, StartDraft
from studio.ui.start.plan import page_id_in
from studio.ui.start.step import RowFrame, RowsStep, hushed
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.editors import tidy
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, PlainHolder, column
from studio.ui.words import platform_name

GLYPHS = {Platform.FACEBOOK: "megaphone", Platform.ZALO: "message-circle", Platform.WEBSITE: "globe"}


class StartPageRow(RowFrame):
    """Name, id and address of a page; the id is read from the address while it is empty."""

    def __init__(self, page: PageDraft) -> None:
        super().__init__(removable=True)
        self.platform = Platform(page.platform)
        self.heading.setText(platform_name(self.platform))
        self.remove.set_name(tr("Remove this page"))
        self.title, self.page_id, self.address = QLineEdit(page.title), QLineEdit(page.page_id), QLineEdit(page.address)
        self.address_block = FieldBlock(
            self.address,
            tr("Address of the page"),
            hint=tr("Copy it from the browser, with https://"),
        )
        self.id_block = FieldBlock(
            self.page_id,
            tr("Page ID"),
            required=True,
            hint=tr("The number or name in the address; approvals are bound to it."),
        )
        self.title_block = FieldBlock(self.title, tr("Name of the page"), required=True)
        self.fill((self.address_block, 3), (self.id_block, 2), (self.title_block, 3))
        self.address.textEdited.connect(self._guess)
        self._guessed = ""

    @property
    def draft(self) -> PageDraft:
        return PageDraft(
            platform=self.platform.value,
            title=tidy(self.title),
            page_id=tidy(self.page_id),
            address=tidy(self.address),
        )

    def _guess(self, address: str) -> None:
        if self.page_id.text() in ("", self._guessed):
            self._guessed = page_id_in(address)
            self.page_id.setText(self._guessed)


class PagesStep(RowsStep[StartPageRow]):
    """Needs nothing: pages can be added later."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._unit = ""
        lead = Label(
            tr(
                "The unit's own pages. The app prepares a package for each and you post it by hand: no password "
                "is asked for or kept."
            ),
            role="hint",
            wrap=True,
        )
        self.practice = CheckBox(tr("A practice page on this PC"))
        self.practice.toggled.connect(lambda _: self.changed.emit())
        practice_hint = Label(
            tr("For trying everything out; nothing posted to it leaves the PC."), role="hint", wrap=True
        )
        add = tr("Add: {platform}")
        self.adders = {
            platform: QuietButton(add.format(platform=platform_name(platform)), glyph=GLYPHS[platform])
            for platform in WRITTEN
        }
        buttons = PlainHolder()
        flow = FlowLayout()
        for platform, button in self.adders.items():
            button.clicked.connect(lambda _=False, platform=platform: self._add_one(platform))
            flow.addWidget(button)
        buttons.setLayout(flow)
        self.setLayout(column(lead, column(self.practice, practice_hint, spacing=2), self.lines, buttons, spacing=16))

    def name(self) -> str:
        return tr("Pages")

    def put(self, draft: StartDraft) -> None:
        self._unit = draft.name
        with hushed(self.practice):
            self.practice.setChecked(draft.practice_page)
        self.drop_all()
        for page in draft.pages:
            self.append(StartPageRow(page))

    def take(self, draft: StartDraft) -> StartDraft:
        pages = tuple(line.draft for line in self.rows)
        return replace(draft, practice_page=self.practice.isChecked(), pages=pages)

    def mend(self) -> QWidget | None:
        wrong: list[QWidget] = []
        seen: set[str] = set()
        for line in self.rows:
            page = line.draft
            if not page.title:
                line.title_block.set_error(tr("Enter the name of the page."))
                wrong.append(line.title)
            else:
                line.title_block.set_error("")
            if not page.page_id:
                line.id_block.set_error(tr("Enter the page's ID."))
                wrong.append(line.page_id)
                self._check_address(line, page)
            elif page.page_id in seen:
                line.id_block.set_error(tr("This page is on the list already."))
                wrong.append(line.page_id)
            elif (bad := self._check(line, page)) is not None:
                wrong.append(bad)
            seen.add(page.page_id)
        return wrong[0] if wrong else None

    def first(self) -> QWidget:
        return self.rows[0].address if self.rows else self.practice

    def _check(self, line: StartPageRow, page: PageDraft) -> QWidget | None:
        """Hold address and id against the rules of the registry."""
        account = _sample(line.platform)
        address = self._check_address(line, page)
        wrong = self.judge_all((line.id_block, lambda: tidy_account(replace(account, page_id=page.page_id))))
        return wrong if address else line.address

    def _check_address(self, line: StartPageRow, page: PageDraft) -> bool:
        account = replace(_sample(line.platform), base_url=page.address.partition("?")[0])
        return self.judge(line.address_block, lambda: tidy_account(account))

    def _add_one(self, platform: Platform) -> None:
        self.append(StartPageRow(PageDraft(platform=platform.value, title=self._unit))).address.setFocus()
        self.changed.emit()


def _sample(platform: Platform) -> Account:
    """A page that passes every rule, to hold one value of another against them."""
    return Account(name="trang", kind=AccountKind.HANDOVER, platform=platform, page_id="1", title="x")
