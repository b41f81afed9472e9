"""What is asked for beside a post is part of it: typed, frozen per platform, bound by the approval."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio.accounts.model import Account, AccountKind
from studio.canonical import canonical_json
from studio.errors import BadInput, Refused
from studio.platforms import WRITTEN, Platform
from studio.posts.model import NO_OPTIONS, PlatformOptions
from studio.posts.postfile import read_post_file
from studio.posts.serial import bundle_json, bundle_of, post_json, post_of
from tests.posts.post_rig import PostRig

ASKED = PlatformOptions(
    first_comment="Chi tiết: 113.", pinned=True, place="11", place_name="Chợ Mẫu", story=True, slug="canh bao"
)
EVERYWHERE = tuple(
    Account(name=f"{platform}", kind=AccountKind.HANDOVER, platform=platform, page_id=str(n), title="Trang")
    for n, platform in enumerate(WRITTEN)
)


def test_each_platform_is_asked_for_what_concerns_it(rig: PostRig) -> None:
    post = rig.drafts.edit(rig.draft().id, rig.author, options=ASKED)
    packages = rig.freezer.freeze(post, rig.composer.content(post), EVERYWHERE).bundle.packages
    assert {platform: package.options for platform, package in packages.items()} == {
        Platform.FACEBOOK: replace(ASKED, slug=""),
        Platform.ZALO: NO_OPTIONS,
        Platform.WEBSITE: PlatformOptions(slug="canh bao"),
    }


@pytest.mark.parametrize(
    "change",
    [
        {"first_comment": "Khác"},
        {"pinned": False},
        {"place": "12"},
        {"place_name": "Chợ khác"},
        {"story": False},
        {"slug": "khac"},
    ],
)
def test_the_seal_binds_every_part_of_it(rig: PostRig, change: dict[str, object]) -> None:
    post = rig.drafts.edit(rig.draft().id, rig.author, options=ASKED)
    other = replace(post, options=replace(ASKED, **change))  # type: ignore[arg-type]
    seals = {rig.freezer.freeze(p, rig.composer.content(p), EVERYWHERE).bundle.seal for p in (post, other)}
    assert len(seals) == 2


def test_an_approval_ends_where_it_is_changed(rig: PostRig) -> None:
    post = rig.approved()
    rig.drafts.edit(post.id, rig.author, options=ASKED)
    with pytest.raises(Refused):
        rig.workflow.valid_approval(post.id)


def test_it_comes_back_from_json_and_a_post_without_it_is_written_as_before(rig: PostRig) -> None:
    plain = rig.draft()
    assert "options" not in post_json(plain)
    post = rig.drafts.edit(plain.id, rig.author, options=ASKED)
    assert post_of(post_json(post), post.state) == post
    bundle = rig.freezer.freeze(post, rig.composer.content(post), EVERYWHERE).bundle
    assert bundle_of(bundle_json(bundle)) == bundle
    told = canonical_json(bundle_json(bundle))
    assert told.count(b'"options"') == 2, "Zalo is asked for nothing"


def test_what_is_typed_is_tidied_and_undone_like_any_edit(rig: PostRig) -> None:
    untidy = PlatformOptions(first_comment="  Dòng 1\r\nDòng 2 ", place=" 11 ", place_name="Chợ \n Mẫu")
    post = rig.drafts.edit(rig.draft().id, rig.author, options=untidy)
    assert post.options == PlatformOptions(first_comment="Dòng 1\nDòng 2", place="11", place_name="Chợ Mẫu")
    assert rig.drafts.undo(post.id, rig.author).options == NO_OPTIONS


def test_a_file_may_ask_for_it(rig: PostRig, tmp_path: Path) -> None:
    path = tmp_path / "bai.yaml"
    asked = 'options: {first_comment: "Gọi 113", pinned: true, place: "11", place_name: Chợ Mẫu, slug: canh bao}'
    path.write_text(f"template: scam_warning\nfields: {{scam_name: Giả danh}}\n{asked}\n", encoding="utf-8")
    post = rig.drafts.open_draft(read_post_file(path), rig.author)
    assert post.options == PlatformOptions(
        first_comment="Gọi 113", pinned=True, place="11", place_name="Chợ Mẫu", slug="canh bao"
    )
    path.write_text("template: scam_warning\noptions: {pin: true}\n", encoding="utf-8")
    with pytest.raises(BadInput, match="pinned") as refused:
        read_post_file(path)
    assert "bai.yaml:2" in refused.value.where
