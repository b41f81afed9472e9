"""Every kind of field has an editor that reads and writes its JSON value."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.library.model import Article, CitationRef, CitedLaw, Document, Hit, Status, Validity
from studio.library.resolver import Successor
from studio.phrase import Bilingual
from studio.posts.model import Finding, Media, Severity
from studio.templates.kinds import KINDS
from studio.templates.model import Field, FieldType
from studio.ui.composer.editor import FIELDS_CHARS
from studio.ui.composer.editors.base import EditorContext, EditorPicture, FieldEditor
from studio.ui.composer.editors.citation import CitationEditor
from studio.ui.composer.editors.days import MomentEditor, iso_of, read_time
from studio.ui.composer.editors.pictures import PictureEditor
from studio.ui.composer.editors.registry import make_editor
from studio.ui.composer.form_field import FormField
from studio.ui.composer.inputs import LineInput, TextInput
from studio.ui.language import LanguageManager
from studio.ui.widgets.buttons import LinkButton
from tests.sample_fields import sample_book
from tests.ui.composer.known_law import KnownLaw

TODAY = date(2026, 11, 25)
LABEL = Bilingual("Mục thử", "Trial field")
VALUES: dict[FieldType, Any] = {
    FieldType.TEXT: "Giả danh cán bộ phường",
    FieldType.MULTILINE: "Gọi điện tự xưng cán bộ.\nGửi đường dẫn lạ.",
    FieldType.LIST: ["Số lạ gọi điện", "Giục làm ngay"],
    FieldType.STEPS: ["Nộp hồ sơ", "Nhận giấy hẹn", "Nhận kết quả"],
    FieldType.DATE: "2026-11-25",
    FieldType.TIME: "08:30",
    FieldType.DATETIME: "2026-11-25T08:00",
    FieldType.DATERANGE: {"from": "2026-11-25T22:00", "to": "2026-11-26"},
    FieldType.NUMBER: 12,
    FieldType.CHOICE: "nhà trọ",
    FieldType.BOOL: True,
    FieldType.CITATION: {"document": "13/2023/NĐ-CP", "article": "5", "clause": "1"},
    FieldType.CONTACT_REF: "truc-ban",
    FieldType.UNIT_REF: "ca-minh-khai",
    FieldType.PLACE: "Nhà văn hóa tổ dân phố số 7",
    FieldType.URL_OFFICIAL: "https://dichvucong.gov.vn",
    FieldType.URL_DEFANGED: ["hxxps://vneid-capnhat[.]example"],
    FieldType.IMAGE: "m1",
    FieldType.IMAGE_LIST: ["m2", "m1"],
    FieldType.PERSON_MIN: "N.V.A",
    FieldType.STAGE: "truy tố",
    FieldType.QA_LIST: [{"q": "Làm ở đâu?", "a": "Tại trụ sở."}],
    FieldType.KV_LIST: [{"key": "Trực ban", "value": "024 0000 0113"}],
}
OPTIONS = ("nhà trọ", "chung cư", "khởi tố bị can", "truy tố")


def around() -> EditorContext:
    """Two pictures, the sample directory, and one day for everything."""
    media = (Media(id=f"m{n}", sha256=str(n) * 64, name=f"{n}.jpg") for n in (1, 2))
    pictures = tuple(EditorPicture(media=one, thumbnail=QPixmap()) for one in media)
    return EditorContext(book=sample_book(), pictures=pictures, today=TODAY, day=TODAY)


def field_of(kind: FieldType, **changes: Any) -> Field:
    options = OPTIONS if KINDS[kind].options else ()
    return Field(name="thu", label=LABEL, type=kind, options=options, **changes)


@pytest.fixture
def build(qtbot: QtBot, language: LanguageManager, law: KnownLaw) -> Any:
    def made(kind: FieldType, **changes: Any) -> FieldEditor:
        editor = make_editor(field_of(kind, **changes), law, language)
        editor.surround(around())
        qtbot.addWidget(editor)
        return editor

    return made


def test_there_is_a_value_of_every_type() -> None:
    assert set(VALUES) == set(FieldType)


@pytest.mark.parametrize("kind", list(FieldType))
def test_a_value_is_shown_given_back_and_emptied(build: Any, kind: FieldType) -> None:
    editor = build(kind)
    changes: list[object] = []
    editor.changed.connect(lambda: changes.append(editor.value()))
    editor.set_value(VALUES[kind])
    assert editor.value() == VALUES[kind]
    editor.set_value(None)
    assert editor.value() in (None, "", [], False)
    assert changes == []  # nobody typed anything


@pytest.mark.parametrize("kind", list(FieldType))
def test_a_problem_is_an_icon_a_sentence_and_a_description(
    build: Any, language: LanguageManager, kind: FieldType
) -> None:
    editor = build(kind)
    block = FormField(editor.field, editor, language.say)
    wrong = Finding(
        code="FIELD",
        severity=Severity.BLOCK,
        field="thu",
        wrong=Bilingual("Mục này sai.", "This is wrong."),
        remedy=Bilingual("Hãy sửa.", "Mend it."),
    )
    block.show_findings([wrong], insist=True)
    assert block.error == "This is wrong. Mend it."
    assert all("This is wrong. Mend it." in widget.accessibleDescription() for widget in editor.inputs())
    assert all(widget.accessibleName() for widget in editor.inputs())
    block.show_findings([], insist=True)
    assert block.error == ""


def test_an_empty_field_is_not_called_wrong_before_anyone_was_there(build: Any, language: LanguageManager) -> None:
    editor = build(FieldType.TEXT, required=True, max=80)
    block = FormField(editor.field, editor, language.say)
    empty = Finding(
        code="FIELD",
        severity=Severity.BLOCK,
        field="thu",
        wrong=Bilingual("Còn trống.", "Empty."),
        remedy=Bilingual("", ""),
    )
    block.show_findings([empty], insist=False)
    assert block.error == ""
    block.touched = True
    block.show_findings([empty], insist=False)
    assert block.error == "Empty."


def test_characters_are_counted_as_a_person_sees_them(build: Any, language: LanguageManager) -> None:
    editor = build(FieldType.TEXT, max=80)
    block = FormField(editor.field, editor, language.say)
    editor.set_value("Ti\u0065\u0302\u0301ng Vi\u0065\u0323\u0302t")  # nine letters, however they are encoded
    block.show_findings([], insist=False)
    assert editor.count() == (10, 80)
    assert editor.value() == "Tiếng Việt"
    assert block.foot == "10/80"


def test_a_long_text_wraps_and_a_short_one_stays_on_its_line(build: Any) -> None:
    assert isinstance(build(FieldType.TEXT, max=60).inputs()[0], LineInput)
    assert isinstance(build(FieldType.TEXT, max=80).inputs()[0], TextInput)
    assert isinstance(build(FieldType.TEXT, max=200).inputs()[0], TextInput)


@pytest.mark.parametrize("typed", ["31/02/2026", "bua no", "25-13"])
def test_a_day_that_cannot_be_read_is_kept_as_typed(build: Any, qtbot: QtBot, typed: str) -> None:
    editor = build(FieldType.DATE)
    line = editor.inputs()[0].findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, typed)
    assert editor.value() == typed
    again = build(FieldType.DATE)
    again.set_value(typed)
    assert again.value() == typed


def test_days_and_times_are_read_as_vietnamese_write_them() -> None:
    def now() -> datetime:
        return datetime(2026, 11, 25, 1, 0, tzinfo=UTC)

    assert iso_of("25/11/2026", now) == "2026-11-25"
    assert iso_of("8h30 25/11/2026", now) == "2026-11-25T08:30"
    assert iso_of("mai 8h30", now) == "2026-11-26T08:30"
    assert iso_of("", now) == ""
    at = read_time("8 giờ 30")
    assert at is not None
    assert at.strftime("%H:%M") == "08:30"
    assert read_time("25h") is None


def test_a_moment_needs_its_time(build: Any, qtbot: QtBot) -> None:
    editor = build(FieldType.DATETIME)
    assert isinstance(editor, MomentEditor)
    line = editor.inputs()[0].findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "25/11/2026 8h")
    assert editor.value() == "2026-11-25T08:00"


def test_a_required_question_can_stay_open(build: Any, qtbot: QtBot) -> None:
    editor = build(FieldType.BOOL, required=True)
    assert editor.value() is None
    no = editor.inputs()[1]
    QTest.mouseClick(no, Qt.MouseButton.LeftButton)
    assert editor.value() is False
    assert build(FieldType.BOOL).value() is False


def test_a_number_that_is_none_is_kept_as_typed(build: Any, qtbot: QtBot) -> None:
    editor = build(FieldType.NUMBER)
    QTest.keyClicks(editor.inputs()[0], "12a")
    assert editor.value() == "12a"


def test_addresses_are_made_harmless_by_one_button(build: Any) -> None:
    editor = build(FieldType.URL_DEFANGED)
    editor.set_value(["https://vneid-capnhat.example/x", "đã xóa"])
    changes: list[Any] = []
    editor.changed.connect(lambda: changes.append(editor.value()))
    editor.defuse()
    assert changes[-1] == ["hxxps://vneid-capnhat[.]example/x", "đã xóa"]


def test_a_contact_shows_who_confirmed_it(build: Any) -> None:
    editor = build(FieldType.CONTACT_REF)
    editor.set_value("truc-ban")
    assert "confirmed 01/11/2026" in _words(editor)


def test_several_contacts_keep_the_order_of_the_directory(build: Any, qtbot: QtBot) -> None:
    editor = build(FieldType.CONTACT_REF, max=4)
    order = [contact.id for contact in sample_book().contacts]
    for place in (1, 0):
        QTest.mouseClick(editor.inputs()[place], Qt.MouseButton.LeftButton)
    assert editor.value() == order[:2]


def test_an_unknown_choice_is_shown_for_the_checks_to_name(build: Any) -> None:
    editor = build(FieldType.CHOICE)
    editor.set_value("nhà sàn")
    assert editor.value() == "nhà sàn"


def test_one_picture_is_chosen_at_a_time_and_several_in_a_list(build: Any, qtbot: QtBot) -> None:
    one, many = build(FieldType.IMAGE), build(FieldType.IMAGE_LIST)
    for editor in (one, many):
        assert isinstance(editor, PictureEditor)
        for tile in editor.inputs()[:2]:
            QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert one.value() == "m2"
    assert many.value() == ["m1", "m2"]


LAW = CitedLaw(
    ref=CitationRef(document="13/2023/NĐ-CP", article="5"),
    printed="Điều 5 Nghị định số 13/2023/NĐ-CP",
    found=True,
    article_found=True,
    validity=Validity(status=Status.EXPIRED, on=TODAY, reason_vi="Đã hết hiệu lực.", reason_en="No longer in force."),
    document_sha256="1" * 64,
)
HIT = Hit(
    id="h1",
    document="13/2023/nd-cp",
    number="13/2023/NĐ-CP",
    title="Nghị định mẫu",
    article="5",
    heading="Quyền đồng ý",
    snippet="Nội dung mẫu",
    score=1.0,
    status=Status.EXPIRED,
)


def test_a_citation_is_found_in_the_library_and_says_whether_it_holds(build: Any, qtbot: QtBot, law: KnownLaw) -> None:
    law.hits, law.laws = (HIT,), {"13/2023/NĐ-CP": LAW}
    editor = build(FieldType.CITATION)
    assert isinstance(editor, CitationEditor)
    editor.show()
    line = editor.inputs()[-1]
    QTest.keyClicks(line, "dong y")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(editor.search.results, Qt.Key.Key_Return)
    assert editor.value() == {"document": "13/2023/NĐ-CP", "article": "5"}
    assert "Điều 5 Nghị định số 13/2023/NĐ-CP" in _words(editor)
    assert "No longer in force." in _words(editor)
    editor.hide()


def test_clause_and_point_that_were_typed_go_along(build: Any, law: KnownLaw) -> None:
    law.hits = (HIT,)
    editor = build(FieldType.CITATION)
    editor.show()
    line = editor.inputs()[-1]
    QTest.keyClicks(line, "diem a khoan 1 dieu 5 nd 13/2023")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(editor.search.results, Qt.Key.Key_Return)
    assert editor.value() == {"document": "13/2023/NĐ-CP", "article": "5", "clause": "1", "point": "a"}
    editor.hide()


def test_a_replaced_document_can_be_exchanged_for_the_new_one(build: Any, law: KnownLaw) -> None:
    number = "356/2025/NĐ-CP"
    new = Document(key="356/2025/ND-CP", number=number, type="Nghị định", title="Mẫu", issuer="Chính phủ")
    article = Article(id="a", document=new.key, number="9", heading="Quyền", path="", text="", position=8)
    assert LAW.validity is not None
    replaced = replace(LAW, validity=replace(LAW.validity, replaced_by=number))
    law.laws = {"13/2023/NĐ-CP": replaced}
    law.successors = {
        "13/2023/NĐ-CP": Successor(
            document=new, ref=CitationRef(document=number, article="9"), article=article, score=0.9
        )
    }
    editor = build(FieldType.CITATION)
    editor.set_value({"document": "13/2023/NĐ-CP", "article": "5"})
    heard: list[Any] = []
    editor.changed.connect(lambda: heard.append(editor.value()))
    (button,) = [b for b in editor.findChildren(LinkButton) if number in b.text()]
    assert button.text() == "Replace with Article 9, Nghị định 356/2025/NĐ-CP"
    button.click()
    assert heard == [{"document": number, "article": "9"}]
    assert button.isHidden()


def test_several_citations_are_a_list(build: Any) -> None:
    editor = build(FieldType.CITATION)
    both = [{"document": "13/2023/NĐ-CP", "article": "5"}, {"document": "68/2020/QH14"}]
    editor.set_value(both)
    assert editor.value() == both


def _words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def test_what_is_never_published_says_so_without_widening_the_form(build: Any, language: LanguageManager) -> None:
    editor = build(FieldType.TEXT, hidden=True, required=True)
    label = Bilingual("Người cho phép công bố (không hiển thị)", "Who cleared it for publication (not shown)")
    block = FormField(replace(editor.field, label=label), editor, language.say)
    assert block.minimumSizeHint().width() <= FIELDS_CHARS * block.fontMetrics().averageCharWidth()
