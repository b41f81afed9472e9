"""The manual as it is built: nothing of it asks the network for anything, and no link or picture of it is missing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image

from studio.ui.help.topics import FOLDER, ORDER, TASKS, load
from studio.ui.page_specs import PageId
from tools import manual
from tools.bootstrap import PRINTING, lacking_of
from tools.screenshots import VIEWS, called

NEEDS = {"a": "href", "link": "href", "img": "src", "script": "src", "iframe": "src", "form": "action", "source": "src"}
ASKED_ONLY_OF_A_REPOSITORY = ("api.github.com", "${e}")
"""What the theme asks where a site names its repository; ours names none."""


class Pointing(HTMLParser):
    """What a page of HTML points to, and what it has a name for."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.names: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.targets += [str(said[key]) for key in (NEEDS.get(tag, ""), "data-md-source") if said.get(key)]
        self.names |= {str(said[key]) for key in ("id", "name") if said.get(key)}


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In the place of those of the window."""
    folder = tmp_path_factory.mktemp("pictures")
    for topic in TASKS:
        body = (FOLDER / "vi" / f"{topic}.md").read_text(encoding="utf-8")
        for _, name in manual.SHOT.findall(body):
            Image.new("RGB", (136, 76), "white").save(folder / manual.picture(name, "vi"))
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, pictures: Path) -> Path:
    out = tmp_path_factory.mktemp("manual") / "vi"
    manual.build_site("vi", out, pictures)
    return out


def test_nothing_of_the_site_points_to_the_network(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = Pointing(path)
        assert [target for target in page.targets if re.match(r"(?:\w+:)?//", target)] == [], path.name
    for path in site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"url\(\s*[\"']?(?:\w+:)?//|@import", text) == [], path.name
    for path in site.rglob("*.js"):
        code = re.sub(r"/\*.*?\*/|^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        asked = set(re.findall(r"https?://([^/\"'`\s]+)", code))
        assert asked <= {"www.w3.org", *ASKED_ONLY_OF_A_REPOSITORY, *HOSTS_OF_REMARKS}, path.name


HOSTS_OF_REMARKS = {"bit.ly", "clipboardjs.com", "lunrjs.com", "tartarus.org"}
"""In remarks and in the words of an error."""


def test_every_link_of_the_site_leads_to_something(site: Path) -> None:
    pages = {path: Pointing(path) for path in site.rglob("*.html")}
    assert {path.stem for path in pages} == {*ORDER, "index"}
    for path, page in pages.items():
        for target in page.targets:
            file, _, place = target.partition("#")
            led = (path.parent / file).resolve() if file else path
            if led.name == "page-studio-vi.pdf":
                continue
            assert led.exists(), f"{path.name}: {target}"
            if place:
                assert place in pages[led].names, f"{path.name}: {target}"


def test_the_search_finds_words_without_accents(site: Path) -> None:
    script = (site / "search.js").read_text(encoding="utf-8")
    assert '"title": "Sao lưu và khôi phục", "name": "sao luu va khoi phuc"' in script
    assert script.count('"file": ') == len(ORDER)


def test_a_picture_that_was_not_taken_stops_the_manual(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"post_warning: no picture composer_light_vi\.png"):
        manual.chapters("vi", ("post_warning",), tmp_path)


def test_the_pictures_of_the_topics_are_those_that_are_taken() -> None:
    wanted = {name.partition("_")[0] for path in FOLDER.rglob("*.md")
              for _, name in manual.SHOT.findall(path.read_text(encoding="utf-8"))}  # fmt: skip
    assert wanted == set(manual.PAGES)
    taken = {called(page, view) for page in PageId for view in VIEWS.get(page, ("",))}
    for path in FOLDER.rglob("*.md"):
        shown = {name for _, name in manual.SHOT.findall(path.read_text(encoding="utf-8"))}
        assert shown <= taken, path.name


@pytest.mark.skipif(bool(lacking_of(PRINTING)), reason=f"needs {lacking_of(PRINTING)}")
def test_the_book_has_contents_with_pages_and_vietnamese_letters(tmp_path: Path) -> None:
    manual.build_book("vi", tmp_path / "book.pdf", None)
    book = pypdfium2.PdfDocument(tmp_path / "book.pdf")
    pages = [page.get_textpage().get_text_bounded() for page in book]
    book.close()
    first = re.search(r"Khi máy báo lỗi[ .]+(\d+)", pages[1])
    assert first is not None
    assert pages[int(first[1]) - 1].startswith("Khi máy báo lỗi")
    missing = [topic.title for topic in load("vi") if not any(page.startswith(topic.title) for page in pages)]
    assert missing == []
