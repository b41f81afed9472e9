"""One post being written: what ties the widgets of the editor to the desk, the checks and the pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from studio.clock import local_date
from studio.errors import StudioError
from studio.phrase import Phrase
from studio.posts.model import Content, Finding, Media, PlannedCard, Post, PostState, PreflightStage
from studio.posts.transitions import EditConflict
from studio.templates.model import Template
from studio.translation import tr
from studio.ui.almanac import PostAlmanac
from studio.ui.blackout_warning import BlackoutWarning
from studio.ui.composer.cards_view import CardView
from studio.ui.composer.draft import LOCKED_STATES, OPEN_STATES
from studio.ui.composer.editor import EditorView
from studio.ui.composer.editors.base import EditorContext, EditorPicture
from studio.ui.composer.editors.pictures import PictureEditor
from studio.ui.composer.form import TemplateForm
from studio.ui.composer.hand import HandDialog
from studio.ui.composer.history import HistoryController
from studio.ui.composer.journal import OpenPostJournal
from studio.ui.composer.live_check import LiveCheck, LiveOutcome
from studio.ui.composer.media.consents import ConsentController, RetouchController, RetouchedPicture
from studio.ui.composer.media.gallery import Gallery
from studio.ui.composer.media.media_adder import MediaAdder
from studio.ui.composer.save_steps import OpenedPost, PostReferences, read_around
from studio.ui.composer.side.card import CardMaker
from studio.ui.composer.side.pane import PostStanding, read_standing
from studio.ui.composer.side.source import PictureMaker
from studio.ui.composer.summaries import has_original, last_targets
from studio.ui.exchange.travel_note import two_versions
from studio.ui.language import LanguageManager
from studio.ui.page import Shell
from studio.ui.review.places import place_name
from studio.ui.review.zoom import PictureDialog, Shot, play

if TYPE_CHECKING:
    from studio.app.studio import Studio


class NextStep(StrEnum):
    """What the primary button does."""

    SUBMIT = "submit"
    DECIDE = "decide"
    PUBLISH = "publish"
    OUTBOX = "outbox"
    NONE = "none"


STEPS: Mapping[PostState, NextStep] = {
    PostState.IN_REVIEW: NextStep.DECIDE,
    PostState.APPROVED: NextStep.PUBLISH,
    PostState.ON_HOLD: NextStep.PUBLISH,
    PostState.QUEUED: NextStep.OUTBOX,
    PostState.PUBLISHED: NextStep.OUTBOX,
    PostState.WITHDRAWN: NextStep.NONE,
}
"""Any other state is to be handed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSituation:
    """What decides whether the step can be taken."""

    state: PostState
    signed_in: bool
    refusals: Mapping[str, Phrase | None]
    blockers: tuple[Finding, ...]
    own: Finding | None = None
    """What the window alone can find: a time that cannot be read is not stored."""


def step_of(now: StepSituation) -> NextStep:
    """The step of the post; whoever may not decide on it has none while it waits for a decision."""
    step = STEPS.get(now.state, NextStep.SUBMIT)
    if step is NextStep.DECIDE and (not now.signed_in or now.refusals.get("approve") is not None):
        return NextStep.NONE
    return step


def words_of(step: NextStep) -> tuple[str, str]:
    """Words and icon of the button."""
    return {
        NextStep.SUBMIT: (tr("Submit for approval"), "send"),
        NextStep.DECIDE: (tr("Look and decide"), "shield-check"),
        NextStep.PUBLISH: (tr("Publish…"), "megaphone"),
        NextStep.OUTBOX: (tr("View the outbox"), "inbox"),
        NextStep.NONE: ("", ""),
    }[step]


def reason_of(now: StepSituation, language: LanguageManager) -> str:
    """The first reason why the step cannot be taken; empty when it can."""
    step = step_of(now)
    if step in (NextStep.DECIDE, NextStep.OUTBOX, NextStep.NONE):
        return ""
    if not now.signed_in:
        return tr("Sign in first.")
    if step is NextStep.SUBMIT and now.own is not None:
        return f"{language.say(now.own.wrong)} {language.say(now.own.remedy)}"
    refusal = now.refusals.get("submit" if step is NextStep.SUBMIT else "publish")
    if refusal is not None:
        said = language.say(refusal)
        return said[:1].upper() + said[1:]
    return blocked_because(now.blockers, language) if step is NextStep.SUBMIT else ""


