"""What leaves the registry as files: sheets to print, and the directory of the official pages.

Sheets to be printed or put on the portal, as one HTML file each: nothing in them is fetched from anywhere.

The archive of a page: one ZIP with the records of its posts, whose manifest proves that it is whole.

page.json              the file of the page
posts/0001-<id>.zip    a record each, which checks itself
manifest.json          path, SHA-256 and bytes of everything else
"""

from __future__ import annotations

import base64
import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Protocol

from studio.accounts.service import STATUS_NAMES
from studio.canonical import canonical_json, sha256
from studio.clock import Clock, local_date, show_date
from studio.codec import plain
from studio.directory.service import Directory
from studio.errors import Refused, StorageTrouble
from studio.events import Publish
from studio.paths import replace_held, write_atomic
from studio.phrase import Phrase
from studio.platforms import Platform
from studio.reasons import reason_of
from studio.registry import rules
from studio.registry.model import Note, PageFile, Portrait, PostRecords

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.store.files import FileStore

_STYLE = """
@page { size: A4; margin: 16mm }
body { font: 11pt/1.45 "Be Vietnam Pro", "Noto Sans", Arial, sans-serif; color: #0f172a; max-width: 178mm;
  margin: 8mm auto }
h1 { font-size: 17pt; margin: 0 0 2mm }
h2 { font-size: 12pt; margin: 6mm 0 2mm; color: #0b2a5b; break-after: avoid }
p { margin: 1mm 0 }
.note { color: #4a5565; font-size: 9.5pt }
.practice { border: 1.5pt solid #b45309; color: #b45309; padding: 2mm 3mm; margin-bottom: 4mm; font-weight: 700 }
table { border-collapse: collapse; width: 100% }
td, th { border: .5pt solid #9aa4b2; padding: 1.6mm 2mm; text-align: left; vertical-align: top }
th { background: #eef2f7; width: 42mm; font-weight: 600 }
.text { white-space: pre-wrap }
img { max-height: 45mm; max-width: 100% }
.page { break-inside: avoid; display: flex; gap: 6mm; border: .5pt solid #9aa4b2; padding: 4mm; margin: 0 0 4mm }
.page svg { width: 32mm; height: 32mm; flex: none }
.sign { display: flex; gap: 6mm; margin-top: 8mm; break-inside: avoid }
.sign div { flex: 1; text-align: center; min-height: 34mm }
.wide th { width: 105mm }
"""
PLATFORMS = {
    Platform.FACEBOOK: "Facebook",
    Platform.ZALO: "Zalo",
    Platform.WEBSITE: "Trang web",
    Platform.TIKTOK: "TikTok",
    Platform.YOUTUBE: "YouTube",
}
COLUMNS = (
    "name",
    "platform",
    "url",
    "status",
    "unit",
    "area",
    "phone",
    "email",
    "valid_from",
    "valid_to",
    "successor",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFrame:
    """What every sheet says of itself. `practice`: it is an exercise."""

    unit: str
    day: date
    practice: bool


def identity_sheet(file: PageFile, frame: SheetFrame, read: Callable[[str], bytes]) -> str:
    """For whoever creates the page on the platform: exactly what is to stand there."""
    identity = file.identity
    rows = (
        ("Tên trang", identity.name),
        ("Nền tảng", PLATFORMS[file.request.platform] if file.request.platform else ""),
        ("Cơ quan chủ quản", identity.owner),
        ("Địa chỉ", identity.address),
        ("Điện thoại", identity.phone),
        ("Thư điện tử công vụ", identity.email),
        ("Giờ trực", identity.hours),
    )
    parts = [
        f"<h1>Phiếu khai báo nhận diện trang</h1><p class=note>{escape(frame.unit)} · {show_date(frame.day)}</p>",
        _table(rows),
        "<h2>Ảnh đại diện</h2>", _picture(identity.avatar, read),
        "<h2>Ảnh bìa</h2>", _picture(identity.cover, read),
        "<h2>Lời ghim đầu trang</h2>", _text(identity.pinned),
        "<h2>Nội quy bình luận</h2>", _text(identity.house_rules),
        "<h2>Thông báo xử lý dữ liệu cá nhân</h2>", _text(identity.privacy),
    ]  # fmt: skip
    return _sheet("Phiếu khai báo nhận diện trang", parts, frame)


def minutes_sheet(file: PageFile, frame: SheetFrame, successor: str) -> str:
    """Minutes of a hand-over for three to sign. Not worded by any authority: the unit may use its own form."""
    transition, minutes = file.transition, file.transition.minutes
    basis = transition.basis
    rows = [
        ("Trang", file.identity.name),
        ("Địa chỉ trang", file.identity.url),
        ("Tình trạng mới", STATUS_NAMES[transition.to].vi if transition.to else ""),
        ("Trang kế nhiệm", successor),
        ("Văn bản căn cứ", " · ".join(each for each in (basis.number, _day(basis.day), basis.issuer) if each)),
    ]
    if transition.archive is not None:
        archive = transition.archive
        rows.append(("Gói lưu trữ", f"{len(archive.posts)} bài, SHA-256 {archive.sha256}"))
    said = {**rules.HANDOVER_ANSWERS}
    items = [
        (item.text.vi, said[answer].vi if (answer := transition.answers.get(item.id, "")) in said else "")
        for item in rules.handover_items()
    ]
    signers = (("Bên giao", minutes.giver), ("Bên nhận", minutes.receiver), ("Người chứng kiến", minutes.witness))
    blocks = "".join(
        f"<div><b>{escape(role)}</b><p class=note>(ký, ghi rõ họ tên)</p><br><br><br>{escape(name)}</div>"
        for role, name in signers
    )
    parts = [
        f"<h1>Biên bản bàn giao trang</h1><p class=note>{escape(frame.unit)} · lập ngày {show_date(frame.day)}</p>",
        _table(rows),
        "<h2>Danh sách kiểm</h2>",
        _table(items, "wide"),
        f"<div class=sign>{blocks}</div>",
    ]
    return _sheet("Biên bản bàn giao trang", parts, frame)


def directory_sheet(files: Sequence[PageFile], frame: SheetFrame, names: Mapping[str, str]) -> str:
    """The official pages with a QR code each, then those that were given up. `names` by the id of a page's file."""
    running = [file for file in files if not file.ended]
    over = [file for file in files if file.ended]
    parts = [f"<h1>Danh bạ trang chính thức</h1><p>{escape(frame.unit)}</p>"]
    parts.append(
        f"<p class=note>Cập nhật ngày {show_date(frame.day)}. Thấy trang khác dùng tên đơn vị, hãy gọi số điện thoại "
        "ghi dưới đây để hỏi.</p>"
    )
    parts += [_entry(file) for file in running]
    if over:
        rows = [(file.identity.name, _ended(file, names)) for file in over]
        parts += ["<h2>Trang đã ngừng dùng</h2>", _table(rows)]
    return _sheet("Danh bạ trang chính thức", parts, frame)


def directory_rows(
    files: Iterable[PageFile], unit: Callable[[str], str], names: Mapping[str, str]
) -> list[dict[str, str]]:
    """The same for a portal: plain values by the names of `COLUMNS`."""
    return [
        {
            "name": file.identity.name,
            "platform": file.request.platform.value if file.request.platform else "",
            "url": file.identity.url,
            "status": file.status.value,
            "unit": unit(file.unit),
            "area": file.area,
            "phone": file.identity.phone,
            "email": file.identity.email,
            "valid_from": file.valid_from.isoformat() if file.valid_from else "",
            "valid_to": file.valid_to.isoformat() if file.valid_to else "",
            "successor": names.get(file.transition.successor, "") if file.ended else "",
        }
        for file in files
    ]


def as_csv(rows: Iterable[Mapping[str, str]]) -> bytes:
    """With the mark by which Excel knows UTF-8; a value never begins a formula."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: f"'{value}" if value.startswith(_FORMULA) else value for key, value in row.items()})
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_json(rows: Sequence[Mapping[str, str]], frame: SheetFrame) -> bytes:
    told = {"unit": frame.unit, "updated_on": frame.day.isoformat(), "practice": frame.practice, "pages": list(rows)}
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _entry(file: PageFile) -> str:
    import segno

    identity = file.identity
    code = segno.make_qr(identity.url, error="m").svg_inline(border=4, omitsize=True)
    about = " · ".join(
        escape(each)
        for each in (PLATFORMS[file.request.platform] if file.request.platform else "", STATUS_NAMES[file.status].vi)
        if each
    )
    lines = [identity.owner, identity.address, identity.phone, identity.email]
    told = "".join(f"<p>{escape(each)}</p>" for each in lines if each)
    since = f"<p class=note>Từ ngày {show_date(file.valid_from)}</p>" if file.valid_from else ""
    return (
        f"<div class=page>{code}<div><b>{escape(identity.name)}</b><p class=note>{about}</p>"
        f"<p>{escape(identity.url)}</p>{told}{since}</div></div>"
    )


def _ended(file: PageFile, names: Mapping[str, str]) -> str:
    when = f" từ ngày {show_date(file.valid_to)}" if file.valid_to else ""
    other = names.get(file.transition.successor, "")
    return f"{STATUS_NAMES[file.status].vi}{when}" + (f"; trang kế nhiệm: {other}" if other else "")


def _table(rows: Iterable[tuple[str, str]], kind: str = "plain") -> str:
    told = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value) or '–'}</td></tr>" for name, value in rows)
    return f"<table class={kind}>{told}</table>"


def _text(text: str) -> str:
    return f"<p class=text>{escape(text) or '–'}</p>"


def _picture(portrait: Portrait, read: Callable[[str], bytes]) -> str:
    if not portrait.sha256:
        return "<p>–</p>"
    data = read(portrait.sha256)
    source = f"data:{_kind(data)};base64,{base64.b64encode(data).decode()}"
    return f'<p><img src="{source}" alt="{escape(portrait.alt)}"></p><p>Mô tả ảnh: {escape(portrait.alt) or "–"}</p>'


def _kind(data: bytes) -> str:
    if data.startswith(b"\x89PNG"):
        return "image/png"
    return "image/webp" if data[8:12] == b"WEBP" else "image/jpeg"


def _day(day: date | None) -> str:
    return f"ngày {show_date(day)}" if day else ""


def _sheet(title: str, parts: Iterable[str], frame: SheetFrame) -> str:
    mark = "<div class=practice>THỰC HÀNH – bản in tập huấn, không có giá trị sử dụng</div>" if frame.practice else ""
    return (
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style><body>{mark}{''.join(parts)}</body></html>\n"
    )


MANIFEST = "manifest.json"
FORMAT = 1


def write_archive(file: PageFile, records: PostRecords, out: Path, at: datetime) -> tuple[str, ...]:
    """Write the archive to `out` and read it back. Returns the ids of the posts in it.

    Raises StorageTrouble when it cannot be written or is not what was written, and what the records raise.
    """
    half = out.with_name(out.name + ".part")
    try:
        posts = _pack(file, records, half, at)
        wrong = verify_archive(half, records)
        if wrong:
            raise StorageTrouble(wrong[0], where=str(out))
        replace_held(half, out)
    except OSError as error:
        raise StorageTrouble(
            "the archive cannot be written ({why}); choose another place or check the free space.",
            why=reason_of(error),
            where=str(out),
        ) from error
    finally:
        half.unlink(missing_ok=True)
    return posts


def verify_archive(path: Path, records: PostRecords) -> tuple[Phrase, ...]:
    """What is wrong with an archive; empty when every file is there, as it was, and every record intact."""
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(_problems(archive, records))
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError):
        return (Phrase("the archive cannot be read; it is damaged, or this app did not make it."),)


def _pack(file: PageFile, records: PostRecords, out: Path, at: datetime) -> tuple[str, ...]:
    posts = records.posts_of(file.account) if file.account else ()
    told: list[dict[str, Any]] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive, tempfile.TemporaryDirectory() as folder:

        def put(name: str, data: bytes, **more: str) -> None:
            archive.writestr(name, data)
            told.append({"path": name, "sha256": sha256(data), "bytes": len(data), **more})

        put("page.json", canonical_json(_unnamed(plain(file))))
        for number, (post, title) in enumerate(posts, 1):
            record = Path(folder) / "record.zip"
            records.write(post, record)
            put(f"posts/{number:04d}-{post[:12]}.zip", record.read_bytes(), post=post, title=title)
        manifest = {"format": FORMAT, "page": file.id, "made_at": at.isoformat(), "files": told}
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return tuple(post for post, _ in posts)


def _unnamed(told: Any) -> Any:
    """`told` without the names that files had on somebody's PC: a scan's name often tells whose paper it is."""
    if isinstance(told, list):
        return [_unnamed(each) for each in told]
    if not isinstance(told, dict):
        return told
    named = {key: _unnamed(each) for key, each in told.items()}
    if named.keys() >= {"sha256", "name"} and named["name"]:
        named["name"] = f"{str(named['sha256'])[:12]}{PurePath(str(named['name'])).suffix.lower()}"
    return named


def _problems(archive: zipfile.ZipFile, records: PostRecords) -> Iterable[Phrase]:
    manifest = json.loads(archive.read(MANIFEST))
    named = {entry["path"]: entry for entry in manifest["files"]}
    there = set(archive.namelist()) - {MANIFEST}
    for name in sorted(there ^ set(named)):
        yield Phrase("the archive and its manifest differ in “{name}”; export it again.", name=name)
    for name in sorted(there & set(named)):
        data = archive.read(name)
        if sha256(data) != named[name]["sha256"] or ("post" in named[name] and records.problems(data)):
            yield Phrase("“{name}” in the archive was changed; export it again.", name=name)


_ACT = "page_file"


class PageFileSource(Protocol):
    """Where the files of pages are."""

    def list(self) -> tuple[PageFile, ...]: ...

    def get(self, id: str) -> PageFile: ...

    def find(self, id: str) -> PageFile | None: ...


class Exports:
    """`by` is the id of a person; every act raises a StudioError with the reason."""

    def __init__(
        self,
        page_files: PageFileSource,
        files: FileStore,
        directory: Directory,
        clock: Clock,
        *,
        note: Note,
        practice: bool,
        publish: Publish,
    ) -> None:
        self._page_files = page_files
        self._files = files
        self._directory = directory
        self._clock = clock
        self._note = note
        self._practice = practice
        self._publish = publish

    def identity(self, id: str, out: Path, by: str) -> Path:
        """Write the identity sheet to `out` (HTML). Raises NotFound, Refused, StorageTrouble."""
        file = self._page_files.get(id)
        if not file.identity.name:
            raise Refused("enter the page's name before the sheet is made.")
        _write(out, identity_sheet(file, self._frame(file), self._files.get).encode())
        self._note(_ACT, by, {"step": "identity_exported", "page": id})
        self._publish("identity.exported", page=id)
        return out

    def minutes(self, id: str, out: Path, by: str) -> Path:
        """Write the minutes of the hand-over to `out` (HTML). Raises NotFound, StorageTrouble."""
        file = self._page_files.get(id)
        successor = self._page_files.find(file.transition.successor)
        name = successor.identity.name if successor else ""
        _write(out, minutes_sheet(file, self._frame(file), name).encode())
        self._note(_ACT, by, {"step": "minutes_exported", "page": id})
        self._publish("minutes.exported", page=id)
        return out

    def directory(self, folder: Path, by: str) -> tuple[Path, ...]:
        """Write the directory of official pages into `folder`: HTML with QR codes, CSV, JSON.

        Raises Refused while no page has an address, StorageTrouble.
        """
        files = sorted(
            (file for file in self._page_files.list() if file.valid_from is not None and file.identity.url),
            key=lambda file: (file.ended, file.identity.name),
        )
        if not any(not file.ended for file in files):
            raise Refused("no page is active yet; activate one first.")
        frame, names = self._frame(files[0]), {file.id: file.identity.name for file in self._page_files.list()}
        rows = directory_rows(files, self._unit, names)
        made = {
            "danh-ba-trang.html": directory_sheet(files, frame, names).encode(),
            "danh-ba-trang.csv": as_csv(rows),
            "danh-ba-trang.json": as_json(rows, frame),
        }
        for name, data in made.items():
            _write(folder / name, data)
        self._note(_ACT, by, {"step": "directory_exported", "pages": _ids(files)})
        self._publish("directory.exported")
        return tuple(folder / name for name in made)

    def _frame(self, file: PageFile) -> SheetFrame:
        return SheetFrame(unit=self._unit(file.unit), day=local_date(self._clock.now()), practice=self._practice)

    def _unit(self, id: str) -> str:
        unit = self._directory.book().unit(id)
        return unit.name if unit else ""


def _ids(files: Sequence[PageFile]) -> list[str]:
    return [file.id for file in files]


def _write(out: Path, data: bytes) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(out, data)
    except OSError as trouble:
        raise StorageTrouble(
            "cannot be written ({why}); choose another place.", why=reason_of(trouble), where=str(out)
        ) from trouble
