"""The package for posting by hand, and the link that comes back."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from studio.accounts.model import AccountKind
from studio.canonical import sha256
from studio.errors import BadInput
from studio.platforms import Platform
from studio.posts.model import Package, PlatformOptions
from studio.publishers.handover import HandoverPublisher
from studio.publishers.links import checked_link
from studio.publishers.port import Outcome
from tests.profile import SetClock
from tests.publishers.samples import TEXT, Files, account, filmed, package

PAGE = account(AccountKind.HANDOVER)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def handover(tmp_path: Path, clock: SetClock) -> HandoverPublisher:
    return HandoverPublisher(tmp_path / "exports", clock)


def made(handover: HandoverPublisher, platform: Platform = Platform.FACEBOOK, images: int = 2) -> Path:
    files = Files()
    page = account(AccountKind.HANDOVER, platform)
    answer = handover.create(page, package(files, platform, images=images), "PS-ABC", files)
    assert answer.outcome is Outcome.DONE
    folder = handover.folder("PS-ABC")
    assert folder is not None
    assert folder.name == answer.remote_id == "2026-11-25-PS-ABC"
    return folder


def test_folder_and_zip_hold_the_same(handover: HandoverPublisher) -> None:
    folder = made(handover)
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "HUONG-DAN.txt",
        "tieu-de.txt",
        "facebook.txt",
        "mo-ta-anh.txt",
        "01-alert.jpg",
        "02-alert.jpg",
        "ban-giao.json",
    }
    with zipfile.ZipFile(folder.with_name(folder.name + ".zip")) as archive:
        packed = {Path(name).name: archive.read(name) for name in archive.namelist()}
    assert packed == {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {path.name for path in folder.parent.iterdir()} == {folder.name, folder.name + ".zip"}


def test_notepad_shows_vietnamese(handover: HandoverPublisher) -> None:
    raw = (made(handover) / "facebook.txt").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert raw.decode("utf-8-sig").replace("\r\n", "\n") == TEXT + "\n", "nothing else changed"


def test_what_the_mark_says_is_what_lies_there(handover: HandoverPublisher) -> None:
    folder = made(handover)
    mark = json.loads((folder / "ban-giao.json").read_text(encoding="utf-8"))
    assert mark["text"] == TEXT
    assert mark["files"] == {p.name: sha256(p.read_bytes()) for p in folder.iterdir() if p.name != "ban-giao.json"}


@pytest.mark.parametrize(
    ("platform", "tool"),
    [(Platform.FACEBOOK, "business.facebook.com"), (Platform.ZALO, "oa.zalo.me"), (Platform.WEBSITE, "trang quản trị")],
)
def test_the_guide_names_tool_page_files_and_the_way_back(
    handover: HandoverPublisher, platform: Platform, tool: str
) -> None:
    guide = (made(handover, platform) / "HUONG-DAN.txt").read_text(encoding="utf-8-sig")
    for told in (tool, PAGE.title, PAGE.page_id, "PS-ABC", f"{platform}.txt", "01-alert.jpg, 02-alert.jpg", "Hộp gửi"):
        assert told in guide, told
    assert "POSTING BY HAND" in guide
    assert "mo-ta-anh.txt" in guide
    assert ("chú thích" in guide) is (platform is Platform.ZALO), "Zalo has no field for it, but a caption"
    steps = [line for line in guide.splitlines() if line[:1].isdigit()]
    half = len(steps) // 2
    assert [int(step.split(".")[0]) for step in steps] == [*range(1, half + 1), *range(1, half + 1)]
    assert "{" not in guide


def test_a_post_without_pictures(handover: HandoverPublisher) -> None:
    folder = made(handover, images=0)
    assert not (folder / "mo-ta-anh.txt").exists()
    assert "không có ảnh" in (folder / "HUONG-DAN.txt").read_text(encoding="utf-8-sig")


def test_made_twice_is_one_package_even_on_another_day(handover: HandoverPublisher, clock: SetClock) -> None:
    folder = made(handover)
    clock.forward(days=2)
    (folder / "facebook.txt").write_text("somebody typed into it", encoding="utf-8")
    assert made(handover) == folder
    assert TEXT in (folder / "facebook.txt").read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    assert len(list(folder.parent.iterdir())) == 2


def test_a_whole_package_is_left_alone(handover: HandoverPublisher) -> None:
    folder = made(handover)
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    made(handover)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_a_half_made_package_is_none(handover: HandoverPublisher) -> None:
    folder = made(handover)
    (folder / "ban-giao.json").unlink()
    assert handover.folder("PS-ABC") is None
    assert handover.read_back(PAGE, folder.name) is None


def test_packages_are_listed_and_never_public(handover: HandoverPublisher, clock: SetClock) -> None:
    folder = made(handover)
    found = handover.recent(PAGE, clock.now() - timedelta(minutes=5))
    assert [(post.remote_id, post.reference, post.visible) for post in found] == [(folder.name, "PS-ABC", False)]
    assert handover.recent(account(AccountKind.HANDOVER, name="trang-khac"), clock.now() - timedelta(days=1)) == ()
    assert handover.recent(PAGE, clock.now() + timedelta(minutes=5)) == ()


def test_a_folder_that_cannot_be_written(handover: HandoverPublisher, tmp_path: Path) -> None:
    (tmp_path / "exports").write_text("a file", encoding="utf-8")
    files = Files()
    assert handover.create(PAGE, package(files), "PS-1", files).outcome is Outcome.NOT_EXECUTED


FACEBOOK = account(AccountKind.HANDOVER)
ZALO = account(AccountKind.HANDOVER, Platform.ZALO)
WEBSITE = account(AccountKind.HANDOVER, Platform.WEBSITE, base_url="https://www.congan.example.gov.vn/tin")


@pytest.mark.parametrize(
    ("page", "link"),
    [
        (FACEBOOK, "https://www.facebook.com/100000000000001/posts/123"),
        (FACEBOOK, "https://m.facebook.com/story.php?story_fbid=1&id=2"),
        (FACEBOOK, "https://facebook.com:443/permalink.php?story_fbid=1"),
        (FACEBOOK, "https://fb.watch/abc"),
        (FACEBOOK, "  https://www.facebook.com/share/p/xyz/ \n"),
        (FACEBOOK, "https://WWW.Facebook.com/a/posts/1"),
        (ZALO, "https://oa.zalo.me/detail?id=1"),
        (ZALO, "https://zalo.me/s/abc"),
        (WEBSITE, "https://congan.example.gov.vn/tin/canh-bao.html"),
        (WEBSITE, "https://congan.example.gov.vn/?p=12"),
        (
            account(AccountKind.HANDOVER, Platform.WEBSITE, page_id="congan.example.gov.vn"),
            "https://congan.example.gov.vn/a",
        ),
    ],
)
def test_links_that_belong_to_the_page(page: object, link: str) -> None:
    assert checked_link(link, page) == link.strip()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "link",
    [
        "",
        "   ",
        "facebook.com/a/posts/1",
        "http://www.facebook.com/a/posts/1",
        "https://www.facebook.com",
        "https://www.facebook.com/",
        "https://facebook.com.evil.example/a/posts/1",
        "https://evilfacebook.com/a/posts/1",
        "https://facebook.com@evil.example/a",
        "https://user:pass@facebook.com/a",
        "https://evil.example/?u=facebook.com",
        "https://evil.example/facebook.com/a",
        "https://www.facebook.com\\@evil.example/a",
        "https://www.facebook.com:8443/a",
        "https://www.facebook.com:abc/a",
        "https://www.fаcebook.com/a/posts/1",
        "https://xn--fcebook-8va.com/a",
        "https://www.facebook.com/a b",
        "https://www.facebook.com/a\u202eb",
        "https://zalo.me/s/abc",
        "javascript:alert(1)//facebook.com/a",
        "https://[::1]/a",
        "https://127.0.0.1/a",
        "https://www.facebook.com/" + "a" * 2048,
    ],
)
def test_links_that_do_not(link: str) -> None:
    with pytest.raises(BadInput) as refused:
        checked_link(link, FACEBOOK)
    assert refused.value.where == "link"


def test_a_website_needs_its_address() -> None:
    page = account(AccountKind.HANDOVER, Platform.WEBSITE, page_id="cong-thong-tin")
    with pytest.raises(BadInput, match="base-url"):
        checked_link("https://congan.example.gov.vn/a", page)


@pytest.mark.parametrize(
    ("platform", "cover", "step", "check"),
    [
        (Platform.FACEBOOK, False, "tải video 01-m1.mp4 lên", "không kèm tệp nào khác."),
        (Platform.ZALO, True, "Chèn video 02-m1.mp4 vào bài. Ảnh đại diện: 01-alert.jpg.", "khác ngoài ảnh bìa."),
        (Platform.WEBSITE, True, "Video gửi nguyên tệp, không có dấu chìm.", "Video phát được từ đầu đến cuối"),
    ],
)
def test_a_video_lies_in_the_package_and_the_guide_says_what_to_do_with_it(
    handover: HandoverPublisher, platform: Platform, cover: bool, step: str, check: str
) -> None:
    files = Files()
    package = filmed(files, platform, cover=cover)
    page = account(AccountKind.HANDOVER, platform)
    assert handover.create(page, package, "PS-ABC", files).outcome is Outcome.DONE
    folder = handover.folder("PS-ABC")
    assert folder is not None
    video = package.attachments[-1]
    assert (folder / video.name).read_bytes() == files.get(video.sha256)
    guide = (folder / "HUONG-DAN.txt").read_text(encoding="utf-8-sig")
    assert step in guide
    assert check in guide
    assert "{" not in guide


SRT = "1\n00:00:01,000 --> 00:00:03,500\nNgười dân không chuyển tiền."


def packed(handover: HandoverPublisher, package: Package, files: Files) -> dict[str, bytes]:
    page = account(AccountKind.HANDOVER, package.platform)
    assert handover.create(page, package, "PS-ABC", files).outcome is Outcome.DONE
    folder = handover.folder("PS-ABC")
    assert folder is not None
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("platform", [Platform.TIKTOK, Platform.YOUTUBE])
def test_a_package_for_a_channel_of_videos_has_what_its_editor_asks_for(
    handover: HandoverPublisher, platform: Platform
) -> None:
    files, text, title = Files(), "Cảnh báo.\n\n#congan #canhbao #congan", "Cảnh báo <lừa đảo>"
    film = replace(filmed(files, platform, cover=True), text=text, subtitles=SRT, title=title)
    parts = packed(handover, film, files)
    assert parts["tieu-de.txt"].decode("utf-8-sig") == f"{title}\r\n"
    assert parts[f"{platform}.txt"].decode("utf-8-sig") == "Cảnh báo.\r\n\r\n#congan #canhbao #congan\r\n"
    assert parts["the-tags.txt"].decode("utf-8-sig") == "congan, canhbao\r\n"
    assert parts["phu-de.vi.srt"].decode() == SRT.replace("\n", "\r\n") + "\r\n"
    page = parts["kiem-tra.html"].decode()
    assert "&lt;lừa đảo&gt;" in page
    assert page.count("<input type=checkbox>") == page.count("<li>") > 10
    guide = parts["HUONG-DAN.txt"].decode("utf-8-sig")
    for word in (f"{platform.value}.com", "phu-de.vi.srt", "01-alert.jpg", "02-m1.mp4"):
        assert word in guide, word
    assert "{" not in guide + page.partition("</style>")[2]


def test_without_cover_and_subtitles_the_guide_says_so(handover: HandoverPublisher) -> None:
    files = Files()
    parts = packed(handover, filmed(files, Platform.YOUTUBE, cover=False), files)
    assert "phu-de.vi.srt" not in parts
    assert "chọn một khung hình" in parts["HUONG-DAN.txt"].decode("utf-8-sig")


def test_a_frame_chosen_as_the_cover_and_subtitles_for_facebook_are_in_the_guide(handover: HandoverPublisher) -> None:
    files = Files()
    parts = packed(handover, replace(filmed(files, Platform.YOUTUBE, cover=False), cover_at=72.5), files)
    assert "1:12,5" in parts["HUONG-DAN.txt"].decode("utf-8-sig")
    parts = packed(handover, replace(filmed(files, Platform.FACEBOOK, cover=False), subtitles=SRT), files)
    assert parts["phu-de.vi.srt"].decode() == SRT.replace("\n", "\r\n") + "\r\n"
    assert "phu-de.vi.srt" in parts["HUONG-DAN.txt"].decode("utf-8-sig")


def test_what_a_post_asks_for_beside_itself_is_in_the_guide(handover: HandoverPublisher) -> None:
    options = PlatformOptions(first_comment="Gọi 113.", pinned=True, place="11", place_name="Chợ Mẫu", story=True)
    files = Files()
    parts = packed(handover, replace(package(files), options=options), files)
    assert parts["binh-luan-dau-tien.txt"].decode("utf-8-sig") == "Gọi 113.\r\n"
    guide = parts["HUONG-DAN.txt"].decode("utf-8-sig")
    for word in ("binh-luan-dau-tien.txt", "Ghim bài", "“Chợ Mẫu” (11)", "làm tin"):
        assert word in guide, word
