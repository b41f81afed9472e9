"""The small forms of this page: a new page, and what became of one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.accounts.addresses import page_id_of
from studio.accounts.model import Account, AccountKind, PageStatus
from studio.directory.model import Unit
from studio.platforms import Platform
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.pages.rows import ENDED, TECHNICIANS
from studio.ui.people.forms import slug
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.words import PAGES, kind_name, page_word, platform_name

BY_HAND = "https://"
"""Entry for pictures that a person puts at an address, among names of accounts, which never look like it."""


class AccountForm(Form):
    """A new page: how posts get there, its name and id, and what that kind needs besides."""

    def __init__(
        self, shell: Shell, accounts: Sequence[Account], units: Sequence[Unit], parent: QWidget | None = None
    ) -> None:
        super().__init__(shell, parent)
        self._names = [account.name for account in accounts]
        self.set_heading(tr("Add a page"))
        kinds = {kind.value: kind_name(kind) for kind in AccountKind}
        platforms = {platform.value: platform_name(platform) for platform in Platform}
        self.kind = self.ask("kind", _first(kinds), tr("How posts get there"), required=True)
        self.ask(
            "platform",
            _first(platforms),
            tr("Written for", about="platform"),
            required=True,
            shown=lambda values: AccountKind(values["kind"]).platform is None,
        )
        self.title_line = self.ask(
            "title",
            QLineEdit(),
            tr("Name of the page"),
            missing=tr("Enter the name of the page."),
            hint=tr("As its readers see it, such as “Công an phường Minh Khai”."),
        )
        self.page_id = self.ask(
            "page_id",
            QLineEdit(),
            tr("Page ID"),
            missing=tr("Enter the page's ID."),
            hint=tr("The number in the page's address; approvals are bound to it."),
            shown=lambda values: not _is_website(values),
        )
        self.address = self.ask(
            "base_url",
            QLineEdit(),
            tr("Address of the website"),
            required=True,
            hint=tr("Such as https://congan.example.gov.vn"),
            check=lambda values: "" if _site(values) else tr("Enter the address of the website."),
            shown=_is_website,
        )
        self._ask_host(accounts)
        named = {unit.id: unit.name for unit in units}
        self.ask("unit", _first(named), tr("Unit"), shown=lambda _: len(units) > 1)
        self.prove("by", TECHNICIANS)

    def _ask_host(self, accounts: Sequence[Account]) -> None:
        """Zalo takes pictures from a public address."""
        websites = {each.name: each.title for each in accounts if each.kind is AccountKind.WORDPRESS}
        hosts = {"": tr("None yet"), **websites, BY_HAND: tr("Another public address…")}
        self.host = self.ask(
            "image_host",
            _first(hosts),
            tr("Where pictures are public"),
            hint=tr("Zalo accepts pictures only from a public address: the unit's own website will do."),
            shown=lambda values: values["kind"] == AccountKind.ZALO,
        )
        untold = tr("Enter the address, with https:// before it.")
        self.host_address = self.ask(
            "host_address",
            QLineEdit(),
            tr("Address of the pictures"),
            required=True,
            hint=tr("Such as https://congan.example.gov.vn/anh. The outbox says which files to put there."),
            check=lambda values: "" if values["host_address"].startswith("https://") else untold,
            shown=lambda values: values["kind"] == AccountKind.ZALO and values["image_host"] == BY_HAND,
        )

    def work(self, values: Values) -> object:
        kind, website = AccountKind(values["kind"]), _is_website(values)
        platform = kind.platform or Platform(values["platform"])
        host = values["host_address"] if values["image_host"] == BY_HAND else values["image_host"]
        account = Account(
            name=slug(f"{values['title']} {platform.value}", self._names),
            kind=kind,
            platform=platform,
            page_id=_site(values) if website else values["page_id"],
            title=values["title"],
            unit=values["unit"],
            base_url=values["base_url"] if website else "",
            image_host=host if kind is AccountKind.ZALO else "",
        )
        studio = self.shell.studio
        return studio.connections.add(account, studio.people.verify_pin(*values["by"]).id)


def _first(choices: dict[str, str]) -> ChoiceBox:
    return ChoiceBox(choices, next(iter(choices), None))


def _is_website(values: Values) -> bool:
    return bool(values["kind"] == AccountKind.WORDPRESS)


def _site(values: Values) -> str:
    """By what a website is known."""
    address = values["base_url"]
    return page_id_of(address if "://" in address else f"https://{address}")


class StatusForm(Form):
    """What became of a page, and which one took over."""

    def __init__(
        self, shell: Shell, account: Account, accounts: Sequence[Account], parent: QWidget | None = None
    ) -> None:
        super().__init__(shell, parent)
        self._account = account.name
        self.set_heading(tr("Status of {page}").format(page=account.title))
        statuses = ChoiceBox({status.value: page_word(status).text for status in PAGES}, account.status.value)
        others = {
            each.name: f"{each.title} · {platform_name(each.platform)}"
            for each in accounts
            if each.name != account.name
        }
        successors = ChoiceBox({"": tr("No other page"), **others}, account.successor)
        hint = tr("Posts go to active pages only.")
        self.status = self.ask("status", statuses, tr("Status"), required=True, hint=hint)
        self.successor = self.ask("successor", successors, tr("Successor page"), shown=_ended)
        self.prove("by", TECHNICIANS)

    def work(self, values: Values) -> object:
        status, successor = PageStatus(values["status"]), values["successor"] if _ended(values) else ""
        return self.shell.studio.connections.set_status(self._account, status, successor, *values["by"])


def _ended(values: Values) -> bool:
    return values["status"] in ENDED
