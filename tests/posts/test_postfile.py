"""POST.yaml is read whole, relative to itself, and every mistake is named by file, line and field."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from studio.errors import BadInput, StudioError
from studio.posts.model import Answers
from studio.posts.postfile import read_post_file
from tests.posts.post_rig import PostRig

WHOLE = """\
template: scam_warning
fields:
  scam_name: Giả danh cán bộ phường
  how: |
    Kẻ gian gọi điện
    và giục làm ngay.
  signs: [Số lạ gọi điện, Hỏi mã OTP]
  unit_name: cong-an-phuong-vi-du
media:
  - file: ../anh/cuoc-goi.jpg
    alt: Điện thoại hiện cuộc gọi lạ
    crop: [0.1, 0, 0.8, 1]
    redactions: [[100, 50, 300, 100]]
    focal: [0.65, 0.45]
    source: Ảnh của đơn vị
    consent: Phiếu số 12
    faces_checked: true
    has_minor: false
  - {file: hai.jpg, id: bia}
accounts: [thuc-hanh, ban-giao, thuc-hanh]
publish_at: 2026-11-26T08:00
cards: [alert, cover]
answers: {not_restricted: true, no_victim_identity: true, has_minor: false, original_post: ""}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "bai" / "POST.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_the_file_says_is_read(tmp_path: Path) -> None:
    draft = read_post_file(write(tmp_path, WHOLE))
    assert draft.template == "scam_warning"
    assert draft.fields["how"] == "Kẻ gian gọi điện\nvà giục làm ngay.\n"
    assert type(draft.fields) is dict
    first, second = draft.media
    assert first.file == tmp_path / "bai" / "../anh/cuoc-goi.jpg"
    assert (first.id, first.alt, first.consent, first.source) == (
        "m1", "Điện thoại hiện cuộc gọi lạ", "Phiếu số 12", "Ảnh của đơn vị",
    )  # fmt: skip
    assert (first.crop, first.redactions, first.focal) == ((0.1, 0, 0.8, 1), ((100, 50, 300, 100),), (0.65, 0.45))
    assert (first.faces_checked, first.has_minor) == (True, False)
    assert (second.id, second.faces_checked, second.has_minor) == ("bia", False, None)
    assert draft.accounts == ("thuc-hanh", "ban-giao")
    assert draft.publish_at == datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
    assert draft.cards == ("alert", "cover")
    assert draft.answers == Answers(not_restricted=True, no_victim_identity=True, has_minor=False)
    assert draft.place("fields.signs") == "POST.yaml:7: signs"


