"""A recipe as canonical JSON and back. The same recipe is always the same bytes, so that one hash stands for it."""

from __future__ import annotations

from studio.canonical import canonical_json, sha256
from studio.codec import parsed, plain, read_whole
from studio.errors import BadInput
from studio.images.recipe import VERSION, Recipe
from studio.images.soundness import checked

MAX_BYTES = 2_000_000


def write(recipe: Recipe) -> bytes:
    """The canonical JSON of a recipe, UTF-8."""
    told = plain(read_whole(Recipe, plain(recipe)))  # what was read has real numbers where they belong: 3 becomes 3.0
    return canonical_json({"version": VERSION} | told)


def digest(recipe: Recipe) -> str:
    """SHA-256 of the canonical JSON."""
    return sha256(write(recipe))


def read(data: bytes) -> Recipe:
    """The recipe that `write` wrote. Raises BadInput, one sentence, for anything else."""
    if len(data) > MAX_BYTES:
        raise _broken()
    try:
        raw = parsed(data)
        version = raw.pop("version")
    except (ValueError, LookupError, AttributeError, TypeError) as trouble:
        raise _broken() from trouble
    if version != VERSION:
        raise BadInput(
            f"Bản chỉnh sửa ảnh thuộc phiên bản {str(version)[:20]} mà chương trình này không đọc được; "
            "hãy cập nhật chương trình.",
            f"The edit of the picture is of version {str(version)[:20]}, which this program cannot read; update it.",
        )
    try:
        recipe = read_whole(Recipe, raw)
    except ValueError as trouble:
        raise _broken() from trouble
    return checked(recipe)


def _broken() -> BadInput:
    return BadInput(
        "Bản chỉnh sửa ảnh bị hỏng nên không đọc được; hãy mở lại ảnh gốc và chỉnh từ đầu.",
        "The edit of the picture is broken and cannot be read; open the original and begin anew.",
    )
