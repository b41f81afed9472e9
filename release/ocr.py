"""The second package: what suggests numbers to be covered in photographs, and Tesseract's Vietnamese.

It is laid out in a folder `ocr` beside the program's own, where its Python looks for modules too. An archive for
Windows, unpacked into the folder that holds `app`; a .deb for Linux, which brings Tesseract by its dependencies.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from release.archive import pack
from release.compiled import compile_modules
from release.debian_archive import extract
from release.debian_package import OPT, PACKAGE, SHARE, pack_deb
from release.linux_python import lay_python
from release.packages import LINUX, LOCK, OCR_LOCK, WINDOWS, Target, lay_packages, tidy_records
from release.place import DIST, ROOT, VERSION, WORK, fresh, needs, size
from release.prune import COMMON, prune
from release.wheelhouse import locked_for
from studio.installation import SECOND_PACKAGE, TESSDATA

VIETNAMESE = "tesseract-ocr-vie"
"""Debian's package of what Tesseract needs to read Vietnamese (Apache 2.0)."""
CONTROL = """\
Package: {package}-ocr
Version: {version}
Architecture: amd64
Maintainer: The Page Studio authors <page-studio@localhost>
Installed-Size: {kilobytes}
Depends: {package} (= {version}), tesseract-ocr, {vietnamese}
Section: misc
Priority: optional
Description: numbers and scanned text for Page Studio
 Suggests numbers to be covered in photographs, and has Tesseract read
 scanned documents in Vietnamese.
"""
README = """\
Giải nén vào thư mục của Page Studio, cạnh thư mục "app"; sau đó có:

    app\\          chương trình
    ocr\\          gói này

Rồi mở lại Page Studio. Muốn đọc bản quét, máy cần có thêm Tesseract cho Windows; tiếng Việt của nó nằm trong gói này.
Sau khi nâng cấp bản dùng trên USB, giải nén gói này một lần nữa cạnh "app" của bản mới. Gỡ gói: xóa thư mục "ocr".

Unpack into the folder of Page Studio, beside "app", and start Page Studio again. To read scans, the PC needs Tesseract
for Windows as well; its Vietnamese comes with this package. After an update of the portable folder, unpack this once
more beside the new "app". To take it away, delete the folder "ocr".
"""


def build_second_package() -> list[Path]:
    """The archive for Windows and the .deb for Linux."""
    return [_for_windows(), _for_linux()]


def lay_more(target: Target, folder: Path) -> None:
    """Lay what the extra `ocr` adds to the program's own packages into `folder`."""
    wanted = WORK / f"ocr-{target.python}.txt"
    wanted.parent.mkdir(parents=True, exist_ok=True)
    wanted.write_text(only_more(locked_for(target, OCR_LOCK), locked_for(target, LOCK)), encoding="utf-8", newline="\n")
    lay_packages(target, folder, wanted)
    prune(folder, COMMON)


def only_more(lock: str, own: str) -> str:
    """The pins of `lock` that `own` has not."""
    there = set(_pins(own))
    return "\n".join(pin for pin in _pins(lock) if pin not in there) + "\n"


def _pins(lock: str) -> list[str]:
    return lock.replace(" \\\n", " ").splitlines()


def _for_windows() -> Path:
    folder = fresh(WORK / "ocr-windows")
    packages = folder / SECOND_PACKAGE
    lay_more(WINDOWS, packages)
    compile_modules(needs("python3.13", "python3.13"), packages)
    tidy_records(packages)
    aside = fresh(WORK / "tessdata")
    extract((VIETNAMESE,), aside)
    data = packages / TESSDATA
    data.mkdir()
    (found,) = aside.rglob("vie.traineddata")
    shutil.copyfile(found, data / found.name)
    (notice,) = aside.rglob("copyright")
    shutil.copyfile(notice, data / "LICENSE.txt")
    (packages / "README.txt").write_bytes(b"\xef\xbb\xbf" + README.replace("\n", "\r\n").encode())
    target = DIST / f"{PACKAGE}-ocr-{VERSION}-windows.zip"
    pack(folder, target, "")
    shutil.rmtree(folder)
    shutil.rmtree(aside)
    return target


def _for_linux() -> Path:
    root = fresh(WORK / "deb-ocr")
    packages = root / OPT / SECOND_PACKAGE
    lay_more(LINUX, packages)
    aside = fresh(WORK / "ocr-python")
    compile_modules(str(lay_python(aside / "python")), packages, f"/{OPT}/{SECOND_PACKAGE}")
    shutil.rmtree(aside)
    tidy_records(packages)
    notice = root / SHARE / "doc" / f"{PACKAGE}-ocr" / "copyright"
    notice.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / "LICENSES.md", notice)
    control = CONTROL.format(package=PACKAGE, version=VERSION, vietnamese=VIETNAMESE, kilobytes=size(root) // 1024)
    return pack_deb(root, control, DIST / f"{PACKAGE}-ocr_{VERSION}_amd64.deb")
