"""Verbs about one photograph. They need no profile."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from studio.cli.console import Console
from studio.cli.guard import FREE, verb
from studio.errors import BadInput
from studio.paths import write_atomic
from studio.phrase import Phrase
from studio.platforms import Platform

if TYPE_CHECKING:
    from studio.cli.kinds import Verbs
    from studio.images.batch import FileOutcome
    from studio.images.darkroom import Darkroom
    from studio.images.export import FittedPhoto

Made = TypeVar("Made")
_SUFFIXES = {".jpg": "jpeg", ".jpeg": "jpeg", ".png": "png", ".webp": "webp"}


def add_image(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    image = verbs.add_parser("image", help="ảnh / photographs", parents=[common])
    actions = image.add_subparsers(dest="action", required=True)
    fit = verb(actions, "fit", common, run=_fit, guard=FREE)
    _files(fit)
    fit.add_argument("--max-width", type=int, default=2048, metavar="PX")
    fit.add_argument("--max-bytes", type=int, default=4_000_000, metavar="N")
    fit.add_argument("--format", choices=("jpeg", "png", "webp"))
    batch = verb(actions, "batch", common, run=_batch, guard=FREE)
    batch.add_argument("folder", type=Path, metavar="DIR")
    batch.add_argument("--out", type=Path, required=True, metavar="DIR")
    batch.add_argument("--target", choices=[platform.value for platform in Platform], default=Platform.FACEBOOK.value)
    split = verb(actions, "split", common, run=_split, guard=FREE,
                 help="cắt ảnh chụp màn hình dài thành các trang / cut a long screenshot into pages")  # fmt: skip
    split.add_argument("file", type=Path, metavar="IN")
    split.add_argument("--out", type=Path, required=True, metavar="DIR")
    for name in ("faces", "numbers"):
        seek = verb(actions, name, common, run=_seek, guard=FREE)
        seek.add_argument("file", type=Path, metavar="IN")
        _thorough(seek)
    redact = verb(actions, "redact", common, run=_redact, guard=FREE)
    _files(redact)
    redact.add_argument("--boxes", help="[[x,y,w,h],…] điểm ảnh / pixels of the upright picture")
    redact.add_argument("--faces", action="store_true", help="mọi khuôn mặt tìm thấy / every face that is found")
    redact.add_argument("--numbers", action="store_true", help="mọi số tìm thấy / every number that is found")
    _thorough(redact)
    redact.add_argument(
        "--fill", choices=("solid", "mosaic"), default="solid", help="mosaic: chỉ cho khuôn mặt / for faces only"
    )


def _files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="IN")
    parser.add_argument("--out", type=Path, required=True)


def _thorough(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--thorough", action="store_true", help="tìm kỹ hơn, lâu hơn / smaller things too, which takes longer"
    )


def _fit(args: argparse.Namespace, console: Console) -> int:
    if args.max_width < 1 or args.max_bytes < 1:
        raise BadInput("phải lớn hơn 0.", "must be more than 0.", where="--max-width, --max-bytes")
    wanted = args.format or _by_suffix(args.out)
    with _darkroom() as darkroom:
        photo = _told(
            args,
            lambda file: darkroom.fitted(file, max_width=args.max_width, max_bytes=args.max_bytes, format=wanted),
        )
    done = _done(args, console, photo)
    console.say(_UNSEEN)
    return done


def _batch(args: argparse.Namespace, console: Console) -> int:
    from studio.images.batch import CHILDREN, photos_in, run_batch
    from studio.images.export import TARGETS

    def progress(outcome: FileOutcome, done: int, of: int) -> bool:
        console.say(Phrase(f"{done}/{of} {outcome.source.name}", f"{done}/{of} {outcome.source.name}"))
        return True

    with _darkroom(CHILDREN) as darkroom:
        report = run_batch(
            photos_in(args.folder), args.out, TARGETS[Platform(args.target)], darkroom, progress=progress
        )
    value = {
        "written": [
            {"source": one.source, "path": one.written, "width": one.size[0], "height": one.size[1], "bytes": one.bytes}
            for one in report.done
        ],
        "refused": [{"path": one.source, "reason": str(one.refusal)} for one in report.refused],
    }
    made, refused = len(report.done), len(report.refused)
    lines = [Phrase(f"{args.out}: {made} ảnh đã xử lý, {refused} ảnh không dùng được.",
                    f"{args.out}: {made} pictures made, {refused} refused.")]  # fmt: skip
    lines += [
        Phrase(f"{one.source.name}: {one.refusal.vi}", f"{one.source.name}: {one.refusal.en}")
        for one in report.refused
        if one.refusal
    ]
    lines += [_narrow(one) for one in report.done if one.narrow]
    console.answer(value, lines)
    console.say(_UNSEEN)
    return 1 if report.refused and not report.done else 0


def _split(args: argparse.Namespace, console: Console) -> int:
    from studio.cli.split import write_pages

    with _darkroom() as darkroom:
        pages = _of_file(args.file, darkroom.pages)
    paths = write_pages(pages, args.out)
    value = [
        {"path": path, "width": page.width, "height": page.height, "bytes": len(page.data)}
        for path, page in zip(paths, pages, strict=True)
    ]
    lines = [Phrase(f"{args.out}: đã cắt thành {len(pages)} trang.", f"{args.out}: cut into {len(pages)} pages.")]
    lines += [Phrase(f"{one['path']}: {one['width']}×{one['height']}", f"{one['path']}: {one['width']}×{one['height']}")
              for one in value]  # fmt: skip
    console.answer({"pages": value}, lines)
    console.say(_UNSEEN)
    return 0


def _darkroom(children: int = 1) -> Darkroom:
    from studio.images.darkroom import Darkroom

    return Darkroom(children)


def _narrow(one: FileOutcome) -> Phrase:
    width = one.size[0]
    return Phrase(
        f"{one.source.name}: ảnh dài, chỉ còn rộng {width} điểm ảnh nên khó đọc; hãy cắt thành các trang: "
        "studio image split.",
        f"{one.source.name}: a long picture, only {width} pixels wide now and hard to read; cut it into pages: studio "
        "image split.",
    )


_UNSEEN = Phrase(
    "Chưa ai tìm khuôn mặt và số trong ảnh; trước khi đăng hãy chạy: studio image faces, studio image numbers, "
    "hoặc mở ảnh trong cửa sổ.",
    "Nobody looked for faces and numbers; before it is published run: studio image faces, studio image numbers, or "
    "open the picture in the window.",
)


def _seek(args: argparse.Namespace, console: Console) -> int:
    from studio.cli.seek import told
    from studio.images.recipe import Subject

    return told(args, console, Subject.FACE if args.action == "faces" else Subject.TEXT)


def _redact(args: argparse.Namespace, console: Console) -> int:
    from studio.cli.redact import redacted
    from studio.images.recipe import Subject

    seek = [subject for subject, wanted in ((Subject.FACE, args.faces), (Subject.TEXT, args.numbers)) if wanted]
    if args.boxes is None and not seek:
        raise BadInput("cần --boxes, --faces hoặc --numbers.", "needs --boxes, --faces or --numbers.",
                       where="image redact")  # fmt: skip
    with _darkroom() as darkroom:
        photo = _told(
            args,
            lambda file: redacted(
                darkroom,
                file,
                boxes=args.boxes,
                seek=seek,
                thorough=args.thorough,
                fill=args.fill,
                format=_by_suffix(args.out),
            ),
        )
    return _done(args, console, photo)


def _told(args: argparse.Namespace, make: Callable[[Path], FittedPhoto]) -> FittedPhoto:
    """Run `make` on the file; a refusal names it."""
    if args.out.resolve() == args.file.resolve():
        raise BadInput("ảnh gốc không bị ghi đè; hãy chọn tên khác.", "the original is not overwritten; choose "
                       "another name.", where="--out")  # fmt: skip
    return _of_file(args.file, make)


def _of_file(file: Path, make: Callable[[Path], Made]) -> Made:
    """Run `make` on the file; a refusal names it."""
    try:
        return make(file)
    except BadInput as refusal:
        refusal.where = refusal.where or str(file)
        raise


def _done(args: argparse.Namespace, console: Console, photo: FittedPhoto) -> int:
    try:
        args.out.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(args.out, photo.data)
    except OSError as trouble:
        raise BadInput(
            f"không ghi được tệp ({trouble.strerror}); hãy chọn nơi khác.",
            f"cannot be written ({trouble.strerror}); choose another place.",
            where=str(args.out),
        ) from trouble
    value = {"path": args.out, "width": photo.width, "height": photo.height, "bytes": len(photo.data)}
    console.answer(value, [Phrase(f"{args.out}: {photo.width}×{photo.height}, {len(photo.data)} byte",
                                  f"{args.out}: {photo.width}×{photo.height}, {len(photo.data)} bytes")])  # fmt: skip
    return 0


def _by_suffix(path: Path) -> str:
    return _SUFFIXES.get(path.suffix.lower(), "jpeg")
