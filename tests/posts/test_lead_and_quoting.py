"""The first sentence of a post, what it quotes of a law, and how it was looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.events import EventBus, ServiceEvent
from studio.platforms import Platform
from studio.posts.limits import lead_of
from studio.posts.model import Content
from studio.posts.previews import Previews, PreviewWay
from studio.posts.quotations import as_quotation, explains, is_verbatim, quotations

CONTENT = Content(
    post_id="p1", revision=1, template_id="law_explained", template_version=1, template_sha256="0" * 64,
    title="Đăng ký tạm trú", texts={}, cards=(), media=(), citations=(), hashtags=(), expires_on=None, content_hash="0",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Ở trọ từ 30 ngày phải đăng ký. Làm trên VNeID.", "Ở trọ từ 30 ngày phải đăng ký."),
        ("Đăng ký tạm trú\n\nAi cần quan tâm: người thuê trọ", "Đăng ký tạm trú"),
        ("Nghị định 13.2023 có hiệu lực! Đọc kỹ.", "Nghị định 13.2023 có hiệu lực!"),
        ("", ""),
    ],
)
def test_the_lead_is_the_first_sentence(text: str, lead: str) -> None:
    assert lead_of(replace(CONTENT, texts={Platform.FACEBOOK: text})) == lead


def test_a_post_without_a_title_has_no_lead() -> None:
    assert lead_of(replace(CONTENT, title=" ", texts={Platform.FACEBOOK: "Ai cần quan tâm."})) == ""


def test_quotations_are_told_apart_from_names_and_explanations() -> None:
    law = ["1. Bài cảnh báo nêu thủ đoạn và số điện thoại tiếp nhận tin báo.\n2. Khác."]
    fields = {
        "points": ["Văn bản viết: “Bài cảnh báo nêu  thủ đoạn”", "Mẫu “Kết quả”"],
        "qas": [{"q": "Là gì?", "a": "“nêu số điện thoại khác”"}],
        "count": 3,
    }
    assert quotations(fields) == ("Bài cảnh báo nêu thủ đoạn", "nêu số điện thoại khác")
    assert is_verbatim("bài cảnh báo nêu thủ đoạn.", law)
    assert not is_verbatim("nêu số điện thoại khác", law)
    assert not is_verbatim("…", law)
    assert explains(fields)
    assert not explains({"points": ["“Bài cảnh báo nêu thủ đoạn”."]})


def test_it_is_told_when_both_ways_were_looked_at_and_again_at_each_turn() -> None:
    bus, heard = EventBus(), list[ServiceEvent]()
    bus.listen(heard.append)
    previews = Previews(bus.tell)
    for way in (PreviewWay.PHONE, PreviewWay.PHONE, PreviewWay.LARGE, PreviewWay.LARGE):
        previews.looked("p1", way)
    previews.looked("p2", PreviewWay.LARGE)
    told = ServiceEvent(name="preview.phone_and_large", facts={"post": "p1"})
    assert heard == [told]
    previews.looked("p1", PreviewWay.PHONE)
    assert heard == [told, told]
    assert previews.seen("p2") == {PreviewWay.LARGE}


def test_a_place_of_the_law_becomes_a_quotation_of_its_own_words() -> None:
    clause = "2. Bình luận được ẩn khi để lộ “thông tin” của\n người khác;"
    assert as_quotation(clause) == "“Bình luận được ẩn khi để lộ ‘thông tin’ của người khác”"
    long = "1. " + "Câu đầu của một điều khoản dài. " + "Câu sau nói thêm nhiều điều khác nữa. " * 8
    assert as_quotation(long) == "“Câu đầu của một điều khoản dài”"
    assert is_verbatim(
        as_quotation("a) Câu hỏi được trả lời trong ngày.")[1:-1], ["a) Câu hỏi được trả lời trong ngày."]
    )
