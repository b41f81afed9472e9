"""Text to blocks and back, without a site."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.platforms import Platform
from studio.posts.model import Package
from studio.publishers.pieces import text_sha256
from studio.publishers.wordpress.listing import SiteMedia, image_ids, images_in, text_of, words

PICTURES = (SiteMedia(id=7, address="https://x.gov.vn/a.jpg", alt="A “b” <c>"), SiteMedia(id=9, address="b", alt=""))


def package(text: str, title: str = "") -> Package:
    return Package(platform=Platform.WEBSITE, text=text, title=title, attachments=())


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=300), st.booleans())
def test_any_text_comes_back(text: str, titled: bool) -> None:
    title = " ".join(text.strip().partition("\n")[0].split()) if titled else ""
    made = words(package(text, title), PICTURES)
    assert text_sha256(text_of(made.title, made.content)) == text_sha256(text)
    assert images_in(made.content) == 2
    assert image_ids(made.content) == (7, 9)


def test_a_video_stands_in_the_editors_own_block_with_its_description_below() -> None:
    film = SiteMedia(id=11, address="https://x.gov.vn/phim.mp4?a=1&b=2", alt="Cán bộ <hướng dẫn>", video=True)
    content = words(package("Một câu."), (PICTURES[0], film)).content
    assert '<!-- wp:video {"id":11} -->' in content
    assert '<video controls src="https://x.gov.vn/phim.mp4?a=1&amp;b=2"></video>' in content
    assert "Cán bộ &lt;hướng dẫn&gt;</figcaption>" in content
    assert images_in(content) == 2
    assert image_ids(content) == (7, 11)
    assert text_of("", content) == "Một câu."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("một\nhai", "<p>một<br>hai</p>"),
        ("một\n \n\nhai", "<p>một</p>"),
        ("[caption]", "<p>&#91;caption&#93;</p>"),
        (
            "xem https://a.gov.vn/x?b=1&c=2.",
            '<a href="https://a.gov.vn/x?b=1&amp;c=2">https://a.gov.vn/x?b=1&amp;c=2</a>.',
        ),
        ("(https://a.gov.vn/x)", '(<a href="https://a.gov.vn/x">https://a.gov.vn/x</a>)'),
        ('https://a.vn/"onmouseover=x', '<a href="https://a.vn/">https://a.vn/</a>&quot;onmouseover=x'),
    ],
)
def test_text_becomes_paragraphs_lines_and_links(text: str, wanted: str) -> None:
    assert wanted in words(package(text), ()).content


def test_pictures_follow_the_text_with_their_descriptions() -> None:
    content = words(package("một"), PICTURES).content
    assert content.index("<p>một</p>") < content.index('src="https://x.gov.vn/a.jpg"') < content.index('src="b"')
    assert 'alt="A “b” &lt;c&gt;"' in content


def test_the_first_line_is_the_headline_where_it_is_the_title() -> None:
    made = words(package("Tiêu  đề\n\nThân bài.", "Tiêu đề"), ())
    assert (made.title, made.content.count("Tiêu")) == ("Tiêu đề", 0)
    assert words(package("Tiêu đề", "Tiêu đề"), ()).content.count("Tiêu đề") == 1
    assert words(package("Khác\n\nThân bài.", "Tiêu đề"), ()).content.count("Khác") == 1


def test_the_excerpt_is_cut_between_words() -> None:
    excerpt = words(package("chữ " * 100), ()).excerpt
    assert excerpt.endswith("chữ…")
    assert len(excerpt) <= 201


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Một dòng\n\nHai dòng", "Một dòng\n\nHai dòng"),
        ("<h2>Đề mục</h2><ul><li>a</li><li>b</li></ul>", "Đề mục\n\na\n\nb"),
        ('<p>a<br />b</p><figure class="x"><img src="a"/><figcaption>chú thích</figcaption></figure>', "a\nb"),
    ],
)
def test_what_people_write_on_the_site_is_read_as_text(content: str, text: str) -> None:
    assert text_sha256(text_of("", content)) == text_sha256(text)
