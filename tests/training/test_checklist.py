"""A checklist is done when each item is answered, and right where a key or a checker of posts has a say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from studio.directory.model import Contact, DirectoryBook, Unit
from studio.errors import BadInput
from studio.training.checklist import AnswerSheet, attach, complete, judge, missing
from studio.training.course_reader import SAMPLE, read_outlines, shipped
from studio.training.messages import shipped_messages
from studio.training.outline import ItemKind, Outline, OutlineStep, StepKind, TextForm
from tools.practice_photos import PICTURES

BOOK = DirectoryBook(
    units=(Unit(id="u", name="Công an phường Mẫu", website="https://mau.example.gov.vn"),),
    contacts=(Contact(id="tb", unit="u", label="Trực ban", phone="024 0000 0113"),),
)
TODAY = date(2026, 11, 27)


WRITTEN = Path(__file__).with_name("written_outlines.yaml")


def checklists(outlines: Iterable[Outline]) -> dict[str, OutlineStep]:
    return {o.key(s.number): s for o in outlines for s in o.steps if s.kind is StepKind.CHECKLIST}


def steps() -> Mapping[str, OutlineStep]:
    """Those that ship, and those of outlines that a unit wrote into a file."""
    return checklists(shipped().outlines) | checklists(outline for _, outline in read_outlines(WRITTEN))


def sheet(key: str, answers: Mapping[str, object], **earlier: Mapping[str, object]) -> AnswerSheet:
    """`earlier` by ``s1``, ``s2`` …"""
    numbered = {int(name[1:]): given for name, given in earlier.items()}
    known = frozenset({"05/2025/TT-MAU"})
    return AnswerSheet(step=steps()[key], answers=answers, earlier=numbered, book=BOOK, documents=known, today=TODAY)


def says(key: str, item: str, answers: Mapping[str, object], **earlier: Mapping[str, object]) -> str:
    """What is said of one item in English; empty when it is done or open."""
    page = sheet(key, answers, **earlier)
    verdict = judge(next(each for each in page.step.items if each.id == item), page)
    return verdict.says.en if verdict.wrong and verdict.says else ""


# What ships


def test_every_step_that_ships_is_done_in_the_program_itself() -> None:
    assert checklists(shipped().outlines) == {}


def test_every_checklist_step_has_items() -> None:
    for key, step in steps().items():
        assert step.items, key
        assert not complete(AnswerSheet(step=step, answers={}, book=BOOK, today=TODAY)), key


def test_items_agree_with_the_key_and_the_house_rules() -> None:
    bag = shipped_messages()
    for key, step in steps().items():
        assert len({item.id for item in step.items}) == len(step.items), key
        for item in step.items:
            for message in item.messages:
                assert message in bag.messages, (key, message)
                if item.kind is ItemKind.SORT:
                    assert bag.messages[message].right(item.by) in item.options, (key, item.id, message)
            if item.by == "rule":
                assert set(item.options) == set(bag.rules), key
            if item.right and item.options and not item.messages:
                assert item.right in item.options, (key, item.id)
            if item.kind is ItemKind.FILE and item.sample:
                assert (SAMPLE / item.sample).is_file(), (key, item.sample)


def test_the_practice_photographs_are_small_and_carry_made_up_coordinates() -> None:
    photos = [SAMPLE / "photo" / name for name in PICTURES]
    assert len(photos) == 5
    for photo in photos:
        assert photo.stat().st_size <= 150_000, photo.name
        with Image.open(photo) as picture:
            assert picture.format == "JPEG"
            assert picture.getexif().get_ifd(ExifTags.IFD.GPSInfo), photo.name


# Choosing and sorting


def test_a_message_of_the_wrong_category_is_not_taken() -> None:
    assert complete(sheet("B4.5", {})) is False
    assert says("B4.5", "message", {"message": "b05"}) != ""
    assert says("B4.5", "message", {"message": "b01"}) == ""


def test_a_choice_is_held_against_the_message_of_an_earlier_step() -> None:
    assert complete(sheet("B2.3", {"category": "procedure"}, s1={"message": "p02"}))
    assert not complete(sheet("B2.3", {"category": "thanks"}, s1={"message": "p02"}))
    assert "first" in says("B2.3", "category", {"category": "procedure"})


def test_the_house_rule_must_be_the_one_that_is_broken() -> None:
    assert complete(sheet("B3.5", {"comment": "b10", "rule": "protected_person"}))
    assert not complete(sheet("B3.5", {"comment": "b10", "rule": "insult"}))


def test_hiding_criticism_is_wrong_and_answering_it_is_right() -> None:
    right = {each: message.action for each, message in shipped_messages().messages.items() if message.kind == "comment"}
    assert complete(sheet("B4.2", {"decisions": right}))
    assert complete(sheet("B4.2", {"decisions": {**right, "b01": "reply"}}))
    assert says("B4.2", "decisions", {"decisions": {**right, "b01": "hide"}}) == "1 not right yet."
    del right["b09"]
    assert [item.id for item in missing(sheet("B4.2", {"decisions": right}))] == ["decisions"]


# Texts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Cho em hỏi làm lại căn cước, số CCCD 000085000011 ạ?", "left"),
        ("Cho anh Nguyễn Văn Mẫu hỏi làm lại căn cước thế nào?", "citizen"),
        ("Hỏi căn cước", "words"),
        ("Cho em hỏi làm lại căn cước bị mất cần giấy tờ gì?", ""),
    ],
)
def test_a_message_is_masked_when_the_checks_find_nothing_more(text: str, said: str) -> None:
    assert said in says("B2.2", "masked", {"masked": text}, s1={"message": "p01"})
    assert bool(said) == bool(says("B2.2", "masked", {"masked": text}, s1={"message": "p01"}))


@pytest.mark.parametrize(
    ("item", "text", "said"),
    [
        ("greeting", "Về việc của bạn", "greeting"),
        ("greeting", "Kính chào bạn", ""),
        ("next_step", "Hồ sơ sẽ được xem xét thôi", "what to do"),
        ("next_step", "Vui lòng gọi 024 0000 0113", ""),
        ("next_step", "Vui lòng gọi 0900 000 013", "directory"),
        ("thanks", "Hẹn gặp lại", "Thanks"),
        ("thanks", "Cám ơn bạn đã hỏi, trân trọng", ""),
    ],
)
def test_a_reply_has_its_parts(item: str, text: str, said: str) -> None:
    found = says("B2.5", item, {item: text})
    assert said in found
    assert bool(said) == bool(found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bạn mang giấy tờ cũ đến bộ phận một cửa nhé.", "link"),
        ("Bạn xem hướng dẫn đầy đủ tại https://bit.ly/cancuoc nhé.", "bit.ly"),
        ("Chúng tôi cam kết xong trong ngày, xem https://mau.example.gov.vn.", "Promise"),
        ("Bạn xem hướng dẫn đầy đủ tại https://mau.example.gov.vn/can-cuoc nhé.", ""),
    ],
)
def test_an_answer_links_officially_and_promises_nothing(text: str, said: str) -> None:
    found = says("B2.4", "answer", {"answer": text})
    assert said in found
    assert bool(said) == bool(found)


def test_an_urgent_reply_names_the_number() -> None:
    assert "111" in says("B3.2", "reply", {"reply": "Bạn giữ bình tĩnh, chúng tôi đang xem xét việc này."})
    fire = {"message": "u01"}
    assert says("B3.2", "reply", {"reply": "Bạn ra nơi an toàn và gọi ngay 114 nhé."}, s1=fire) == ""
    ambulance = {"reply": "Bạn ra nơi an toàn và gọi ngay 115 nhé."}
    assert "call 114" in says("B3.2", "reply", ambulance, s1=fire)


def test_the_call_is_made_within_five_minutes_also_past_midnight() -> None:
    assert says("B3.3", "called_at", {"seen_at": "23:58", "called_at": "00:02"}) == ""
    assert "5 minutes" in says("B3.3", "called_at", {"seen_at": "14:00", "called_at": "14:20"})
    assert "5 minutes" in says("B3.3", "called_at", {"called_at": "14:20"})
    assert "14:05" in says("B3.3", "seen_at", {"seen_at": "25:00"})


def test_no_story_in_place_of_a_post_or_a_reference() -> None:
    story = "Người phụ nữ kể rằng tối qua ông chồng uống rượu rồi đập phá hết đồ đạc trong nhà"
    assert "story" in says("B3.3", "receiver", {"receiver": story})
    assert "story" in says("B3.4", "reference", {"reference": story})


def test_a_question_put_without_personal_data_is_still_that_question() -> None:
    asked = {"message": "p01"}
    assert "gone" in says("B2.2", "masked", {"masked": "Hôm nay trời đẹp, mời mọi người ra công viên chơi."}, s1=asked)
    assert "words" in says("B2.2", "masked", {"masked": "abc abc abc abc abc"}, s1=asked)
    assert says("B2.2", "masked", {"masked": "Làm lại căn cước bị mất thì mang giấy tờ gì?"}, s1=asked) == ""
    born = {"message": "p03"}
    assert says("B2.2", "masked", {"masked": "Trẻ làm căn cước lần đầu, bố mẹ có phải đi cùng?"}, s1=born) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a a a a a https://mau.example.gov.vn", "words"),
        ("qwer asdf zxcv hjkl poiu yuio https://mau.example.gov.vn", "words"),
        ("Trời hôm nay đẹp lắm, mời xem https://mau.example.gov.vn nhé", "speak"),
        ("Căn cước bị mất thì mang giấy tờ cũ đến bộ phận một cửa, xem https://mau.example.gov.vn", ""),
    ],
)
def test_an_answer_speaks_of_what_was_asked(text: str, said: str) -> None:
    found = says("B2.4", "answer", {"answer": text}, s1={"message": "p01"})
    assert said in found
    assert bool(said) == bool(found)


def test_a_basis_is_a_document_of_the_library() -> None:
    assert "no “99/2099/XX”" in says("B2.4", "basis", {"basis": "Theo 99/2099/XX"})
    assert "number" in says("B2.4", "basis", {"basis": "Theo luật hiện hành"})
    assert says("B2.4", "basis", {"basis": "05/2025/tt-mau"}) == ""


def test_no_box_of_any_checklist_takes_what_is_no_words() -> None:
    """Every free text of every step: filled to its length, with all the words that its form looks for left out."""
    for key, step in steps().items():
        for item in step.items:
            if item.kind is ItemKind.TEXT and item.form not in (TextForm.TIME, TextForm.NUMBER, TextForm.TOTAL):
                for filling in ("abc abc abc abc abc abc abc abc", "a a a a a a a a", "zzz qqq xxx www jjj fff kkk"):
                    assert judge(item, sheet(key, {item.id: filling}, s1={"message": "p01"})).wrong, (key, item.id)


# Numbers and days


def test_the_total_is_the_sum_of_the_rows() -> None:
    rows = {"row_warning": "1.240", "row_residence": "860", "row_traffic": "415"}
    assert complete(sheet("C5.3", {"total": "2.515", "practice_out": True, "once": True}, s2=rows))
    assert "sum" in says("C5.3", "total", {"total": "2552"}, s2=rows)
    assert "digits" in says("C5.3", "total", {"total": "hơn hai nghìn"}, s2=rows)


def test_personal_data_goes_within_thirty_days() -> None:
    assert says("B2.7", "purge_on", {"purge_on": "2026-12-27"}) == ""
    assert "30" in says("B2.7", "purge_on", {"purge_on": "2026-12-28"})
    assert "30" in says("B2.7", "purge_on", {"purge_on": "2026-11-27"})


def test_a_period_ends_after_it_began_and_not_in_the_future() -> None:
    assert "before" in says("C5.1", "to", {"from": "2026-10-31", "to": "2026-10-01"})
    assert "yet to come" in says("C5.1", "to", {"from": "2026-10-01", "to": "2026-11-28"})


# Shapes


def test_answers_of_another_shape_are_none() -> None:
    strange: tuple[object, ...] = (7, [], {"x": 1}, "nonsense", 1.5, True)
    for key, step in steps().items():
        for item in step.items:
            for value in strange:
                if item.kind is not ItemKind.TICK or value is not True:
                    judge(item, sheet(key, {item.id: value}))


def test_what_is_optional_may_be_left_but_not_wrong() -> None:
    step = steps()["B3.2"]
    reply = {"reply": "Bạn ra nơi an toàn và gọi ngay 114 nhé."}
    assert complete(sheet("B3.2", reply))
    loose = replace(step, items=tuple(replace(item, required=False) for item in step.items))
    wrong = AnswerSheet(step=loose, answers={"reply": "Không sao đâu bạn nhé, cứ chờ."}, book=BOOK, today=TODAY)
    assert not complete(wrong)


def test_evidence_needs_hash_and_moment() -> None:
    whole = {"name": "anh.jpg", "sha256": "2d" * 32, "at": "2026-11-27T08:00:00+07:00"}
    assert next(item.id for item in missing(sheet("C5.2", {"source": whole}))) == "row_warning"
    assert next(item.id for item in missing(sheet("C5.2", {"source": {**whole, "sha256": "2d"}}))) == "source"


def test_evidence_is_kept_by_hash_with_its_moment(tmp_path: Path) -> None:
    path = tmp_path / "anh.jpg"
    path.write_bytes(b"x")
    given = attach(path, datetime(2026, 11, 27, 8, tzinfo=UTC))
    assert given["sha256"] == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    assert given["at"].startswith("2026-11-27T08")
    with pytest.raises(BadInput):
        attach(tmp_path / "none.jpg", datetime.now(UTC))
