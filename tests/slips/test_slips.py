"""What all slips have in common: nothing personal is kept, evidence stays as it was, and a closed slip goes in time."""

from __future__ import annotations

import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from studio.canonical import sha256
from studio.codec import plain
from studio.errors import BadInput, NotFound, Refused, Untrusted
from studio.posts.storage_trash import StoredTrash
from studio.slips import service
from studio.slips.model import ClaimSource, Impostor, Mishap, SlipKind, TimelineDeed
from studio.slips.storage import read_body, slip_entries, slip_evidence
from tests.slips.room import SHOT, Room


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chị Nguyễn Thị Lan gọi đến hỏi", "A citizen is named"),
        ("Nạn nhân Trần Văn Bình bị mất tiền", "A victim"),
        ("Người báo: Lê Thị Thu Hà, bán hàng ở chợ", "named in full"),
        ("PHẠM VĂN NAM đăng lại bài này", "named in full"),
        ("Gọi lại số 0912 345 678", "telephone"),
        ("Người hỏi có CCCD 079201001234", "identity"),
        ("Mật khẩu: Abc@12345", "password"),
        ("Viết cho lan.nguyen@mail.example", "e-mail"),
    ],
)
def test_a_text_with_something_personal_is_refused_with_a_sentence(room: Room, text: str, told: str) -> None:
    slip = room.impostor()
    with pytest.raises(BadInput) as refusal:
        room.slips.note(slip.id, room.by, text)
    assert told in refusal.value.phrase.en
    assert "general terms" in refusal.value.phrase.en
    assert [line.deed for line in room.slips.file(slip.id).entries] == [TimelineDeed.OPENED]


def test_what_is_no_citizens_may_be_noted(room: Room) -> None:
    slip = room.impostor()
    for text in (
        "Đã gọi trực ban 028 3999 0001.",
        "Phường Trần Hưng Đạo cũng nhận được câu hỏi.",
        "Ở đường Lý Thường Kiệt và trường THPT Nguyễn Thị Minh Khai.",
        "Ông Trần Văn Bình, Chủ tịch UBND phường, đã được báo.",
        "Hà Nội, Thái Bình và Thành phố Hồ Chí Minh.",
        "Đổi mật khẩu lúc 9 giờ.",
    ):
        room.slips.note(slip.id, room.by, text)
    assert [line.deed for line in room.slips.file(slip.id).entries][1:] == [TimelineDeed.NOTED] * 6


def test_evidence_is_kept_with_hash_and_moment_and_is_never_changed(room: Room) -> None:
    slip = room.impostor()
    captured = room.clock.now() - timedelta(minutes=30)
    piece = room.slips.add_evidence(slip.id, room.by, "chụp.png", SHOT, captured)
    assert (piece.sha256, piece.captured_at, piece.added_by) == (sha256(SHOT), captured, room.by)
    assert room.slips.intact(slip.id)
    with pytest.raises(Refused, match="đã có"):
        room.slips.add_evidence(slip.id, room.by, "lần nữa.png", SHOT)
    for act in (
        update(slip_evidence).values(captured_at=room.clock.now()),
        delete(slip_evidence),
        update(slip_entries).values(about=""),
        delete(slip_entries),
    ):
        with pytest.raises(IntegrityError, match="append-only"), room.store.write() as tx:
            tx.execute(act)
    room.files.path_of(piece.sha256).write_bytes(b"something else")
    assert not room.slips.intact(slip.id)
    with pytest.raises(Untrusted):
        room.slips.export(slip.id, room.by, Path(room.files.root) / "out.zip")


@pytest.mark.parametrize("data", [b"", bytes(30 * 2**20 + 1)])
def test_evidence_that_is_empty_or_too_large_is_refused(room: Room, data: bytes) -> None:
    with pytest.raises(BadInput):
        room.slips.add_evidence(room.impostor().id, room.by, "x.png", data)


def test_what_is_still_to_come_did_not_happen(room: Room) -> None:
    slip = room.impostor()
    with pytest.raises(BadInput, match="chưa tới"):
        room.slips.add_evidence(slip.id, room.by, "x.png", SHOT, room.clock.now() + timedelta(hours=1))


def test_an_export_holds_everything_and_its_hashes(room: Room, tmp_path: Path) -> None:
    slip = room.impostor()
    piece = room.slips.add_evidence(slip.id, room.by, "../trang giả.png", SHOT)
    out = tmp_path / "phieu.zip"
    digest = room.slips.export(slip.id, room.by, out)
    assert digest == sha256(out.read_bytes())
    assert service.intact(out.read_bytes())
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
        told = json.loads(archive.read("slip.json"))
        readme = archive.read("README.txt").decode()
    assert names[0] == "README.txt"
    assert names[-1] == "manifest.json"
    assert [name for name in names if name.startswith("evidence/")] == ["evidence/01.png"]
    assert told["evidence"][0]["sha256"] == piece.sha256
    assert read_body(SlipKind.IMPOSTOR, told["facts"]) == slip.body
    assert "hxxps://facebook[.]example" in readme
    assert "https://facebook.example" not in readme
    assert room.names()[-1] == "impostor.exported"
    assert room.slips.file(slip.id).entries[-1].about == digest


def test_an_altered_package_is_told(room: Room, tmp_path: Path) -> None:
    out = tmp_path / "phieu.zip"
    room.slips.export(room.impostor().id, room.by, out)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("evidence/99.png", b"added later")
    assert not service.intact(out.read_bytes())
    assert not service.intact(b"no archive at all")


