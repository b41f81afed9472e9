"""Covering places of a photograph from the command line: by the same recipe, darkroom and checks as in the window."""

from __future__ import annotations

import json
from pathlib import Path

from PIL import Image

from studio.errors import BadInput
from studio.images import editing
from studio.images.darkroom import Darkroom
from studio.images.export import FittedPhoto, exported
from studio.images.looking import look
from studio.images.readback import refuse_uncovered
from studio.images.recipe import Decision, Fill, Recipe, Rect, Subject, untouched
from studio.images.suggesting import suggest

MAX_BYTES = 30_000_000


def redacted(darkroom: Darkroom, file: Path, *, boxes: str | None, faces: bool, fill: str, format: str) -> FittedPhoto:
    """The picture in its own size with `boxes` (JSON, pixels of the upright picture) and all `faces` covered.

    Raises BadInput for boxes outside the picture, a PC without a detector, or what cannot be read or made.
    """
    recipe = untouched("0" * 64, darkroom.size(file))
    for seed, box in enumerate(_boxes(boxes, recipe)):
        # Whoever asks for the mosaic says that these are faces.
        subject = Subject.FACE if fill == Fill.MOSAIC else Subject.OTHER
        recipe = editing.add_box(recipe, box, subject, Fill(fill), seed)
    if faces:
        recipe = _with_faces(darkroom, file, recipe, Fill(fill))
    pixels = darkroom.finished(file, recipe)
    picture = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    refuse_uncovered(picture, recipe)
    return exported(picture, max_bytes=MAX_BYTES, format=format)


def _with_faces(darkroom: Darkroom, file: Path, recipe: Recipe, fill: Fill) -> Recipe:
    seen = look(darkroom, file, (Subject.FACE,))
    if not seen.looks:
        raise BadInput(seen.absent[0].vi, seen.absent[0].en, where="--faces")
    recipe = suggest(recipe, seen.looks)
    for seed, one in enumerate(recipe.suggestions):
        recipe = editing.decide(recipe, one.id, Decision.COVER, by="studio image redact", fill=fill, seed=seed)
    return recipe


def _boxes(text: str | None, recipe: Recipe) -> list[Rect]:
    try:
        boxes: list[Rect] = [(float(x), float(y), float(w), float(h)) for x, y, w, h in json.loads(text or "[]")]
    except (ValueError, TypeError, RecursionError) as trouble:
        raise BadInput("cần dạng [[x,y,w,h],…] bằng điểm ảnh.", "must look like [[x,y,w,h],…] in pixels.",
                       where="--boxes") from trouble  # fmt: skip
    for x, y, w, h in boxes:
        if not (x >= 0 and y >= 0 and w > 0 and h > 0 and x + w <= recipe.width and y + h <= recipe.height):
            raise BadInput(
                f"khung [{x:g},{y:g},{w:g},{h:g}] nằm ngoài ảnh {recipe.width}×{recipe.height}.",
                f"box [{x:g},{y:g},{w:g},{h:g}] lies outside the picture of {recipe.width}×{recipe.height}.",
                where="--boxes",
            )
    return boxes
