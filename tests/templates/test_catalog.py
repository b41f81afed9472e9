"""The catalog gives out approved templates only, and looks again every time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from studio.errors import NotFound, Untrusted
from studio.templates.catalog import Catalog, Pack, load_pack

Change = Callable[..., Path]


def test_finds_by_id_and_version(folder: Path, builtin: Pack) -> None:
    catalog = Catalog([builtin, load_pack(folder)])
    assert catalog.get("scam_warning").code == "CB-03"
    assert catalog.get("thong_bao", 1).pack == "thu@3"
    codes = [template.code for template in catalog.all()]
    assert len(codes) == len(builtin.templates) + 1
    assert codes == sorted(codes)


def test_what_is_not_there_is_named(builtin: Pack) -> None:
    catalog = Catalog([builtin])
    with pytest.raises(NotFound, match="scam_waring"):
        catalog.get("scam_waring")
    with pytest.raises(NotFound, match="phiên bản 9"):
        catalog.get("scam_warning", 9)
    with pytest.raises(NotFound, match="thiết kế"):
        Catalog([]).design()


def test_the_newest_version_is_given_and_older_ones_by_number(folder: Path, change: Change, tmp_path: Path) -> None:
    first = load_pack(folder)
    later = tmp_path / "moi"
    folder.rename(later)
    (later / "templates" / "thong_bao.yaml").write_text(
        (later / "templates" / "thong_bao.yaml").read_text(encoding="utf-8").replace("version: 1", "version: 2"),
        encoding="utf-8",
    )
    from studio.templates.seal import seal

    seal(later)
    catalog = Catalog([load_pack(later)])
    assert catalog.get("thong_bao").version == 2
    assert first.templates[0].version == 1
    with pytest.raises(NotFound):
        catalog.get("thong_bao", 1)


def test_a_file_altered_after_the_start_is_refused_by_name(folder: Path, builtin: Pack) -> None:
    catalog = Catalog([builtin, load_pack(folder)])
    assert not catalog.altered()
    path = folder / "templates" / "thong_bao.yaml"
    sound = path.read_bytes()
    path.write_bytes(sound.replace(b"Tr", b"tr"))
    path.write_bytes(sound + b"#")
    with pytest.raises(Untrusted, match=r"templates/thong_bao\.yaml"):
        catalog.get("thong_bao")
    assert "thong_bao" not in {template.id for template in catalog.all()}
    assert ["templates/thong_bao.yaml" in error.phrase.vi for error in catalog.altered()] == [True]
    path.write_bytes(sound)
    assert catalog.get("thong_bao").id == "thong_bao"


def test_a_file_deleted_after_the_start_is_refused(folder: Path) -> None:
    catalog = Catalog([load_pack(folder)])
    (folder / "templates" / "thong_bao.yaml").unlink()
    with pytest.raises(Untrusted):
        catalog.get("thong_bao", 1)


def test_a_zip_replaced_after_the_start_is_refused(folder: Path, tmp_path: Path) -> None:
    from tests.templates.test_packs import zipped

    path = zipped(folder)
    catalog = Catalog([load_pack(path)])
    assert catalog.get("thong_bao").id == "thong_bao"
    path.write_bytes(b"PK")
    with pytest.raises(Untrusted):
        catalog.get("thong_bao")
