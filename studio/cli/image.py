"""Verbs about photographs. They need no profile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from studio.cli.console import VerbOutput, line, view
from studio.cli.verb import FREE, Call, VerbGroup, flag, option
from studio.errors import BadInput
from studio.paths import write_atomic
from studio.phrase import Phrase
from studio.platforms import Platform
from studio.reasons import reason_of

if TYPE_CHECKING:
    from studio.images.batch import FileOutcome
    from studio.images.export import FittedPhoto
    from studio.images.image_workers import ImageWorkers

Made = TypeVar("Made")
IN = option("file", type=Path, metavar="IN")
OUT = option("--out", type=Path, required=True)
INTO = option("--out", type=Path, required=True, metavar="DIR")
THOROUGH = flag("--thorough", "tìm kỹ hơn, lâu hơn / smaller things too, which takes longer")
_SUFFIXES = {".jpg": "jpeg", ".jpeg": "jpeg", ".png": "png", ".webp": "webp"}
_WORDS = {"faces": Phrase("face"), "numbers": Phrase("number")}
_UNSEEN = Phrase(
    "Nobody looked for faces and numbers; before it is published run: studio image faces, studio image "
    "numbers, or open the picture in the window."
)
_NONE = Phrase("nothing was found; look at the picture yourself, for the detector may miss something.")
_ALL = Phrase("these are suggestions; look at the picture yourself, for the detector may miss something.")

verbs = VerbGroup()
image = verbs.group("image", "ảnh / photographs")


@image(
    "fit", FREE, IN, OUT,
    option("--max-width", type=int, default=2048, metavar="PX"),
    option("--max-bytes", type=int, default=4_000_000, metavar="N"),
    option("--format", choices=("jpeg", "png", "webp")),
)  # fmt: skip
def _fit(call: Call) -> VerbOutput:
    if call.max_width < 1 or call.max_bytes < 1:
        raise BadInput("must be more than 0.", where="--max-width, --max-bytes")
    wanted = call.format or _by_suffix(call.out)
    with _image_workers() as image_workers:
        return _written(
            call,
            lambda file: image_workers.fitted(file, max_width=call.max_width, max_bytes=call.max_bytes, format=wanted),
            remark=_UNSEEN,
        )


def _by_suffix(path: Path) -> str:
    return _SUFFIXES.get(path.suffix.lower(), "jpeg")


def _image_workers(children: int = 1) -> ImageWorkers:
    from studio.images.image_workers import ImageWorkers

    return ImageWorkers(children)


def _written(call: Call, make: Callable[[Path], FittedPhoto], *, remark: Phrase | None = None) -> VerbOutput:
    """Make a picture of the file and write it. Raises BadInput naming the file."""
    if call.out.resolve() == call.file.resolve():
        raise BadInput("the original is not overwritten; choose another name.", where='--out')  # fmt: skip
    photo = _of_file(call.file, make)
    try:
        call.out.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(call.out, photo.data)
    except OSError as trouble:
        raise BadInput(
            "cannot be written ({why}); choose another place.", why=reason_of(trouble), where=str(call.out)
        ) from trouble
    size = len(photo.data)
    return VerbOutput(
        {"path": call.out} | view(photo, "width height", bytes=size),
        Phrase(
            "{out}: {width}×{height}, {size} bytes", out=call.out, width=photo.width, height=photo.height, size=size
        ),
        remark=remark,
    )


def _of_file(file: Path, make: Callable[[Path], Made]) -> Made:
    """Run `make` on the file; a refusal names it."""
    try:
        return make(file)
    except BadInput as refusal:
        refusal.where = refusal.where or str(file)
        raise


@image("batch", FREE, option("folder", type=Path, metavar="DIR"), INTO,
       option("--target", choices=Platform, default=Platform.FACEBOOK.value))  # fmt: skip
def _batch(call: Call) -> VerbOutput:
    from studio.images.batch import CHILDREN, photos_in, run_batch
    from studio.images.export import TARGETS

    def progress(outcome: FileOutcome, done: int, of: int) -> bool:
        call.console.say(f"{done}/{of} {outcome.source.name}")
        return True

    with _image_workers(CHILDREN) as image_workers:
        report = run_batch(
            photos_in(call.folder), call.out, TARGETS[Platform(call.target)], image_workers, progress=progress
        )
    made, refused = report.done, report.refused
    return VerbOutput(
        {
            "written": [
                view(one, "source path=written width height bytes", width=one.size[0], height=one.size[1])
                for one in made
            ],
            "refused": [{"path": one.source, "reason": str(one.refusal)} for one in refused],
        },
        [
            Phrase("{out}: {n} pictures made, {n_refused} refused.", out=call.out, n=len(made), n_refused=len(refused)),
            *(line("{}: {}", one.source.name, one.refusal) for one in refused),
            *(_narrow(one) for one in made if one.narrow),
        ],
        failed=bool(refused) and not made,
        remark=_UNSEEN,
    )  # fmt: skip


def _narrow(one: FileOutcome) -> Phrase:
    return Phrase(
        "{name}: a long picture, only {size} pixels wide now and hard to read; cut it into pages: studio image split.",
        name=one.source.name,
        size=one.size[0],
    )


@image("split", FREE, IN, INTO,
       help="cắt ảnh chụp màn hình dài thành các trang / cut a long screenshot into pages")  # fmt: skip
def _split(call: Call) -> VerbOutput:
    from studio.cli.image_work import write_pages

    with _image_workers() as image_workers:
        pages = _of_file(call.file, image_workers.pages)
    paths = write_pages(pages, call.out)
    made = [
        {"path": path} | view(page, "width height", bytes=len(page.data))
        for path, page in zip(paths, pages, strict=True)
    ]
    return VerbOutput(
        {"pages": made},
        [
            Phrase("{out}: cut into {n} pages.", out=call.out, n=len(pages)),
            *(f"{one['path']}: {one['width']}×{one['height']}" for one in made),
        ],
        remark=_UNSEEN,
    )


@image("numbers", FREE, IN, THOROUGH)
@image("faces", FREE, IN, THOROUGH)
def _seek(call: Call) -> VerbOutput:
    """What detectors suggest: places to be looked at, no promise of all."""
    from studio.cli.image_work import found_in
    from studio.images.recipe import Subject

    subject = Subject.FACE if call.action == "faces" else Subject.TEXT
    with _image_workers() as image_workers:
        found = _of_file(call.file, lambda file: found_in(image_workers, file, subject, thorough=call.thorough))
    boxes = [[round(side) for side in one.box] for one in found]
    return VerbOutput(
        [{"box": box, "confidence": round(one.score / 100, 3)} for box, one in zip(boxes, found, strict=True)],
        [
            line("{} [{}] {:.0f} %", _WORDS[call.action], ",".join(map(str, box)), one.score)
            for box, one in zip(boxes, found, strict=True)
        ],
        remark=_ALL if found else _NONE,
    )


@image(
    "redact", FREE, IN, OUT,
    option("--boxes", help="[[x,y,w,h],…] điểm ảnh / pixels of the upright picture"),
    flag("--faces", "mọi khuôn mặt tìm thấy / every face that is found"),
    flag("--numbers", "mọi số tìm thấy / every number that is found"),
    THOROUGH,
    option("--fill", choices=("solid", "mosaic"), default="solid", help="mosaic: chỉ cho khuôn mặt / for faces only"),
)  # fmt: skip
def _redact(call: Call) -> VerbOutput:
    from studio.cli.image_work import redacted
    from studio.images.recipe import Subject

    seek = [subject for subject, wanted in ((Subject.FACE, call.faces), (Subject.TEXT, call.numbers)) if wanted]
    if call.boxes is None and not seek:
        raise BadInput("needs --boxes, --faces or --numbers.", where='image redact')  # fmt: skip
    with _image_workers() as image_workers:
        return _written(
            call,
            lambda file: redacted(
                image_workers,
                file,
                boxes=call.boxes,
                seek=seek,
                thorough=call.thorough,
                fill=call.fill,
                format=_by_suffix(call.out),
            ),
        )
