"""The picture files of a post, for the person who puts them in place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from studio.accounts.model import Account
from studio.app.pictures import HandPictures
from studio.errors import BadInput, Refused
from studio.platforms import Platform
from studio.posts.workflow import Workflow
from studio.publishers.zalo.images import file_name
from tests.publishers.zalo.zalo_rig import JPEG, ZaloRig

FIRST, SECOND = (file_name(JPEG % number, "image/jpeg") for number in (1, 2))


@pytest.fixture
def by_hand(rig: ZaloRig) -> Account:
    return replace(rig.account, image_host=f"{rig.server.url}/images")


def service(rig: ZaloRig, *accounts: Account, submitted: bool = True) -> HandPictures:
    bundle = SimpleNamespace(
        packages={Platform.ZALO: rig.package()},
        targets=tuple((a.name, str(a.platform), a.page_id) for a in accounts),
    )
    workflow: Any = SimpleNamespace(frozen=lambda post: SimpleNamespace(bundle=bundle) if submitted else None)
    known: Any = SimpleNamespace(list=lambda: accounts)
    return HandPictures(cast("Workflow", workflow), known, rig.files, lambda: rig.host)


def test_written_under_the_names_expected(rig: ZaloRig, by_hand: Account, tmp_path: Path) -> None:
    written = service(rig, by_hand).write("p1", tmp_path / "anh")
    assert [path.name for path in written] == [FIRST, SECOND]
    assert [path.read_bytes() for path in written] == [JPEG % 1, JPEG % 2]


def test_it_tells_which_are_missing_or_others(rig: ZaloRig, by_hand: Account) -> None:
    pictures = service(rig, by_hand)
    assert pictures.needed(by_hand)
    assert [one.name for one in pictures.missing("p1")] == [FIRST, SECOND]
    rig.zalo.pictures.files[FIRST] = JPEG % 1
    rig.zalo.pictures.files[SECOND] = b"\xff\xd8\xff another"
    assert [(one.name, one.picture) for one in pictures.missing("p1")] == [(SECOND, "02-alert.jpg")]
    rig.zalo.pictures.files[SECOND] = JPEG % 2
    assert pictures.missing("p1") == ()


def test_a_post_that_needs_none_or_is_not_submitted_is_refused(rig: ZaloRig, by_hand: Account) -> None:
    assert not service(rig).needed(rig.account), "its website takes them"
    for pictures in (service(rig, rig.account), service(rig, by_hand, submitted=False)):
        with pytest.raises(Refused):
            pictures.of("p1")


def test_a_folder_that_cannot_be_written_is_named(rig: ZaloRig, by_hand: Account, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BadInput) as refused:
        service(rig, by_hand).write("p1", tmp_path / "file")
    assert refused.value.where == str(tmp_path / "file")
