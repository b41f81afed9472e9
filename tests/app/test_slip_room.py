"""The register beside the rooms of posts: corrections, answers, withdrawals, and posts that are gone."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from studio.access.model import PageRole, RightsHolder
from studio.app import Studio
from studio.app.case_room import page_at
from studio.config import SettingsFile
from studio.errors import Refused
from studio.file_preview import FilePreview
from studio.people.model import Person, Role
from studio.posts.model import PostState
from studio.registry.model import PageFile, PageIdentity
from studio.slips.model import ClaimSource, Clarification, IncidentSeverity, Reporter, Slip, SlipDecision
from studio.training.steps.common import PHOTO
from tests.library.importers.test_pdf import pdf
from tests.profile import MORNING


def claim(studio: Studio, by: Person) -> Slip:
    does = studio.slips.clarifications
    slip = does.open(by.id, claim="phường thu tiền đổi sổ", effect="Người dân mất tiền", source=ClaimSource.QUESTIONS)
    return does.assess(
        slip.id,
        by.id,
        harmful=True,
        asked_often=True,
        within_remit=True,
        decision=SlipDecision.ANSWER,
        reason="Nhiều người hỏi",
    )


def test_an_answer_begins_with_the_claim_and_is_opened_anew_when_it_was_thrown_away(
    studio: Studio, lan: Person
) -> None:
    slip = claim(studio, lan)
    first = studio.slips.clarifications.draft(slip.id, lan.id).body
    assert isinstance(first, Clarification)
    draft = studio.drafts.get(first.draft)
    assert (draft.template_id, draft.fields["claim"]) == ("false_news", first.claim)
    assert studio.slips.clarifications.draft(slip.id, lan.id).body == first
    studio.drafts.trash(first.draft, lan.id)
    second = studio.slips.clarifications.draft(slip.id, lan.id).body
    assert isinstance(second, Clarification)
    assert second.draft != first.draft
    assert studio.slips.file(slip.id).missing


def test_only_what_was_published_is_reported(studio: Studio, lan: Person) -> None:
    draft = studio.drafts.open_new("scam_warning", lan.id)
    assert draft.state is PostState.DRAFT
    with pytest.raises(Refused, match="sửa thẳng"):
        studio.slips.corrections.create(
            lan.id, post=draft.id, error="Sai", found_by=Reporter.STAFF, severity=IncidentSeverity.MINOR
        )
    assert studio.slips.list() == ()


@pytest.mark.parametrize(
    "address",
    ["https://www.facebook.com/phuong", "hxxps://facebook[.]com/phuong/", "m.facebook.com/Phuong?ref=1"],
)
def test_a_page_of_the_registry_is_known_however_its_address_is_written(address: str) -> None:
    shown = PageIdentity(name="Công an phường", url="https://facebook.com/phuong")
    page = PageFile(id="f", identity=shown, made_at=MORNING, changed_at=MORNING)
    assert page_at(address, [page]) == "Công an phường"
    assert page_at("https://facebook.com/phuong-gia", [page]) == ""


def test_evidence_is_seen_at_a_glance_and_nothing_of_it_runs(studio: Studio, tmp_path: Path) -> None:
    def seen(data: bytes) -> FilePreview:
        return studio.glimpse(studio.files.put(data))

    for data in (PHOTO.read_bytes(), pdf(tmp_path, ["Số: 12/2026/QĐ-MAU", "Nội dung"])):
        picture = Image.open(io.BytesIO(seen(data).picture))
        assert (picture.format, max(picture.size) <= 640) == ("JPEG", True)
    page = "<script>alert(1)</script>\r\nTrang giả"
    assert seen(page.encode()) == FilePreview(text=page.replace("\r", ""))
    for hostile in (b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\n broken", b"MZ\x90\x00\x03", b"PK\x03\x04\xff\xfe"):
        assert seen(hostile) == FilePreview()


def test_a_changed_setting_holds_without_a_new_start(studio: Studio) -> None:
    head = next(each for each in studio.people.list() if Role.HEAD in each.roles)
    page = studio.accounts.list()[0].name
    for name in ("An", "Bình", "Chi"):
        holder = studio.access.save_holder(RightsHolder(id="", name=name), head.id)
        studio.access.assign(page, holder.id, PageRole.FULL_ADMIN, head.id)
    assert "TWO_ADMINS" not in {each.code for each in studio.access.findings(page)}
    assert studio.slips.kept_days == 365
    file = SettingsFile(studio.profile.settings)
    file.save(replace(file.load().settings, max_admins=2, slip_days=30))
    assert "TWO_ADMINS" in {each.code for each in studio.access.findings(page)}
    assert studio.slips.kept_days == 30