def blocked_because(blockers: tuple[Finding, ...], language: LanguageManager) -> str:
    """The first blocker, and how many more there are."""
    if not blockers:
        return ""
    first = language.say(blockers[0].wrong)
    if len(blockers) == 1:
        return first
    return tr("{first} And {n} more.").format(first=first, n=len(blockers) - 1)


class ComposerController(QObject):
    """The open post, if any. The page owns the editor; this fills it and listens to it."""

    stepped = Signal()
    """State, findings or person changed: what can be done next may be another thing now."""

    def __init__(self, shell: Shell, studio: Studio, view: EditorView, gallery: Gallery, cards: CardView) -> None:
        super().__init__(view)
        self._shell, self._studio, self._view, self._gallery = shell, studio, view, gallery
        self.journal = OpenPostJournal(studio.drafts, shell.tasks, self)
        self.live = LiveCheck(studio, shell.tasks, lambda: self.journal.post, self)
        self._cards = cards
        view.side.card.use(CardMaker(cards, shell.tasks, self))
        self._media_adder = MediaAdder(shell, self.journal, self._added, view)
        self.history = HistoryController(shell, studio, view, self.journal, lambda: self.locked)
        self.maker = PictureMaker(studio.files, cards.picture, cards.series, shell.tasks, self)
        self._opened: OpenedPost | None = None
        self._references: PostReferences | None = None
        self._standing: PostStanding | None = None
        self.content: Content | None = None
        """What the post says now; `outcome` may be of a moment before."""
        self.outcome: LiveOutcome | None = None
        self.conflict: EditConflict | None = None
        """Somebody else saved first; this edit is kept aside until the author chooses."""
        self._insist = False
        self._unlocked = False
        self._goes_along = False
        """Whether a change of a field belongs to the picture that has just been added."""
        self._blackout = BlackoutWarning(shell, self)
        self._consenting = ConsentController(shell, view.strip, self)
        self._retouching = RetouchController(shell, view.strip, self)
        self._bind()

    def _bind(self) -> None:
        view, journal = self._view, self.journal
        view.edited.connect(self._field_edited)
        view.left.connect(journal.flush)
        view.picture_wanted.connect(self._picture_wanted)
        view.plan.targets.changed.connect(lambda names: journal.set(targets=names))
        view.plan.targets.last_wanted.connect(self.take_last_targets)
        journal.stepped.connect(view.tell_step)
        view.plan.when.changed.connect(self._time_changed)
        view.plan.when.line.now = self._studio.now
        view.plan.when.line.almanacs = PostAlmanac(self._shell, lambda: self.post.id if self.post is not None else "")
        self._blackout.told.connect(view.plan.when.warn)
        view.plan.cards.changed.connect(lambda names: journal.set(cards=names))
        view.plan.options.changed.connect(lambda options: journal.set("options", options=options))
        view.plan.options.subtitled.connect(journal.set_media)
        view.plan.cards.by_hand.connect(self._adjust_cards)
        view.plan.original.changed.connect(self._original_changed)
        view.answers.changed.connect(lambda answers: journal.set(answers=answers))
        view.strip.added.connect(self.add_files)
        view.strip.edited.connect(journal.set_media)
        view.strip.play_wanted.connect(lambda media: play(self._shell, media.sha256, media.name, self))
        self._consenting.changed.connect(self.live.now)
        view.strip.arranged.connect(lambda media: journal.set(media=media))
        view.side.preview.platform_changed.connect(self._want_pictures)
        view.side.preview.looked.connect(self._studio.previews.looked)
        view.side.checks.rerun.connect(self.check)
        view.side.card.large.connect(self._enlarge)
        self._gallery.came.connect(self._surround)
        journal.changed.connect(self._changed)
        journal.came.connect(self._came)
        journal.saved.connect(self._saved)
        journal.failed.connect(self._not_saved)
        journal.conflict.connect(self._overtaken)
        journal.steps_changed.connect(self._show_steps)
        self.live.composed.connect(self._composed)
        self.live.came.connect(self._looked)
        self.live.failed.connect(self._shell.complain)
        self.maker.came.connect(view.side.preview.show_pictures)

    # -- opening

    @property
    def template(self) -> Template | None:
        return self._opened.template if self._opened else None

    @property
    def post(self) -> Post | None:
        return self.journal.post

    @property
    def state(self) -> PostState:
        return self._standing.post.state if self._standing else PostState.DRAFT

    def open(self, opened: OpenedPost) -> None:
        """Show a post to be written on."""
        self._opened, self._references, self._standing = opened, opened.references, opened.standing
        self.content = self.outcome = self.conflict = None
        self._insist = self._unlocked = False
        view = self._view
        self._cards.use(opened.design)
        form = view.build(opened.template)
        view.plan.targets.offer(opened.references.accounts, opened.references.units, last=bool(opened.last_targets))
        view.plan.cards.offer(opened.template, opened.design)
        view.plan.original.offer(opened.originals)
        view.plan.original.setVisible(has_original(opened.template))
        self.journal.open(opened.post, self._shell.session.person_id, opened.steps)
        self._surround()
        view.put(opened.post)
        self._show_locked(form)
        view.header.saved.show_saved(opened.post.updated_at)
        self._show_standing()
        self.history.open(self._name_of)
        self.live.now()

    def close(self) -> None:
        """Save and put the post away."""
        self.journal.close()
        self._opened = self._standing = self.content = self.outcome = None

    def refresh(self) -> None:
        """Read again what stands around the post: pages, directory, state."""
        post = self.post
        if post is None:
            return
        studio, by, tasks = self._studio, self._shell.session.person_id, self._shell.tasks
        tasks.store(lambda: read_around(studio), self._around_came, owner=self, key="around")
        self.history.read_comments()
        tasks.store(lambda: read_standing(studio, post.id, by), self._standing_came, owner=self, key="standing")

    def work_as(self, person_id: str) -> None:
        """Somebody else works here now, or nobody."""
        self.journal.work_as(person_id)
        self.refresh()

    def unlock(self) -> None:
        """Let the post be changed although that takes a decision back."""
        self._unlocked = True
        self._show_standing()

    def use_mine(self) -> None:
        """After a conflict: make the edit that was kept aside the present text."""
        if self.conflict is not None:
            self.journal.restore(self.conflict.kept)
            self.conflict = None
            self.stepped.emit()

    @property
    def last_note(self) -> str:
        """What the last person wrote who asked for changes or said no."""
        notes = (e.note for e in reversed(self._standing.history) if e.note) if self._standing else iter(())
        return next(notes, "")

    @property
    def two_versions(self) -> str:
        """Between what versions of the post a person has to choose before it goes on; empty where there is one."""
        travels = self._standing.travels if self._standing else None
        return two_versions(travels) if travels is not None else ""

    @property
    def locked(self) -> bool:
        """Whether the post can only be looked at now."""
        if not self._shell.session.person_id:
            return True
        refusal = self._standing.refusals.get("edit") if self._standing else None
        if refusal is not None:
            return True
        return self.state not in OPEN_STATES and not (self._unlocked and self.state in LOCKED_STATES)

    # -- what a person does

    def check(self) -> None:
        """Check everything, finished cards included, and name what is still empty."""
        self._insist = True
        self.live.now(PreflightStage.SUBMIT)
        if self.post is not None:
            self._studio.previews.checked(self.post.id)

    def add_files(self, paths: Sequence[Path], field: str = "") -> None:
        """Add pictures or a video from files; `field` gets the first of them."""
        self._media_adder.add(paths, field)

    def bring(self, picture: RetouchedPicture, done: Callable[[], None]) -> None:
        """Take in a picture from the image studio: in the place of an earlier one of the same work, or as a new one.

        `done` is called once it is stored.
        """

        def added(media: Media) -> None:
            self._added(media, "")
            done()

        media = self.post.media if self.post is not None else ()
        here = next((one for one in media if one.sha256 == picture.sha256), None)
        earlier = next((one for one in media if one.sha256 in picture.kin and not one.redactions), None)
        if here is not None:
            added(here)
        elif earlier is not None:
            self.journal.replace_picture(earlier.id, picture.data, added)
        else:
            self.journal.add_picture(picture.data, picture.name, added)

    def _added(self, media: Media, field: str) -> None:
        editor = self._view.form.fields[field].editor if field and self._view.form else None
        if isinstance(editor, PictureEditor):
            self._goes_along = True
            editor.choose(media.id)
            self._goes_along = False
        self._view.strip.choose(media.id, focus=not field)

    def _picture_wanted(self, field: str) -> None:
        self._view.strip.ask(lambda paths: self.add_files(paths, field))

    def _field_edited(self, name: str) -> None:
        if self._view.form is not None:
            self.journal.set_field(name, stored(self._view.form.value(name)), joins=self._goes_along)

    def _time_changed(self, moment: datetime | None) -> None:
        self.journal.set("publish_at", publish_at=moment)
        self._surround()
        self.live.refresh()

    def take_last_targets(self) -> None:
        """Tick the pages of the last post of whoever works here; nothing is ticked unasked."""
        post, studio, by = self.post, self._studio, self._shell.session.person_id
        if post is None or self.locked:
            return

        def came(names: tuple[str, ...]) -> None:
            if not names:
                self._shell.toast(tr("You have written no other post with pages yet."))
            elif self.post is not None and self.post.id == post.id:
                self._view.plan.targets.put(names)
                self.journal.set(targets=names)

        self._shell.tasks.store(lambda: last_targets(studio, by, post.id), came, owner=self, key="last-targets")

    def _adjust_cards(self) -> None:
        """Adjust the cards as they are composed at this moment."""
        post, content, opened = self.post, self.content, self._opened
        if post is None or content is None or opened is None or not content.cards:
            return
        shell = self._shell
        self._view.plan.close_parts()
        dialog = HandDialog(
            content.cards,
            post.touches,
            design=opened.design,
            view=self._cards,
            tasks=shell.tasks,
            say=shell.language.say,
            parent=self._view,
        )
        dialog.adjusted.connect(lambda touches: self.journal.set(touches=touches))
        dialog.finished.connect(lambda _: self._studio.previews.cards_looked(post.id))
        dialog.open()

    def _enlarge(self, card: PlannedCard, size: str) -> None:
        """Show a card as large as it goes out."""
        cards, shell, view = self._cards, self._shell, self._view

        def painted(image: QImage) -> None:
            shots = (Shot(name=place_name(self.template, shell.language, "card"), alt=card.alt, image=image),)
            PictureDialog(shell, shots, parent=view).open()

        shell.tasks.pool(lambda _: cards.picture(card.spec, size, cards.size(size)[0]), painted, owner=self)

    def _original_changed(self, post_id: str) -> None:
        post = self.post
        if post is not None:
            self.journal.set(answers=replace(post.answers, original_post=post_id))

    # -- what comes back

    def _changed(self) -> None:
        if not self.journal.idle:
            self._view.header.saved.show_saving()
        self._view.summarise()
        self.live.refresh()

    def _came(self) -> None:
        post = self.post
        if post is not None:
            self._view.put(post)
            self._surround()
            if self._standing is not None and post.state is not self._standing.post.state:
                self.refresh()

    def _saved(self, at: datetime) -> None:
        self._view.header.saved.show_saved(at)
        self._shell.saved(at)

    def _overtaken(self, conflict: EditConflict) -> None:
        self.conflict = conflict
        self.stepped.emit()

    def _not_saved(self, error: StudioError) -> None:
        said = self._shell.language.explain(error)
        if self.journal.idle:
            self._shell.complain(error)
        else:
            self._view.header.saved.show_trouble(said)
            self._shell.complain(error)

    def _show_steps(self) -> None:
        steps = self.journal.steps
        self._view.header.show_steps(undo=steps.undo and not self.locked, redo=steps.redo and not self.locked)

    def _composed(self, post: Post, content: Content) -> None:
        if self._opened is None:
            return
        self.content = content
        unit = next(iter(self._references.book.units), None) if self._references else None
        accounts = self._references.accounts if self._references else ()
        preview = self._view.side.preview
        preview.show_content(post, content, accounts, unit.name if unit else "")
        if self._references is not None:
            preview.show_source(self._opened.template, self._references.book)
        opened = self._opened
        self._view.side.card.show_content(post, content, opened.template, opened.design, preview.platforms)
        self._want_pictures()

    def _looked(self, outcome: LiveOutcome) -> None:
        if self._opened is None:
            return
        own = self._view.plan.when.finding
        if own is not None:
            outcome = replace(outcome, findings=(own, *outcome.findings))
        self.outcome = outcome
        self._view.show_findings(outcome.findings, insist=self._insist)
        self._view.side.checks.show_outcome(outcome, self._opened.template, self._studio.now())
        if self._view.form is not None:
            self._show_locked(self._view.form)
        self._show_step()

    def _want_pictures(self) -> None:
        if self.content is not None:
            self.maker.want(self.content, self._view.side.preview.platform)

    def _around_came(self, references: PostReferences) -> None:
        self._references = references
        self._view.plan.targets.offer(references.accounts, references.units)
        self._surround()
        self.live.refresh()

    def _standing_came(self, standing: PostStanding) -> None:
        post = self.post
        if post is None or standing.post.id != post.id:
            return
        before, self._standing = self.state, standing
        if standing.post.state is not before:
            self._unlocked = self._unlocked and standing.post.state in LOCKED_STATES
            self._view.header.show_state(standing.post.state)
        if standing.post.revision != post.revision and self.journal.idle:
            self.journal.reread()
        self._show_standing()

    # -- what is shown

    def _surround(self) -> None:
        post, form, references = self.post, self._view.form, self._references
        if post is None or form is None or references is None:
            return
        today = local_date(self._studio.now())
        self._blackout.ask(post.publish_at)
        form.surround(
            EditorContext(
                book=references.book,
                pictures=tuple(self._picture(media) for media in post.media if media.clip is None),
                today=today,
                day=local_date(post.publish_at) if post.publish_at else today,
                hotline_days=self._shell.preferences.settings.hotline_days,
            )
        )

    def _name_of(self, person_id: str) -> str:
        return self._standing.name_of(person_id) if self._standing else person_id

    def _picture(self, media: Media) -> EditorPicture:
        known = self._gallery.known(media)
        return EditorPicture(media=media, thumbnail=known.thumbnail if known else QPixmap())

    def _show_locked(self, form: TemplateForm) -> None:
        texts = self.content.texts.values() if self.content else ()
        form.show_locked("\n".join(texts))

    def _show_standing(self) -> None:
        if self._standing is None or self._opened is None:
            return
        self._view.set_locked(self.locked)
        self._show_steps()
        self._show_step()

    def _show_step(self) -> None:
        if self._standing is None or self._opened is None:
            return
        language = self._shell.language
        now = self.situation()
        reason = reason_of(now, language)
        words, glyph = words_of(step_of(now))
        self._view.header.show_step(words, glyph, reason)
        self._view.bar.show_reason(reason)
        self._view.side.standing.show_standing(self._standing, self._opened.template, reason)
        self.stepped.emit()

    def situation(self) -> StepSituation:
        return StepSituation(
            state=self.state,
            signed_in=bool(self._shell.session.person_id),
            refusals=self._standing.refusals if self._standing else {},
            blockers=self.outcome.blockers if self.outcome else (),
            own=self._view.plan.when.finding,
        )


def stored(value: Any) -> Any:
    """A value as the desk keeps it: an empty field is none."""
    return None if value in ("", []) else value
