"""What the system reports of a file is told in the two languages; its own words stay in the log."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

import studio
from studio.errors import StudioError
from studio.paths import read_chosen, write_chosen
from studio.reasons import reason_of

SOURCE = Path(studio.__file__).parent
TOLD = {
    "ENOSPC": "ổ đĩa đã hết chỗ",
    "EDQUOT": "ổ đĩa đã hết chỗ",
    "EACCES": "không có quyền",
    "EPERM": "không có quyền",
    "ENOENT": "không tìm thấy",
    "EBUSY": "chương trình khác đang mở",
    "ETXTBSY": "chương trình khác đang mở",
    "EROFS": "ổ đĩa chỉ cho đọc",
    "ENAMETOOLONG": "tên quá dài",
    "EEXIST": "đã có mục trùng tên",
    "ENOTEMPTY": "đã có mục trùng tên",
    "EISDIR": "đó là một thư mục",
    "ENOTDIR": "chỗ của thư mục lại là một tệp",
    "ESTALE": "thư mục mạng không trả lời",
    "ENETDOWN": "thư mục mạng không trả lời",
    "ENETUNREACH": "thư mục mạng không trả lời",
    "EHOSTDOWN": "thư mục mạng không trả lời",
    "EHOSTUNREACH": "thư mục mạng không trả lời",
    "ETIMEDOUT": "thư mục mạng không trả lời",
    "EIO": "ổ đĩa không phản hồi hoặc bị hỏng",
    "ENXIO": "ổ đĩa không phản hồi hoặc bị hỏng",
    "ENODEV": "ổ đĩa không phản hồi hoặc bị hỏng",
    "EFBIG": "tệp quá lớn đối với ổ đĩa này",
    "EMFILE": "có quá nhiều tệp đang mở",
    "ENFILE": "có quá nhiều tệp đang mở",
    "ENOMEM": "máy đã hết bộ nhớ",
}
ON_WINDOWS = {
    2: "không tìm thấy",
    3: "không tìm thấy",
    5: "không có quyền",
    19: "ổ đĩa chỉ cho đọc",
    21: "ổ đĩa không phản hồi hoặc bị hỏng",
    32: "chương trình khác đang mở",
    33: "chương trình khác đang mở",
    53: "thư mục mạng không trả lời",
    64: "thư mục mạng không trả lời",
    67: "thư mục mạng không trả lời",
    80: "đã có mục trùng tên",
    112: "ổ đĩa đã hết chỗ",
    123: "tên có ký tự không được phép",
    183: "đã có mục trùng tên",
    206: "tên quá dài",
    1231: "thư mục mạng không trả lời",
    1295: "ổ đĩa đã hết chỗ",
}


class OnWindows(OSError):
    """As Windows raises it: with a number of its own, and the nearest one that others know."""

    def __init__(self, number: int, nearest: int = errno.EACCES) -> None:
        super().__init__(nearest, "The process cannot access the file.")
        self.winerror = number


@pytest.mark.parametrize("name", TOLD)
def test_each_number_of_the_system_has_its_words(name: str) -> None:
    error = OSError(getattr(errno, name), os.strerror(getattr(errno, name)))
    told = reason_of(error)
    assert told.vi == TOLD[name]
    assert told.en != told.vi
    assert error.strerror not in (told.vi, told.en)


@pytest.mark.parametrize("number", ON_WINDOWS)
def test_windows_own_number_comes_first(number: int) -> None:
    assert reason_of(OnWindows(number)).vi == ON_WINDOWS[number]


def test_where_windows_number_has_no_words_the_nearest_number_has() -> None:
    assert reason_of(OnWindows(87, nearest=errno.ENOSPC)).vi == "ổ đĩa đã hết chỗ"


def test_what_has_no_words_is_told_by_its_number() -> None:
    assert reason_of(OSError(9_999, "Something else")).vi == "hệ thống báo lỗi số 9999"
    assert reason_of(OSError(9_999, "Something else")).en == "error 9999 of the system"
    assert reason_of(OSError("Something else")).vi == "hệ thống không cho biết lý do"


def test_a_folder_in_the_place_of_a_file_is_told_in_each_language(tmp_path: Path) -> None:
    (tmp_path / "tep").mkdir()
    beside = tmp_path / "tep.txt"
    beside.write_bytes(b"")
    for work in (lambda: write_chosen(beside / "a.txt", b""), lambda: read_chosen(tmp_path / "missing")):
        with pytest.raises(StudioError) as told:
            work()
        for system in ("No such file", "Not a directory", "Errno", "None"):
            assert system not in told.value.sentence("vi")
            assert system not in told.value.sentence("en")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a path elsewhere")
def test_a_name_that_is_too_long_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="tên quá dài"):
        read_chosen(tmp_path / ("x" * 5_000))


def test_no_sentence_takes_the_words_of_the_system() -> None:
    taken = [
        f"{path.relative_to(SOURCE)}:{number}"
        for path in SOURCE.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if "strerror" in line and "_log." not in line
    ]
    assert taken == []