def test_an_exercise_says_so_in_what_it_exports(tmp_path: Path) -> None:
    room, out = Room(tmp_path, practice=True), tmp_path / "phieu.zip"
    room.slips.export(room.impostor().id, room.by, out)
    with zipfile.ZipFile(out) as archive:
        assert "TẬP HUẤN" in archive.read("README.txt").decode()


def test_a_closed_slip_goes_with_its_evidence_after_its_days(room: Room) -> None:
    slip, other = room.finished_impostor(), room.impostor()
    file = room.slips.file(slip.id)
    assert file.purge_on == room.clock.now() + timedelta(days=365)
    room.clock.forward(days=365)
    assert room.slips.purge(room.clock.now()) == 0
    room.clock.forward(seconds=1)
    assert room.slips.purge(room.clock.now()) == 1
    with pytest.raises(NotFound):
        room.slips.get(slip.id)
    assert [each.id for each in room.slips.list()] == [other.id]
    assert sha256(SHOT) in StoredTrash(room.store).unneeded()
    assert not StoredTrash(room.store).needed(sha256(SHOT))
    assert room.noted[-1]["step"] == "purged"


def test_evidence_in_use_is_needed(room: Room) -> None:
    piece = room.slips.add_evidence(room.impostor().id, room.by, "x.png", SHOT)
    assert StoredTrash(room.store).needed(piece.sha256)
    assert StoredTrash(room.store).unneeded() == ()


def test_a_closed_slip_takes_nothing_until_it_is_opened_again(room: Room) -> None:
    slip = room.finished_impostor()
    with pytest.raises(Refused, match="đã đóng"):
        room.slips.impostors.reported(slip.id, room.by, "RP-2")
    room.slips.reopen(slip.id, room.by)
    changed = room.slips.impostors.reported(slip.id, room.by, "RP-2").body
    assert isinstance(changed, Impostor)
    assert changed.report_ref == "RP-2"


def test_the_open_ones_come_first_then_the_latest(room: Room) -> None:
    closed = room.finished_impostor()
    room.clock.forward(minutes=1)
    incident = room.slips.incidents.open(room.by, what=Mishap.WRONG_POST, found_at=room.clock.now(), signs="Nhầm trang")
    room.clock.forward(minutes=1)
    claim = room.slips.clarifications.open(room.by, claim="Tin lạ", effect="Lo lắng", source=ClaimSource.QUESTIONS)
    assert [slip.id for slip in room.slips.list()] == [claim.id, incident.id, closed.id]
    assert [slip.id for slip in room.slips.list(SlipKind.INCIDENT)] == [incident.id]


def test_a_step_of_another_kind_is_refused(room: Room) -> None:
    with pytest.raises(Refused, match="loại khác"):
        room.slips.incidents.reviewed(room.impostor().id, room.by, "Nhầm")


def test_saying_the_same_again_writes_no_line(room: Room) -> None:
    slip = room.impostor()
    for _ in range(2):
        room.slips.impostors.reported(slip.id, room.by, "RP-1")
    assert [line.deed for line in room.slips.file(slip.id).entries] == [TimelineDeed.OPENED, TimelineDeed.REPORTED]


def test_the_log_holds_no_text_of_a_slip(room: Room) -> None:
    slip = room.finished_impostor()
    room.slips.note(slip.id, room.by, "Một ghi chú")
    assert {entry["act"] for entry in room.noted} == {"slip"}
    assert "facebook" not in json.dumps(room.noted)
    assert "ghi chú" not in json.dumps(room.noted, ensure_ascii=False)


def test_a_body_comes_back_from_the_store_as_it_was(room: Room) -> None:
    for slip in (room.finished_impostor(),):
        held = room.slips.get(slip.id)
        assert read_body(held.kind, plain(held.body)) == held.body == slip.body


_TOLD = ("README.txt", "slip.json", "manifest.json")


@pytest.mark.parametrize("name", ["CCCD 001199004321.jpg", "nhan_tin_0912.345.678.png", "Trần Văn Nghi Mẫu.pdf"])
def test_a_file_with_somebodys_name_or_number_is_kept_under_another_name(room: Room, tmp_path: Path, name: str) -> None:
    slip = room.impostor()
    piece = room.slips.add_evidence(slip.id, room.by, name, SHOT + name.encode())
    assert piece.name == f"chung-cu{Path(name).suffix}"
    out = tmp_path / "phieu.zip"
    room.slips.export(slip.id, room.by, out)
    told = str(zipfile.ZipFile(out).namelist()) + zipfile.ZipFile(out).read("slip.json").decode()
    assert Path(name).stem not in told


@pytest.mark.parametrize(
    "name", ["NguyenVanA_PhuongMinhKhai.JPG", "chi-Hoa-so-nha-12.png", "anh Tuan.jp~g", "khong-duoi"]
)
def test_a_package_names_its_evidence_by_number_whatever_it_was_called(room: Room, tmp_path: Path, name: str) -> None:
    slip, out = room.impostor(), tmp_path / "phieu.zip"
    room.slips.add_evidence(slip.id, room.by, name, SHOT + name.encode())
    room.slips.export(slip.id, room.by, out)
    with zipfile.ZipFile(out) as archive:
        ending = Path(name).suffix.lower() if "~" not in name else ""
        assert f"evidence/01{ending}" in archive.namelist()
        told = "".join([*archive.namelist(), *(archive.read(each).decode("latin-1") for each in _TOLD)])
    assert Path(name).stem not in told
