"""A folder of photographs, made to fit: several at once, one report, and nothing is overwritten.

From finished pixels to a file that may leave: sharpened for its size, within the limits, and read back.

The best of a few qualities that fits is taken; a picture that fits at none of them is made smaller, a little at a time.
"""

from __future__ import annotations

import io
import queue
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice, pairwise
from pathlib import Path
from threading import Thread

from PIL import Image, ImageFilter

from studio.errors import BadInput, StudioError
from studio.images.darkroom import Darkroom
from studio.images.geometry import Size
from studio.images.kinds import SUFFIXES
from studio.images.readback import refuse_unsound
from studio.images.splitting import is_long
from studio.paths import write_chosen
from studio.phrase import Phrase
from studio.platforms import Platform

QUALITIES = (92, 90, 88, 85, 82, 80, 76, 72)
SCALES = (1.0, 0.85, 0.7, 0.55)
MIMES = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
_LIGHTLY, _MORE = (20, 16), (12, 8)
"""Middle of the sharpening kernel and what it sums up to; each of the four neighbours counts -1."""
_SHRUNK, _FAR = 1.2, 2.5
"""How many pixels have to become one for either of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedPhoto:
    """A picture ready to leave: `data` holds no metadata; sizes in pixels."""

    data: bytes
    width: int
    height: int
    mime: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportTarget:
    """What a place takes of a picture."""

    box: Size
    """Width and height in pixels within which it has to fit."""
    max_bytes: int
    formats: tuple[str, ...] = ("jpeg", "png")
    """The first is the one to take."""


TARGETS: Mapping[Platform, ExportTarget] = {
    Platform.FACEBOOK: ExportTarget(box=(2048, 2048), max_bytes=4_000_000),
    Platform.ZALO: ExportTarget(box=(1280, 1920), max_bytes=1_000_000),
    Platform.WEBSITE: ExportTarget(box=(1600, 2400), max_bytes=2_000_000, formats=("jpeg", "png", "webp")),
}
"""As `posts.limits` has them for pictures in posts, where the sources stand."""


def exported(image: Image.Image, *, max_bytes: int, format: str = "jpeg", shrunk: float = 1.0) -> FittedPhoto:
    """Encode an RGB image within `max_bytes`, sharpened if `shrunk` pixels of its original became one.

    Raises BadInput when there is no such format, no acceptable quality fits, or what was written is not what it should
    be.
    """
    if format not in MIMES:
        raise BadInput(
            f"Không có định dạng ảnh “{format}”; hãy chọn jpeg, png hoặc webp.",
            f"There is no picture format “{format}”; choose jpeg, png or webp.",
        )
    for before, scale in pairwise((1.0, *SCALES)):
        smaller = _scaled(image, scale)
        shrunk *= before / scale
        sharp = sharpened(smaller, shrunk)
        if (data := _best(sharp, format, max_bytes)) is not None:
            refuse_unsound(data, sharp, format)
            return FittedPhoto(data=data, width=sharp.width, height=sharp.height, mime=MIMES[format])
    raise BadInput(
        f"Không thể nén ảnh xuống {max_bytes:,} byte mà vẫn rõ; hãy cắt bớt ảnh hoặc chọn JPEG.",
        f"The picture cannot be brought down to {max_bytes:,} bytes and stay clear; crop it or choose JPEG.",
    )


def sharpened(image: Image.Image, shrunk: float) -> Image.Image:
    """What scaling down took of the edges, given back; an even area stays as it is."""
    if shrunk < _SHRUNK or min(image.size) < 3:
        return image
    middle, whole = _MORE if shrunk >= _FAR else _LIGHTLY
    return image.filter(ImageFilter.Kernel((3, 3), (0, -1, 0, -1, middle, -1, 0, -1, 0), whole))


def encode(image: Image.Image, format: str, quality: int) -> bytes:
    """Encode an RGB image without any metadata. JPEG keeps full colour resolution (4:4:4) from quality 90."""
    clean = image
    if image.info:
        clean = image.copy()
        clean.info = {}
    buffer = io.BytesIO()
    if format == "png":
        clean.save(buffer, "PNG", optimize=False)
    elif format == "webp":
        clean.save(buffer, "WEBP", quality=quality, method=4, exif=b"", icc_profile=b"", xmp=b"")
    else:
        clean.save(buffer, "JPEG", quality=quality, subsampling=0 if quality >= 90 else 2, exif=b"", icc_profile=None)
    return buffer.getvalue()


def _best(image: Image.Image, format: str, max_bytes: int) -> bytes | None:
    """The file of the best quality that fits; None when none does. Tries three of eight: better is always larger."""
    qualities = QUALITIES if format != "png" else (0,)
    found = None
    low, high = 0, len(qualities)
    while low < high:
        middle = (low + high) // 2
        data = encode(image, format, qualities[middle])
        if len(data) <= max_bytes:
            found, high = data, middle
        else:
            low = middle + 1
    return found


def _scaled(image: Image.Image, scale: float) -> Image.Image:
    if scale == 1.0:
        return image
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


MOST = 2_000
"""Files of one batch."""
CHILDREN = 2
NAME = "anh"
"""Begins the name of every result."""
_ENDINGS = {"jpeg": ".jpg", "png": ".png", "webp": ".webp"}

Progress = Callable[["FileOutcome", int, int], bool]
"""Told of each file in turn, with how many are done of how many; False stops after those at work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOutcome:
    """What became of one file: where it was written, or why not."""

    source: Path
    written: Path | None = None
    size: tuple[int, int] = (0, 0)
    bytes: int = 0
    refusal: Phrase | None = None

    @property
    def narrow(self) -> bool:
        """It was a long screenshot and came out too narrow to be read."""
        return self.written is not None and is_long(self.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All files in the order of their names; those that a stop left out are not in it."""

    outcomes: tuple[FileOutcome, ...]
    stopped: bool

    @property
    def done(self) -> tuple[FileOutcome, ...]:
        return tuple(one for one in self.outcomes if one.written)

    @property
    def refused(self) -> tuple[FileOutcome, ...]:
        return tuple(one for one in self.outcomes if one.refusal)


def photos_in(folder: Path) -> tuple[Path, ...]:
    """The photographs that lie in a folder itself, by their names' endings. Raises BadInput."""
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())
    except OSError as trouble:
        raise BadInput(
            "không đọc được thư mục ảnh; hãy kiểm tra đường dẫn.", "the folder cannot be read; check the path.",
            where=str(folder),
        ) from trouble  # fmt: skip
    if not found or len(found) > MOST:
        raise BadInput(
            f"thư mục có {len(found)} ảnh; mỗi lần xử lý từ 1 đến {MOST} ảnh.",
            f"there are {len(found)} pictures in this folder; one batch takes 1 to {MOST}.",
            where=str(folder),
        )
    return tuple(found)


