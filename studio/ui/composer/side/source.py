"""The text as it is made: the template's own words on grey with a lock, what the author wrote beside them, and in
orange what still has to be put in."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QHelpEvent, QImage, QKeyEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QToolTip, QWidget

from studio.directory.model import DirectoryBook
from studio.errors import StudioError
from studio.library.model import CitationRef, CitedLaw
from studio.platforms import Platform
from studio.posts.freeze import CardOn, Series, cards_on
from studio.posts.limits import VIDEO_LIMITS, card_size, loose_photos, video_of
from studio.posts.model import Content, Media, Post
from studio.templates.card import CardSpec
from studio.templates.compiled_text import TextSpan
from studio.templates.kinds import Filler
from studio.templates.model import Field, Template
from studio.templates.texts import platform_spans, program_of
from studio.templates.values import display
from studio.translation import tr
from studio.ui.composer.draft import TO_REPLACE
from studio.ui.composer.media.gallery import recipe, whole
from studio.ui.icons import glyph, icon_px
from studio.ui.language import LanguageManager
from studio.ui.tasks import Tasks, Ticket
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, column, row
from studio.ui.widgets.tips import plain
from studio.ui.widgets.video_placeholder import film_on, length_words

if TYPE_CHECKING:
    from studio.posts.ports import FileReader


_LOCK = QUrl("lock")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePiece:
    """A piece of the text. `name` is its field, empty for the template's words; `missing`: it is yet to be put in."""

    text: str
    name: str = ""
    missing: bool = False


def pieces_of(
    template: Template, post: Post, content: Content, book: DirectoryBook, language: LanguageManager
) -> list[SourcePiece]:
    """The text of the template's first platform, in pieces; required fields that are empty stand as their label."""
    known = {law.ref: law for law in content.citations}

    def cite(ref: CitationRef) -> CitedLaw:
        return known.get(ref) or CitedLaw(
            ref=ref, printed="", found=False, article_found=False, validity=None, document_sha256=""
        )

    values = display(template, post.fields, book, cite)
    missing = {f.name: language.say(f.label) for f in template.fields if _is_missing(f, values, post.fields)}
    fields = {field.name: field for field in template.fields}
    values |= {name: _stand_in(fields[name], label) for name, label in missing.items()}
    bodies = program_of(template).bodies
    platform = Platform.FACEBOOK if Platform.FACEBOOK in bodies else next(iter(bodies))
    spans = platform_spans(template, platform, values, hashtags=template.hashtags)
    return [piece for span in spans for piece in _cut(span, missing)]


def _is_missing(field: Field, values: Mapping[str, Any], fields: Mapping[str, Any]) -> bool:
    asked = field.required and not field.hidden and not field.kind.picture
    return asked and field.name not in values and fields.get(field.name) is None


def _stand_in(field: Field, label: str) -> Any:
    """What the text shows for an empty field."""
    text = f"[{label}]"
    return field.kind.sample(Filler(text=text, figures=(text,), number=text))


def _cut(span: TextSpan, missing: Mapping[str, str]) -> Iterable[SourcePiece]:
    """A span with what has to be replaced cut out of it."""
    if span.name in missing:
        yield SourcePiece(text=span.text, name=span.name, missing=True)
        return
    start = 0
    if span.name:
        for found in TO_REPLACE.finditer(span.text):
            if span.text[start : found.start()]:
                yield SourcePiece(text=span.text[start : found.start()], name=span.name)
            yield SourcePiece(text=found.group(), name=span.name, missing=True)
            start = found.end()
    if span.text[start:]:
        yield SourcePiece(text=span.text[start:], name=span.name)


