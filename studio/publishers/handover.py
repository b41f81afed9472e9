"""A package for a person who posts it by hand, as a folder and as a ZIP:

    exports/<date>-<reference>/   HUONG-DAN.txt, the texts to copy, numbered pictures or the video, their descriptions,
                                  ban-giao.json; for TikTok and YouTube also tags, subtitles and a page to tick off
    exports/<date>-<reference>.zip   the same

Making it twice gives the same package once, so a doubtful attempt is simply repeated.

What HUONG-DAN.txt says: the steps on the platform's own tool, and what to look at before and after.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path, PurePath
from typing import Any

from studio.accounts.model import Account
from studio.canonical import sha256
from studio.clock import Clock, local_date
from studio.paths import replace_held, write_atomic
from studio.phrase import NOTHING, Bilingual, Phrase
from studio.platforms import FILM_ONLY, Platform
from studio.posts.limits import NAMES
from studio.posts.model import Attachment, Package, VideoWay
from studio.posts.ports import FileReader
from studio.posts.subtitles import show_moment, subtitle_file
from studio.publishers.port import Answer, Capabilities, Identity, Outcome, RemotePost, nothing_beside
from studio.reasons import reason_of

_STEPS_VI = {
    Platform.FACEBOOK: (
        "Mở https://business.facebook.com và đăng nhập bằng tài khoản được giao quản lý trang.",
        "Ở góc trên bên trái, chọn đúng trang “{title}” (mã trang {page_id}).",
        "Chọn “Tạo bài viết”. Nếu có ô chọn nơi đăng, chỉ để dấu ở Trang Facebook này.",
        "Mở {body}, bấm Ctrl+A rồi Ctrl+C; bấm vào ô nội dung rồi Ctrl+V. Không sửa chữ nào.",
        "{pictures}",
        "{alts}",
        "Xem phần xem trước: đủ chữ, đủ dấu, đúng thứ tự ảnh. Bấm “Đăng”.",
        "Mở bài vừa đăng trên trang, bấm vào giờ đăng, sao chép liên kết ở thanh địa chỉ.",
    ),
    Platform.ZALO: (
        "Mở https://oa.zalo.me và đăng nhập bằng tài khoản quản trị Zalo OA.",
        "Chọn đúng OA “{title}” (mã OA {page_id}).",
        "Vào “Quản lý” → “Nội dung” → “Bài viết” → “Tạo bài viết”.",
        "Mở {head}, chép vào ô Tiêu đề; ô Mô tả chép câu đầu của nội dung.",
        "Mở {body}, bấm Ctrl+A rồi Ctrl+C; bấm vào ô nội dung rồi Ctrl+V. Không sửa chữ nào.",
        "{pictures}",
        "{alts}",
        "Bấm “Xem trước” và đọc lại; đúng rồi mới bấm “Xuất bản”. Không bấm gửi broadcast.",
        "Mở bài vừa xuất bản, sao chép liên kết chia sẻ.",
    ),
    Platform.WEBSITE: (
        "Mở trang quản trị của cổng thông tin “{title}” và đăng nhập bằng tài khoản biên tập.",
        "Tạo bài viết mới trong đúng chuyên mục.",
        "Mở {head}, chép vào ô Tiêu đề.",
        "Mở {body}, bấm Ctrl+A rồi Ctrl+C; bấm vào ô nội dung rồi Ctrl+V. Không sửa chữ nào.",
        "{pictures}",
        "{alts}",
        "Bấm “Xem trước” và đọc lại; đúng rồi mới bấm “Đăng”.",
        "Mở bài vừa đăng, sao chép liên kết ở thanh địa chỉ.",
    ),
}
_STEPS_EN = {
    Platform.FACEBOOK: (
        "Open https://business.facebook.com and log in with the account entrusted with the page.",
        "Top left, choose the page “{title}” (page id {page_id}).",
        "Choose “Create post”. If there is a choice of places, tick this Facebook page only.",
        "Open {body}, press Ctrl+A and Ctrl+C; click into the text box and press Ctrl+V. Change nothing.",
        "{pictures}",
        "{alts}",
        "Look at the preview: whole text, all marks, pictures in order. Press “Publish”.",
        "Open the new post on the page, click its time, copy the link from the address bar.",
    ),
    Platform.ZALO: (
        "Open https://oa.zalo.me and log in with an administrator's account of the Zalo OA.",
        "Choose the OA “{title}” (OA id {page_id}).",
        "Go to “Manage” → “Content” → “Articles” → “Create article”.",
        "Open {head} and copy it into the title; the description is the first sentence of the text.",
        "Open {body}, press Ctrl+A and Ctrl+C; click into the text box and press Ctrl+V. Change nothing.",
        "{pictures}",
        "{alts}",
        "Press “Preview” and read it; then “Publish”. Do not send a broadcast.",
        "Open the new article and copy its share link.",
    ),
    Platform.WEBSITE: (
        "Open the administration of the website “{title}” and log in as an editor.",
        "Make a new post in the right category.",
        "Open {head} and copy it into the title.",
        "Open {body}, press Ctrl+A and Ctrl+C; click into the text box and press Ctrl+V. Change nothing.",
        "{pictures}",
        "{alts}",
        "Press “Preview” and read it; then “Publish”.",
        "Open the new post and copy the link from the address bar.",
    ),
}
_STEPS_VI |= {
    Platform.TIKTOK: (
        "Mở https://www.tiktok.com/tiktokstudio/upload và đăng nhập bằng tài khoản “{title}” ({page_id}).",
        "{pictures}",
        "Ở ô Mô tả: xóa hết chữ có sẵn, mở {body}, bấm Ctrl+A rồi Ctrl+C; bấm vào ô rồi Ctrl+V. Không sửa chữ nào.",
        "{cover}",
        "{subtitles}",
        "Ai xem được: Mọi người. Không thêm nhạc, không bật nội dung quảng cáo.",
        "Xem trước từ đầu đến cuối, rồi bấm “Đăng”.",
        "Mở video vừa đăng, bấm “Sao chép liên kết”.",
    ),
    Platform.YOUTUBE: (
        "Mở https://studio.youtube.com và đăng nhập bằng tài khoản quản lý kênh “{title}” ({page_id}).",
        "Bấm “Tạo” → “Tải video lên”.",
        "{pictures}",
        "Tiêu đề: chép từ {head}. Mô tả: chép toàn bộ {body}. Không sửa chữ nào.",
        "{cover}",
        "Đối tượng người xem: “Không, nội dung này không dành cho trẻ em”, trừ khi bài viết cho trẻ em.",
        "Bấm “Hiện thêm” → Thẻ: chép từ the-tags.txt (nếu có). Ngôn ngữ video: Tiếng Việt.",
        "{subtitles}",
        "Chế độ hiển thị: Công khai. Xem lại, rồi bấm “Xuất bản”.",
        "Sao chép đường liên kết của video.",
    ),
}
_STEPS_EN |= {
    Platform.TIKTOK: (
        "Open https://www.tiktok.com/tiktokstudio/upload and log in as “{title}” ({page_id}).",
        "{pictures}",
        "Description: delete what is there, open {body}, press Ctrl+A and Ctrl+C; click into the box and press Ctrl+V.",
        "{cover}",
        "{subtitles}",
        "Who can view: Everyone. Add no music, disclose no advertisement.",
        "Watch the preview to its end, then press “Post”.",
        "Open the new video and press “Copy link”.",
    ),
    Platform.YOUTUBE: (
        "Open https://studio.youtube.com and log in with the account that runs the channel “{title}” ({page_id}).",
        "Press “Create” → “Upload videos”.",
        "{pictures}",
        "Title: copy it from {head}. Description: copy all of {body}. Change nothing.",
        "{cover}",
        "Audience: “No, it's not made for kids”, unless the post is written for children.",
        "Press “Show more” → Tags: copy them from the-tags.txt (if there is one). Video language: Vietnamese.",
        "{subtitles}",
        "Visibility: Public. Look once more, then press “Publish”.",
        "Copy the video's link.",
    ),
}
_CHECKS_VI = (
    "Đúng trang, đúng mã trang ghi ở đầu tệp này.",
    "Chữ giống hệt tệp nội dung, không thiếu dòng cuối.",
    "{shown}",
    "Chỉ đăng một lần. Nếu máy báo lỗi, mở trang xem bài đã lên chưa rồi mới đăng lại.",
    "Quay lại Page Studio → Hộp gửi → dán liên kết → “Tôi đã đăng”.",
)
_CHECKS_EN = (
    "The right page, with the page id at the top of this file.",
    "The text exactly as in the file, its last line included.",
    "{shown}",
    "Post once. If there is an error, look at the page first, then post again.",
    "Back in Page Studio → Outbox → paste the link → “I posted it”.",
)


def guide(account: Account, package: Package, reference: str) -> str:
    """The whole guide, Vietnamese first."""
    lines = [
        "HƯỚNG DẪN ĐĂNG TAY",
        f"Trang: {account.title}",
        f"Mã trang: {account.page_id}",
        f"Mã tham chiếu: {reference}",
        f"Bài: {package.title}",
        "",
        "CÁC BƯỚC",
        *_numbered(_STEPS_VI[package.platform], account, package, _words_vi(package)),
        *(f"   – {line.vi}" for line in _beside(package)),
        "",
        "KIỂM TRA TRƯỚC KHI XONG",
        *(f"[ ] {check.format(shown=_shown(package).vi)}" for check in _CHECKS_VI),
        "",
        "-" * 60,
        "POSTING BY HAND",
        f"Page: {account.title} · id {account.page_id} · reference {reference}",
        "",
        *_numbered(_STEPS_EN[package.platform], account, package, _words_en(package)),
        *(f"   – {line.en}" for line in _beside(package)),
        "",
        *(f"[ ] {check.format(shown=_shown(package).en)}" for check in _CHECKS_EN),
    ]
    return "\n".join(lines)


def change_guide(account: Account, package: Package, reference: str, link: str) -> str:
    """How a person changes the published post at `link`, Vietnamese first."""
    body, head = f"{package.platform}.txt", "tieu-de.txt"
    titled = package.platform is not Platform.FACEBOOK and bool(package.title)
    lines = [
        "SỬA BÀI ĐÃ ĐĂNG: không đăng thành bài mới",
        f"Trang: {account.title} · mã {account.page_id} · mã tham chiếu {reference}",
        "",
        f"1. Mở bài đã đăng: {link}",
        f"2. Kiểm tra đúng trang “{account.title}”, đúng bài, rồi chọn “Chỉnh sửa”.",
        f"3. Xóa hết chữ của bài, chép toàn bộ nội dung tệp {body} vào."
        + (f" Tiêu đề: chép từ {head}." if titled else ""),
        "4. Giữ nguyên ảnh và video của bài.",
        "5. Lưu, mở lại bài xem đã hiện nội dung mới, rồi dán lại liên kết của bài vào chương trình.",
        "",
        "-" * 60,
        "CHANGING A PUBLISHED POST: do not post it anew",
        f"Page: {account.title} · id {account.page_id} · reference {reference}",
        "",
        f"1. Open the published post: {link}",
        f"2. See that it is the page “{account.title}” and the right post, then choose “Edit”.",
        f"3. Delete all of its text and paste all of {body}." + (f" The headline is in {head}." if titled else ""),
        "4. Leave its pictures and video as they are.",
        "5. Save, open it again, see that it shows the new text, then paste its link into the program.",
    ]
    return "\n".join(lines)


def tags(package: Package) -> tuple[str, ...]:
    """The hashtags of the text, each once, without their sign."""
    return tuple(dict.fromkeys(re.findall(r"#(\w+)", package.text)))


def checklist(account: Account, package: Package, reference: str) -> str:
    """A page to tick off while one posts, in Vietnamese; it can be printed."""
    steps = _filled(_STEPS_VI[package.platform], account, package, _words_vi(package))
    checks = [check.format(shown=_shown(package).vi) for check in _CHECKS_VI]
    head = f"{package.title} · {account.title} · {reference}"
    lines = "".join(f"<li><label><input type=checkbox> {html.escape(line)}</label></li>" for line in [*steps, *checks])
    return (
        f"<!doctype html><html lang=vi><meta charset=utf-8><title>{html.escape(head)}</title>"
        "<style>body{font:16px sans-serif;max-width:46em;margin:2em auto}li{margin:.6em 0}</style>"
        f"<h1>Đăng tay lên {NAMES[package.platform]}</h1><p>{html.escape(head)}</p><ol>{lines}</ol></html>"
    )


def alt_texts(package: Package) -> str:
    """The file name of each picture and video, and the words for people who do not see it."""
    blocks = [f"{attachment.name}\n{attachment.alt or '(không có mô tả)'}" for attachment in package.attachments]
    return "\n\n".join(blocks)


def _numbered(steps: tuple[str, ...], account: Account, package: Package, words: dict[str, str]) -> list[str]:
    return [f"{number}. {step}" for number, step in enumerate(_filled(steps, account, package, words), start=1)]


def _filled(steps: tuple[str, ...], account: Account, package: Package, words: dict[str, str]) -> list[str]:
    """The steps in words, without those that have nothing to say."""
    filled = (
        step.format(
            title=account.title,
            page_id=account.page_id,
            body=f"{package.platform}.txt",
            head="tieu-de.txt",
            **words,
        ).strip()
        for step in steps
    )
    return [step for step in filled if step]


def _shown(package: Package) -> Phrase:
    """What has to stand in the post when it is made."""
    count = len(package.attachments)
    if video_in(package) is None:
        return Phrase("All {count} pictures, in order, and no other.", count=count)
    return Phrase(
        "The video plays to its end, with sound; nothing else is with it{what}",
        what=Phrase(" but the cover.") if count > 1 else ".",
    )


def video_in(package: Package) -> Attachment | None:
    """The video of a package; None when it has pictures, or nothing."""
    return next((attachment for attachment in package.attachments if attachment.is_video), None)


def _film(package: Package, video: Attachment) -> Phrase:
    """What to do with the video, and the cover before it."""
    covers = ", ".join(attachment.name for attachment in package.attachments if not attachment.is_video)
    if package.platform in FILM_ONLY:
        return Phrase("Choose the video {name}; it is the file as it was approved.", name=video.name)
    if package.platform is Platform.FACEBOOK:
        if package.video_way is VideoWay.VIDEO:
            return Phrase("Choose “Photo/video” and upload the video {name}; cut nothing.", name=video.name)
        return Phrase("Choose “Reel” and upload the video {name}; cut nothing, add no music.", name=video.name)
    cover_vi, cover_en = (f" Ảnh đại diện: {covers}.", f" Cover: {covers}.") if covers else ("", "")
    return Phrase(
        "Put the video {name} into the post.{cover} It is the file as it was approved, without a watermark.",
        name=video.name,
        cover=Bilingual(cover_vi, cover_en),
    )


def _cover(package: Package) -> Phrase:
    """What to do for the cover, where it is chosen by itself."""
    cover = next((attachment for attachment in package.attachments if not attachment.is_video), None)
    if package.cover_at is not None:
        return Phrase(
            "Cover: choose the frame at {at} of the video. Look that nobody can be recognised on it who must not be.",
            at=show_moment(timedelta(seconds=package.cover_at)),
        )
    if cover is None:
        return Phrase("Cover: choose a frame of the video on which nobody can be recognised who must not be.")
    return Phrase("Cover: upload {name}.", name=cover.name)


def _subtitles(package: Package) -> Phrase:
    return Phrase("Subtitles: upload {name}, language Vietnamese.", name=SUBTITLES) if package.subtitles else NOTHING


def _beside(package: Package) -> list[Phrase]:
    """What the post asks of the page beside itself."""
    asked, found = package.options, []
    if package.subtitles and package.platform not in FILM_ONLY:
        found.append(_subtitles(package))
    if asked.place:
        found.append(Phrase("Place: choose “{name}” ({place}).", name=asked.place_name, place=asked.place))
    if asked.first_comment:
        found.append(Phrase("As soon as the post shows, write as the page the comment in {name}.", name=COMMENT))
    if asked.pinned:
        found.append(Phrase("Pin the post to the top of the page."))
    if asked.story:
        found.append(Phrase("Share the first picture, or the video, as a story of the page, too."))
    if asked.slug:
        found.append(Phrase("Words of the address: {slug}.", slug=asked.slug))
    return found


def _words_vi(package: Package) -> dict[str, str]:
    video = video_in(package)
    if video is not None:
        words = {"cover": _cover(package).vi, "subtitles": _subtitles(package).vi}
        return {"pictures": _film(package, video).vi, "alts": _alts(package).vi, **words}
    names = ", ".join(attachment.name for attachment in package.attachments)
    cover = " Ảnh đầu tiên là ảnh đại diện." if package.platform is not Platform.FACEBOOK else ""
    return {
        "pictures": f"Thêm ảnh theo đúng thứ tự: {names}.{cover}" if names else "Bài này không có ảnh.",
        "alts": _alts(package).vi,
        "cover": "",
        "subtitles": "",
    }


def _words_en(package: Package) -> dict[str, str]:
    video = video_in(package)
    if video is not None:
        words = {"cover": _cover(package).en, "subtitles": _subtitles(package).en}
        return {"pictures": _film(package, video).en, "alts": _alts(package).en, **words}
    names = ", ".join(attachment.name for attachment in package.attachments)
    cover = " The first one is the cover." if package.platform is not Platform.FACEBOOK else ""
    return {
        "pictures": f"Add the pictures in this order: {names}.{cover}" if names else "This post has no pictures.",
        "alts": _alts(package).en,
        "cover": "",
        "subtitles": "",
    }


def _alts(package: Package) -> Phrase:
    """Where the alternative texts go; a Zalo article has no field for them, so they stand under its pictures."""
    if not any(attachment.alt for attachment in package.attachments):
        return Phrase("")
    if package.platform is Platform.ZALO:
        return _ZALO_CAPTION if video_in(package) is None else Phrase("")
    return _OF_PICTURE if video_in(package) is None else _OF_VIDEO


_OF_PICTURE = Phrase("For each picture, open its editor → Alternative text, and copy it from mo-ta-anh.txt.")
_OF_VIDEO = Phrase("Where there is a description of the video, copy it from mo-ta-anh.txt.")
_ZALO_CAPTION = Phrase("Under each picture, write its description from mo-ta-anh.txt as the caption.")


COMMENT, SUBTITLES, CHECKLIST = "binh-luan-dau-tien.txt", "phu-de.vi.srt", "kiem-tra.html"
MARK = "ban-giao.json"
"""Written last into the folder before it takes its name: a folder with it is whole."""


class HandoverPublisher:
    """Serves hand-over accounts. The page's link is brought back by a person."""

    def __init__(self, exports: Path, clock: Clock) -> None:
        self._exports = exports
        self._clock = clock

    def capabilities(self, account: Account) -> Capabilities:
        return Capabilities(
            hidden_then_reveal=False,
            can_list=True,
            can_delete=False,
            server_schedule=None,
            by_hand=True,
            window=timedelta(0),
        )

    def identity(self, account: Account) -> Identity:
        """The account itself: which page it really becomes is up to the person, who checks it by the guide."""
        return Identity(page_id=account.page_id, title=account.title)

    def create(
        self, account: Account, package: Package, reference: str, files: FileReader, at: datetime | None = None
    ) -> Answer:
        return self._hand_over(account, package, reference, files, guide(account, package, reference))

    def _hand_over(self, account: Account, package: Package, reference: str, files: FileReader, how: str) -> Answer:
        earlier = self.folder(reference)
        name = earlier.name if earlier else f"{local_date(self._clock.now()).isoformat()}-{reference}"
        try:
            parts = self._parts(account, package, reference, files, how)
            folder = self._lay_out(name, parts)
            self._zip(name, parts)
        except OSError as error:
            why = reason_of(error)
            return Answer(
                outcome=Outcome.NOT_EXECUTED,
                say=Phrase("The package cannot be written ({why}); check the disk.", why=why),
            )
        return Answer(
            outcome=Outcome.DONE,
            remote_id=name,
            say=Phrase(
                "To be posted by hand: the package is in {name}. Post it as HUONG-DAN.txt says, paste the link.",
                name=folder.name,
            ),
            raw=json.dumps({"folder": folder.name}),
        )

    def reveal(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        """Nothing is hidden here."""
        return Answer(outcome=Outcome.DONE, remote_id=remote_id)

    def edit(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        """Lay out a package that says what to change; `remote_id` is the link of the post as a person brought it."""
        return self._hand_over(account, package, reference, files, change_guide(account, package, reference, remote_id))

    def read_back(self, account: Account, remote_id: str) -> RemotePost | None:
        return next((post for post in self._packages(account) if post.remote_id == remote_id), None)

    def recent(
        self, account: Account, since: datetime, reference: str = "", *, like: str = "", video: bool = True
    ) -> Sequence[RemotePost]:
        """The packages made for the account; none of them is a public post."""
        return tuple(package for package in self._packages(account) if package.created_at >= since)

    def complete(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        return nothing_beside(remote_id)

    def end_story(self, account: Account, reference: str) -> Answer:
        return nothing_beside("")

    def delete(self, account: Account, remote_id: str) -> Answer:
        return Answer(
            outcome=Outcome.REFUSED, say=Phrase("A post made by hand has to be removed on the page by a person.")
        )

    def folder(self, reference: str) -> Path | None:
        """The package made under `reference`, if there is a whole one."""
        return next((folder for folder, mark in self._marks() if mark.get("reference") == reference), None)

    def _packages(self, account: Account) -> tuple[RemotePost, ...]:
        return tuple(_remote(folder, mark) for folder, mark in self._marks() if mark.get("account") == account.name)

    def _marks(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        for path in self._exports.glob(f"[0-9]*/{MARK}"):
            try:
                mark = json.loads(path.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue
            if isinstance(mark, dict):
                yield path.parent, mark

    def _parts(
        self, account: Account, package: Package, reference: str, files: FileReader, how: str
    ) -> dict[str, bytes]:
        """Name → bytes, in the order in which a person needs them."""
        parts = {"HUONG-DAN.txt": _notepad(how)}
        if package.title:
            parts["tieu-de.txt"] = _notepad(package.title)
        parts[f"{package.platform}.txt"] = _notepad(package.text)
        if any(attachment.alt for attachment in package.attachments):
            parts["mo-ta-anh.txt"] = _notepad(alt_texts(package))
        if package.options.first_comment:
            parts[COMMENT] = _notepad(package.options.first_comment)
        if package.platform in FILM_ONLY:
            parts |= _of_film(account, package, reference)
        if package.subtitles:
            parts[SUBTITLES] = subtitle_file(package.subtitles)
        for attachment in package.attachments:
            parts[PurePath(attachment.name).name] = files.get(attachment.sha256)
        mark = {
            "reference": reference,
            "account": account.name,
            "platform": package.platform,
            "page_id": account.page_id,
            "title": package.title,
            "text": package.text,
            "images": [attachment.sha256 for attachment in package.attachments],
            "made_at": self._clock.now().isoformat(),
            "files": {name: sha256(data) for name, data in parts.items()},
        }
        parts[MARK] = json.dumps(mark, ensure_ascii=False, indent=1).encode()
        return parts

    def _lay_out(self, name: str, files: dict[str, bytes]) -> Path:
        folder, aside = self._exports / name, self._exports / f".{name}.new"
        if _is_whole(folder, files):  # somebody may have it open: leave it alone
            return folder
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        for file, data in files.items():
            write_atomic(aside / file, data)
        if folder.exists():  # moved away whole: where a file of it is open, nothing is half gone
            former = self._exports / f".{name}.old"
            shutil.rmtree(former, ignore_errors=True)
            replace_held(folder, former)
            shutil.rmtree(former, ignore_errors=True)
        return replace_held(aside, folder)

    def _zip(self, name: str, files: dict[str, bytes]) -> None:
        path = self._exports / f"{name}.zip"
        aside = path.with_name(f".{name}.zip.new")
        made = self._clock.now()
        with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
            for file, data in files.items():
                entry = zipfile.ZipInfo(f"{name}/{file}", (made.year, made.month, made.day, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, data)
        replace_held(aside, path)


def _of_film(account: Account, package: Package, reference: str) -> dict[str, bytes]:
    """What an editor of videos asks for besides title and text."""
    parts = {CHECKLIST: checklist(account, package, reference).encode()}
    if tags(package):
        parts["the-tags.txt"] = _notepad(", ".join(tags(package)))
    return parts


def _is_whole(folder: Path, files: dict[str, bytes]) -> bool:
    """Whether an earlier attempt laid out exactly these files; the time in the mark aside."""
    there = ((folder / name, data) for name, data in files.items() if name != MARK)
    return (folder / MARK).is_file() and all(path.is_file() and path.read_bytes() == data for path, data in there)


def _notepad(text: str) -> bytes:
    """UTF-8 with a byte order mark and CRLF: older Notepads take a file without them for the ANSI code page."""
    return b"\xef\xbb\xbf" + "\r\n".join([*text.strip("\n").splitlines(), ""]).encode()


def _remote(folder: Path, mark: dict[str, Any]) -> RemotePost:
    return RemotePost(
        remote_id=folder.name,
        reference=str(mark["reference"]),
        text=str(mark["text"]),
        images=len(mark["images"]),
        created_at=datetime.fromisoformat(str(mark["made_at"])),
        visible=False,
        permalink="",
    )
