"""The small forms of this page: a new page, and what became of one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.accounts.addresses import page_id_of
from studio.accounts.model import Account, AccountKind, PageStatus
from studio.directory.model import Unit
from studio.platforms import Platform
from studio.ui.connections.deeds import TECHNICIANS
from studio.ui.connections.rows import ENDED
from studio.ui.page import Shell
from studio.ui.people.forms import Form, slug, tidy
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.vouch import Vouch
from studio.ui.words import PAGES, kind_name, page_word, platform_name

OWN = {
    AccountKind.FACEBOOK: Platform.FACEBOOK,
    AccountKind.ZALO: Platform.ZALO,
    AccountKind.WORDPRESS: Platform.WEBSITE,
}
"""Kinds that serve one platform; for the others a person chooses."""
BY_HAND = "https://"
"""Entry for pictures that a person puts at an address, among names of accounts, which never look like it."""


class AccountForm(Form):
    """A new page: how posts get there, its name and id, and what that kind needs besides."""

    def __init__(
        self, shell: Shell, accounts: Sequence[Account], units: Sequence[Unit], parent: QWidget | None = None
    ) -> None:
        super().__init__(shell, parent)
        self.vouch = vouching(self)
        self._accounts, self._units = tuple(accounts), tuple(units)
        self.kind, self.platform, self.unit, self.host = Combo(), Combo(), Combo(), Combo()
        for kind in AccountKind:
            self.kind.addItem(kind_name(kind), kind.value)
        for platform in Platform:
            self.platform.addItem(platform_name(platform), platform.value)
        for unit in units:
            self.unit.addItem(unit.name, unit.id)
        hosts = {a.name: a.title for a in accounts if a.kind is AccountKind.WORDPRESS}
        for name, title in {"": self.tr("None yet"), **hosts, BY_HAND: self.tr("Another public address…")}.items():
            self.host.addItem(title, name)
        self.title_line, self.page_id, self.address = QLineEdit(), QLineEdit(), QLineEdit()
        self.host_address = QLineEdit()
        self._blocks = {
            "kind": FieldBlock(self.kind, self.tr("How posts get there"), required=True),
            "platform": FieldBlock(self.platform, self.tr("Written for"), required=True),
            "title": FieldBlock(
                self.title_line,
                self.tr("Name of the page"),
                required=True,
                hint=self.tr("As its readers see it, such as “Công an phường Minh Khai”."),
            ),
            "page_id": FieldBlock(
                self.page_id,
                self.tr("Page ID"),
                required=True,
                hint=self.tr("The number in the page's address; approvals are bound to it."),
            ),
            "base_url": FieldBlock(
                self.address,
                self.tr("Address of the website"),
                required=True,
                hint=self.tr("Such as https://congan.example.gov.vn"),
            ),
            "image_host": FieldBlock(
                self.host,
                self.tr("Where pictures are public"),
                hint=self.tr("Zalo takes pictures from a public address only: the unit's own website serves."),
            ),
            "host_address": FieldBlock(
                self.host_address,
                self.tr("Address of the pictures"),
                required=True,
                hint=self.tr("Such as https://congan.example.gov.vn/anh. The outbox says which files to put there."),
            ),
            "unit": FieldBlock(self.unit, self.tr("Unit")),
        }
        for combo in (self.kind, self.host):
            combo.activated.connect(lambda _: self._arrange())
        self.build(*self._blocks.values(), self.vouch)
        self.set_heading(self.tr("Add a page"))
        self._arrange()

    @property
    def _kind(self) -> AccountKind:
        return AccountKind(self.kind.currentData() or AccountKind.PRACTICE)

    @property
    def _image_host(self) -> str:
        host = str(self.host.currentData() or "") if self._kind is AccountKind.ZALO else ""
        return tidy(self.host_address) if host == BY_HAND else host

    @property
    def _host_is_told(self) -> bool:
        by_hand = self._kind is AccountKind.ZALO and self.host.currentData() == BY_HAND
        return not by_hand or self._image_host.startswith("https://")

    def _arrange(self) -> None:
        """Only what that kind needs is asked for."""
        kind = self._kind
        self._blocks["platform"].setVisible(kind not in OWN)
        self._blocks["base_url"].setVisible(kind is AccountKind.WORDPRESS)
        self._blocks["page_id"].setVisible(kind is not AccountKind.WORDPRESS)
        self._blocks["image_host"].setVisible(kind is AccountKind.ZALO)
        self._blocks["host_address"].setVisible(kind is AccountKind.ZALO and self.host.currentData() == BY_HAND)
        self._blocks["unit"].setVisible(len(self._units) > 1)
        self.refit()

    def submit(self) -> None:
        kind, title, address = self._kind, tidy(self.title_line), tidy(self.address)
        website = kind is AccountKind.WORDPRESS
        site = page_id_of(address if "://" in address else f"https://{address}")
        page_id = site if website else tidy(self.page_id)
        wrong = {
            "title": "" if title else self.tr("Enter the name of the page."),
            "page_id": "" if page_id or website else self.tr("Enter the page's ID."),
            "base_url": self.tr("Enter the address of the website.") if website and not site else "",
            "host_address": self.tr("Enter the address, with https:// before it.") if not self._host_is_told else "",
        }
        for name, sentence in wrong.items():
            self._blocks[name].set_error(sentence)
        if self.vouch.lacks() | any(wrong.values()):
            return
        platform = OWN.get(kind) or Platform(self.platform.currentData())
        account = Account(
            name=slug(f"{title} {platform.value}", [account.name for account in self._accounts]),
            kind=kind,
            platform=platform,
            page_id=page_id,
            title=title,
            unit=str(self.unit.currentData() or ""),
            base_url=address if website else "",
            image_host=self._image_host,
        )
        studio, (person, pin) = self.shell.studio, self.vouch.take()

        def register() -> Account:
            return studio.connections.add(account, studio.people.verify_pin(person, pin).id)

        self.store(register)


class StatusForm(Form):
    """What became of a page, and which one took over."""

    def __init__(
        self, shell: Shell, account: Account, accounts: Sequence[Account], parent: QWidget | None = None
    ) -> None:
        super().__init__(shell, parent)
        self.vouch = vouching(self)
        self._account = account
        self.status, self.successor = Combo(), Combo()
        for each in PAGES:
            self.status.addItem(page_word(each).text, each.value)
        self.successor.addItem(self.tr("No other page"), "")
        for other in accounts:
            if other.name != account.name:
                self.successor.addItem(f"{other.title} · {platform_name(other.platform)}", other.name)
        status = FieldBlock(
            self.status, self.tr("Status"), required=True, hint=self.tr("Posts go to active pages only.")
        )
        self._successor = FieldBlock(self.successor, self.tr("Taken over by"))
        self.status.activated.connect(lambda _: self._arrange())
        self.build(status, self._successor, self.vouch)
        self.set_heading(self.tr("Status of {page}").format(page=account.title))
        self.status.choose(account.status.value)
        self.successor.choose(account.successor)
        self._arrange()

    def _arrange(self) -> None:
        self._successor.setVisible(self._chosen in ENDED)
        self.refit()

    @property
    def _chosen(self) -> PageStatus:
        return PageStatus(self.status.currentData() or self._account.status)

    def submit(self) -> None:
        if self.vouch.lacks():
            return
        connections, name, status = self.shell.studio.connections, self._account.name, self._chosen
        successor = str(self.successor.currentData() or "") if status in ENDED else ""
        person, pin = self.vouch.take()
        self.store(lambda: connections.set_status(name, status, successor, person, pin))


def vouching(form: Form) -> Vouch:
    """Whom a form asks that changes the list of pages; those who may are read behind the window."""
    made, shell = Vouch(TECHNICIANS), form.shell
    shell.tasks.store(shell.studio.people.list, lambda people: made.offer(people, shell.session.person_id), owner=made)
    return made