def test_a_file_may_say_very_little(tmp_path: Path) -> None:
    draft = read_post_file(write(tmp_path, "template: greeting\nfields:\nmedia:\naccounts: thuc-hanh\n"))
    assert (draft.fields, draft.media, draft.accounts, draft.publish_at) == ({}, (), ("thuc-hanh",), None)
    assert draft.answers == Answers()


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("fields: {}", "POST.yaml:1", "template: scam_warning"),
        ("template: 5", "POST.yaml:1", "template"),
        ("template: x\nfeilds: {}", "POST.yaml:2", "“fields”"),
        ("template: x\nfields: [a]", "POST.yaml:2: fields", "tên: giá trị"),
        ("template: x\nmedia: anh.jpg", "POST.yaml:2: media", "danh sách"),
        ("template: x\nmedia: [anh.jpg]", "POST.yaml:2: media", "file"),
        ("template: x\nmedia:\n  - alt: a", "POST.yaml:3: file", "tệp ảnh"),
        ("template: x\nmedia:\n  - file: a.jpg\n    atl: b", "POST.yaml:4", "“alt”"),
        ("template: x\nmedia:\n  - file: a.jpg\n    crop: [1, 2, 3]", "POST.yaml:4: crop", "rộng"),
        ("template: x\nmedia:\n  - file: a.jpg\n    crop: [0, 0, 0, 1]", "POST.yaml:4: crop", "rộng"),
        ("template: x\nmedia:\n  - file: a.jpg\n    redactions: [1, 2, 3, 4]", "POST.yaml:4: redactions", "rộng"),
        ("template: x\nmedia:\n  - file: a.jpg\n    focal: [2, 0]", "POST.yaml:4: focal", "0 đến 1"),
        ("template: x\nmedia:\n  - file: a.jpg\n    faces_checked: rồi", "POST.yaml:4: faces_checked", "true"),
        ("template: x\nmedia:\n  - file: a.jpg\n    id: ../m1", "POST.yaml:4: id", "mã ảnh"),
        ("template: x\nmedia:\n  - file: a.jpg\n  - file: b.jpg\n    id: m1", "POST.yaml:5: id", "trùng"),
        ("template: x\nmedia:\n  - file: [a]", "POST.yaml:3: file", "chữ"),
        ("template: x\naccounts: {a: 1}", "POST.yaml:2: accounts", "danh sách"),
        ("template: x\naccounts: [1]", "POST.yaml:2: accounts", "tên"),
        ("template: x\npublish_at: sáng mai", "POST.yaml:2: publish_at", "2026-11-25T08:00"),
        ("template: x\npublish_at: 25/11/2026 08:00", "POST.yaml:2: publish_at", "2026-11-25T08:00"),
        ("template: x\nanswers: {not_restricted: có}", "POST.yaml:2: not_restricted", "true"),
        ("template: x\nanswers: {no_victims: true}", "POST.yaml:2", "“no_victim_identity”"),
    ],
)
def test_a_mistake_is_named_by_file_line_and_field(tmp_path: Path, text: str, place: str, word: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_post_file(write(tmp_path, text))
    assert refused.value.where == place
    assert word in refused.value.phrase.vi
    assert "\n" not in refused.value.sentence("vi") + refused.value.sentence("en")


# Held against its template


def furnish(rig: PostRig) -> None:
    (rig.folder / "anh").mkdir()
    (rig.folder / "anh" / "cuoc-goi.jpg").write_bytes(b"PHOTO mot")
    (rig.folder / "bai").mkdir()
    (rig.folder / "bai" / "hai.jpg").write_bytes(b"PHOTO hai")


def test_a_draft_becomes_a_post_with_its_pictures_in_the_file_store(rig: PostRig) -> None:
    furnish(rig)
    post = rig.drafts.open_draft(read_post_file(write(rig.folder, WHOLE)), rig.author)
    assert rig.get(post) == post
    first, second = post.media
    assert rig.files.get(first.sha256) == b"PHOTO mot"
    assert (first.name, second.name) == ("cuoc-goi.jpg", "hai.jpg")
    assert first.redactions == ((0.1, 0.1, 0.3, 0.2),)
    assert first.crop is not None
    assert first.crop[2] == pytest.approx(0.8)
    assert post.targets == ("thuc-hanh", "ban-giao")
    assert post.author == rig.author


def test_a_trial_opens_nothing(rig: PostRig) -> None:
    furnish(rig)
    post = rig.drafts.trial(read_post_file(write(rig.folder, WHOLE)))
    assert rig.composer.content(post).title.startswith("CẢNH BÁO")
    assert rig.drafts.list() == ()


def test_image_fields_may_name_the_file(rig: PostRig) -> None:
    furnish(rig)
    text = "template: missing_person\nfields: {photo: hai.jpg, age: 70, person: N.V.A}\nmedia: [{file: hai.jpg}]\n"
    post = rig.drafts.open_draft(read_post_file(write(rig.folder, text)), rig.author)
    assert post.fields == {"photo": "m1", "age": 70, "person": "N.V.A"}


def test_numbers_are_text_where_the_field_is_and_citations_always(rig: PostRig) -> None:
    furnish(rig)
    text = (
        "template: procedure_guide\n"
        "fields:\n"
        "  fee: 50000\n"
        "  docs: [1, hai]\n"
        "  citation: {document: 13/2023/NĐ-CP, article: 5, clause: 1}\n"
    )
    post = rig.drafts.open_draft(read_post_file(write(rig.folder, text)), rig.author)
    assert post.fields["fee"] == "50000"
    assert post.fields["docs"] == ["1", "hai"]
    assert post.fields["citation"] == {"document": "13/2023/NĐ-CP", "article": "5", "clause": "1"}


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("template: scam_waring", "POST.yaml:1", "scam_waring"),
        ("template: scam_warning\nfields:\n  scam_nane: x", "POST.yaml:3: scam_nane", "“scam_name”"),
        ("template: scam_warning\nmedia:\n  - file: khong-co.jpg", "POST.yaml:3", "khong-co.jpg"),
        ("template: scam_warning\nmedia:\n  - file: POST.yaml", "POST.yaml:3", "Không đọc được ảnh"),
        ("template: scam_warning\nmedia:\n  - file: .", "POST.yaml:3", "không đọc được"),
        (
            "template: scam_warning\nmedia:\n  - {file: hai.jpg, crop: [900, 0, 200, 100]}",
            "POST.yaml:3: crop",
            "1000×500",
        ),
        ("template: scam_warning\naccounts: [thuc-han]", "POST.yaml:2", "“thuc-hanh”"),
        ("template: scam_warning\ncards: [alert, poster]", "POST.yaml:2", "“poster”"),
        ("template: scam_warning\nfields:\n  how: " + "x" * 60_001, "POST.yaml:3: how", "quá dài"),
        ("template: scam_warning\nmedia: [" + ", ".join(["{file: hai.jpg}"] * 21) + "]", "POST.yaml:2", "20 ảnh"),
    ],
)
def test_what_the_template_or_the_pc_does_not_have_is_named_and_nothing_opened(
    rig: PostRig, text: str, place: str, word: str
) -> None:
    furnish(rig)
    path = write(rig.folder, text)
    with pytest.raises(StudioError) as refused:
        rig.drafts.open_draft(read_post_file(path), rig.author)
    assert refused.value.where == place
    assert word in refused.value.phrase.vi
    assert rig.drafts.list() == ()
