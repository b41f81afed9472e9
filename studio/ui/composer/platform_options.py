"""What a post asks of its platforms beside itself: first comment, pin, story, place on Facebook; words of an address.

Folded away until it is wanted: most posts ask for nothing. Only what a ticked page can do is offered; what was asked
for stays in sight even when its page is not ticked any more, so that it can be taken out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.errors import BadInput
from studio.phrase import capital
from studio.platforms import FILM_ONLY, SUBTITLED, Platform
from studio.posts.model import NO_OPTIONS, Media, PlatformOptions
from studio.posts.subtitles import read_moment, read_subtitles, show_moment
from studio.templates.model import Template
from studio.translation import ntr, tr
from studio.ui.composer.form_field import Say
from studio.ui.composer.inputs import LineInput, TextInput
from studio.ui.composer.plan.section import PlanSection
from studio.ui.composer.subtitles import SubtitleDialog
from studio.ui.files import ask_open
from studio.ui.widgets.buttons import IconButton, LinkButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, PlainHolder, column, row


class PlatformOptionsSection(PlanSection):
    """`changed` carries the `PlatformOptions`, `subtitled` the video with other subtitles or
    another frame as its cover."""

    changed = Signal(object)
    subtitled = Signal(object)

    def __init__(self, say: Say) -> None:
        super().__init__(say)
        self._options = NO_OPTIONS
        self._platforms: frozenset[Platform] = frozenset()
        self._stories = True
        self.comment = TextInput(lines=2)
        self.comment.prose = True
        self.pinned = CheckBox(tr("Pin the post to the top of the page"))
        self.story = CheckBox(tr("Also as a story, for a day"))
        self.place, self.place_name, self.slug = LineInput(), LineInput(), LineInput()
        self._facebook = PlainHolder()
        self._facebook.setLayout(
            column(
                _named(tr("First comment, by the page itself"), self.comment),
                column(self.pinned, self.story, spacing=4),
                row(
                    _named(tr("ID of the place on Facebook"), self.place),
                    _named(tr("Its name there"), self.place_name),
                    spacing=10,
                ),
            )
        )
        self._website = PlainHolder()
        self._website.setLayout(column(_named(tr("Words in the website address"), self.slug)))
        self.slug.setPlaceholderText(tr("taken from the title"))
        self._video: Media | None = None
        self._films = PlainHolder()
        self.subtitles = Label(role="small", wrap=True)
        self.write = LinkButton(tr("Write subtitles…"), "pencil")
        self.choose, self.drop = (
            LinkButton(tr("Choose subtitles (.srt)…"), "file-text"),
            LinkButton(tr("Remove subtitles")),
        )
        self.write.clicked.connect(self._write_subtitles)
        self.cover_at = LineInput()
        self.cover_at.editingFinished.connect(self._frame)
        self._framed = _named(
            tr("Second of the video that is its cover on TikTok and YouTube, such as 0:12"), self.cover_at
        )
        self.choose.clicked.connect(self._ask_for_subtitles)
        self.drop.clicked.connect(lambda: self._subtitle(""))
        buttons = FlowLayout()
        for button in (self.write, self.choose, self.drop):
            buttons.addWidget(button)
        self._films.setLayout(column(self.subtitles, buttons, self._framed, spacing=4))
        self._body = PlainHolder()
        self._body.setLayout(column(self._facebook, self._website, self._films, spacing=10))
        self.fold_button = IconButton("chevron-down")
        self.fold_button.clicked.connect(lambda: self.open(self._body.isHidden()))
        self.fill(self._body, head=row(self.heading, None, self.fold_button))
        self.heading.setText(tr("Beside the post"))
        for text in (self.comment, self.place, self.place_name, self.slug):
            text.typed.connect(self._tell)
        for box in (self.pinned, self.story):
            box.clicked.connect(lambda _: self._tell())
        self.open(False)
        self._dress()

    def open(self, opened: bool) -> None:
        """Show all of it, or what is asked for in a line."""
        self._body.setVisible(opened)
        self.hint.setVisible(not opened)
        self.fold_button.set_glyph("chevron-up" if opened else "chevron-down")
        self.fold_button.set_name(tr("Collapse") if opened else tr("Show what goes beside the post"))

    def put(self, options: PlatformOptions) -> None:
        """Show what is asked for."""
        self._options = options
        self.comment.put(options.first_comment)
        self.pinned.setChecked(options.pinned)
        self.story.setChecked(options.story)
        self.place.put(options.place)
        self.place_name.put(options.place_name)
        self.slug.put(options.slug)
        self._dress()

    def show_video(self, video: Media | None) -> None:
        """The post's video, whose subtitles are shown and chosen here."""
        self._video = video
        self._dress()

    def show_template(self, template: Template) -> None:
        """Offer what a post of it may ask for."""
        self._stories = template.stories
        self._dress()

    def show_platforms(self, platforms: Collection[Platform]) -> None:
        """Offer what pages of these platforms can do."""
        self._platforms = frozenset(platforms)
        self._dress()

    def take_focus(self) -> None:
        self.open(True)
        (self.slug if self._facebook.isHidden() else self.comment).setFocus()

    def set_locked(self, locked: bool) -> None:
        for text in (self.comment, self.place, self.place_name, self.slug, self.cover_at):
            text.setReadOnly(locked)
        for button in (self.pinned, self.story, self.write, self.choose, self.drop):
            button.setEnabled(not locked)

    def _ask_for_subtitles(self) -> None:
        ask_open(self, tr("Subtitles of the video"), tr("Subtitles (*.srt)"), lambda paths: self.read(paths[0]))

    def read(self, path: Path) -> None:
        """Take the subtitles of a file, or say why they cannot be used."""
        try:
            self._subtitle(read_subtitles(path.read_bytes()))
        except OSError:
            self.error.say(tr("The file cannot be read."))
        except BadInput as refusal:
            self.error.say(self._say(capital(refusal.phrase)))

    def _write_subtitles(self) -> None:
        if self._video is not None:
            dialog = SubtitleDialog(self._video, self._say, self.window())
            dialog.kept.connect(self._subtitle)
            dialog.open()

    def _subtitle(self, text: str) -> None:
        self.error.say("")
        if self._video is not None:
            self._keep(replace(self._video, subtitles=text))

    def _frame(self) -> None:
        """Take the second of the cover; empty: a picture is it."""
        self.error.say("")
        text, video = self.cover_at.value.strip(), self._video
        moment = read_moment(text)
        if video is None or video.clip is None:
            return
        if text and (moment is None or moment.total_seconds() > video.clip.seconds):
            ends = show_moment(timedelta(seconds=video.clip.seconds))
            self.error.say(tr("The video has no such second; it ends at {at}.").format(at=ends))
        else:
            self._keep(replace(video, cover_at=None if moment is None else moment.total_seconds()))

    def _keep(self, video: Media) -> None:
        if video != self._video:
            self._video = video
            self._dress()
            self.subtitled.emit(video)

    def _tell(self) -> None:
        self._options = PlatformOptions(
            first_comment=self.comment.value,
            pinned=self.pinned.isChecked(),
            story=self.story.isChecked(),
            place=self.place.value,
            place_name=self.place_name.value,
            slug=self.slug.value,
        )
        self._dress()
        self.changed.emit(self._options)

    def _dress(self) -> None:
        asked = self._options
        on_facebook = any((asked.first_comment, asked.pinned, asked.story, asked.place, asked.place_name))
        self._facebook.setVisible(Platform.FACEBOOK in self._platforms or on_facebook)
        self.story.setVisible(self._stories or asked.story)
        self._website.setVisible(Platform.WEBSITE in self._platforms or bool(asked.slug))
        said_in = "" if self._video is None else self._video.subtitles
        at = None if self._video is None else self._video.cover_at
        self._films.setVisible(self._video is not None and bool(said_in or self._platforms & SUBTITLED))
        self._framed.setVisible(at is not None or bool(self._platforms & FILM_ONLY))
        self.cover_at.put("" if at is None else show_moment(timedelta(seconds=at)))
        self.write.setText(tr("Edit subtitles…") if said_in else tr("Write subtitles…"))
        count = said_in.count("\n\n") + 1 if said_in else 0
        lines = ntr("Subtitles: {n} line", "Subtitles: {n} lines", count).format(n=count)
        none = tr("No subtitles yet; Facebook, TikTok and YouTube take a file of them.")
        self.subtitles.setText(lines if count else none)
        self.drop.setVisible(bool(count))
        words = {
            tr("first comment"): asked.first_comment,
            tr("pin"): asked.pinned,
            tr("story"): asked.story,
            tr("place"): asked.place,
            tr("words of the address"): asked.slug,
            tr("subtitles"): said_in,
            tr("cover frame"): at is not None,
        }
        said = ", ".join(word for word, wanted in words.items() if wanted)
        offered = not all(part.isHidden() for part in (self._facebook, self._website, self._films))
        self.hint.setText(said[:1].upper() + said[1:] if said else tr("No request yet."))
        self.setVisible(offered)


def _named(name: str, field: QWidget) -> PlainHolder:
    """A field under its name."""
    field.setAccessibleName(name)
    both = PlainHolder()
    both.setLayout(column(Label(name, "small", wrap=True), field, spacing=4))
    return both
