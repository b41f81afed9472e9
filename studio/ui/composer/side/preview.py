"""The post as on a phone, and in one sentence what will be created where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup

from studio.accounts.model import Account
from studio.clock import show_datetime
from studio.platforms import Platform
from studio.posts.limits import pictures as count_pictures
from studio.posts.model import Content, Post
from studio.ui.composer.side.picture_maker import Pictures
from studio.ui.language import Translated
from studio.ui.review.made import thing_of, way_of
from studio.ui.widgets.buttons import PillButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, Plain, column, row
from studio.ui.widgets.phone import PhonePreview
from studio.ui.widgets.post_view import PostLook
from studio.ui.words import platform_name

PHONE, PHONE_LEAST = 326, 400


class PreviewTab(Translated):
    """`platform_changed` asks for the pictures of another platform."""

    platform_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._content: Content | None = None
        self._post: Post | None = None
        self._accounts: dict[str, Account] = {}
        self._unit = ""
        self._pictures: dict[Platform, Pictures] = {}
        self._platform = Platform.FACEBOOK
        self._picked = False
        self._pills = {platform: PillButton() for platform in Platform}
        group = QButtonGroup(self)
        flow = FlowLayout(spacing=6)
        for platform, pill in self._pills.items():
            group.addButton(pill)
            pill.clicked.connect(lambda _, platform=platform: self.pick(platform))
            flow.addWidget(pill)
        self._pills[self._platform].setChecked(True)
        switch = Plain()
        switch.setLayout(flow)
        self._will_create = Label(role="small", wrap=True)
        self.phone = PhonePreview(PHONE)
        self.phone.setMinimumHeight(PHONE_LEAST)
        self.setLayout(column(switch, self._will_create, row(None, self.phone, None), spacing=10))
        self.retranslate()

    @property
    def platform(self) -> Platform:
        return self._platform

    @property
    def sentences(self) -> tuple[str, ...]:
        """What will be created, a line a page."""
        return tuple(self._sentences())

    def retranslate(self) -> None:
        for platform, pill in self._pills.items():
            pill.setText(platform_name(platform))
        self._show()

    def forget(self) -> None:
        """Another post is opened."""
        self._content, self._post, self._pictures, self._picked = None, None, {}, False
        self._show()

    def show_content(self, post: Post, content: Content, accounts: Sequence[Account], unit: str) -> None:
        """Show what `post` says now; `unit` names the page while none is ticked."""
        self._post, self._content, self._unit = post, content, unit
        self._accounts = {account.name: account for account in accounts}
        if not self._picked:
            first = next((a.platform for a in self._targets()), Platform.FACEBOOK)
            self._turn_to(first)
        self._show()

    def show_pictures(self, pictures: Pictures) -> None:
        self._pictures[pictures.platform] = pictures
        self._show()

    def _targets(self) -> list[Account]:
        names = self._post.targets if self._post else ()
        return [self._accounts[name] for name in names if name in self._accounts]

    def pick(self, platform: Platform) -> None:
        self._picked = True
        self._turn_to(platform)
        self._show()

    def _turn_to(self, platform: Platform) -> None:
        if platform is not self._platform:
            self._platform = platform
            self._pills[platform].setChecked(True)
            self.platform_changed.emit()

    def _show(self) -> None:
        self._will_create.setText("\n".join(self._sentences()))
        content = self._content
        if content is None:
            self.phone.show_posts(())
            return
        pictures = self._pictures.get(self._platform)
        page = next((a.title for a in self._targets() if a.platform is self._platform), self._unit)
        look = PostLook(
            platform=self._platform,
            page=page or self.tr("The unit's page"),
            when=self._when(),
            title=content.title,
            text=content.texts.get(self._platform, ""),
            images=pictures.images if pictures else (),
            alts=pictures.alts if pictures else (),
        )
        self.phone.show_posts([look])

    def _when(self) -> str:
        if self._post is not None and self._post.publish_at is not None:
            return show_datetime(self._post.publish_at)
        return QCoreApplication.translate("Made", "Just now · Public")

    def _sentences(self) -> list[str]:
        content = self._content
        if content is None:
            return []
        here = [account for account in self._targets() if account.platform is self._platform]
        if not here:
            none = self.tr("No page of this platform is ticked: nothing will be created there.")
            return [none]
        thing = thing_of(self._platform, count_pictures(content))
        pages = ", ".join(account.title for account in here)
        lines = [QCoreApplication.translate("Made", "Will create: {thing} on {page}").format(thing=thing, page=pages)]
        return lines + list(dict.fromkeys(way for account in here if (way := way_of(account.kind))))
