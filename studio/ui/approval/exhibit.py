"""What would go out, in the middle: a preview for each page, the findings, the laws, the history."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from studio.clock import show_date, show_datetime
from studio.ui.language import Speech, Translated
from studio.ui.review.findings import FindingsView
from studio.ui.review.history import HistoryView
from studio.ui.review.laws import LawsView
from studio.ui.review.made import look_of, made_of, way_of
from studio.ui.review.sheet import Sheet, Target
from studio.ui.tokens import Tone
from studio.ui.widgets.avatar import Avatar
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PillButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, FlowLayout, Plain, Tabs, clear, column, row, scrolled
from studio.ui.widgets.phone import PhonePreview
from studio.ui.words import platform_name


class TargetCard(Card):
    """Which page: sign, name, platform and id."""

    def __init__(self, target: Target) -> None:
        super().__init__()
        account = target.account
        name = Label(account.title, "label", wrap=True)
        where = Label(f"{platform_name(account.platform)} · {account.page_id}", "hint", wrap=True)
        line = row(column(Avatar(account.title, 34), None), column(name, where, spacing=1), spacing=10, margins=12)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.setAccessibleName(f"{account.title}, {where.text()}")


class PreviewPane(Translated):
    """One phone, a switch between pages, and what will be made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._place = 0
        self._pills = FlowLayout(spacing=6)
        self._group: QButtonGroup | None = None
        self.phone = PhonePreview(314)
        self.trouble = Banner()
        self._facts: QVBoxLayout = column(spacing=10)
        side = Plain()
        side.setLayout(self._facts)
        body = row(self.phone, scrolled(side), spacing=16)
        body.setStretch(1, 1)
        self.setLayout(column(self.trouble, self._pills, body, spacing=10))

    def show_sheet(self, sheet: Sheet, speech: Speech) -> None:
        same = self._sheet is not None and self._sheet.post.id == sheet.post.id
        self._sheet = sheet
        self._place = self._place if same and self._place < len(sheet.targets) else 0
        self.trouble.say(Tone.RED, speech.say(sheet.trouble) if sheet.trouble else "")
        self.retranslate()

    def retranslate(self) -> None:
        if self._sheet is None:
            return
        clear(self._pills)
        self._group = QButtonGroup(self)
        for place, target in enumerate(self._sheet.targets):
            pill = PillButton(_pill_text(target, self._sheet))
            pill.setChecked(place == self._place)
            pill.clicked.connect(lambda _=False, place=place: self._switch(place))
            self._group.addButton(pill)
            self._pills.addWidget(pill)
        self._show()

    def _switch(self, place: int) -> None:
        self._place = place
        self._show()

    def _show(self) -> None:
        clear(self._facts)
        sheet = self._sheet
        if sheet is None or not sheet.targets:
            self.phone.show_posts(())
            self.phone.hide()
            return
        target = sheet.targets[self._place]
        self.phone.show()
        self.phone.show_posts([look_of(target)])
        self._facts.addWidget(TargetCard(target))
        for name, value in self._facts_of(sheet, target):
            fact = column(Label(name, "column"), Label(value, wrap=True), spacing=1) if name else column()
            if not name:
                fact.addWidget(Label(value, "hint", wrap=True))
            self._facts.addLayout(fact)
        self._facts.addStretch(1)

    def _facts_of(self, sheet: Sheet, target: Target) -> list[tuple[str, str]]:
        """Name and value of what is said beside the phone; a fact without a name is a remark."""
        at, until = sheet.post.publish_at, sheet.content.expires_on
        when = show_datetime(at) + " · " + self.tr("Vietnam time") if at else self.tr("As soon as it is published")
        facts = [
            (self.tr("What comes into being"), made_of(target)),
            ("", way_of(target.account.kind)),
            (self.tr("When"), when),
            (self.tr("Valid until"), show_date(until) if until else ""),
        ]
        for number, attachment in enumerate(target.package.attachments, 1):
            alt = attachment.alt or self.tr("no alternative text")
            facts.append((self.tr("Alternative text, picture {n}").format(n=number), alt))
        return [(name, value) for name, value in facts if value]


class Exhibit(Translated):
    """Tabs over the four views."""

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._sheet: Sheet | None = None
        self.tabs = Tabs(4)
        self.preview = PreviewPane()
        self.findings = FindingsView(speech)
        self.laws = LawsView(speech)
        self.history = HistoryView()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.preview)
        for view in (self.findings, self.laws, self.history):
            self._stack.addWidget(_carded(view))
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        inside = column(self.tabs, self._stack, spacing=8)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.retranslate()

    def retranslate(self) -> None:
        found = len(self._sheet.findings) if self._sheet else 0
        cited = len(self._sheet.content.citations) if self._sheet else 0
        self.tabs.set_words(
            self.tr("What is shown of the post"),
            self.tr("What goes out"),
            self.tr("Checks ({n})").format(n=found),
            self.tr("Laws ({n})").format(n=cited),
            self.tr("History"),
        )

    def show_sheet(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.preview.show_sheet(sheet, self._speech)
        self.findings.show_findings(sheet.findings, sheet.template)
        self.laws.show_laws(sheet.content.citations)
        self.history.show_history(sheet.history, sheet.name_of)
        self.retranslate()


def _carded(view: QWidget) -> Card:
    inner = Plain()
    inner.setLayout(column(view, margins=(20, 12, 20, 12)))
    card = Card()
    card.setLayout(column(scrolled(inner), margins=(1, 6, 1, 6)))
    return card


def _pill_text(target: Target, sheet: Sheet) -> str:
    """The platform; where several pages share it, the page's name too."""
    platform = target.account.platform
    alike = sum(other.account.platform is platform for other in sheet.targets)
    return platform_name(platform) if alike == 1 else f"{platform_name(platform)} · {target.account.title}"
