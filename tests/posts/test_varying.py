"""A text worded apart for one platform: only there, checked and compared like any other text of the post."""

from __future__ import annotations

from datetime import date

import pytest

from studio.directory.model import DirectoryBook
from studio.errors import BadInput
from studio.platforms import Platform
from studio.posts.compare import compare
from studio.posts.compose import compose
from studio.posts.model import Content, Post
from studio.templates.catalog import Catalog, builtin_pack
from studio.templates.variants import variant_name
from tests.posts.checks.view_builder import findings, view
from tests.posts.post_rig import PostRig

HOW = variant_name("how", Platform.ZALO)
SHORT = "Kẻ gian gọi điện giả danh, giục chuyển tiền."
BOOK = DirectoryBook()


def said(post: Post) -> Content:
    catalog = Catalog([builtin_pack()])

    def cite(_: object) -> object:
        raise AssertionError("nothing is cited")

    return compose(post, catalog.get("scam_warning"), catalog.design(), book=BOOK, cite=cite, on=date(2026, 11, 25))  # type: ignore[arg-type]


def test_the_platform_alone_says_it_and_the_others_what_the_field_says(rig: PostRig) -> None:
    post = rig.draft()
    before = said(post)
    after = said(rig.drafts.edit(post.id, rig.author, fields={HOW: SHORT}))
    assert SHORT in after.texts[Platform.ZALO]
    assert post.fields["how"] not in after.texts[Platform.ZALO]
    assert after.texts[Platform.FACEBOOK] == before.texts[Platform.FACEBOOK]
    assert after.cards == before.cards
    assert after.content_hash != before.content_hash


def test_only_what_the_template_allows_can_be_worded_apart(rig: PostRig) -> None:
    post = rig.draft()
    with pytest.raises(BadInput):
        rig.drafts.edit(post.id, rig.author, fields={variant_name("confirmed_by", Platform.ZALO): "x"})
    with pytest.raises(BadInput):
        rig.drafts.edit(post.id, rig.author, fields={"how@tiktok": "x"})


def test_it_is_undone_and_compared_like_any_text(rig: PostRig) -> None:
    post = rig.draft()
    edited = rig.drafts.edit(post.id, rig.author, fields={HOW: SHORT})
    found = compare(post, edited, Catalog([builtin_pack()]).get("scam_warning"), book=BOOK)
    assert [change.where for change in found.changes] == [HOW]
    assert HOW not in rig.drafts.undo(post.id, rig.author).fields


def test_it_is_checked_like_any_text() -> None:
    leaky = {HOW: "Nạn nhân có số CCCD 001099012345 đã chuyển tiền."}
    assert [one.field for one in findings("NO_ID_NUMBER", view("scam_warning", fields=leaky))] == [HOW]