def run_batch(
    sources: Sequence[Path],
    out: Path,
    target: ExportTarget,
    darkroom: Darkroom,
    *,
    children: int = CHILDREN,
    progress: Progress = lambda outcome, done, of: True,
) -> Report:
    """Fit every file into `out`. One that cannot be read is reported and the others go on.

    `children` files are at work at a time. `progress` is called on the thread that calls this. Raises BadInput when the
    folder cannot be made.
    """
    made_folder(out)
    return _Run(sources, out, target, darkroom).all(children, progress)


def made_folder(out: Path) -> None:
    """Make the folder that takes what is made, unless it is there. Raises BadInput."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise BadInput(
            f"không tạo được thư mục ({trouble.strerror}); hãy chọn nơi khác.",
            f"the folder cannot be made ({trouble.strerror}); choose another place.",
            where=str(out),
        ) from trouble


class _Run:
    """One batch: threads that each wait for a child."""

    def __init__(self, sources: Sequence[Path], out: Path, target: ExportTarget, darkroom: Darkroom) -> None:
        self._sources = sources
        self._paths = list(islice(free_paths(out, _ENDINGS[target.formats[0]]), len(sources)))
        self._target = target
        self._darkroom = darkroom
        self._left: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._results: queue.SimpleQueue[tuple[int, FileOutcome | BaseException] | None] = queue.SimpleQueue()
        self._stopped = False

    def all(self, children: int, progress: Progress) -> Report:
        for at in range(len(self._sources)):
            self._left.put(at)
        workers = [Thread(target=self._work, name="batch", daemon=True) for _ in range(max(1, children))]
        for worker in workers:
            worker.start()
        outcomes: dict[int, FileOutcome] = {}
        try:
            for at, outcome in self._told(len(workers)):
                outcomes[at] = outcome
                if not progress(outcome, len(outcomes), len(self._sources)):
                    self._stopped = True
        finally:
            self._stopped = self._stopped or len(outcomes) < len(self._sources)
            for worker in workers:
                worker.join()
        return Report(
            outcomes=tuple(outcomes[at] for at in sorted(outcomes)), stopped=len(outcomes) < len(self._sources)
        )

    def _told(self, workers: int) -> Iterator[tuple[int, FileOutcome]]:
        while workers:
            told = self._results.get()
            if told is None:
                workers -= 1
            elif isinstance(told[1], BaseException):
                raise told[1]
            else:
                yield told[0], told[1]

    def _work(self) -> None:
        try:
            while not self._stopped:
                at = self._left.get_nowait()
                self._results.put((at, self._one(at)))
        except queue.Empty:
            pass
        except BaseException as error:  # noqa: BLE001 (boundary: raised again on the thread that waits)
            self._results.put((-1, error))
        finally:
            self._results.put(None)

    def _one(self, at: int) -> FileOutcome:
        source, path = self._sources[at], self._paths[at]
        try:
            made = self._darkroom.boxed(source, self._target)
            write_chosen(path, made.data)
        except StudioError as refusal:
            return FileOutcome(source=source, refusal=refusal.phrase)
        return FileOutcome(source=source, written=path, size=(made.width, made.height), bytes=len(made.data))


def free_paths(out: Path, ending: str) -> Iterator[Path]:
    """Where results go, one after the other: numbered, for the name of a photograph often tells who is in it."""
    taken = {path.name.casefold() for path in out.iterdir()}
    numbered = (f"{NAME}-{number:03d}{ending}" for number in count(1))
    return (out / name for name in numbered if name not in taken)
