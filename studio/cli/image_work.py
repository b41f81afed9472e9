"""The work of the verbs about photographs: by the same recipe, workers and checks as in the window."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from PIL import Image

from studio.errors import BadInput, StudioError
from studio.images import edits
from studio.images.batch import free_paths, made_folder
from studio.images.detection import DetectorResult, FoundSpot, look, suggest
from studio.images.export import FittedPhoto, exported
from studio.images.image_workers import ImageWorkers
from studio.images.readback import refuse_uncovered
from studio.images.recipe import CoverDecision, Fill, Recipe, Rect, Subject, untouched
from studio.paths import write_chosen

MAX_BYTES = 30_000_000


def redacted(
    image_workers: ImageWorkers,
    file: Path,
    *,
    boxes: str | None,
    seek: Sequence[Subject],
    fill: str,
    format: str,
    thorough: bool = False,
) -> FittedPhoto:
    """The picture in its own size, `boxes` (JSON, pixels of the upright picture) and what detectors find covered.

    Raises BadInput for boxes outside the picture, a PC without a detector, nothing to cover, or what cannot be read or
    made.
    """
    recipe = untouched("0" * 64, image_workers.size(file))
    for seed, box in enumerate(_boxes(boxes, recipe)):
        # Whoever asks for the mosaic says that these are faces.
        subject = Subject.FACE if fill == Fill.MOSAIC else Subject.OTHER
        recipe = edits.add_box(recipe, box, subject, Fill(fill), seed)
    for subject in seek:
        recipe = _with_found(image_workers, file, recipe, subject, Fill(fill), thorough=thorough)
    if not recipe.covers:
        raise BadInput(
            "nothing was found to cover, so no file was written; look at the picture: cover by --boxes what "
            "needs it, else use studio image fit."
        )
    pixels = image_workers.finished(file, recipe)
    picture = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    refuse_uncovered(picture, recipe)
    return exported(picture, max_bytes=MAX_BYTES, format=format)


def _with_found(
    image_workers: ImageWorkers, file: Path, recipe: Recipe, subject: Subject, fill: Fill, *, thorough: bool
) -> Recipe:
    recipe = suggest(recipe, _looks(image_workers, file, subject, thorough=thorough))
    fill = fill if subject is Subject.FACE else Fill.SOLID  # what is written is never covered otherwise
    for seed, one in enumerate(recipe.undecided):
        recipe = edits.decide(recipe, one.id, CoverDecision.COVER, by="studio image redact", fill=fill, seed=seed)
    return recipe


def _boxes(text: str | None, recipe: Recipe) -> list[Rect]:
    try:
        boxes: list[Rect] = [(float(x), float(y), float(w), float(h)) for x, y, w, h in json.loads(text or "[]")]
    except (ValueError, TypeError, RecursionError) as trouble:
        raise BadInput("must look like [[x,y,w,h],…] in pixels.", where='--boxes') from trouble  # fmt: skip
    for x, y, w, h in boxes:
        if not (x >= 0 and y >= 0 and w > 0 and h > 0 and x + w <= recipe.width and y + h <= recipe.height):
            raise BadInput(
                "box [{x:g},{y:g},{w:g},{h:g}] lies outside the picture of {width}×{height}.",
                x=x,
                y=y,
                w=w,
                h=h,
                width=recipe.width,
                height=recipe.height,
                where="--boxes",
            )
    return boxes


def found_in(
    image_workers: ImageWorkers, file: Path, subject: Subject, *, thorough: bool = False
) -> tuple[FoundSpot, ...]:
    """What is found of one kind. Raises BadInput for a broken picture, or where this PC has no such detector."""
    return _looks(image_workers, file, subject, thorough=thorough)[0].found


def _looks(image_workers: ImageWorkers, file: Path, subject: Subject, *, thorough: bool) -> tuple[DetectorResult, ...]:
    seen = look(image_workers, file, (subject,), thorough=thorough)
    if not seen.looks:
        raise BadInput(seen.absent[0])
    return seen.looks


def write_pages(pages: Sequence[FittedPhoto], out: Path) -> tuple[Path, ...]:
    """Write the pages into `out` under neutral names; where they lie. Raises StudioError, and then none is left."""
    made_folder(out)
    paths = tuple(islice(free_paths(out, ".jpg"), len(pages)))
    written: list[Path] = []
    try:
        for path, page in zip(paths, pages, strict=True):
            write_chosen(path, page.data)
            written.append(path)
    except StudioError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return paths
