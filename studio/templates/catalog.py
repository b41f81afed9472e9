"""Packs: folders or ZIPs of templates, every file of which is bound by its hash in ``pack.yaml``.

The files of a pack, from a folder or a ZIP, in memory and bounded. Nothing is extracted.

Names mean the same on every system; sizes are counted while inflating.

The approved templates at hand. Every use checks the template's file again.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

from studio.canonical import sha256
from studio.errors import BadInput, NotFound, StudioError, Untrusted
from studio.paths import is_reserved
from studio.phrase import Phrase
from studio.platforms import WRITTEN, Platform
from studio.templates.layout import Design, load_design
from studio.templates.model import Template
from studio.templates.reader import Common, read_template
from studio.templates.texts import COMMON
from studio.yamlfile import YamlSection, load_yaml

MAX_FILE: Final = 4 * 1024 * 1024
MAX_TOTAL: Final = 64 * 1024 * 1024
MAX_FILES: Final = 500

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*\Z")

_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED: Final = 0x1
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    EOFError,
    ValueError,
    RuntimeError,
)
"""What `zipfile` raises over a damaged or unusual archive."""


def bad_name(name: str) -> bool:
    """True for a path that is not plain lower-case ASCII, climbs, is too long, or is reserved on Windows."""
    if len(name) > 120 or not _NAME.match(name) or ".." in name:
        return True
    return any(is_reserved(part) or part.endswith(".") for part in name.split("/"))


def read_files(source: Path) -> dict[str, bytes]:
    """Every file of the pack by its path with ``/``. Raises Untrusted or BadInput naming what is wrong."""
    return _read_folder(source) if source.is_dir() else _read_zip(source)


def read_file(source: Path, name: str) -> bytes | None:
    """One file of the pack as it is now; None when it cannot be had."""
    if not source.is_dir():
        return _read_member(source, name)
    try:
        with (source / name).open("rb") as stream:
            return stream.read(MAX_FILE + 1)
    except OSError:
        return None


def _read_folder(folder: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    total = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            continue
        if path.is_symlink() or not path.is_file() or bad_name(name) or len(files) >= MAX_FILES:
            raise _foreign(folder, name)
        data = read_file(folder, name)
        total += len(data or b"")
        if data is None or len(data) > MAX_FILE or total > MAX_TOTAL:
            raise _foreign(folder, name)
        files[name] = data
    return files


def _foreign(folder: Path, name: str) -> Untrusted:
    return Untrusted(
        "the file “{name}” does not belong to the pack or cannot be read; delete it or install the pack again.",
        name=name[:80],
        where=folder.name,
    )


def _read_zip(path: Path) -> dict[str, bytes]:
    """Every file of the archive by name. Raises BadInput or Untrusted naming the archive and the entry."""
    try:
        with zipfile.ZipFile(path) as archive:
            return dict(_entries(archive, path.name))
    except _DAMAGE:
        raise _broken(path.name) from None
    except OSError as error:
        raise BadInput("the file cannot be read; check the path and the drive.", where=path.name) from error


def _read_member(path: Path, name: str) -> bytes | None:
    """One file of the archive, at most `MAX_FILE` bytes; None when it cannot be had."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(name) as stream:
            return stream.read(MAX_FILE + 1)
    except (*_DAMAGE, KeyError, OSError):
        return None


def _entries(archive: zipfile.ZipFile, where: str) -> Iterator[tuple[str, bytes]]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MAX_FILES:
        raise _refused(where, f"{len(infos)} > {MAX_FILES}")
    seen: set[str] = set()
    total = 0
    for info in infos:
        if not _acceptable(info) or info.filename in seen:
            raise _refused(where, info.filename)
        seen.add(info.filename)
        with archive.open(info) as stream:
            data = stream.read(MAX_FILE + 1)
        total += len(data)
        if len(data) > MAX_FILE or total > MAX_TOTAL:
            raise _refused(where, info.filename)
        yield info.filename, data


def _acceptable(info: zipfile.ZipInfo) -> bool:
    mode = info.external_attr >> 16
    return (
        not bad_name(info.orig_filename)
        and info.orig_filename == info.filename
        and info.compress_type in _METHODS
        and not info.flag_bits & _ENCRYPTED
        and (stat.S_IFMT(mode) in (0, stat.S_IFREG))
    )


def _refused(where: str, entry: str) -> Untrusted:
    shown = entry.encode("ascii", "backslashreplace").decode()[:80]
    return Untrusted(
        "the file “{shown}” of the pack is not acceptable (name, kind, size or duplicate); ask for the pack again.",
        shown=shown,
        where=where,
    )


def _broken(where: str) -> BadInput:
    return BadInput("the ZIP is damaged or half copied; copy it again from its source.", where=where)


