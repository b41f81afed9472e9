"""What the way of a photograph costs against a bare Pillow pipeline that does the same, and what a batch gains.

The bars: at most 1.1 × the bare pipeline, at most 110 MB above idle, a batch at least 1.7 × as fast with two
children (``STUDIO_BATCH`` pictures, 100 in `make soak`). Printed, never a timed failure.

    pytest tests/perf/test_photo_speed.py -m perf -s
"""

from __future__ import annotations

import io
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from PIL import Image, ImageCms, ImageFilter, ImageOps

from studio.images import tasks
from studio.images.batch import run_batch
from studio.images.decode import Photo
from studio.images.export import QUALITIES, ExportTarget
from studio.images.image_workers import ImageWorkers
from studio.images.readback import has_location, leftovers
from tests.cards.pictures import street
from tests.images.profiles import P3, rgb_profile
from tests.soak import amount

ROUNDS = amount(3, 11)
TARGET = ExportTarget(box=(2048, 2048), max_bytes=1_000_000)
BATCH = amount(6, 100, "STUDIO_BATCH")

pytestmark = pytest.mark.perf


def phone_photo(width: int = 6000, height: int = 4000) -> bytes:
    """As a phone takes it: 24 megapixels, Display P3, lying on its side, with place and maker; about 9 MB."""
    image = street(width // 4, height // 4).resize((width, height), Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (1500, 1000), random.Random(2).randbytes(1_500_000)).resize(image.size)
    image = Image.blend(image, Image.merge("RGB", (grain, grain, grain)), 0.12)
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "PhoneMaker", 6
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (21.0, 1.0, 42.0), "E", (105.0, 51.0, 15.0)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=96, exif=exif, icc_profile=rgb_profile(P3, 2.2))
    return buffer.getvalue()


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("photo") / "phone.jpg"
    path.write_bytes(phone_photo())
    return path


def bare(path: Path, *, sharpen: bool = True) -> bytes:
    """The same in plain Pillow calls: decoded small, turned, scaled, to sRGB, sharpened, then the ladder."""
    image: Image.Image = Image.open(path)
    profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
    image.draft(None, (2048, 1366))
    image = ImageOps.exif_transpose(image)
    image = image.resize((1365, 2048), Image.Resampling.LANCZOS, reducing_gap=2.0)
    converted = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"))
    assert converted is not None
    image = Image.frombytes("RGB", converted.size, converted.tobytes())
    if sharpen:
        image = image.filter(ImageFilter.Kernel((3, 3), (0, -1, 0, -1, 12, -1, 0, -1, 0), 8))
    for quality in QUALITIES:
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=quality, subsampling=0 if quality >= 90 else 2)
        if buffer.tell() <= TARGET.max_bytes:
            break
    return buffer.getvalue()


def rounds(*works: Callable[[], object]) -> list[tuple[float, float]]:
    """Median milliseconds of each by the clock, and its mean of work, the child's included.

    Run in turn, so that a busy machine disturbs all alike; the clock tells little there, the work more.
    """
    times: list[list[float]] = [[] for _ in works]
    spent = [0.0] * len(works)
    for at in range(ROUNDS + 1):
        for index, (work, taken) in enumerate(zip(works, times, strict=True)):
            start, before = time.perf_counter(), _work()
            work()
            if at:
                taken.append((time.perf_counter() - start) * 1000)
                spent[index] += (_work() - before) * 1000 / ROUNDS
    return [(statistics.median(taken), mean) for taken, mean in zip(times, spent, strict=True)]


def _work() -> float:
    """Seconds of work that this process and its children did so far."""
    return time.process_time() + sum(map(busy, psutil.Process().children()))


def busy(process: psutil.Process) -> float:
    """Seconds of work."""
    spent = process.cpu_times()
    return float(spent.user + spent.system)


def boxed(path: Path) -> bytes:
    """What the child does, in this process: without the way there and back."""
    return tasks.boxed(path, box=TARGET.box, max_bytes=TARGET.max_bytes, format="jpeg").data


def peak(photo: Photo) -> int:
    """In the child: the most memory it ever had, bytes (Linux)."""
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines())
    return int(told["VmHWM"].split()[0]) * 1024


def own(photo: Photo) -> int:
    return psutil.Process().memory_info().rss


def test_one_photograph_against_a_bare_pipeline(photo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert has_location(photo)
    with ImageWorkers() as image_workers:
        image_workers.warm()
        idle, here = image_workers.run(own, b""), psutil.Process().memory_info().rss
        made = image_workers.boxed(photo, TARGET)
        above = image_workers.run(peak, b"") - idle
        grown = max(0, psutil.Process().memory_info().rss - here)
        names = (
            "bare Pillow, the same steps",
            "bare Pillow, not sharpened",
            "ours, in one process",
            "ours, through a child",
        )
        found = rounds(
            lambda: bare(photo),
            lambda: bare(photo, sharpen=False),
            lambda: boxed(photo),
            lambda: image_workers.boxed(photo, TARGET),
        )
    with capsys.disabled():
        print(
            f"\n{photo.stat().st_size / 1e6:.1f} MB → {made.width}×{made.height}, {len(made.data):,} bytes (bar 1.1 ×)"
        )
        for name, (clock, work) in zip(names, found, strict=True):
            print(
                f"{name:28} {clock:6.0f} ms = {clock / found[0][0]:.2f} × by the clock, "
                f"{work:4.0f} ms of work = {work / found[0][1]:.2f} ×"
            )
        print(f"memory above idle: the child {above / 1e6:.0f} MB (bar 110), this process {grown / 1e6:.0f} MB")
    assert leftovers(made.data) == ()
    assert (made.width, made.height) == (1365, 2048)
    assert len(made.data) <= TARGET.max_bytes


def test_a_batch_uses_both_cores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = phone_photo(4000, 3000)
    folder = tmp_path / "in"
    folder.mkdir()
    sources = [folder / f"{at:03}.jpg" for at in range(BATCH)]
    for source in sources:
        source.write_bytes(data)
    times: dict[int, list[float]] = {1: [], 2: []}
    works: dict[int, list[float]] = {}
    for turn in range(1):
        for children, taken in times.items():
            with ImageWorkers(children) as image_workers:
                start = time.perf_counter()
                here = time.process_time()
                report = run_batch(sources, tmp_path / f"{turn}-{children}", TARGET, image_workers, children=children)
                taken.append(time.perf_counter() - start)
                works[children] = [time.process_time() - here, *map(busy, psutil.Process().children())]
            assert len(report.done) == BATCH
    one, two = (min(taken) for taken in times.values())
    with capsys.disabled():
        print(
            f"\n{BATCH} photographs of 12 megapixels: one child {one:.1f} s, two {two:.1f} s = {one / two:.2f} × "
            "(bar 1.7)"
        )
        # On a busy machine the clock tells little; the work tells how well it is shared.
        free = [max(*work, sum(work) / 2) if children == 2 else sum(work) for children, work in works.items()]
        print(
            f"seconds of work (this process, each child): {[round(one, 1) for one in works[1]]} and "
            f"{[round(one, 1) for one in works[2]]}: {free[0] / free[1]:.2f} × on two free cores"
        )
