"""The shipped list: what it says, how it ages, and what a unit's own files make of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from studio.errors import BadInput, NotFound
from studio.library.events import EventKind
from studio.library.model import CitationRef, Light, Status
from studio.library.numbers import number_key
from studio.library.seed_service import Seeds, read_seeds, shipped
from studio.library.seeds import FRESH, Certainty, OtherNumber
from studio.library.service import Library
from studio.library.storage import StoredLibrary

Lines = Callable[..., Path]
Law = Callable[..., dict[str, Any]]
TODAY = date(2026, 11, 25)


class StillClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 25, 1, 30, tzinfo=UTC)


@pytest.fixture
def seeds(repo: StoredLibrary, library: Library) -> Seeds:
    return Seeds(repo, library, StillClock(), read=shipped)


@pytest.fixture
def write_file(tmp_path: Path) -> Callable[[str, str], Path]:
    """A document of one article as a plain text file."""

    def write(number: str, kind: str) -> Path:
        path = tmp_path / "van-ban.txt"
        head = f"CHÍNH PHỦ\nSố: {number}\n{kind.upper()}\nQuy định việc mẫu\n"
        path.write_text(f"{head}Điều 1. Phạm vi\nQuy định này nói về việc mẫu.\n", encoding="utf-8")
        return path

    return write


def test_the_list_is_whole_and_names_its_source() -> None:
    assert len(shipped()) >= 35
    assert len({seed.id for seed in shipped()}) == len(shipped())
    assert {seed.seen_on for seed in shipped()} == {date(2026, 11, 24)}
    assert all(seed.title and seed.issuer and seed.known.vi and seed.known.en and seed.source.vi for seed in shipped())
    assert all(seed.id != number_key(seed.number) for seed in shipped() if not seed.sure)
    assert all(event.checked_by == "" for seed in shipped() for event in seed.events)


def test_no_rating_survives_ninety_days_unseen() -> None:
    seed = next(seed for seed in shipped() if seed.number == "116/2025/QH15")
    assert seed.today is Certainty.A
    assert seed.on(seed.seen_on + FRESH) == seed
    aged = seed.on(seed.seen_on + FRESH + timedelta(1))
    assert (aged.certainty, aged.today) == (Certainty.C, Certainty.C)


def test_taken_in_nothing_is_in_force_and_what_is_known_against_it_counts(library: Library, seeds: Seeds) -> None:
    assert all(row.document is None for row in seeds.list())
    new = seeds.add()
    assert new == sum(seed.sure for seed in shipped())
    assert library.count().articles == 0
    statuses = library.statuses(on=TODAY)
    assert set(statuses.values()) == {Status.UNKNOWN, Status.EXPIRED}
    assert statuses["24/2018/QH14"] is Status.EXPIRED
    assert library.status("13/2023/ND-CP", on=date(2025, 12, 31)).status is Status.UNKNOWN
    ended = library.status("13/2023/ND-CP", on=date(2026, 1, 1))
    assert (ended.status, ended.replaced_by) == (Status.EXPIRED, "356/2025/NĐ-CP")
    child = library.status("53/2022/ND-CP", on=TODAY)
    assert (child.status, child.light) == (Status.UNKNOWN, Light.AMBER)


def test_twice_changes_nothing_and_a_retraction_stands(library: Library, seeds: Seeds) -> None:
    seeds.add()
    event = next(e for e in library.events("24/2018/QH14") if e.recorded)
    library.retract_event(event.id, by="Bà Mẫu", reason="thử")
    assert seeds.add() == 0
    assert library.status("24/2018/QH14", on=TODAY).status is Status.UNKNOWN
    assert len([e for e in library.events("24/2018/QH14") if e.kind is EventKind.REPLACED]) == 1


def test_an_entry_without_text_can_be_confirmed_and_cited_with_a_caution(library: Library, seeds: Seeds) -> None:
    seeds.add()
    library.confirm(
        "91/2025/QH15",
        by="Bà Mẫu",
        on=TODAY,
        effective_from=date(2026, 1, 1),
        effective_to=None,
        status=Status.IN_FORCE,
        source="vbpl.vn",
    )
    cited = library.resolve(CitationRef(document="91/2025/QH15", article="4"), on=TODAY)
    assert cited.validity is not None
    assert (cited.validity.status, cited.validity.light) == (Status.IN_FORCE, Light.AMBER)
    row = next(row for row in seeds.list() if row.seed.number == "91/2025/QH15")
    assert not row.has_text


def test_the_units_file_becomes_the_text_and_what_the_list_knew_stays(
    library: Library, seeds: Seeds, write_file: Callable[[str, str], Path]
) -> None:
    seeds.add()
    seeds.attach("53/2022/ND-CP", write_file("53/2022/NĐ-CP", "Nghị định"), by="Bà Mẫu")
    row = next(row for row in seeds.list() if row.seed.number == "53/2022/NĐ-CP")
    assert row.has_text
    assert row.document is not None
    assert row.document.effective_from == date(2022, 10, 1)
    assert [relation.kind for relation in row.document.relations] == ["guides"]
    assert library.status("53/2022/ND-CP", on=TODAY).light is Light.AMBER, "its law is dead all the same"
    assert [original.taken_by for original in library.intake.originals("53/2022/ND-CP")] == ["Bà Mẫu"]


def test_a_plain_import_keeps_what_the_list_knew(library: Library, seeds: Seeds, write_lines: Lines, law: Law) -> None:
    seeds.add()
    decree = law("53/2022/NĐ-CP", type="Nghị định", checked_on=None)
    library.import_paths([write_lines(law("24/2018/QH14", type="Luật"), decree)])
    assert library.status("24/2018/QH14", on=TODAY).status is Status.EXPIRED
    assert library.status("53/2022/ND-CP", on=TODAY).light is Light.AMBER


def test_another_number_is_asked_about(library: Library, seeds: Seeds, write_file: Callable[[str, str], Path]) -> None:
    seeds.add()
    file = write_file("130/2025/QH15", "Luật")
    with pytest.raises(OtherNumber) as question:
        seeds.attach("luat-bao-chi-2025", file)
    assert question.value.found == "130/2025/QH15"
    assert library.find("130/2025/QH15") is None
    seeds.attach("luat-bao-chi-2025", file, agreed=True)
    row = next(row for row in seeds.list() if row.seed.id == "luat-bao-chi-2025")
    assert row.document is not None
    assert (row.document.number, row.has_text) == ("130/2025/QH15", True)


def test_what_cannot_be_attached_is_said(seeds: Seeds, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        seeds.attach("9/2099/QH99", tmp_path / "khong-can.docx")
    with pytest.raises(BadInput):
        seeds.attach("24/2018/QH14", tmp_path / "khong-co.docx")


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "certainty: D, today: A",
        "certainty: A, today: A, kind: Luật",
        "certainty: A, today: A, events: [[killed, null, b]]",
        "certainty: A, today: A, issued: hôm qua",
    ],
)
def test_a_wrong_list_is_told_by_its_line(tmp_path: Path, rest: str) -> None:
    path = tmp_path / "laws.yaml"
    entry = f"{{number: a, type: Luật, title: t, issuer: i, vi: v, en: e, {rest}}}"
    path.write_text(f'source: {{vi: a, en: b}}\nseen_on: "2026-11-24"\nlaws:\n  - {entry}\n', encoding="utf-8")
    with pytest.raises(BadInput) as refusal:
        read_seeds(path)
    assert refusal.value.where.startswith("laws.yaml:4")


def test_an_entry_is_matched_with_a_document_that_is_there(
    library: Library, seeds: Seeds, write_lines: Lines, law: Law
) -> None:
    library.import_paths([write_lines(law("130/2025/QH15", type="Luật"))])
    seeds.match("luat-bao-chi-2025", "130/2025/QH15")
    row = next(row for row in seeds.list() if row.seed.id == "luat-bao-chi-2025")
    assert row.document is not None
    assert row.document.number == "130/2025/QH15"
    with pytest.raises(NotFound):
        seeds.match("luat-bao-chi-2025", "9/2099/QH99")
