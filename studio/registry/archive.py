"""The archive of a page: one ZIP with the records of its posts, whose manifest proves that it is whole.

page.json              the file of the page
posts/0001-<id>.zip    a record each, which checks itself
manifest.json          path, SHA-256 and bytes of everything else
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any

from studio.canonical import canonical_json, sha256
from studio.codec import plain
from studio.errors import StorageTrouble
from studio.phrase import Phrase
from studio.registry.model import PageFile, PostRecords

MANIFEST = "manifest.json"
FORMAT = 1


def write_archive(file: PageFile, records: PostRecords, out: Path, at: datetime) -> tuple[str, ...]:
    """Write the archive to `out` and read it back. Returns the ids of the posts in it.

    Raises StorageTrouble when it cannot be written or is not what was written, and what the records raise.
    """
    half = out.with_name(out.name + ".part")
    try:
        posts = _write(file, records, half, at)
        wrong = verify_archive(half, records)
        if wrong:
            raise StorageTrouble(wrong[0].vi, wrong[0].en, where=str(out))
        half.replace(out)
    except OSError as error:
        raise StorageTrouble(
            f"không ghi được gói lưu trữ ({error.strerror}); hãy chọn nơi khác hoặc kiểm tra dung lượng.",
            f"the archive cannot be written ({error.strerror}); choose another place or check the free space.",
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
        return (
            Phrase(
                "không đọc được gói lưu trữ; tệp hỏng hoặc không phải gói do chương trình lập.",
                "the archive cannot be read; it is damaged, or this program did not make it.",
            ),
        )


def _write(file: PageFile, records: PostRecords, out: Path, at: datetime) -> tuple[str, ...]:
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
        yield Phrase(
            f"gói lưu trữ không khớp bảng kê ở “{name}”; hãy xuất lại.",
            f"the archive and its manifest differ in “{name}”; export it again.",
        )
    for name in sorted(there & set(named)):
        data = archive.read(name)
        if sha256(data) != named[name]["sha256"] or ("post" in named[name] and records.problems(data)):
            yield Phrase(
                f"“{name}” trong gói lưu trữ đã bị thay đổi; hãy xuất lại.",
                f"“{name}” in the archive was changed; export it again.",
            )
