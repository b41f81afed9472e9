"""Where posts are written. Every change is a new revision, on disk before the call returns; none is ever lost.

Editing takes back what was decided about the former text: a post in review, approved or on hold becomes a draft
again, and its history says what was voided. What is in the outbox or published cannot be edited.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.accounts.service import Accounts
from studio.canonical import Number
from studio.clock import Clock
from studio.errors import BadInput, NotFound
from studio.events import Publish, silent
from studio.images.video import Clip
from studio.people.service import People
from studio.posts.compose import Composer
from studio.posts.defaults import review_dates
from studio.posts.journal import Journal, content_of
from studio.posts.limits import video_of
from studio.posts.model import NO_OPTIONS, Answers, Media, PlatformOptions, Post, PostState, Revision
from studio.posts.ports import NOWHERE_ELSE, Files, OtherStations, Photos, PictureLibrary
from studio.posts.postfile import (
    MOST_PICTURES,
    PostDraft,
    blank_post,
    draft_post,
    fraction,
    known_cards,
    one_video_only,
    take_video,
    tidy_fields,
    tidy_options,
    too_many_pictures,
)
from studio.posts.subtitles import tidy_subtitles
from studio.posts.trash import Trash
from studio.templates.card import CardTouch
from studio.templates.catalog import Catalog
from studio.templates.model import Template
from studio.templates.touch import known_touches
from studio.templates.variants import variants
from studio.text import nfc, squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.posts.storage import StoredPosts


class Unchanged(Enum):
    """Stands for "leave as it is" where None is a value."""

    KEEP = "keep"


KEEP = Unchanged.KEEP
SHORTEST_PREFIX = 4


def _unknown(sha256: str) -> None:
    """There is no library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTools:
    """What the desk works with."""

    repo: StoredPosts
    people: People
    accounts: Accounts
    templates: Catalog
    composer: Composer
    files: Files
    photos: Photos
    clock: Clock
    ids: Callable[[], str]
    trash: Trash
    pictures: PictureLibrary = _unknown
    """What is said already of a picture that is added."""
    practice: bool = False
    """Posts of a training profile: marked on every card, and never to leave the PC."""
    publish: Publish = silent
    other_stations: OtherStations = NOWHERE_ELSE


