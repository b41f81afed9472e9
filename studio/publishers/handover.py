"""A package for a person who posts it by hand, as a folder and as a ZIP:

    exports/<date>-<reference>/   HUONG-DAN.txt, the texts to copy, numbered pictures or the video, their descriptions,
                                  ban-giao.json
    exports/<date>-<reference>.zip   the same

Making it twice gives the same package once, so a doubtful attempt is simply repeated.
"""

from __future__ import annotations

import json
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
from studio.posts.limits import LIMITS
from studio.posts.model import Package
from studio.posts.ports import FileReader
from studio.publishers.handover_guide import alt_texts, change_guide, guide
from studio.publishers.port import Answer, Capabilities, Identity, Limits, Outcome, RemotePost

MARK = "ban-giao.json"
"""Written last into the folder before it takes its name: a folder with it is whole."""


class HandoverPublisher:
    """Serves hand-over accounts. The page's link is brought back by a person."""

    def __init__(self, exports: Path, clock: Clock) -> None:
        self._exports = exports
        self._clock = clock

    def capabilities(self, account: Account) -> Capabilities:
        limits = LIMITS[account.platform]
        return Capabilities(
            hidden_then_reveal=False,
            can_list=True,
            can_delete=False,
            server_schedule=None,
            by_hand=True,
            reaches_network=False,
            limits=Limits(
                text_max=limits.text_max, images_max=limits.images_max, image_bytes_max=limits.image_bytes_max
            ),
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
            why = error.strerror or type(error).__name__
            return Answer(
                outcome=Outcome.NOT_EXECUTED,
                vi=f"Không ghi được gói bàn giao ({why}); hãy kiểm tra ổ đĩa.",
                en=f"The package cannot be written ({why}); check the disk.",
            )
        return Answer(
            outcome=Outcome.DONE,
            remote_id=name,
            vi=f"Chờ đăng tay: gói đã sẵn sàng trong thư mục {folder.name}. Đăng theo HUONG-DAN.txt rồi dán liên kết.",
            en=f"To be posted by hand: the package is in {folder.name}. Post it as HUONG-DAN.txt says, paste the link.",
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

    def delete(self, account: Account, remote_id: str) -> Answer:
        return Answer(
            outcome=Outcome.REFUSED,
            vi="Bài đăng tay phải do người đăng gỡ trên trang.",
            en="A post made by hand has to be removed on the page by a person.",
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
        return aside.rename(folder)

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
