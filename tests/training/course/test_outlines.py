"""What a unit makes of the outlines: linked, renamed, moved, hidden, copied, written anew, and brought elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest

from studio.app import Studio, open_studio
from studio.errors import BadInput, NotFound, NotPermitted, Refused
from studio.paths import Profile
from studio.people.model import Role
from studio.phrase import Bilingual
from studio.training.course_reader import outline_of, read_outlines, shipped
from studio.training.course_writer import to_yaml, version_hash, written
from studio.training.outline import ChecklistItem, ItemKind, OfficialDocument, Outline, TextForm
from tests.profile import SetClock, staffed
from tests.training.course.conftest import PIN

DISPATCH = OfficialDocument(number="123/CV-PX03", date="2024-05-06", issuer="Công an Thành phố")


def ids(studio: Studio) -> list[str]:
    return [outline.id for outline in studio.outlines.course().outlines]


def test_a_new_profile_teaches_what_ships_and_makes_no_file(studio: Studio) -> None:
    assert studio.outlines.course() == shipped()
    assert not studio.course.path.exists()


def test_a_linked_document_stays_with_its_file(studio: Studio, trainer: str, tmp_path: Path) -> None:
    file = tmp_path / "cong-van.pdf"
    file.write_bytes(b"%PDF-1.7 van ban")
    linked = studio.outlines.link("B1", replace(DISPATCH, number=" 123/CV-PX03  "), trainer, file=file)
    assert linked.document.linked
    assert (linked.document.number, linked.document.file_name) == ("123/CV-PX03", "cong-van.pdf")
    studio.close()
    again = open_studio(studio.profile, clock=SetClock())
    kept = again.outlines.outline("B1").document
    assert kept == linked.document
    assert again.outlines.file(kept) == b"%PDF-1.7 van ban"
    assert not again.outlines.outline("B2").document.linked
    again.close()


def test_a_replaced_document_stands_for_nothing_and_an_empty_one_unlinks(studio: Studio, trainer: str) -> None:
    studio.outlines.link("D1", DISPATCH, trainer)
    assert studio.outlines.outline("D1").document.linked
    studio.outlines.link("D1", replace(DISPATCH, replaced_by="45/2026/CV"), trainer)
    assert not studio.outlines.outline("D1").document.linked
    studio.outlines.link("D1", OfficialDocument(), trainer)
    assert studio.outlines.outline("D1").document == OfficialDocument()


@pytest.mark.parametrize(
    "wrong",
    [{"date": "2024-13-01"}, {"date": "2027-01-01"}, {"number": "1" * 201}],
    ids=["no date", "yet to come", "too long"],
)
def test_a_document_that_cannot_be_is_refused(studio: Studio, trainer: str, wrong: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        studio.outlines.link("B1", replace(DISPATCH, **wrong), trainer)
    assert studio.outlines.outline("B1").document == OfficialDocument()


def test_only_trainer_and_head_change_the_course(studio: Studio, author: str) -> None:
    acts: list[Callable[[], object]] = [
        lambda: studio.outlines.link("B1", DISPATCH, author),
        lambda: studio.outlines.rename("B1", Bilingual("Khác", "Other"), author),
        lambda: studio.outlines.hide("B1", author),
        lambda: studio.outlines.move("B1", 0, author),
        lambda: studio.outlines.duplicate("B1", author),
        lambda: studio.outlines.rename_group("E", Bilingual("Tuyên truyền", "Publicity"), author),
    ]
    for act in acts:
        with pytest.raises(NotPermitted):
            act()
    assert studio.outlines.course() == shipped()


def test_renaming_moving_and_hiding_change_nothing_of_what_is_taught(studio: Studio, trainer: str) -> None:
    before = version_hash(studio.outlines.outline("B1"))
    studio.outlines.rename("B1", Bilingual("  Quy trình  đăng bài ", ""), trainer)
    studio.outlines.hide("B1", trainer)
    studio.outlines.move("B1", 0, trainer)
    studio.outlines.rename_group("E", Bilingual("Biện pháp tuyên truyền", "Publicity measures"), trainer)
    changed = studio.outlines.outline("B1")
    assert changed.title == Bilingual("Quy trình đăng bài", "Quy trình đăng bài")
    assert ids(studio)[0] == "B1"
    assert "B1" not in [outline.id for outline in studio.outlines.shown()]
    assert version_hash(changed) == before
    assert studio.outlines.course().groups["E"].vi == "Biện pháp tuyên truyền"
    studio.outlines.rename("B1", Bilingual("", ""), trainer)
    assert studio.outlines.outline("B1").title == shipped().outline("B1").title  # type: ignore[union-attr]


def test_another_word_of_a_step_is_another_version() -> None:
    outline = shipped().outlines[0]
    step = replace(outline.steps[0], text=Bilingual(outline.steps[0].text.vi + ".", outline.steps[0].text.en))
    assert version_hash(replace(outline, steps=(step, *outline.steps[1:]))) != version_hash(outline)
    assert version_hash(replace(outline, quiz=outline.quiz[:-1])) != version_hash(outline)
    assert len({version_hash(each) for each in shipped().outlines}) == 21


@pytest.mark.parametrize("outline", shipped().outlines, ids=lambda outline: outline.id)
def test_an_outline_is_stored_and_written_without_loss(outline: Outline, tmp_path: Path) -> None:
    assert outline_of(written(outline)) == outline
    file = tmp_path / "de-cuong.yaml"
    file.write_text(to_yaml((outline,)), encoding="utf-8")
    assert [again for _, again in read_outlines(file)] == [outline]


def test_every_field_of_an_item_is_written(tmp_path: Path) -> None:
    item = ChecklistItem(
        id="a", kind=ItemKind.SORT, label=Bilingual("A", "B"), options={"x": Bilingual("X", "Y")}, messages=("m1",),
        required=False, form=TextForm.TOTAL, by="category", about="b", right="x", why=Bilingual("a", "b"),
        sample="s.png",
    )  # fmt: skip
    assert all(getattr(item, each.name) != each.default for each in fields(ChecklistItem)), (
        "a new field needs a value here"
    )
    first = shipped().outlines[0]
    outline = replace(first, steps=(replace(first.steps[0], items=(item,)), *first.steps[1:]))
    assert outline_of(written(outline)) == outline


def test_moving_goes_to_the_place_that_was_named(studio: Studio, trainer: str) -> None:
    order = ids(studio)
    studio.outlines.move(order[5], 2, trainer)
    assert ids(studio) == [*order[:2], order[5], *order[2:5], *order[6:]]
    studio.outlines.move(order[0], 999, trainer)
    assert ids(studio)[-1] == order[0]


def test_a_copy_stands_behind_the_first_and_can_be_written_anew(studio: Studio, trainer: str) -> None:
    studio.outlines.link("B1", DISPATCH, trainer)
    copy = studio.outlines.duplicate("B1", trainer)
    assert copy.id == "U1"
    assert copy.own
    assert not copy.document.linked
    assert ids(studio)[ids(studio).index("B1") + 1] == "U1"
    studio.outlines.save(replace(copy, steps=copy.steps[:3]), trainer)
    assert len(studio.outlines.outline("U1").steps) == 3
    assert len(studio.outlines.outline("B1").steps) == len(shipped().outline("B1").steps)  # type: ignore[union-attr]
    studio.outlines.remove("U1", trainer)
    with pytest.raises(NotFound):
        studio.outlines.outline("U1")


def test_what_ships_is_never_overwritten_nor_removed(studio: Studio, trainer: str) -> None:
    with pytest.raises(Refused):
        studio.outlines.save(studio.outlines.outline("B1"), trainer)
    with pytest.raises(Refused):
        studio.outlines.remove("B1", trainer)


def test_an_own_outline_goes_to_another_pc_and_back(studio: Studio, trainer: str, tmp_path: Path) -> None:
    copy = studio.outlines.duplicate("B4", trainer)
    file = tmp_path / "de-cuong.yaml"
    file.write_text(studio.outlines.export([copy.id, "C5"]), encoding="utf-8")
    elsewhere = open_studio(Profile(root=tmp_path / "khac"), clock=SetClock())
    head = staffed(elsewhere.people, ("Phạm Trưởng", [Role.HEAD]), pin=PIN)[0]
    taken = elsewhere.outlines.take_in(file, head.id)
    assert [outline.id for outline in taken] == ["U1", "U2"], "C5 ships, so its copy got a free id"
    assert version_hash(taken[0]) == version_hash(copy)
    assert taken[0].title == copy.title
    elsewhere.close()


def test_a_wrong_file_is_told_with_its_line_and_nothing_is_taken(studio: Studio, trainer: str, tmp_path: Path) -> None:
    good = studio.outlines.export(["B4", "C5"])
    file = tmp_path / "de-cuong.yaml"
    for wrong, said in [
        (good.replace("group: C", "group: Q"), "no group “Q”"),
        (good.replace("  minutes: ", "  minuten: ", 1), "minuten"),
        (good.replace("  - n: 2", "  - n: 7", 1), "numbered"),
        ("procedures: 5\n", "wrong or missing"),
    ]:
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(BadInput) as refused:
            studio.outlines.take_in(file, trainer)
        assert said in refused.value.sentence("en")
        assert refused.value.where.startswith("de-cuong.yaml:"), said
    assert studio.outlines.course() == shipped()