class SourceView(QWidget):
    """`asked` carries the field whose text was clicked."""

    asked = Signal(str)

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._pieces: tuple[SourcePiece, ...] = ()
        self._template: Template | None = None
        self.text = _Text()
        self.text.anchorClicked.connect(lambda url: self.asked.emit(url.path()))
        self._lock = Glyph("lock", scale=0.85)
        self._key = Label(
            tr("Grey: fixed by the approved template. The rest is yours: click to edit it."),
            "small",
            wrap=True,
        )
        self._sign, self._missing = Glyph("triangle-alert", Tone.ORANGE, scale=0.85), Label(role="small", wrap=True)
        key = row(self._lock, self._key, spacing=6)
        key.setStretch(1, 1)
        todo = row(self._sign, self._missing, spacing=6)
        todo.setStretch(1, 1)
        paper = Card()
        paper.setLayout(column(self.text, margins=(10, 8, 4, 8)))
        inside = column(key, todo, paper, spacing=6)
        inside.setStretch(2, 1)
        self.setLayout(inside)
        self.text.setAccessibleName(tr("The text in its parts"))
        self._show()

    @property
    def pieces(self) -> tuple[SourcePiece, ...]:
        return self._pieces

    def show_post(self, template: Template, post: Post, content: Content, book: DirectoryBook) -> None:
        pieces = tuple(pieces_of(template, post, content, book, self._language))
        if pieces != self._pieces or template is not self._template:
            self._pieces, self._template = pieces, template
            self._show()

    def forget(self) -> None:
        self._pieces, self._template = (), None
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._show()

    def _show(self) -> None:
        todo = sum(piece.missing for piece in self._pieces)
        self._missing.setText(tr("Orange: still to fill in ({n}).").format(n=todo))
        for widget in (self._sign, self._missing):
            widget.setVisible(bool(todo))
        code = self._template.code if self._template else ""
        rule = tr("Fixed by the approved template {code}: only a new version of it changes this text.")
        self.text.show_pieces(self._pieces, rule.format(code=code))


