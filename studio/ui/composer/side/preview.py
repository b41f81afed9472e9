"""The post as it is made and as it will be seen, and in one sentence what will be created where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from studio.accounts.model import Account, AccountKind
from studio.clock import show_datetime
from studio.directory.model import DirectoryBook
from studio.platforms import WRITTEN, Platform
from studio.posts.limits import LEAD_MOST, LIMITS, lead_of, video_of, video_way
from studio.posts.limits import pictures as count_pictures
from studio.posts.model import Content, Post, VideoWay
from studio.posts.previews import PreviewWay
from studio.templates.model import Template
from studio.text import length
from studio.translation import ntr, tr
from studio.ui.anchors import anchor
from studio.ui.composer.form_field import LengthCounter
from studio.ui.composer.side.source import PreviewPictures, SourceView
from studio.ui.language import LanguageManager
from studio.ui.review.publish_summary import text_on, thing_of, way_of
from studio.ui.widgets.buttons import PillButton
from studio.ui.widgets.layout import FlowLayout, PlainHolder, column
from studio.ui.widgets.phone import PhonePreview
from studio.ui.widgets.post_view import PostLook
from studio.ui.widgets.tips import plain
from studio.ui.words import page_name, platform_name

PHONE, PHONE_LEAST, PHONE_MOST = 326, 250, 378
"""Pixels of the phone: its usual width, its least height, and the width at which it is as large as life."""
NAMED = 2
"""Pages that the sentence names; the rest are counted."""
SOURCE = None
"""The tab of the text as it is made."""
TABS: tuple[Platform | None, ...] = (SOURCE, *WRITTEN)


class PhoneStand(QWidget):
    """Holds the phone as wide as there is room, up to life size."""

    def __init__(self, phone: PhonePreview) -> None:
        super().__init__()
        self._phone = phone
        phone.setParent(self)
        phone.setMinimumHeight(0)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, PHONE_LEAST)

    def sizeHint(self) -> QSize:
        return QSize(PHONE, PHONE_LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = min(PHONE_MOST, self.width())
        self._phone.set_width(width)
        self._phone.setGeometry((self.width() - width) // 2, 0, width, self.height())


class PreviewTab(QWidget):
    """`platform_changed` asks for the pictures of another platform; `asked` carries a field to go to, `looked` the id
    of a post and the `PreviewWay` in which it is in sight."""

    platform_changed = Signal()
    asked = Signal(str)
    looked = Signal(str, object)
    told = Signal()
    """What will be created is another thing now."""

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._content: Content | None = None
        self._post: Post | None = None
        self._accounts: dict[str, Account] = {}
        self._unit = ""
        self._made_of: tuple[Template, DirectoryBook] | None = None
        self._pictures: dict[Platform, PreviewPictures] = {}
        self._platform = Platform.FACEBOOK
        self._picked = False
        self._pills = {tab: PillButton() for tab in TABS}
        group = QButtonGroup(self)
        flow = FlowLayout(spacing=5)
        for tab, pill in self._pills.items():
            group.addButton(pill)
            pill.clicked.connect(lambda _, tab=tab: self.pick(tab))
            flow.addWidget(pill)
        self._pills[self._platform].setChecked(True)
        self.large = PillButton(tr("Large type"))
        self.large.toggled.connect(self._enlarge)
        switch = PlainHolder()
        switch.setLayout(flow)
        self.source = SourceView(language)
        self.source.asked.connect(self.asked)
        self.phone = PhonePreview(PHONE)
        hold = PhoneStand(self.phone)
        self._stack = QStackedWidget()
        for view in (hold, self.source):
            self._stack.addWidget(view)
        self.counters = {name: LengthCounter() for name in ("text", "title", "pictures", "lead")}
        counts = FlowLayout(spacing=14)
        for counter in self.counters.values():
            counts.addWidget(counter)
        counts.addWidget(self.large)
        self._counts = PlainHolder()
        self._counts.setLayout(counts)
        inside = column(switch, self._stack, self._counts, spacing=8)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        anchor(self.large, "preview.phone")
        words = (tr("Source", about="document"), "Facebook", "Zalo", "Website")
        for place, (pill, word) in enumerate(zip(self._pills.values(), words, strict=True), start=1):
            pill.setText(word)
            pill.setToolTip(plain(f"{word} (Alt+{place})"))
        self.large.setToolTip(tr("As people see it who set their phone to large text"))
        self._show()

    @property
    def platform(self) -> Platform:
        """The platform in sight, or the one last seen."""
        return self._platform

    @property
    def shows_source(self) -> bool:
        return self._pills[SOURCE].isChecked()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What will be created, a line a page."""
        return tuple(self._sentences())

    def forget(self) -> None:
        """Another post is opened."""
        self._content, self._post, self._pictures, self._picked, self._made_of = None, None, {}, False, None
        self.source.forget()
        self._turn_to(self._platform)
        self._show()

    def show_content(self, post: Post, content: Content, accounts: Sequence[Account], unit: str) -> None:
        """Show what `post` says now; `unit` names the page while none is ticked."""
        self._post, self._content, self._unit = post, content, unit
        self._accounts = {account.name: account for account in accounts}
        if not self._picked:
            first = next((a.platform for a in self._targets()), Platform.FACEBOOK)
            self._turn_to(first)
        self._show()

    def show_source(self, template: Template, book: DirectoryBook) -> None:
        """Show where the words come from, as soon as that is in sight."""
        self._made_of = template, book
        self._trace()

    def _trace(self) -> None:
        if self.shows_source and self._made_of is not None and self._post is not None and self._content is not None:
            template, book = self._made_of
            self.source.show_post(template, self._post, self._content, book)

    def show_pictures(self, pictures: PreviewPictures) -> None:
        self._pictures[pictures.platform] = pictures
        self._show()

    @property
    def platforms(self) -> tuple[Platform, ...]:
        """Those the post goes to."""
        return tuple(dict.fromkeys(account.platform for account in self._targets()))

    def pick(self, tab: Platform | None) -> None:
        self._picked = True
        self._turn_to(tab)
        self._show()
        self._trace()

    def _targets(self) -> list[Account]:
        names = self._post.targets if self._post else ()
        return [self._accounts[name] for name in names if name in self._accounts]

    def _turn_to(self, tab: Platform | None) -> None:
        self._pills[tab].setChecked(True)
        self._stack.setCurrentIndex(1 if tab is SOURCE else 0)
        if tab is not None and tab is not self._platform:
            self._platform = tab
            self.platform_changed.emit()

    def _show(self) -> None:
        self.told.emit()
        content = self._content
        self._counts.setVisible(content is not None and not self.shows_source)
        if content is None:
            self.phone.show_posts(())
            return
        self._count(content)
        pictures = self._pictures.get(self._platform)
        here = next((a for a in self._targets() if a.platform is self._platform), None)
        text = content.texts.get(self._platform, "")
        look = PostLook(
            platform=self._platform,
            page=(here.title if here else self._unit) or tr("The unit's page"),
            practice=here is not None and here.kind is AccountKind.PRACTICE,
            when=self._when(),
            title=content.title,
            text=text_on(here.kind, text) if here else text,
            images=pictures.images if pictures else (),
            alts=pictures.alts if pictures else (),
        )
        self.phone.show_posts([look])
        self._tell_looked()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_looked()

    def _enlarge(self, large: bool) -> None:
        self.phone.set_large(large)
        self._tell_looked()

    def _tell_looked(self) -> None:
        """In which way somebody has the post in sight."""
        if self._post is not None and self._content is not None and self.phone.isVisible():
            self.looked.emit(self._post.id, PreviewWay.LARGE if self.large.isChecked() else PreviewWay.PHONE)

    def _count(self, content: Content) -> None:
        """Against the platform's limits, as the checks and the sender count."""
        limits = LIMITS[self._platform]
        text, title = length(content.texts.get(self._platform, "")), length(content.title)
        lead = length(lead_of(content, self._platform))
        counts = {
            "text": (tr("Text"), text, limits.text_max),
            "title": (tr("Title"), title, limits.title_max),
            "pictures": (tr("Pictures"), count_pictures(content, self._platform), limits.images_max),
            "lead": (tr("First sentence"), lead, LEAD_MOST),
        }
        for name, (word, used, most) in counts.items():
            self.counters[name].show_count(f"{word} {_dotted(used)} / {_dotted(most)}", used, most)
        self.counters["pictures"].setVisible(video_of(content.media) is None)
        self.counters["title"].setVisible(self._platform is not Platform.FACEBOOK)

    def _when(self) -> str:
        if self._post is not None and self._post.publish_at is not None:
            return show_datetime(self._post.publish_at)
        return tr("Just now · Public")

    def _sentences(self) -> list[str]:
        content = self._content
        if content is None:
            return []
        targets = self._targets()
        if not targets:
            return [tr("No page is ticked: nothing will be created.")]
        if self._post is not None and self._post.answers.amends:
            pages = "; ".join(_named(platform, here) for platform, here in _by_platform(targets))
            said = tr("Will change: the text of the post on {page}").format(page=pages)
            return [f"{said}.", *_ways(targets, amends=True)]
        lines = []
        video = video_of(content.media)
        film_way = VideoWay.REEL if video is None or video.clip is None else video_way(video.clip)
        for platform, here in _by_platform(targets):
            pictures = count_pictures(content, platform)
            thing = thing_of(platform, pictures, video=video is not None, way=film_way)
            lines.append(tr("{thing} on {page}").format(thing=thing, page=_named(platform, here)))
        said = tr("Will create: {things}.").format(things="; ".join(lines))
        return [said, *_ways(targets, amends=False)]


def _by_platform(accounts: Sequence[Account]) -> list[tuple[Platform, list[Account]]]:
    platforms = dict.fromkeys(account.platform for account in accounts)
    return [(platform, [one for one in accounts if one.platform is platform]) for platform in platforms]


def _named(platform: Platform, accounts: Sequence[Account]) -> str:
    """``Facebook · Trang 1, Trang 2 …``."""
    pages = f"{platform_name(platform)} · {', '.join(page_name(account) for account in accounts[:NAMED])}"
    more = len(accounts) - NAMED
    if more <= 0:
        return pages
    return ntr("{pages} and {n} more page", "{pages} and {n} more pages", more).format(pages=pages, n=more)


def _ways(accounts: Sequence[Account], *, amends: bool) -> list[str]:
    """How it gets to the pages, each way once."""
    return list(dict.fromkeys(way for one in accounts if (way := way_of(one.kind, amends=amends))))


def _dotted(number: int) -> str:
    """``63.206``, as Vietnamese readers group digits."""
    return f"{number:,}".replace(",", ".")
