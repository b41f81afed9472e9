"""A filled template as a view, and what the rules say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from studio.accounts.model import Account, AccountKind
from studio.canonical import sha256
from studio.directory.model import DirectoryBook
from studio.images.video import Clip
from studio.phrase import Bilingual, Phrase
from studio.platforms import Platform
from studio.posts.checks.rule import PreflightView
from studio.posts.compose import compose
from studio.posts.model import (
    Answers,
    Approval,
    Attachment,
    Bundle,
    Content,
    Finding,
    FrozenBundle,
    Media,
    Package,
    Post,
    PreflightStage,
    PressReport,
)
from studio.posts.preflight import preflight
from studio.templates.catalog import Catalog, builtin_pack
from studio.templates.fields import KnownReferences
from studio.templates.layout import Design
from studio.templates.model import Template
from studio.templates.values import validate
from tests.sample_fields import sample, sample_book, sample_cite, sample_media

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 25)
BLANK = Design(sizes={}, colours={}, themes={}, layouts={})
FACEBOOK = Account(
    name="facebook-minh-khai",
    kind=AccountKind.HANDOVER,
    platform=Platform.FACEBOOK,
    page_id="100000000000001",
    title="Công an phường Minh Khai",
    unit="ca-minh-khai",
)
ANSWERED = Answers(not_restricted=True, no_victim_identity=True, has_minor=False)


def whole_book() -> DirectoryBook:
    """The sample directory with the child helpline, which a card of numbers lists."""
    book = sample_book()
    helpline = replace(book.contacts[-1], id="111", label="Tổng đài bảo vệ trẻ em", phone="111")
    return replace(book, contacts=(*book.contacts, helpline))


@cache
def templates() -> Mapping[str, Template]:
    """The shipped templates by id."""
    return {template.id: template for template in Catalog([builtin_pack()]).all()}


def photo(id: str = "m1", **changes: Any) -> Media:
    """A picture about which everything is known."""
    whole = Media(
        id=id,
        sha256=sha256(id.encode()),
        name=f"anh-{id}.jpg",
        alt="Cán bộ hướng dẫn người dân lấy số thứ tự tại bộ phận một cửa",
        source="Ảnh của đơn vị",
        faces_checked=True,
        has_minor=False,
    )
    return replace(whole, **changes)


def video(id: str = "m1", clip: Mapping[str, Any] | None = None, **changes: Any) -> Media:
    """A clip that every platform takes, about which everything is known but its captions."""
    what = Clip(
        container="mp4",
        codec="avc1",
        seconds=30.0,
        width=1080,
        height=1920,
        rotation=0,
        fps=30.0,
        audio=True,
        bytes=1_900_000,
    )
    return replace(photo(id, name=f"phim-{id}.mp4"), **{"clip": replace(what, **(clip or {})), **changes})


def view(
    template_id: str = "greeting",
    fields: Mapping[str, Any] | None = None,
    *,
    base: str = "typical",
    book: DirectoryBook | None = None,
    answers: Answers = ANSWERED,
    media: tuple[Media, ...] | None = None,
    post: Mapping[str, Any] | None = None,
    content: Mapping[str, Any] | None = None,
    cite: Any = sample_cite,
    **others: Any,
) -> PreflightView:
    """A typical post of a template, complete in every way, with changes."""
    template = others.pop("template", None) or templates()[template_id]
    filled = {**sample(templates()[template_id], base), **(fields or {})}  # type: ignore[arg-type]
    pictures = media if media is not None else tuple(photo(name) for name in sample_media(template, filled))
    the_post = replace(
        Post(
            id="a" * 32,
            revision=3,
            template_id=template.id,
            template_version=template.version,
            template_sha256=template.sha256,
            fields=filled,
            media=pictures,
            targets=(FACEBOOK.name,),
            answers=replace(answers, original_post=answers.original_post or "b" * 32),
            author="lan",
            editors=("lan", "minh"),
            created_at=NOW,
            updated_at=NOW,
        ),
        **(post or {}),
    )
    known = book or whole_book()
    composed = compose(the_post, template, BLANK, book=known, cite=cite, on=others.get("on", TODAY))
    return PreflightView(
        **{
            "post": the_post,
            "template": template,
            "content": replace(composed, **(content or {})),
            "book": known,
            "accounts": (FACEBOOK,),
            "on": TODAY,
            "now": NOW,
            "stage": PreflightStage.SUBMIT,
            "field_problems": field_problems(template, the_post, known),
            **others,
        }
    )


def field_problems(template: Template, post: Post, book: DirectoryBook) -> tuple[Any, ...]:
    """What the template's validators say."""
    known = KnownReferences(
        media=frozenset(media.id for media in post.media),
        contacts=frozenset(contact.id for contact in book.contacts),
        units=frozenset(unit.id for unit in book.units),
    )
    return validate(template, post.fields, known=known)


def said(text: str, template_id: str = "greeting", field: str = "message", **others: Any) -> PreflightView:
    """A post that says `text` in one field."""
    return view(template_id, {field: text}, **others)


def findings(code: str, looked_at: PreflightView) -> list[Finding]:
    """What one rule says."""
    return [finding for finding in preflight(looked_at) if finding.code == code]


def frozen(looked_at: PreflightView, **changes: Any) -> FrozenBundle:
    """What freezing `looked_at` would give: clean pictures, readable cards."""
    content: Content = looked_at.content
    origins = [f"card:{card.spec.layout}:p45" for card in content.cards] + [f"media:{m.id}" for m in content.media]
    attachments = tuple(
        Attachment(
            sha256=sha256(origin.encode()),
            name=f"{n:02d}.jpg",
            mime="image/jpeg",
            width=1080,
            height=1350,
            bytes=90_000,
            alt="Thẻ thông báo của đơn vị",
            origin=origin,
        )
        for n, origin in enumerate(dict.fromkeys(origins), 1)
    )
    package = Package(
        platform=Platform.FACEBOOK,
        text=content.texts[Platform.FACEBOOK],
        title=content.title,
        attachments=attachments,
    )
    bundle = Bundle(
        post_id=content.post_id,
        revision=content.revision,
        content_hash=content.content_hash,
        packages={Platform.FACEBOOK: package},
        targets=((FACEBOOK.name, "facebook", FACEBOOK.page_id),),
        publish_at=looked_at.post.publish_at,
        seal="5" * 64,
    )
    whole = FrozenBundle(
        bundle=bundle,
        pressed={o: PressReport(contrast={"headline": 9.2, "body": 7.4}) for o in origins if o.startswith("card:")},
        photo_leftovers=dict.fromkeys(origins, ()),
    )
    return replace(whole, **changes)


def approval(**changes: Any) -> Approval:
    """A head's approval of what `frozen` gives."""
    whole = Approval(
        post_id="a" * 32,
        revision=3,
        seal="5" * 64,
        by="hung",
        role="head",
        at=NOW,
        expires_at=datetime(2026, 12, 2, 3, 0, tzinfo=UTC),
    )
    return replace(whole, **changes)


def both(text: str) -> Phrase:
    """One sentence in both languages."""
    return Bilingual(text, text)