BUILTIN: Final = Path(__file__).parent / "builtin"
_READING: Final = Lock()
MANIFEST: Final = "pack.yaml"
FOOTER: Final = "footer.yaml"
"""What every post and every card of the pack ends with."""
_DESIGN: Final = "design.yaml"
_ID: Final = re.compile(r"[a-z][a-z0-9-]{0,39}\Z")
_SHA256: Final = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A pack whose every file had the hash its manifest states."""

    id: str
    version: int
    title: Phrase
    source: Path
    """The folder or ZIP it was read from."""
    hashes: Mapping[str, str]
    """SHA-256 by path."""
    templates: tuple[Template, ...]
    files_of: Mapping[str, str] = field(default_factory=dict)
    """Path of each template's file, by template id."""
    design: Design | None = None
    common: Common
    """What its templates share."""

    @property
    def name(self) -> str:
        return f"{self.id}@{self.version}"

    def read(self, path: str) -> bytes:
        """The bytes of the file at `path`, read now. Raises Untrusted when they are not what was verified."""
        data = read_file(self.source, path)
        if data is None or sha256(data) != self.hashes.get(path):
            raise _altered(self.source, path)
        return data

    def recheck(self, path: str) -> None:
        """Read the file at `path` again. Raises Untrusted when it is not what was verified."""
        self.read(path)


def builtin_pack() -> Pack:
    """The pack that comes with the application, read once, even when two threads ask at a time. Raises Untrusted when a
    file of it was altered."""
    with _READING:
        return _builtin_pack()


@cache
def _builtin_pack() -> Pack:
    return load_pack(BUILTIN)


def load_pack(source: Path) -> Pack:
    """Read and verify the pack in a folder or ZIP.

    Raises NotFound, BadInput (a file cannot be read as what it is) or Untrusted (a file is altered, missing or not
    in the manifest), each naming the pack and the file.
    """
    if not source.exists():
        raise NotFound("there is no pack here.", where=str(source))
    files = read_files(source)
    if MANIFEST not in files:
        raise BadInput("the pack has no {manifest}.", manifest=MANIFEST, where=source.name)
    manifest = YamlSection(load_yaml(files[MANIFEST], MANIFEST))
    hashes = _hashes(manifest)
    _verify(source, files, hashes)
    return _pack(source, manifest, files, hashes)


def _pack(source: Path, manifest: YamlSection, files: Mapping[str, bytes], hashes: Mapping[str, str]) -> Pack:
    if manifest.get("schema", int) != 1:
        raise manifest.wrong("schema", Phrase("a newer version of the app is needed."))
    name, version, title = manifest.get("id", str), manifest.get("version", int), manifest.phrase("title")
    if not _ID.match(name):
        raise manifest.wrong("id", Phrase("the pack's id has not the right form."))
    manifest.maybe("note", dict)
    always = manifest.texts("always_checks", required=False)
    manifest.close()
    footers, card_values = _footer(files)
    common = Common(pack=f"{name}@{version}", always_checks=always, footers=footers, card_values=card_values)
    read = {
        path: read_template(data, path, common) for path, data in sorted(files.items()) if path.startswith("templates/")
    }
    templates = tuple(read.values())
    design = load_design(files) if _DESIGN in files else None
    _consistent(read, design)
    return Pack(
        id=name,
        version=version,
        title=title,
        source=source,
        hashes=hashes,
        templates=templates,
        files_of={template.id: path for path, template in read.items()},
        design=design,
        common=common,
    )


def _consistent(read: Mapping[str, Template], design: Design | None) -> None:
    """What no file can know alone: ids are unique, companions exist, layouts and slots are those of the design."""
    ids = {template.id for template in read.values()}
    codes = {template.code for template in read.values()}
    for path, template in read.items():
        if path != f"templates/{template.id}.yaml" or len(ids) < len(read) or len(codes) < len(read):
            raise BadInput("the file must be named after the template's id; ids and codes must be unique.", where=path)
        if template.companion_of is not None and template.companion_of not in ids:
            raise BadInput("there is no template “{companion_of}”.", companion_of=template.companion_of, where=path)
        if design is not None:
            require_painted(template, path, design)


def require_painted(template: Template, path: str, design: Design) -> None:
    """Raise BadInput where a card asks for a layout, a slot or colours that the design has not."""
    for binding in template.cards:
        layout = design.layouts.get(binding.layout)
        unknown = sorted(set(binding.values) - set(layout.slots)) if layout else [binding.layout]
        if unknown or template.colours not in design.themes:
            word = unknown[0] if unknown else template.colours
            raise BadInput(
                "the card “{layout}” names “{word}”, which the design has not.",
                layout=binding.layout,
                word=word,
                where=path,
            )


def _hashes(manifest: YamlSection) -> dict[str, str]:
    listed = manifest.section("files")
    hashes = {path: listed.get(path, str) for path in listed.names()}
    for path, value in hashes.items():
        if not _SHA256.match(value) or bad_name(path):
            raise listed.wrong(path, Phrase("the file name or its SHA-256 has not the right form."))
    return hashes


