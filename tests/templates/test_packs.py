"""A pack is taken whole and unaltered, from a folder or a ZIP, or not at all."""

from __future__ import annotations

import stat
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.errors import BadInput, NotFound, StudioError, Untrusted
from studio.templates.catalog import MAX_FILE, bad_name, load_pack

TEMPLATE = "templates/thong_bao.yaml"


def zipped(folder: Path, *, extra: Callable[[zipfile.ZipFile], None] | None = None) -> Path:
    path = folder.parent / "goi.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.writestr(file.relative_to(folder).as_posix(), file.read_bytes())
        if extra is not None:
            extra(archive)
    return path


def test_a_folder_and_its_zip_are_the_same_pack(folder: Path) -> None:
    one, other = load_pack(folder), load_pack(zipped(folder))
    assert one.name == other.name == "thu@3"
    assert one.templates == other.templates
    assert one.hashes == other.hashes


@pytest.mark.parametrize("as_zip", [False, True], ids=["folder", "zip"])
class TestAltered:
    def load(self, folder: Path, as_zip: bool) -> StudioError:
        with pytest.raises(StudioError) as refused:
            load_pack(zipped(folder) if as_zip else folder)
        return refused.value

    def test_one_byte(self, folder: Path, as_zip: bool) -> None:
        path = folder / TEMPLATE
        path.write_bytes(path.read_bytes().replace(b"review_days: 30", b"review_days: 31"))
        error = self.load(folder, as_zip)
        assert isinstance(error, Untrusted)
        assert f"“{TEMPLATE}” đã bị sửa" in error.phrase.vi

    def test_a_line_ending(self, folder: Path, as_zip: bool) -> None:
        path = folder / "footer.yaml"
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        assert "“footer.yaml” đã bị sửa" in self.load(folder, as_zip).phrase.vi

    def test_a_missing_file(self, folder: Path, as_zip: bool) -> None:
        (folder / TEMPLATE).unlink()
        error = self.load(folder, as_zip)
        assert isinstance(error, Untrusted)
        assert f"thiếu tệp “{TEMPLATE}”" in error.phrase.vi

    def test_an_extra_file(self, folder: Path, as_zip: bool) -> None:
        (folder / "templates" / "la.yaml").write_text("id: la", encoding="utf-8")
        error = self.load(folder, as_zip)
        assert isinstance(error, Untrusted)
        assert "“templates/la.yaml” không thuộc gói" in error.phrase.vi

    def test_a_file_under_another_name(self, folder: Path, as_zip: bool) -> None:
        (folder / TEMPLATE).rename(folder / "templates" / "khac.yaml")
        assert isinstance(self.load(folder, as_zip), Untrusted)

    def test_no_manifest(self, folder: Path, as_zip: bool) -> None:
        (folder / "pack.yaml").unlink()
        assert "pack.yaml" in self.load(folder, as_zip).phrase.vi

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ("schema: 1", "schema: 2", "phiên bản chương trình mới hơn"),
            ("id: thu", "id: Thu", "không đúng dạng"),
            ("version: 3", "version: ba", "số nguyên"),
            ("  footer.yaml: ", "  ../footer.yaml: ", "không đúng dạng"),
            ("  footer.yaml: ", "  footer.yaml: 00", "không đúng dạng"),
            ("always_checks:", "always_check:", "có phải “always_checks”"),
        ],
    )
    def test_a_wrong_manifest(self, folder: Path, as_zip: bool, old: str, new: str, words: str) -> None:
        path = folder / "pack.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        error = self.load(folder, as_zip)
        assert error.where.startswith("pack.yaml:")
        assert words in error.phrase.vi


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        load_pack(tmp_path / "không có")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_are_not_followed(folder: Path) -> None:
    (folder / "templates" / "lien-ket.yaml").symlink_to(folder / TEMPLATE)
    with pytest.raises(Untrusted, match=r"lien-ket\.yaml"):
        load_pack(folder)


@pytest.mark.parametrize("name", ["Thumbs.db", ".DS_Store", "templates/Ghi chú.txt"])
def test_what_an_operating_system_leaves_behind_is_named(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"x")
    with pytest.raises(Untrusted, match=Path(name).name):
        load_pack(folder)


def test_a_file_too_large_for_a_pack(folder: Path) -> None:
    (folder / "lon.bin").write_bytes(b"0" * (MAX_FILE + 1))
    with pytest.raises(Untrusted, match=r"lon\.bin"):
        load_pack(folder)


def link(archive: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("templates/link.yaml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(info, "thong_bao.yaml")


def bomb(archive: zipfile.ZipFile) -> None:
    archive.writestr("bomb.bin", b"\0" * (MAX_FILE + 1))


def crowd(archive: zipfile.ZipFile) -> None:
    for n in range(600):
        archive.writestr(f"a/{n}", "")


def duplicate(archive: zipfile.ZipFile) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(TEMPLATE, "id: khac")


@pytest.mark.parametrize("extra", [link, bomb, crowd, duplicate], ids=lambda f: f.__name__)
def test_a_hostile_zip_is_refused(folder: Path, extra: Callable[[zipfile.ZipFile], None]) -> None:
    with pytest.raises(Untrusted):
        load_pack(zipped(folder, extra=extra))


@pytest.mark.parametrize(
    "name",
    [
        "../thoat.yaml",
        "a/../../thoat.yaml",
        "/etc/x",
        "C:/x",
        "a\\b.yaml",
        "..\\..\\thoat.txt",
        "templates/CON.yaml",
        "templates/con.yaml",
        "nul",
        "templates/Thong_bao.yaml",
        "templates/thông.yaml",
        "templates/a .yaml",
        "templates/a.",
        ".hidden",
        "a//b",
        "a/" * 80 + "b",
    ],
)
def test_a_zip_entry_with_a_dangerous_name_is_refused(folder: Path, name: str) -> None:
    path = zipped(folder, extra=lambda archive: archive.writestr(zipfile.ZipInfo(name), "x"))
    with pytest.raises(Untrusted):
        load_pack(path)
    assert bad_name(name)


@pytest.mark.parametrize(
    "name", ["pack.yaml", "templates/law_explained.yaml", "layouts/dos_donts.yaml", "a-b/c.2.yaml"]
)
def test_plain_names_are_taken(name: str) -> None:
    assert not bad_name(name)


@pytest.mark.parametrize("cut", [0, 10, 200, -1, -30])
def test_a_half_copied_zip_is_refused(folder: Path, cut: int) -> None:
    path = zipped(folder)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(BadInput, match="hỏng hoặc chép dở"):
        load_pack(path)


def test_every_flipped_byte_of_a_zip_is_refused_or_harmless(folder: Path) -> None:
    path = zipped(folder)
    good, whole = load_pack(path), path.read_bytes()
    for n in range(0, len(whole), 7):
        path.write_bytes(whole[:n] + bytes([whole[n] ^ 0x41]) + whole[n + 1 :])
        try:
            pack = load_pack(path)
        except StudioError:
            continue
        assert pack.templates == good.templates
