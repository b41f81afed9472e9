"""A file of a page: what it lacks is said, what the head agreed to holds, and a page ends in order."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from studio.accounts.model import Account, AccountKind, PageStatus
from studio.codec import plain, read
from studio.errors import BadInput, NotPermitted, Refused, StorageTrouble
from studio.platforms import Platform
from studio.posts.storage_trash import StoredTrash
from studio.registry.model import Archive, PageEvidence, PageFile, Portrait, ReportOutcome
from studio.registry.rules import matches
from tests.registry.room import PIN, UNIT, Room, without


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_a_file_is_kept_as_it_is(room: Room) -> None:
    file = room.leaving()
    room.registry.keep_archive(file.id, room.folder / "luu.zip", room.asks)
    file = room.registry.change(file.id, room.asks, verification=room.verification())
    assert read(PageFile, json.loads(json.dumps(plain(file)))) == file
    assert room.registry.get(file.id) == file
    assert room.registry.list()[0] == file


def test_an_empty_request_says_each_thing_it_lacks(room: Room) -> None:
    file = room.registry.begin(room.asks)
    assert room.fields(file, "REGISTRY_COMPLETE") == {
        "purpose", "audience", "why", "hours", "reply", "platform", "admins", "approver", "duty", "basis",
    }  # fmt: skip
    file = room.registry.change(file.id, room.asks, request=room.request())
    assert room.fields(file, "REGISTRY_COMPLETE") == set()
    lacking = without(room.request(), admins=(room.asks, room.asks))
    file = room.registry.change(file.id, room.asks, request=lacking)
    assert room.fields(file, "REGISTRY_COMPLETE") == {"admins"}


def test_a_request_goes_to_the_head_when_it_is_complete_and_any_change_voids_the_yes(room: Room) -> None:
    file = room.registry.begin(room.asks)
    with pytest.raises(Refused, match="còn thiếu"):
        room.registry.submit(file.id, room.asks, PIN)
    file = room.agreed()
    assert room.registry.agreement(file.id) is not None
    room.registry.change(file.id, room.asks, request=without(file.request, why="Lý do khác."))
    assert room.registry.agreement(file.id) is None
    assert [name for name in room.told() if name.startswith("approval")] == ["approval.submitted", "approval.decided"]


@pytest.mark.parametrize(
    ("name", "fits"),
    [(UNIT, True), (f"{UNIT} – Cảnh sát khu vực", True), (UNIT.upper(), True), ("Tin nóng phường Mẫu", False)],
)
def test_names_follow_the_pattern_of_the_unit(name: str, fits: bool) -> None:
    assert matches("{unit}*", UNIT, name) is fits


def test_a_name_is_taken_once_on_a_platform(room: Room) -> None:
    room.active()
    twin = room.agreed(identity=room.identity(UNIT.upper()))
    assert "NAME_PATTERN" in room.codes(twin)
    other = room.registry.change(twin.id, room.asks, request=without(twin.request, platform=Platform.ZALO))
    assert "NAME_PATTERN" not in room.codes(other)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"phone": "0900 000 113"}, "CONTACT_OFFICIAL"),
        ({"email": "truc@gmail.example"}, "CONTACT_OFFICIAL"),
        ({"owner": ""}, "CONTACT_OFFICIAL"),
        ({"avatar": Portrait(sha256="a" * 64, alt="anh-dai-dien.png")}, "ALT_TEXT"),
        ({"cover": Portrait()}, "ALT_TEXT"),
        ({"pinned": "Nguy hiểm thì gọi công an."}, "HOTLINE_PRESENT"),
        ({"pinned": "Gọi 1140 khi cần."}, "HOTLINE_PRESENT"),
        ({"house_rules": ""}, "RULES_SET"),
        ({"url": "http://www.facebook.com/mau"}, "PAGE_CONFIRMED"),
    ],
)
def test_what_readers_see_is_official(room: Room, change: dict[str, object], code: str) -> None:
    file = room.agreed(identity=room.identity())
    assert not room.codes(file) & {"CONTACT_OFFICIAL", "ALT_TEXT", "HOTLINE_PRESENT", "RULES_SET", "PAGE_CONFIRMED"}
    file = room.registry.change(file.id, room.asks, identity=without(file.identity, **change))
    assert code in room.codes(file)
    with pytest.raises(Refused):
        room.registry.set_status(file.id, PageStatus.ACTIVE, room.head)


def test_a_letter_with_a_number_of_a_person_is_pointed_out(room: Room) -> None:
    file = room.agreed(verification=room.verification())
    assert "NO_ID_NUMBER" not in room.codes(file)
    letter = room.evidence(b"so 001 090", "thu.txt")
    file = room.registry.change(file.id, room.asks, verification=without(file.verification, letter=letter))
    assert room.fields(file, "NO_ID_NUMBER") == {"letter"}
    unseen = without(room.verification(), letter_seen=False)
    assert "NO_ID_NUMBER" in room.codes(room.registry.change(file.id, room.asks, verification=unseen))


def test_a_refusal_of_the_platform_needs_a_reason_and_a_day(room: Room) -> None:
    refused = without(room.verification(), outcome=ReportOutcome.REFUSED)
    file = room.agreed(verification=refused)
    assert room.fields(file, "RESULT") == {"reason", "retry_on"}
    said = without(refused, reason="Thiếu dấu.", retry_on=date(2026, 12, 1))
    assert room.fields(room.registry.change(file.id, room.asks, verification=said), "RESULT") == set()


def test_only_what_was_agreed_to_works_and_the_account_follows(room: Room) -> None:
    file = room.registry.begin(room.asks, account="trang-cu")
    room.registry.change(file.id, room.asks, request=room.request(), identity=room.identity())
    with pytest.raises(Refused, match="chưa duyệt"):
        room.registry.set_status(file.id, PageStatus.ACTIVE, room.head)
    room.accounts.set_status("trang-cu", PageStatus.REQUESTED)
    file = room.active(f"{UNIT} hai")
    assert (file.status, file.valid_from) == (PageStatus.ACTIVE, date(2026, 11, 25))
    assert room.accounts.get("trang-cu").status is PageStatus.ACTIVE
    with pytest.raises(NotPermitted):
        room.registry.set_status(file.id, PageStatus.CLOSED, room.second)


def test_a_page_ends_with_archive_minutes_and_successor(room: Room) -> None:
    file = room.leaving()
    with pytest.raises(Refused, match="gói lưu trữ"):
        room.registry.set_status(file.id, PageStatus.HANDED_OVER, room.head)
    room.registry.keep_archive(file.id, room.folder / "luu.zip", room.asks)
    with pytest.raises(Refused):
        room.registry.set_status(file.id, PageStatus.MERGED, room.head)
    ended = room.registry.set_status(file.id, PageStatus.HANDED_OVER, room.head)
    account = room.accounts.get("trang-cu")
    assert (ended.valid_to, account.status, account.successor) == (
        date(2026, 11, 25), PageStatus.HANDED_OVER, "trang-moi",
    )  # fmt: skip
    with pytest.raises(Refused, match="kết thúc"):
        room.registry.change(file.id, room.asks, area="Khu khác")
    later = replace(ended.transition, watch_until=date(2027, 11, 25))
    assert room.registry.change(file.id, room.asks, transition=later).transition.watch_until == date(2027, 11, 25)
    ended_on = ended.valid_to
    assert ended_on is not None
    due = [days for days in (29, 30) if room.registry.to_watch(ended_on + timedelta(days=days))]
    assert due == [30], "a month after the end, somebody searches for impostors under the old name"
    looked = replace(later, watched_on=ended_on + timedelta(days=30))
    room.registry.change(file.id, room.asks, transition=looked)
    assert not room.registry.to_watch(ended_on + timedelta(days=59))
    assert room.registry.to_watch(date(2027, 11, 25))
    room.registry.change(file.id, room.asks, transition=replace(later, watched_on=date(2027, 11, 25)))
    assert not room.registry.to_watch(date(2028, 5, 1)), "the watch is over"


@pytest.mark.parametrize("witness", ["", "Bên Giao"])
def test_minutes_need_three_different_signers(room: Room, witness: str) -> None:
    file = room.leaving()
    minutes = replace(file.transition.minutes, witness=witness)
    file = room.registry.change(file.id, room.asks, transition=replace(file.transition, minutes=minutes))
    assert "HANDOVER_SIGNED" in room.codes(file)


def test_an_archive_proves_itself_and_is_outdated_by_a_newer_post(room: Room) -> None:
    file, out = room.leaving(), room.folder / "luu.zip"
    archive = room.registry.keep_archive(file.id, out, room.asks)
    assert archive.posts == ("b1", "b2")
    assert "ARCHIVE_COMPLETE" not in room.codes(file)
    assert room.registry.verify_archive(out) == ()
    room.records.posts.append(("b3", "Bài ba"))
    assert room.fields(file, "ARCHIVE_COMPLETE") == {"archive"}


def test_an_archive_tells_no_names_that_files_had_on_somebodys_pc(room: Room) -> None:
    file, out, name = room.leaving(), room.folder / "luu.zip", "CCCD_079200000000_NguyenVanA.JPG"
    scan = PageEvidence(sha256="ab" * 32, name=name)
    room.registry.change(
        file.id,
        room.asks,
        identity=replace(file.identity, screenshot=scan),
        verification=replace(file.verification, letter=scan, capture=scan),
        transition=replace(file.transition, minutes=replace(file.transition.minutes, file=scan)),
    )
    room.registry.keep_archive(file.id, out, room.asks)
    assert room.registry.verify_archive(out) == ()
    with zipfile.ZipFile(out) as archive:
        told = b"".join(archive.read(each) for each in archive.namelist()).decode("latin-1") + str(archive.namelist())
        page = json.loads(archive.read("page.json"))
    assert "NguyenVanA" not in told
    assert "079200000000" not in told
    assert page["identity"]["screenshot"] == {"sha256": "ab" * 32, "name": "abababababab.jpg", "at": None}
    assert page["identity"]["name"] == file.identity.name


def test_an_archive_that_was_touched_is_found(room: Room) -> None:
    file, out = room.leaving(), room.folder / "luu.zip"
    room.registry.keep_archive(file.id, out, room.asks)
    with zipfile.ZipFile(out) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name in sorted(set(members) - {"manifest.json"}):
        for data in (members[name] + b".", None):
            touched = {**members, name: data}
            with zipfile.ZipFile(out, "w") as archive:
                for each, content in touched.items():
                    if content is not None:
                        archive.writestr(each, content)
            assert room.registry.verify_archive(out) != (), name
    out.write_bytes(b"no zip")
    assert room.registry.verify_archive(out) != ()


def test_a_broken_record_stops_the_archive_and_leaves_nothing(room: Room) -> None:
    file, out = room.leaving(), room.folder / "luu.zip"
    room.records.broken = True
    with pytest.raises(StorageTrouble):
        room.registry.keep_archive(file.id, out, room.asks)
    assert list(room.folder.glob("luu*")) == []
    assert room.registry.get(file.id).transition.archive is None


def test_a_search_is_told_and_needs_no_accents(room: Room) -> None:
    file = room.agreed(identity=room.identity(), area="Khu phố 3")
    assert room.registry.search("") == (file,)
    assert "registry.search.performed" not in room.told()
    assert room.registry.search("phuong mau khu pho") == (file,)
    assert room.registry.search("zalo") == ()
    assert room.told().count("registry.search.performed") == 2


def test_only_a_file_nobody_wrote_in_can_be_taken_off_the_list(room: Room) -> None:
    file = room.registry.begin(room.asks)
    room.registry.remove(file.id, room.asks)
    assert room.registry.list() == ()
    file = room.registry.begin(room.asks)
    room.registry.change(file.id, room.asks, request=replace(file.request, purpose="Hỏi đáp."))
    with pytest.raises(Refused):
        room.registry.remove(file.id, room.asks)


def test_long_texts_and_large_files_are_refused_by_name(room: Room) -> None:
    file = room.registry.begin(room.asks)
    with pytest.raises(BadInput) as told:
        room.registry.change(file.id, room.asks, request=without(room.request(), hours="a" * 301))
    assert told.value.where == "hours"
    with pytest.raises(BadInput):
        room.registry.attach(b"", "trống.pdf")


def test_what_a_file_names_is_needed_as_long_as_it_names_it(room: Room) -> None:
    trash = StoredTrash(room.store)
    file = room.registry.begin(room.asks)
    letter = room.evidence(b"letter", "thu.txt")
    assert not trash.needed(letter.sha256)
    room.registry.change(file.id, room.asks, verification=replace(file.verification, letter=letter))
    assert trash.needed(letter.sha256)
    room.registry.change(file.id, room.asks, verification=file.verification)
    assert not trash.needed(letter.sha256)


def test_the_head_does_not_agree_to_another_request_than_is_seen(room: Room) -> None:
    file = room.registry.begin(room.asks)
    file = room.registry.change(file.id, room.asks, request=room.request())
    asked = room.registry.submit(file.id, room.asks, PIN)
    room.registry.change(file.id, room.asks, request=replace(file.request, purpose="Việc khác hẳn."))
    with pytest.raises(Refused, match="được sửa sau khi trình"):
        room.signoffs.decide(asked.id, room.head, PIN, agree=True)
    room.registry.change(file.id, room.asks, request=file.request)
    assert room.registry.agreement(file.id) is None
    room.signoffs.decide(asked.id, room.head, PIN, agree=True)
    assert room.registry.agreement(file.id) is not None


def test_a_file_that_lay_before_the_head_is_kept(room: Room) -> None:
    file = room.registry.begin(room.asks)
    room.registry.change(file.id, room.asks, request=room.request())
    room.registry.submit(file.id, room.asks, PIN)
    room.registry.change(file.id, room.asks, request=type(room.request())())
    with pytest.raises(Refused):
        room.registry.remove(file.id, room.asks)


def test_pages_that_ran_before_get_their_files_at_once_active_and_only_once(room: Room) -> None:
    site = Account(
        name="cong-tin", kind=AccountKind.WORDPRESS, platform=Platform.WEBSITE, page_id="1", title="Cổng tin",
        unit=room.unit, base_url="https://mau.example.vn",
    )  # fmt: skip
    fanpage = Account(name="fb", kind=AccountKind.FACEBOOK, platform=Platform.FACEBOOK, page_id="2", title="Fanpage")
    for account in (site, fanpage):
        room.accounts.add(account)
    assert room.registry.unfiled() == (site, fanpage)
    with pytest.raises(NotPermitted):
        room.registry.take_in(room.second)
    made = {file.account: file for file in room.registry.take_in(room.asks)}
    assert set(made) == {"cong-tin", "fb"}
    assert {file.status for file in made.values()} == {PageStatus.ACTIVE}
    assert (made["cong-tin"].identity.url, made["fb"].unit) == ("https://mau.example.vn", room.unit)
    assert "purpose" in room.fields(made["fb"], "REGISTRY_COMPLETE")
    assert room.accounts.get("fb").status is PageStatus.ACTIVE
    assert room.registry.take_in(room.asks) == ()


def test_an_account_belongs_to_one_file(room: Room) -> None:
    first, second = (room.registry.begin(room.asks) for _ in range(2))
    room.registry.change(first.id, room.asks, account="trang-cu")
    with pytest.raises(BadInput, match="đã thuộc hồ sơ"):
        room.registry.change(second.id, room.asks, account="trang-cu")


def test_only_an_archive_that_was_written_counts(room: Room) -> None:
    file = room.leaving()
    forged = Archive(sha256="0" * 64, posts=("b1", "b2"), at=room.clock.now(), name="luu.zip")
    room.registry.change(file.id, room.asks, transition=replace(file.transition, archive=forged))
    assert room.fields(file, "ARCHIVE_COMPLETE") == {"archive"}
    room.registry.keep_archive(file.id, room.folder / "luu.zip", room.asks)
    room.registry.change(file.id, room.asks, transition=file.transition)
    assert room.fields(file, "ARCHIVE_COMPLETE") == set()


@pytest.mark.parametrize("where", ["purpose", "why", "reply"])
def test_a_page_file_keeps_nothing_of_a_citizen(room: Room, where: str) -> None:
    file = room.registry.begin(room.asks)
    with pytest.raises(BadInput, match="không lưu dữ liệu của người dân") as refused:
        room.registry.change(file.id, room.asks, request=without(room.request(), **{where: "Gọi 0912 345 678"}))
    assert refused.value.where == where
    assert room.registry.get(file.id) == file
