"""The content of a post: piece by piece or as the whole text, and the phone in which its readers see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from studio.clock import show_date, show_datetime
from studio.posts.compare import asked_for
from studio.posts.model import Media
from studio.translation import tr
from studio.ui.approval.review_data import ReviewData
from studio.ui.language import LanguageManager
from studio.ui.review.comments import comments_by_field
from studio.ui.review.fields import FieldsView, PictureButton, PieceRow
from studio.ui.review.page_switch import PageSwitch
from studio.ui.review.pictures import recipe_words
from studio.ui.review.publish_summary import film_facts, look_of, made_of, way_of
from studio.ui.review.sheet import ReviewSheet, ReviewTarget
from studio.ui.review.zoom import Shot
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PillButton
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, clear, column, row, scrolled
from studio.ui.widgets.phone import PhonePreview
from studio.ui.words import page_place

PHONE = 314
READ_CHARS = 44
"""Average characters the reading column needs beside the phone; with less room the phone goes."""
LOW_LINES = 17
"""Lines of text under which the facts of the page stand below the text: one begins with what is to be read."""


class ReadingPane(QWidget):
    """`said` and `turned` as of `Thread`; `enlarged` carries the shots and which of them to begin with."""

    said = Signal(str, str)
    turned = Signal(str, bool)
    enlarged = Signal(list, int)

    def __init__(self, language: LanguageManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._review: ReviewData | None = None
        self._place = 0
        self._phone_wanted = True
        self.trouble = Banner()
        self.switch = PageSwitch()
        self.switch.picked.connect(self.show_place)
        self._ways = (PillButton(tr("Part by part")), PillButton(tr("Whole text")))
        group = QButtonGroup(self)
        for place, pill in enumerate(self._ways):
            group.addButton(pill)
            pill.clicked.connect(lambda _=False, place=place: self.show_way(place))
        self._ways[0].setChecked(True)
        self.fields, self.whole = FieldsView(), FieldsView()
        for view in (self.fields, self.whole):
            view.said.connect(self.said)
            view.turned.connect(self.turned)
        self.whole.hide()
        self._facts: QVBoxLayout = column(spacing=8)
        self.phone = PhonePreview(PHONE)
        self.phone.setMinimumHeight(120)
        self.phone.picture_clicked.connect(self._enlarge)
        self._build()

    def _build(self) -> None:
        inner = self._inner = PlainHolder()
        facts = self._told = Card(kind="inset")
        facts.setLayout(column(self._facts, margins=(12, 10, 12, 10)))
        ways = FlowLayout(spacing=6)
        for pill in self._ways:
            ways.addWidget(pill)
        self._order = column(facts, ways, self.fields, self.whole, None, spacing=12, margins=(0, 0, 8, 8))
        inner.setLayout(self._order)
        self.area = scrolled(inner)
        self.area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        body = row(self.area, self.phone, spacing=16)
        body.setStretch(0, 1)
        inside = column(self.trouble, self.switch, body, spacing=10)
        inside.setStretch(2, 1)
        self.setLayout(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def toggle_phone(self) -> None:
        """Show or hide the phone (F9)."""
        self._phone_wanted = not self._phone_wanted
        self._fit()

    def show_case(self, review: ReviewData) -> None:
        """Show the post; the page in sight, open threads and what is being written stay for the same post."""
        before = self._review
        same = before is not None and before.sheet.post.id == review.sheet.post.id
        self._review = review
        self._place = self._place if same and self._place < len(review.sheet.targets) else 0
        if not same:
            self.area.verticalScrollBar().setValue(0)
        self._draw(review)

    def show_place(self, place: int) -> None:
        """Show the post on another of its pages."""
        self._place = place
        if self._review is not None:
            self._draw(self._review)

    def show_way(self, place: int) -> None:
        """0: piece by piece; 1: the whole text."""
        self._ways[place].setChecked(True)
        self.fields.setVisible(place == 0)
        self.whole.setVisible(place == 1)

    def bring(self, where: str, *, write: bool) -> bool:
        """Scroll to the piece `where` and open its thread; False when it is not shown here."""
        for place, view in enumerate((self.fields, self.whole)):
            piece = view.rows.get(where)
            if piece is not None:
                self.show_way(place)
                piece.open_thread(write=write)
                if not write:
                    piece.mark.setFocus()
                self._scroll_to(piece)
                return True
        return False

    def _scroll_to(self, piece: PieceRow) -> None:
        """The foot of the piece comes into sight, and its head wins where both find no room."""
        content = self._inner
        if (layout := content.layout()) is not None:
            layout.activate()
        content.adjustSize()
        bar, top = self.area.verticalScrollBar(), piece.mapTo(content, QPoint()).y()
        foot = top + piece.sizeHint().height() - self.area.viewport().height() + 12
        bar.setValue(min(top - 8, max(bar.value(), foot)))

    def row_in_focus(self) -> PieceRow | None:
        return self.fields.row_in_focus() or self.whole.row_in_focus()

    def taken(self, where: str) -> None:
        """The comment written on `where` was kept."""
        self._each(where, lambda piece: piece.taken())

    def fail(self, where: str, sentence: str) -> None:
        self._each(where, lambda piece: piece.fail(sentence))

    def _each(self, where: str, deed: Callable[[PieceRow], None]) -> None:
        for view in (self.fields, self.whole):
            if where in view.rows:
                deed(view.rows[where])

    def _fit(self) -> None:
        room = self.width() - PHONE - 16
        wide = room >= self.fontMetrics().averageCharWidth() * READ_CHARS
        targets = bool(self._review and self._review.sheet.targets)
        self.phone.setVisible(self._phone_wanted and wide and targets)
        low = self.height() < self.fontMetrics().lineSpacing() * LOW_LINES
        place = self._order.count() - 2 if low else 0
        if self._order.indexOf(self._told) != place:
            self._order.removeWidget(self._told)
            self._order.insertWidget(place, self._told)

    def _enlarge(self, _: int, picture: int) -> None:
        """The pictures of the page in sight, beginning with the one that was clicked."""
        target = self._review.sheet.targets[self._place] if self._review else None
        if target is not None:
            parts = zip(target.package.attachments, target.images, strict=True)
            names = (tr("Finished picture {n}").format(n=n) for n in count(1))
            shots = [
                Shot(name=next(names), alt=a.alt, sha256=a.sha256, image=image, film=a.is_video) for a, image in parts
            ]
            self.enlarged.emit(shots, picture)

    # -- drawing

    def _draw(self, review: ReviewData) -> None:
        sheet = review.sheet
        self.trouble.say(Tone.RED, self._language.say(sheet.trouble) if sheet.trouble else "")
        self.switch.show_targets(sheet.targets, self._place)
        self.switch.setVisible(len(sheet.targets) > 1)
        target = sheet.targets[self._place] if sheet.targets else None
        self._draw_facts(sheet, target)
        language = self._language.language
        key = (sheet.post.id, sheet.post.revision, language)
        self.fields.show_pieces(sheet.post.id, key, lambda: list(self._pieces(review)))
        platform = target.account.platform if target else None
        self.whole.show_pieces(sheet.post.id, (*key, platform), lambda: list(self._whole(sheet, target)))
        threads = comments_by_field(review.comments)
        for view in (self.fields, self.whole):
            view.show_comments(threads, sheet.name_of)
        self.phone.show_posts([look_of(target)] if target else ())
        self._fit()

    def _draw_facts(self, sheet: ReviewSheet, target: ReviewTarget | None) -> None:
        clear(self._facts)
        for place, (glyph, text) in enumerate(self._facts_of(sheet, target)):
            role = "label" if target is not None and not place else ""
            fact = row(column(Glyph(glyph), None), Label(text, role, wrap=True), spacing=10)
            fact.setStretch(1, 1)
            self._facts.addLayout(fact)

    def _facts_of(self, sheet: ReviewSheet, target: ReviewTarget | None) -> Iterator[tuple[str, str]]:
        at, until = sheet.post.publish_at, sheet.content.expires_on
        if target is not None:
            account, amends = target.account, bool(sheet.post.answers.amends)
            yield "map-pin", f"{page_place(account)} · {account.page_id}"
            made, way = made_of(target, amends=amends), way_of(account.kind, amends=amends)
            yield "layers", f"{made}. {way}" if way else made
            yield from (("plus", self._language.say(line)) for line in asked_for(target.package.options))
            yield from film_facts(target.package)
        when = tr("{when}, Vietnam time").format(when=show_datetime(at)) if at else ""
        valid = tr("Valid until {day}").format(day=show_date(until)) if until else ""
        told = (when or tr("As soon as it is published"), valid)
        yield "calendar-clock" if at else "clock", " · ".join(part for part in told if part)

    def _pieces(self, review: ReviewData) -> Iterator[tuple[str, str, QWidget]]:
        sheet, label = review.sheet, review.sheet.label_of(self._language)
        for passage in sheet.passages:
            text = Label(passage.text, wrap=True).selectable()
            yield passage.where, self._language.say(passage.label), text
        shots = self._photo_shots(review)
        for number, media in enumerate(sheet.post.media):
            yield f"media:{media.id}", label(f"media:{media.id}"), self._photo(review, media, shots, number)
        yield from self._made(sheet)

    def _photo(self, review: ReviewData, media: Media, shots: Sequence[Shot], number: int) -> QWidget:
        name = media.name or media.id
        button = PictureButton(review.photos[media.id], tr("Enlarge: {name}").format(name=name))
        button.clicked.connect(lambda: self.enlarged.emit(list(shots), number))
        alt = media.alt or tr("no alt text")
        texts = column(Label(alt, wrap=True), spacing=2)
        for line in recipe_words(media):
            texts.addWidget(Label(line, "small", wrap=True))
        texts.addStretch(1)
        return _beside(button, texts)

    def _photo_shots(self, review: ReviewData) -> list[Shot]:
        return [
            Shot(
                name=media.name or media.id,
                alt=media.alt,
                sha256=media.sha256 if media.clip else "",
                image=review.photos[media.id],
                film=media.clip is not None,
            )
            for media in review.sheet.post.media
        ]

    def _made(self, sheet: ReviewSheet) -> Iterator[tuple[str, str, QWidget]]:
        """The finished pictures, as they will go out."""
        seen: dict[str, tuple[ReviewTarget, int]] = {}
        for target in sheet.targets:
            for place, attachment in enumerate(target.package.attachments):
                seen.setdefault(attachment.sha256, (target, place))
        shots = [
            Shot(
                name=tr("Finished picture {n}").format(n=n),
                alt=t.package.attachments[i].alt,
                sha256=sha,
                image=t.images[i],
                film=t.package.attachments[i].is_video,
            )
            for n, (sha, (t, i)) in enumerate(seen.items(), 1)
        ]
        if not shots:
            return
        flow = FlowLayout(spacing=8)
        for number, shot in enumerate(shots):
            button = PictureButton(shot.image or sheet.targets[0].images[0], f"{shot.name}: {shot.alt}")
            button.clicked.connect(lambda _=False, number=number: self.enlarged.emit(shots, number))
            flow.addWidget(button)
        content = QWidget()
        content.setLayout(flow)
        yield "cards", tr("Pictures as published"), content

    def _whole(self, sheet: ReviewSheet, target: ReviewTarget | None) -> Iterator[tuple[str, str, QWidget]]:
        if target is None:
            return
        package = target.package
        text = (
            f"{package.title}\n\n{package.text}"
            if package.title and package.title not in package.text
            else package.text
        )
        where = f"text:{target.account.platform.value}"
        yield where, sheet.label_of(self._language)(where), Label(text, wrap=True).selectable()


def _beside(button: QWidget, texts: QVBoxLayout) -> QWidget:
    content = QWidget()
    line = row(column(button, None), texts, spacing=12)
    line.setStretch(1, 1)
    content.setLayout(line)
    return content
