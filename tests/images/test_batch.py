from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from studio.errors import BadInput
from studio.images.batch import MOST, FileOutcome, photos_in, run_batch
from studio.images.export import ExportTarget
from studio.images.image_workers import ImageWorkers
from studio.images.readback import leftovers
from tests.images.heic import phone_heic
from tests.images.pictures import encoded, phone_jpeg, scene

TARGET = ExportTarget(box=(300, 300), max_bytes=100_000)


@pytest.fixture
def image_workers() -> Iterator[ImageWorkers]:
    with ImageWorkers(2) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "ảnh gốc"
    made.mkdir()
    (made / "đêm.jpg").write_bytes(phone_jpeg(orientation=6))
    (made / "đêm.png").write_bytes(encoded(scene(), "PNG"))
    (made / "ĐÊM.heic").write_bytes(phone_heic())
    (made / "hỏng.jpg").write_bytes(phone_jpeg()[:700])
    (made / "nhỏ.webp").write_bytes(encoded(scene(120, 90), "WEBP"))
    (made / "ghi chú.txt").write_text("không phải ảnh", encoding="utf-8")
    (made / "phần con").mkdir()
    return made


def test_a_folder_is_fitted_and_what_cannot_be_read_is_named(
    folder: Path, tmp_path: Path, image_workers: ImageWorkers
) -> None:
    told: list[tuple[str, int, int]] = []

    def progress(outcome: FileOutcome, done: int, of: int) -> bool:
        told.append((outcome.source.name, done, of))
        return True

    out = tmp_path / "ra"
    report = run_batch(photos_in(folder), out, TARGET, image_workers, progress=progress)
    assert [(done, of) for _, done, of in told] == [(at, 5) for at in range(1, 6)]
    assert not report.stopped
    assert [one.source.name for one in report.refused] == ["hỏng.jpg"]
    assert "Không đọc được ảnh" in report.refused[0].refusal.vi  # type: ignore[union-attr]
    sizes = {one.written.name: one.size for one in report.done if one.written}
    assert sorted(sizes.values()) == [(48, 64), (120, 90), (225, 300), (300, 225)]
    assert len({name.casefold() for name in sizes}) == 4, "no two results under one name"
    assert {path.name for path in out.iterdir()} == set(sizes)
    for one in report.done:
        assert one.written is not None
        data = one.written.read_bytes()
        assert (leftovers(data), len(data)) == ((), one.bytes)
        with Image.open(one.written) as image:
            assert (image.format, image.size) == ("JPEG", one.size)


def test_nothing_that_lies_there_is_overwritten(folder: Path, image_workers: ImageWorkers) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    run_batch(photos_in(folder), folder, TARGET, image_workers)
    assert all(path.read_bytes() == data for path, data in before.items())
    made = {path.name for path in folder.iterdir() if path.is_file()} - {path.name for path in before}
    assert len(made) == 4
    run_batch([folder / "nhỏ.webp"], folder, TARGET, image_workers)
    again = {path.name for path in folder.iterdir() if path.is_file()} - {path.name for path in before} - made
    assert len(again) == 1
    assert again.isdisjoint(made)


def test_no_result_is_called_as_its_photograph(tmp_path: Path, image_workers: ImageWorkers) -> None:
    folder = tmp_path / "gốc"
    folder.mkdir()
    (folder / "CCCD_079200012345_NguyenVanA.jpg").write_bytes(phone_jpeg())
    (folder / "bien so 30A-123.45.webp").write_bytes(encoded(scene(120, 90), "WEBP"))
    report = run_batch(photos_in(folder), tmp_path / "ra", TARGET, image_workers)
    assert [path.name for path in sorted((tmp_path / "ra").iterdir())] == ["anh-001.jpg", "anh-002.jpg"]
    assert [one.source.name for one in report.done] == [path.name for path in photos_in(folder)]


def test_a_stop_ends_it_after_the_files_at_work(folder: Path, tmp_path: Path, image_workers: ImageWorkers) -> None:
    many = [folder / "nhỏ.webp"] * 30
    report = run_batch(many, tmp_path / "ra", TARGET, image_workers, progress=lambda outcome, done, of: done < 3)
    assert report.stopped
    assert 3 <= len(report.outcomes) < 30
    assert len(list((tmp_path / "ra").iterdir())) == len(report.done) == len(report.outcomes)


def test_trouble_of_the_one_who_watches_is_not_swallowed(
    folder: Path, tmp_path: Path, image_workers: ImageWorkers
) -> None:
    def progress(outcome: FileOutcome, done: int, of: int) -> bool:
        raise RuntimeError("watcher")

    with pytest.raises(RuntimeError, match="watcher"):
        run_batch(photos_in(folder), tmp_path / "ra", TARGET, image_workers, progress=progress)


def test_a_folder_without_photographs_or_with_too_many_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="có 0 ảnh"):
        photos_in(tmp_path)
    for at in range(MOST + 1):
        (tmp_path / f"{at}.jpg").touch()
    with pytest.raises(BadInput, match=f"có {MOST + 1} ảnh"):
        photos_in(tmp_path)
    with pytest.raises(BadInput, match="không đọc được thư mục"):
        photos_in(tmp_path / "không có")


def test_an_output_folder_that_cannot_be_made_is_refused(folder: Path, image_workers: ImageWorkers) -> None:
    with pytest.raises(BadInput, match="không tạo được thư mục"):
        run_batch(photos_in(folder), folder / "đêm.jpg", TARGET, image_workers)
