"""What is sent is what is read back, whatever the text; and everything keeps to Zalo's lengths."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studio.accounts.model import Account, AccountKind
from studio.platforms import Platform
from studio.posts.model import Package
from studio.publishers.pieces import shows, text_sha256
from studio.publishers.zalo.article import (
    AUTHOR_MAX,
    DESCRIPTION_MAX,
    NORMAL,
    UploadedMedia,
    as_post,
    cut,
    description,
    moment,
    payload,
    plain,
)
from studio.text import length
from tests.publishers.zalo.zalo_rig import NOON, REFERENCE, TEXT, TITLE
from tests.simulators.zalo.contract import load

OA = Account(name="zalo-xa", kind=AccountKind.ZALO, platform=Platform.ZALO, page_id="1", title="Công an xã Mẫu")
PICTURES = [
    UploadedMedia(url="https://congan.example.vn/1.jpg", alt="Thẻ cảnh báo"),
    UploadedMedia(url="https://congan.example.vn/2.jpg"),
]
words = st.text(st.characters(codec="utf-8"), max_size=400)
vietnamese = st.text(st.sampled_from("aăâđêôơưạệỗ ,.!?…\n\n&<>\"'#;🚨👮‍♀️\u0301x1"), max_size=900)


def package(text: str, title: str = TITLE) -> Package:
    return Package(platform=Platform.ZALO, text=text, title=title, attachments=())


def sent(text: str, title: str = TITLE) -> dict[str, Any]:
    return payload(package(text, title), REFERENCE, author="Công an xã Mẫu", placed=PICTURES, show=False, kind=NORMAL)


def read_back(made: dict[str, Any]) -> Any:
    """As it comes out of JSON again."""
    return as_post(json.loads(json.dumps(made)) | {"id": "a1"}, account=OA, listed={}, seen=NOON)


@given(st.one_of(words, vietnamese))
@example(TEXT)
@example("")
@example("  \n\n \n")
@example("a\r\n\r\nb\rc")
@example("Dùng &amp; hoặc &lt;b&gt; và <b>chữ</b> <script>alert(1)</script>")
@example("1 < 2 && 3 > 2; &nbsp; &#65; &copy")
@example("Mã bài: PS-AAAAAAAAAA22")
@example("Trích:\n\nMã bài: PS-AAAAAAAAAA22\n\nHết.")
@example("a\x00b\x0bc\x0cd\x85e\u2028f\u2029g\ufeffh")
@example("tie\u0302\u0301ng Vie\u0323\u0302t")
@example("<!-- chú thích --> <![CDATA[x]]> <?php ?> </p>")
def test_a_text_comes_back_as_it_went(text: str) -> None:
    post = read_back(sent(text))
    assert shows(post, text=text_sha256(text), pictures=["a", "b"])
    assert post.reference == REFERENCE
    assert not post.visible


@given(vietnamese.filter(str.strip))
def test_what_is_sent_keeps_to_the_contract(text: str) -> None:
    made = sent(text)
    load().check("article.create", made)
    assert all(part["content"] for part in made["body"] if part["type"] == "text")


@given(st.one_of(words, vietnamese), st.sampled_from([TITLE, "a"]))
def test_the_description_is_never_too_long_and_never_empty(text: str, title: str) -> None:
    told = description(text, title)
    assert 0 < len(told.encode("utf-16-le")) // 2 <= DESCRIPTION_MAX
    assert "\n" not in told


def test_the_description_is_whole_sentences_without_the_headline() -> None:
    sentences = [f"Câu thứ {number} nói một điều cần nhớ." for number in range(1, 20)]
    told = description(f"{TITLE}\n\n{' '.join(sentences)}", TITLE)
    assert told.startswith("Câu thứ 1 nói")
    assert told.endswith("cần nhớ.")
    assert length(told) > 200
    assert description(f"Mở đầu.\n{TITLE}", TITLE) == f"Mở đầu. {TITLE}"
    assert description("", TITLE) == TITLE


def test_a_description_without_an_end_is_cut_at_a_blank() -> None:
    told = description("chữ " * 200, TITLE)
    assert told.endswith("chữ…")
    assert len(told) <= DESCRIPTION_MAX


def test_nothing_is_cut_inside_a_character() -> None:
    family = "👨‍👩‍👧‍👦"
    told = cut(family * 30, AUTHOR_MAX)
    assert told == family * 4 + "…"
    assert cut("Công an", AUTHOR_MAX) == "Công an"


def test_a_long_author_is_cut() -> None:
    made = payload(package(TEXT), REFERENCE, author="Công an " * 20, placed=PICTURES, show=True, kind=NORMAL)
    assert len(made["author"]) <= AUTHOR_MAX
    assert made["status"] == "show"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>Một</p><p>Hai</p>", "Một\n\nHai"),
        ("Một<br/>Hai<BR>Ba", "Một\nHai\nBa"),
        ("<b>Đậm</b> và <a href='https://x.vn'>liên kết</a>", "Đậm và liên kết"),
        ("a &amp; b &lt; c&nbsp;d", "a & b < c\xa0d"),
        ("1 < 2", "1 < 2"),
    ],
)
def test_what_a_console_makes_of_it_is_still_text(content: str, text: str) -> None:
    assert plain(content) == text


@pytest.mark.parametrize("body", [None, "text", [], [None, 1, {"type": "text"}, {}], {"type": "text"}])
def test_a_strange_article_is_read_without_harm(body: object) -> None:
    post = as_post({"id": 5, "body": body}, account=OA, listed={"create_date": "no number"}, seen=NOON)
    assert (post.remote_id, post.text, post.images, post.reference) == ("5", "", 0, "")
    assert (post.created_at, post.visible, post.permalink) == (NOON, False, "")


def test_times_are_milliseconds_as_numbers_or_text() -> None:
    assert moment(1764046800000) == moment("1764046800000") == datetime(2025, 11, 25, 5, 0, tzinfo=UTC)
    assert moment(None) is moment("x") is moment(10**30) is None


def test_the_articles_own_time_goes_before_that_of_the_list() -> None:
    listed = {"create_date": 2000, "id": "a", "link_view": "https://rd.zapps.vn/detail/a"}
    post = as_post({"create_date": 1000}, account=OA, listed=listed, seen=NOON)
    assert post.created_at == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
    assert (post.remote_id, post.permalink) == ("a", "https://rd.zapps.vn/detail/a")
