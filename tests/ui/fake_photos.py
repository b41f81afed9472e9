"""The unit's pictures and consents, of plain values."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from PIL import Image

from studio.canonical import sha256
from studio.clock import local_date
from studio.errors import BadInput, NotFound, Refused
from studio.images.asset_library import Alike, Candidate
from studio.images.assets import (
    Asset,
    AssetFacts,
    AssetInUse,
    AssetKind,
    AssetQuery,
    AssetUse,
    standing,
    tidied,
    tidy_tags,
)
from studio.images.consent import Consent
from studio.images.consent import tidied as tidy_consent
from studio.images.near import PictureFacts
from studio.phrase import Pair
from studio.text import fold
from tests.ui.fake_data import NOW
from tests.ui.stand_in import StandIn

TODAY = local_date(NOW)
_COLOURS = ("#1D4ED8", "#B45309", "#047857", "#6D28D9", "#BE123C", "#0E7490")


def jpeg(colour: str, size: tuple[int, int] = (320, 240)) -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(buffer, "JPEG")
    over = Image.new("RGB", size, colour)
    Image.blend(over, Image.open(buffer), 0.35).save(buffer := io.BytesIO(), "JPEG")
    return buffer.getvalue()


def asset(number: int, title: str, kind: AssetKind = AssetKind.PHOTO, **facts: object) -> Asset:
    said = AssetFacts(kind=kind, title=title, source="Ảnh của đơn vị", rights="Đơn vị tự chụp")
    data = jpeg(_COLOURS[number % len(_COLOURS)])
    return Asset(
        sha256=sha256(data + bytes([number])),
        name=f"anh-{number}.jpg",
        facts=replace(said, **facts),  # type: ignore[arg-type]
        width=2400,
        height=1800,
        added_by="lan",
        added_at=NOW - timedelta(hours=number),
    )


ASSETS = (
    asset(0, "Trụ sở Công an phường Minh Khai", tags=("trụ sở", "ban ngày"), alt="Cổng trụ sở buổi sáng"),
    asset(1, "Huy hiệu đơn vị", AssetKind.BADGE, tags=("nhận diện",)),
    asset(2, "Nền xanh cho thông báo", AssetKind.BACKGROUND, valid_until=TODAY + timedelta(days=12)),
    asset(3, "Lễ ra quân năm 2024", valid_until=TODAY - timedelta(days=30), tags=("ra quân",)),
    asset(4, "Tuyên truyền ở trường Lê Lợi", source="", tags=("trường học", "tuyên truyền")),
    asset(5, "Tuần tra đêm", tags=("tuần tra",)),
)


class FakeAssets(StandIn):  # type: ignore[misc]
    """A picture whose bytes begin with ``bad`` is none; `like` are told to be like every candidate."""

    def __init__(self, assets: Sequence[Asset]) -> None:
        self.assets = {one.sha256: one for one in assets}
        self.used: dict[str, tuple[AssetUse, ...]] = {}
        self.like: tuple[Alike, ...] = ()

    def find(self, query: AssetQuery | None = None) -> Sequence[Asset]:
        query = query or AssetQuery()
        return [
            one
            for one in sorted(self.assets.values(), key=lambda one: one.added_at, reverse=True)
            if fold(query.text) in fold(" ".join((one.facts.title, one.facts.source, *one.facts.tags, one.name)))
            and query.kind in (None, one.facts.kind)
            and query.standing in (None, standing(one.facts, TODAY))
            and (not query.tag or query.tag in one.facts.tags)
        ]

    def tags(self) -> Sequence[str]:
        return tidy_tags(tag for one in self.assets.values() for tag in one.facts.tags)

    def thumb(self, sha256: str) -> bytes:
        if sha256 not in self.assets:
            raise NotFound(Pair("không có ảnh.", "there is no such picture."))
        return jpeg(_COLOURS[list(self.assets).index(sha256) % len(_COLOURS)])

    def uses(self, sha256: str) -> Sequence[AssetUse]:
        return self.used.get(sha256, ())

    def picture(self, sha256: str) -> bytes:
        return self.thumb(sha256)

    def consider(self, data: bytes, name: str) -> Candidate:
        if data.startswith(b"bad"):
            raise BadInput(Pair("tệp này không phải ảnh.", "this file is no picture."))
        seen = PictureFacts(width=640, height=480, print="0" * 16, print_by="fake", thumb=jpeg("#334155"))
        return Candidate(name=name, data=data, seen=seen, alike=self.like)

    def alike(self, sha256: str) -> Sequence[Alike]:
        return self.like

    def add(self, candidate: Candidate, facts: AssetFacts, by: str) -> Asset:
        key = sha256(candidate.data)
        if key in self.assets:
            raise Refused(Pair("ảnh này đã có trong kho.", "this picture is in the library already."))
        new = Asset(
            sha256=key,
            name=candidate.name,
            facts=tidied(facts),
            width=candidate.seen.width,
            height=candidate.seen.height,
            added_by=by,
            added_at=NOW,
        )
        self.assets[key] = new
        return new

    def change(self, sha256: str, facts: AssetFacts, by: str) -> Asset:
        self.assets[sha256] = replace(self.assets[sha256], facts=tidied(facts))
        return self.assets[sha256]

    def end(self, sha256: str, by: str) -> Asset:
        return self.change(sha256, replace(self.assets[sha256].facts, valid_until=TODAY - timedelta(days=1)), by)

    def delete(self, sha256: str, by: str) -> None:
        if self.used.get(sha256):
            raise AssetInUse(self.used[sha256], ())
        del self.assets[sha256]


class FakeConsents(StandIn):  # type: ignore[misc]
    """Consents by picture."""

    def __init__(self) -> None:
        self.kept: dict[str, list[Consent]] = {}
        self._made = 0

    def of(self, pictures: Iterable[str]) -> Mapping[str, Sequence[Consent]]:
        return {picture: tuple(self.kept[picture]) for picture in pictures if self.kept.get(picture)}

    def record(self, consent: Consent, picture: str, by: str) -> Consent:
        self._made += 1
        new = replace(tidy_consent(consent, TODAY), id=f"c{self._made}", added_by=by, added_at=NOW)
        self.kept.setdefault(picture, []).append(new)
        return new

    def take_off(self, id: str, picture: str, by: str) -> None:
        self.kept[picture] = [one for one in self.kept[picture] if one.id != id]

    def withdraw(self, id: str, on: date, by: str) -> Consent:
        for consents in self.kept.values():
            consents[:] = [replace(one, withdrawn_on=on) if one.id == id else one for one in consents]
        return next(one for consents in self.kept.values() for one in consents if one.id == id)
