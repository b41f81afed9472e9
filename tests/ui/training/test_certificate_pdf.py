"""The certificate is text with its fonts embedded, says what it must, and goes on over pages."""

from __future__ import annotations

import ctypes
from datetime import date

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]
import pytest

from studio.training.certificates import DISCLAIMER, Certificate, PassedOutline
from studio.training.course_reader import shipped
from studio.ui.training.progress.certificate_pdf import certificate_pdf

LINKED = "123/CV-PX03 ngày 06/05/2024, Công an Thành phố"


def certificate(count: int, document: str = LINKED, name: str = "Nguyễn Thị Học") -> Certificate:
    passed = tuple(
        PassedOutline(
            id=each.id, title=each.title, version=f"{number:012x}", passed_on=date(2026, 11, 26), document=document
        )
        for number, each in enumerate(shipped().outlines[:count])
    )
    return Certificate(
        serial="TH-20261127-7K3Q", unit="Công an phường Minh Khai", learner_code="HV-012", learner_name=name,
        issued_on=date(2026, 11, 27), issued_by="Trần Thị Hướng", outlines=passed, code="7K3Q-M2XW-9D4T",
    )  # fmt: skip


def text(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_everything_it_says_is_text(qapp: object, language: str) -> None:
    it = certificate(5)
    found = text(certificate_pdf(it, language))  # type: ignore[arg-type]
    said = [it.unit.upper(), it.learner_name, it.learner_code, it.serial, it.code, it.issued_by, "27/11/2026"]
    said += [DISCLAIMER.to(language), LINKED]  # type: ignore[arg-type]
    for outline in it.outlines:
        said += [outline.id, outline.title.to(language), outline.version]  # type: ignore[arg-type]
    assert [each for each in said if " ".join(each.split()) not in found] == []
    assert "ĐỀ CƯƠNG TẬP HUẤN" not in found, "all are linked"


def test_what_is_not_linked_bears_the_label(qapp: object) -> None:
    found = text(certificate_pdf(certificate(2, document=""), "vi"))
    assert found.count("ĐỀ CƯƠNG TẬP HUẤN – chưa gắn văn bản chính thức") == 2
    assert "không phải nội dung của công văn nào" in found


def test_no_picture_is_in_it_and_every_font_is(qapp: object) -> None:
    data = certificate_pdf(certificate(5), "vi")
    pages = pypdfium2.PdfDocument(data)
    objects = [each for page in pages for each in page.get_objects(max_depth=5)]
    kinds = [each.type for each in objects]
    assert raw.FPDF_PAGEOBJ_IMAGE not in kinds
    fonts = [raw.FPDFTextObj_GetFont(each) for each in objects if each.type == raw.FPDF_PAGEOBJ_TEXT]
    assert len(fonts) > 20
    assert all(raw.FPDFFont_GetIsEmbedded(font) == 1 for font in fonts)
    name = ctypes.create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(fonts[0], name, 200)
    assert b"BeVietnamPro" in name.value.replace(b" ", b"").replace(b"-", b"")


def test_all_outlines_of_a_course_go_on_over_pages(qapp: object) -> None:
    data = certificate_pdf(certificate(21), "vi")
    assert len(pypdfium2.PdfDocument(data)) == 2
    found = text(data)
    assert [each.id for each in shipped().outlines if f" {each.id} " not in found] == []
    assert "Trang 2/2" in found
    assert found.count("7K3Q-M2XW-9D4T") == 1


def test_a_name_that_is_too_long_gets_smaller_not_shorter(qapp: object) -> None:
    long = "Nguyễn Hoàng Phương Thảo Nguyên Khánh Linh Bảo Ngọc Trần Lê Phạm"
    assert long in text(certificate_pdf(certificate(1, name=long), "vi"))