def _verify(source: Path, files: Mapping[str, bytes], hashes: Mapping[str, str]) -> None:
    for path in sorted(hashes.keys() | files.keys() - {MANIFEST}):
        if path not in files:
            raise Untrusted(
                "the file “{path}” is missing; install the pack again from its source.", path=path, where=source.name
            )
        if path not in hashes:
            raise Untrusted(
                "the file “{path}” does not belong to the pack; delete it or install the pack again.",
                path=path,
                where=source.name,
            )
        if sha256(files[path]) != hashes[path]:
            raise _altered(source, path)


def _altered(source: Path, path: str) -> Untrusted:
    return Untrusted(
        "the file “{path}” differs from the approved one; install the pack again from its source.",
        path=path,
        where=source.name,
    )


def _footer(files: Mapping[str, bytes]) -> tuple[dict[Platform, str], dict[str, str]]:
    """Footer text by platform, and the card slots all cards fill alike; both empty for a pack without the file.

    Their names are `COMMON`. Raises BadInput.
    """
    if FOOTER not in files:
        return {}, {}
    document = load_yaml(files[FOOTER], FOOTER)
    top = YamlSection(document)
    texts, cards = top.section("texts"), top.section("cards")
    footers = {platform: texts.get(platform.value, str) for platform in WRITTEN}
    values = {slot: cards.get(slot, str) for slot in cards.names()}
    texts.close()
    top.close()
    for platform, source in footers.items():
        _check_footer(source, document.line("texts", platform.value))
    for slot, source in values.items():
        _check_footer(source, document.line("cards", slot))
    return footers, values


def _check_footer(source: str, line: int) -> None:
    from studio.templates.language import compile_text

    compile_text(source, (), origin=FOOTER, first_line=line + ("\n" in source), extra=COMMON)


class Catalog:
    """Templates of verified packs; of two with one id and version, the earlier pack's counts."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self._packs = tuple(packs)

    @property
    def packs(self) -> tuple[Pack, ...]:
        return self._packs

    def all(self, wanted: Callable[[Template], object] = lambda template: True) -> tuple[Template, ...]:
        """The newest version of every template that is `wanted` and whose file is still the approved one, in the order
        of codes."""
        ids = dict.fromkeys(template.id for pack in self.packs for template in pack.templates)
        found = map(self._newest, ids)
        sound = [template for pack, template in found if wanted(template) and _trouble(pack, template) is None]
        return tuple(sorted(sound, key=lambda template: template.code))

    def altered(self) -> tuple[StudioError, ...]:
        """Why templates are missing from `all`, one error a file."""
        troubles = (_trouble(pack, template) for pack in self.packs for template in pack.templates)
        return tuple(trouble for trouble in troubles if trouble is not None)

    def get(self, id: str, version: int | None = None) -> Template:
        """The template `id`, its newest version by default.

        Raises NotFound, or Untrusted when its file was altered since it was read.
        """
        pack, template = self._newest(id) if version is None else self._exactly(id, version)
        trouble = _trouble(pack, template)
        if trouble is not None:
            raise trouble
        return template

    def source(self, template: Template) -> bytes:
        """The verified bytes of a template's own file. Raises NotFound or Untrusted."""
        pack, exact = self._exactly(template.id, template.version)
        return pack.read(pack.files_of[exact.id])

    def design(self) -> Design:
        """The card layouts, their files checked again. Raises NotFound or Untrusted."""
        for pack in self.packs:
            if pack.design is not None:
                for path in pack.hashes:
                    if path == "design.yaml" or path.startswith("layouts/"):
                        pack.recheck(path)
                return pack.design
        raise NotFound("no pack brings a card design.")

    def _newest(self, id: str) -> tuple[Pack, Template]:
        found = [(pack, t) for pack in self.packs for t in pack.templates if t.id == id]
        if not found:
            raise NotFound("there is no template “{id}”.", id=id)
        return max(found, key=lambda pair: pair[1].version)

    def _exactly(self, id: str, version: int) -> tuple[Pack, Template]:
        for pack in self.packs:
            for template in pack.templates:
                if template.id == id and template.version == version:
                    return pack, template
        raise NotFound("there is no template “{id}” of version {version}.", id=id, version=version)


class ShippedCatalog(Catalog):
    """The templates that come with the application. Reading them takes a quarter of a second: it waits until somebody
    asks for one."""

    def __init__(self) -> None:
        super().__init__(())

    @property
    def packs(self) -> tuple[Pack, ...]:
        return (builtin_pack(),)


def _trouble(pack: Pack, template: Template) -> Untrusted | None:
    try:
        pack.recheck(pack.files_of[template.id])
    except Untrusted as error:
        return error
    return None