class DraftService:
    """The posts of one profile. `by` is the id (or name) of an author."""

    def __init__(self, tools: DraftTools) -> None:
        self._tools = tools
        self._repo = tools.repo
        self._journal = Journal(
            tools.repo, tools.people, tools.composer, tools.clock, tools.publish, tools.other_stations
        )

    def get(self, id: str) -> Post:
        """A post by its id, or by the first four or more characters of it. Raises NotFound, BadInput, Untrusted."""
        return self._repo.get(self._id(id))

    def list(self, *states: PostState, text: str = "") -> tuple[Post, ...]:
        """Posts in these states (all without any), newest change first; `text` is searched without accents."""
        return self._repo.list(states, text)

    def amendments(self, post_id: str) -> tuple[Post, ...]:
        """The posts that change this one on its pages, the oldest first."""
        return self._repo.amendments(post_id)

    def title(self, post_id: str) -> str:
        """The title of a post as it was at its last edit. Raises NotFound."""
        return self._repo.title(post_id)

    def revisions(self, post_id: str) -> tuple[Revision, ...]:
        """The journal, oldest first."""
        return self._repo.revisions(post_id)

    def present(self, post_id: str) -> Revision:
        """The journal's line for the post as it is now: who wrote it, and whether it can be undone or redone."""
        return self._repo.revision(post_id, self.get(post_id).revision)[1]

    def revision(self, post_id: str, number: int) -> Post:
        """The post as it was at that revision. Raises NotFound."""
        return self._repo.revision(post_id, number)[0]

    def users_of(self, kind: str, id: str) -> tuple[str, ...]:
        """Titles of the open posts that name this ``unit`` or ``contact`` of the directory in a field."""
        if kind not in ("unit", "contact"):
            return ()
        open_states = [state for state in PostState if state not in (PostState.PUBLISHED, PostState.WITHDRAWN)]
        # The search text holds every text of the fields, ids too: only the few posts found by it are read.
        found = self._repo.list(open_states, id)
        return tuple(self._repo.title(post.id) for post in found if _names(post, id))

    # Opening

    def open_new(
        self,
        template_id: str,
        by: str,
        *,
        fields: Mapping[str, Any] | None = None,
        publish_at: datetime | None = None,
    ) -> Post:
        """A draft of the newest version of a template, blank but for what is given. Raises NotFound, Untrusted,
        NotPermitted, BadInput."""
        template = self._tools.templates.get(template_id)
        blank = self._blank(template, self._journal.author(by))
        begun = replace(blank, fields=tidy_fields(template, fields or {}), publish_at=_aware(publish_at))
        return self._journal.open(begun)

    def open_amendment(self, source: Post, amends: str, by: str) -> Post:
        """A draft with what `source` says, to replace the text of the published post `amends` on its pages. What
        a person confirms of a text is asked anew. Raises NotPermitted."""
        author, now = self._journal.author(by), self._tools.clock.now()
        return self._journal.open(
            replace(
                source,
                id=self._tools.ids(),
                revision=1,
                publish_at=None,
                answers=replace(source.answers, not_restricted=False, no_victim_identity=False, amends=amends),
                options=NO_OPTIONS,
                author=author,
                editors=(),
                state=PostState.DRAFT,
                created_at=now,
                updated_at=now,
            )
        )

    def open_copy(self, source_id: str, by: str, *, day: date | None = None) -> Post:
        """A draft with what another post says, of the newest version of its template and for no time yet.

        With a `day` the dates of review are counted from it. What a person confirms is asked anew, and of a picture
        whether somebody looked for faces. Raises NotFound, Untrusted, NotPermitted.
        """
        author, source = self._journal.author(by), self.get(source_id)
        template = self._tools.templates.get(source.template_id)
        known = {field.name for field in (*template.fields, *variants(template))}
        blank = self._blank(template, author)
        dates = review_dates(template, day) if day is not None else {}
        return self._journal.open(
            replace(
                blank,
                fields={name: value for name, value in source.fields.items() if name in known} | dates,
                media=tuple(replace(media, faces_checked=False, faces_by="") for media in source.media),
                cards=tuple(name for name in source.cards if name in template.card_ids),
                targets=source.targets,
                answers=replace(blank.answers, original_post=source.answers.original_post),
            )
        )

    def open_draft(self, draft: PostDraft, by: str) -> Post:
        """A draft filled from POST.yaml. Raises BadInput naming the line; then nothing was opened."""
        return self._journal.open(self._filled(draft, self._journal.author(by)))

    def trial(self, draft: PostDraft) -> Post:
        """The post that `open_draft` would open, without opening it; its pictures go to the file store."""
        return self._filled(draft, author="")

    # Editing

    def edit(
        self,
        post_id: str,
        by: str,
        *,
        fields: Mapping[str, Any] | None = None,
        cards: Sequence[str] | None = None,
        touches: Sequence[CardTouch] | None = None,
        targets: Sequence[str] | None = None,
        publish_at: datetime | Unchanged | None = KEEP,
        answers: Answers | None = None,
        options: PlatformOptions | None = None,
        expected_revision: int | None = None,
        joins: bool = False,
    ) -> Post:
        """Change what is given and keep the rest. A field set to None is emptied.

        `expected_revision` is the one the editor was looking at: when somebody saved another meanwhile, EditConflict
        is raised and this edit stands aside as a revision of its own. An edit that `joins` the one before it is undone
        together with it. Raises Refused (state, or a lock of a card's layout), NotPermitted, BadInput.
        """

        def change(post: Post) -> Post:
            template = self._tools.composer.template(post)
            if fields is not None:
                post = replace(post, fields=tidy_fields(template, {**post.fields, **fields}))
            if cards is not None:
                post = replace(post, cards=known_cards(template, tuple(cards)))
            if touches is not None:
                design = self._tools.templates.design()
                post = replace(post, touches=known_touches(design, template, touches))
            if targets is not None:
                post = replace(post, targets=self._known_targets(targets, "targets"))
            if not isinstance(publish_at, Unchanged):
                post = replace(post, publish_at=_aware(publish_at))
            if options is not None:
                post = replace(post, options=tidy_options(options))
            return post if answers is None else replace(post, answers=replace(answers, amends=post.answers.amends))

        return self._journal.edit(self._id(post_id), by, change, expected=expected_revision, joins=joins)

    def add_media(
        self,
        post_id: str,
        data: bytes,
        name: str,
        by: str,
        *,
        expected_revision: int | None = None,
        joins: bool = False,
    ) -> Post:
        """Add a picture behind the others, with what is said of it already. Raises BadInput for an unsound one."""
        self._tools.photos.size(data)
        sha256 = self._tools.files.put(data)
        known = self._tools.pictures(sha256)
        new = Media(
            id="",
            sha256=sha256,
            name=name,
            alt=known.alt if known else "",
            source=known.source if known else "",
            has_minor=known.has_minor if known else None,
        )
        return self._added(post_id, new, by, expected_revision, joins)

    def add_video(
        self, post_id: str, path: Path, by: str, *, expected_revision: int | None = None, joins: bool = False
    ) -> Post:
        """Add the one video of a post. Raises BadInput for what is no sound video, or when the post has one."""
        if video_of(self.get(post_id).media) is not None:
            raise one_video_only("media")
        sha256, clip = take_video(path, self._tools.photos, self._tools.files, where="")
        new = Media(id="", sha256=sha256, name=path.name, clip=clip)
        return self._added(post_id, new, by, expected_revision, joins)

    def _added(self, post_id: str, new: Media, by: str, expected: int | None, joins: bool) -> Post:
        def change(post: Post) -> Post:
            if len(post.media) >= MOST_PICTURES:
                raise too_many_pictures("media")
            if new.clip is not None and video_of(post.media) is not None:
                raise one_video_only("media")
            taken = {media.id for media in post.media}
            number = next(n for n in range(1, MOST_PICTURES + 2) if f"m{n}" not in taken)
            shown = squeeze(nfc(new.name)).replace("\\", "/").rsplit("/", 1)[-1][:120]
            return replace(post, media=(*post.media, replace(new, id=f"m{number}", name=shown)))

        return self._journal.edit(self._id(post_id), by, change, expected=expected, joins=joins)

    def update_media(
        self, post_id: str, media: Media, by: str, *, expected_revision: int | None = None, joins: bool = False
    ) -> Post:
        """Replace what was said of a picture (alt, crop, redactions …), never its original. Raises BadInput."""

        person = self._journal.author(by)

        def change(post: Post) -> Post:
            present = _media(post, media.id)
            ticked = present.faces_by if present.faces_checked else person
            kept = replace(
                media,
                sha256=present.sha256,
                name=present.name,
                clip=present.clip,
                alt=nfc(media.alt),
                subtitles=_subtitles(media, present),
                cover_at=_cover_at(media, present.clip),
                faces_by=ticked if media.faces_checked else "",
            )
            tidy = self._cut(kept) if present.clip is None else replace(kept, crop=None, redactions=())
            return replace(post, media=tuple(tidy if m.id == media.id else m for m in post.media))

        return self._journal.edit(self._id(post_id), by, change, expected=expected_revision, joins=joins)

    def replace_media(
        self,
        post_id: str,
        media_id: str,
        data: bytes,
        by: str,
        *,
        expected_revision: int | None = None,
        joins: bool = False,
    ) -> Post:
        """Put a newer file in the place of a picture. What was said of it stays, but for its cut, which belongs to the
        old file, and that somebody looked for faces. Raises BadInput for what is no sound picture, and for one with
        covers of its own: they would be lost."""
        self._tools.photos.size(data)
        name = self._tools.files.put(data)

        def change(post: Post) -> Post:
            present = _media(post, media_id)
            if present.clip is not None or present.redactions:
                raise BadInput(
                    "this picture has covers of its own in the post; add the new one and take the old one out.",
                    where=f"media:{media_id}",
                )
            new = replace(present, sha256=name, crop=None, faces_checked=False, faces_by="")
            return replace(post, media=tuple(new if m.id == media_id else m for m in post.media))

        return self._journal.edit(self._id(post_id), by, change, expected=expected_revision, joins=joins)

    def remove_media(
        self, post_id: str, media_id: str, by: str, *, expected_revision: int | None = None, joins: bool = False
    ) -> Post:
        """Take a picture out of the post and out of the fields that name it; the file stays for undo and record."""

        def change(post: Post) -> Post:
            _media(post, media_id)
            kept = tuple(media for media in post.media if media.id != media_id)
            return replace(post, media=kept, fields=self._without(post, media_id))

        return self._journal.edit(self._id(post_id), by, change, expected=expected_revision, joins=joins)

    def reorder_media(
        self,
        post_id: str,
        order: Sequence[str],
        by: str,
        *,
        expected_revision: int | None = None,
        joins: bool = False,
    ) -> Post:
        """Put the pictures in this order of ids. Raises BadInput unless it names each one once."""

        def change(post: Post) -> Post:
            if sorted(order) != sorted(media.id for media in post.media):
                raise BadInput("the order must name every picture exactly once.", where="media")
            return replace(post, media=tuple(_media(post, named) for named in order))

        return self._journal.edit(self._id(post_id), by, change, expected=expected_revision, joins=joins)

    def undo(self, post_id: str, by: str, *, expected_revision: int | None = None) -> Post:
        """Back to what the post was before its last change; a new revision. Raises Refused when there is none."""
        return self._journal.step(self._id(post_id), by, "undo", expected=expected_revision)

    def redo(self, post_id: str, by: str, *, expected_revision: int | None = None) -> Post:
        """Forward again after `undo`. Raises Refused when there is nothing to redo."""
        return self._journal.step(self._id(post_id), by, "redo", expected=expected_revision)

    def restore(self, post_id: str, number: int, by: str, *, expected_revision: int | None = None) -> Post:
        """Make an earlier revision, or one that stands aside, the present one. Raises NotFound."""
        post_id = self._id(post_id)
        wanted = self.revision(post_id, number)
        return self._journal.edit(
            post_id, by, lambda post: content_of(wanted, post), kind="restore", expected=expected_revision
        )

    # The trash

    def trash(self, post_id: str, by: str) -> None:
        """Throw a post away for 30 days. Raises Refused for what is decided on or published, NotPermitted."""
        self._tools.trash.put(self._id(post_id), by)

    def untrash(self, post_id: str, by: str) -> None:
        """Bring a post back out of the trash. Raises Refused when it is too late, NotPermitted."""
        self._tools.trash.take_back(self._id(post_id), by)

    def due(self, now: datetime) -> int:
        """How many posts `purge` would delete at that moment."""
        return self._tools.trash.due(now)

    def purge(self, now: datetime) -> int:
        """Delete for good what lay in the trash for 30 days. Returns how many posts."""
        return self._tools.trash.purge(now)

    def _id(self, prefix: str) -> str:
        found = self._repo.find(prefix) if len(prefix) >= SHORTEST_PREFIX else ()
        if len(found) > 1 and prefix not in found:
            raise BadInput("{n} posts begin with “{prefix}”; give more characters.", n=len(found), prefix=prefix)
        return found[0] if len(found) == 1 else prefix

    def _blank(self, template: Template, author: str) -> Post:
        tools = self._tools
        return blank_post(template, id=tools.ids(), by=author, now=tools.clock.now(), practice=tools.practice)

    def _filled(self, draft: PostDraft, author: str) -> Post:
        try:
            template = self._tools.templates.get(draft.template)
        except NotFound as error:
            raise BadInput(error.phrase, where=draft.place("template")) from error
        self._known_targets(draft.accounts, draft.place("accounts"))
        blank = self._blank(template, author)
        return draft_post(draft, template, blank, photos=self._tools.photos, files=self._tools.files)

    def _known_targets(self, names: Sequence[str], where: str) -> tuple[str, ...]:
        for name in names:
            try:
                self._tools.accounts.get(name)
            except NotFound as error:
                raise BadInput(error.phrase, where=where) from error
        return tuple(dict.fromkeys(names))

    def _cut(self, media: Media) -> Media:
        """The picture with its boxes held against its size. Raises BadInput."""
        width, height = self._tools.photos.size(self._tools.files.get(media.sha256))
        where = f"media:{media.id}"
        return replace(
            media,
            crop=fraction(media.crop, width, height, where) if media.crop else None,
            redactions=tuple(fraction(box, width, height, where) for box in media.redactions),
        )

    def _without(self, post: Post, media_id: str) -> dict[str, Any]:
        """The fields with a picture taken out of them."""
        fields = dict(post.fields)
        for field in self._tools.composer.template(post).fields:
            value = fields.get(field.name)
            if field.kind.picture and value == media_id:
                del fields[field.name]
            elif field.kind.picture and isinstance(value, list):
                fields[field.name] = [named for named in value if named != media_id]
        return fields


def _names(post: Post, id: str) -> bool:
    """Whether a field holds the id, alone or in a list."""
    return any(id == value or (isinstance(value, list) and id in value) for value in post.fields.values())


def _media(post: Post, id: str) -> Media:
    found = next((media for media in post.media if media.id == id), None)
    if found is None:
        raise NotFound("the post has no picture or video “{id}”.", id=id)
    return found


def _subtitles(media: Media, present: Media) -> str:
    """Tidied, where they are others than those of the video as it is kept."""
    if media.subtitles == present.subtitles:
        return present.subtitles
    return tidy_subtitles(media.subtitles, where=f"media:{media.id}") if present.clip else ""


def _cover_at(media: Media, clip: Clip | None) -> Number | None:
    """The second of the cover. Raises BadInput for one that the video has not."""
    if clip is None or media.cover_at is None:
        return None
    if not 0 <= media.cover_at <= clip.seconds:
        raise BadInput("the video has no frame at that time; it lasts {n} seconds.", n=clip.seconds, where="cover_at")
    return round(float(media.cover_at), 3)


def _aware(moment: datetime | None) -> datetime | None:
    if moment is not None and moment.tzinfo is None:
        raise BadInput("the time of publishing lacks its time zone.", where="publish_at")
    return moment
