"""What the sample photographs show: the key to the questions that are asked of a photograph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from studio.canonical import sha256
from studio.images.work import PictureAnswers
from studio.phrase import Phrase, phrase
from studio.training.reading import FOLDER, SAMPLE
from studio.yamlfile import read_yaml

KEY = FOLDER / "pictures.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureKey:
    """The right answers of one photograph, and why."""

    shown: PictureAnswers
    why: Phrase


@cache
def picture_keys() -> Mapping[str, PictureKey]:
    """By the SHA-256 of the original; photographs of one's own have none."""
    return {sha256((SAMPLE / "photo" / name).read_bytes()): _key(each) for name, each in read_yaml(KEY).items()}


def contradiction(original: str, shown: PictureAnswers) -> Phrase | None:
    """Why these answers are not true of the photograph; None where they are, or where nobody knows."""
    key = picture_keys().get(original)
    return key.why if key is not None and key.shown != shown else None


def _key(entry: Mapping[str, object]) -> PictureKey:
    shown = PictureAnswers(
        children=entry["children"] is True, held=entry["held"] is True, papers=entry["papers"] is True
    )
    return PictureKey(shown=shown, why=phrase({"vi": entry["vi"], "en": entry["en"]}))
