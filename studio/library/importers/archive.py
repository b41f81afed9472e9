"""Looking at a .docx as the ZIP it is before any XML parser does: sizes, ratios, names, no DTD."""

from __future__ import annotations

import io
import zipfile
import zlib

from studio.errors import BadInput
from studio.library.importers.refusal import MEGABYTE

MOST_ENTRIES = 2000
LARGEST_TOTAL = 100 * MEGABYTE
HIGHEST_RATIO = 100
SMALL = MEGABYTE
"""Bytes under which the ratio of one entry does not matter: short repetitive parts compress extremely well."""
_DTD = tuple(mark.encode(e) for mark in ("<!DOCTYPE", "<!ENTITY") for e in ("utf-8", "utf-16-le", "utf-16-be"))


def require_safe(data: bytes) -> None:
    """Raise BadInput unless `data` is a whole ZIP within the limits and none of its XML parts has a DTD."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _require_limits(entries, len(data))
            if "word/document.xml" not in archive.namelist():
                raise BadInput(
                    "tệp không phải văn bản Word; hãy mở bằng Word và lưu lại thành .docx.",
                    "the file is no Word document; open it in Word and save it as .docx.",
                )
            for entry in entries:
                _require_no_dtd(archive, entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise BadInput(
            "tệp .docx bị hỏng, bị cắt cụt hoặc có mật khẩu; hãy mở tệp gốc bằng Word và lưu lại.",
            "the .docx is damaged, cut off or protected; open the original in Word and save it again.",
        ) from error


def _require_limits(entries: list[zipfile.ZipInfo], packed: int) -> None:
    total = sum(entry.file_size for entry in entries)
    swollen = any(e.file_size > SMALL and e.file_size > HIGHEST_RATIO * max(e.compress_size, 1) for e in entries)
    if len(entries) > MOST_ENTRIES or total > LARGEST_TOTAL or swollen or total > HIGHEST_RATIO * packed + SMALL:
        raise BadInput(
            f"tệp nén bất thường (bung ra {total // MEGABYTE} MB, {len(entries)} phần), có thể là bom nén.",
            f"the file is packed abnormally ({total // MEGABYTE} MB, {len(entries)} parts), maybe a zip bomb.",
        )


def _require_no_dtd(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    if not entry.filename.lower().endswith((".xml", ".rels")):
        return
    content = archive.read(entry)
    if any(mark in content for mark in _DTD):
        raise BadInput(
            f"phần {entry.filename} của tệp có khai báo DTD, có thể gây hại; hãy mở bằng Word và lưu lại.",
            f"part {entry.filename} of the file declares a DTD, which may do harm; open it in Word and save it again.",
        )