class _Text(QTextBrowser):
    """The pieces as rich text; a link a field."""

    def __init__(self) -> None:
        super().__init__()
        self._rule = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUndoRedoEnabled(False)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 160)

    def show_pieces(self, pieces: Iterable[SourcePiece], rule: str) -> None:
        """`rule` is the tooltip of what is fixed."""
        self._rule = rule
        tokens = current_tokens()
        px = round(icon_px(self.fontMetrics()) * 0.7)
        self.document().addResource(
            QTextDocument.ResourceType.ImageResource, _LOCK, glyph("lock", tokens.muted, px, 1.0).toImage()
        )
        orange = tokens.tones[Tone.ORANGE]
        at = self.verticalScrollBar().value()
        parts = []
        for piece in pieces:
            text = html.escape(piece.text).replace("\n", "<br>")
            if piece.missing:
                style = f"color:{orange.text}; background-color:{orange.tint}; font-weight:600; text-decoration:none"
                parts.append(f'<a href="{piece.name}" style="{style}">{text}</a>')
            elif piece.name:
                parts.append(f'<a href="{piece.name}" style="color:{tokens.text}; text-decoration:none">{text}</a>')
            elif piece.text.strip():
                parts.append(_fixed(piece.text, px))
            else:
                parts.append(text)
        self.setHtml(f'<div style="line-height:130%">{"".join(parts)}</div>')
        self.verticalScrollBar().setValue(at)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cursor = self.cursorForPosition(self.viewport().mapFrom(self, event.pos()))
            fixed = not cursor.charFormat().isAnchor() and not cursor.atEnd()
            QToolTip.showText(event.globalPos(), plain(self._rule if fixed else ""), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _fixed(text: str, px: int) -> str:
    """The template's words on grey; those that are more than a mark between two values carry a lock."""
    tokens = current_tokens()
    words = text.lstrip("\n")
    before = "<br>" * (len(text) - len(words))
    sign = f'<img src="{_LOCK.toString()}" width="{px}" height="{px}">&#160;' if len(words.split()) > 1 else ""
    shown = html.escape(words).replace("\n", "<br>")
    style = f"color:{tokens.muted}; background-color:{tokens.tones[Tone.GREY].tint}"
    return f'{before}<span style="{style}">{sign}{shown}</span>'


WIDTH = 720
"""Pixels across: twice a phone's screen."""
KEPT_BYTES = 32_000_000
"""Of pictures made before: those of a post on all its platforms."""

Paint = Callable[[CardSpec, str, int], QImage]
"""Paints a card of that size (``p45`` …) at so many pixels across. Called on the pool."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPictures:
    """What goes with the text on one platform, in order."""

    platform: Platform
    images: tuple[QImage, ...]
    alts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _ShownPictures:
    """How many cards, and how many photos that no card shows, go to a platform."""

    cards: int | None
    """None: all."""
    photos: int


def _shown(content: Content, platform: Platform, video: Media | None, beside: Sequence[str]) -> _ShownPictures:
    """As `studio.posts.freeze` has it: all of them, or beside a video its cover where the platform takes one."""
    if video is None:
        return _ShownPictures(cards=None, photos=len(beside))
    covered = VIDEO_LIMITS[platform].covered
    return _ShownPictures(cards=int(covered and not beside), photos=int(covered and bool(beside)))


class PictureMaker(QObject):
    """Makes the pictures of the platform in sight; what was made is kept by what decides its pixels."""

    came = Signal(object)
    """The `PreviewPictures` asked for."""

    def __init__(
        self, files: FileReader, paint: Paint, series: Series, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._files, self._paint, self._series, self._tasks = files, paint, series, tasks
        self._made: dict[object, QImage] = {}
        self._running: Ticket | None = None
        self._next: tuple[Content, Platform] | None = None

    def want(self, content: Content, platform: Platform) -> None:
        """Make what `content` shows on `platform`, after what is being made; of several wishes the last one counts.

        What is under way is finished: whoever types fast would otherwise never see a picture.
        """
        if self._running is not None:
            self._next = content, platform
            return
        made = dict(self._made)
        self._running = self._tasks.pool(
            lambda ticket: self._make(content, platform, made, ticket),
            self._came,
            owner=self,
            failed=lambda _: self._go_on(),
        )

    def _make(
        self, content: Content, platform: Platform, made: dict[object, QImage], ticket: Ticket
    ) -> tuple[PreviewPictures, dict[object, QImage]]:
        """On the pool. `made` is this run's own copy; what it uses moves to its end."""
        size = card_size(platform, content.media)
        images: list[QImage] = []
        alts: list[str] = []
        video = video_of(content.media)
        beside = loose_photos(content)
        shown = _shown(content, platform, video, beside)
        for card in self._cards_on(content, size)[: shown.cards]:
            key: object = (card.spec.sha256, size)
            if not ticket.cancelled:
                made[key] = made.pop(key) if key in made else self._card(card.spec, size)
            images.append(made.get(key, QImage()))
            alts.append(card.alt)
        loose = set(beside[: shown.photos])
        for media in content.media:
            if media.id in loose:
                key = recipe(media)
                if not ticket.cancelled:
                    made[key] = made.pop(key) if key in made else self._photo(media)
                images.append(made.get(key, QImage()))
                alts.append(media.alt)
        if video is not None and video.clip is not None:
            cover = images[0] if images else None
            clip = video.clip
            film = film_on(platform, clip.width, clip.height, length_words(clip.seconds), cover)
            images, alts = [film, *images], [video.alt, *alts]
        return PreviewPictures(platform=platform, images=tuple(images), alts=tuple(alts)), made

    def _cards_on(self, content: Content, size: str) -> list[CardOn]:
        try:
            return list(cards_on(content, size, self._series))
        except StudioError:
            return []

    def _card(self, spec: CardSpec, size: str) -> QImage:
        try:
            return self._paint(spec, size, WIDTH)
        except StudioError:
            return QImage()

    def _photo(self, media: Media) -> QImage:
        try:
            return whole(self._files.get(media.sha256), media, WIDTH)
        except StudioError:
            return QImage()

    def _came(self, result: tuple[PreviewPictures, dict[object, QImage]]) -> None:
        pictures, made = result
        while len(made) > len(pictures.images) and sum(image.sizeInBytes() for image in made.values()) > KEPT_BYTES:
            del made[next(iter(made))]
        self._made = made
        self.came.emit(pictures)
        self._go_on()

    def _go_on(self) -> None:
        self._running = None
        if self._next is not None:
            wish, self._next = self._next, None
            self.want(*wish)
