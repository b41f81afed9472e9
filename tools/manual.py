"""Build the manual: a site and a book to print in each language, from the help of the program.

    python tools/manual.py [--out DIR] [--lang vi|en] [--pictures DIR | --no-pictures]

Writes ``<out>/<language>/index.html``, which works from a folder and asks for nothing of the network, and
``<out>/page-studio-<language>.pdf``. The pictures are taken of the window in the same run (tools/screenshots.py), so
that none is older than the program; ``--pictures`` takes those of a run just made. The texts are
``studio/assets/help``, which the window shows by F1; `studio.ui.help.topics` says how they are written.

The book needs Pango (Debian: libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import yaml
from markdown import markdown

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from studio import __version__  # noqa: E402
from studio.phrase import LANGUAGES, Language  # noqa: E402
from studio.text import fold  # noqa: E402
from studio.ui.help.topics import FOLDER, PARTS, TASKS  # noqa: E402

STYLE = ROOT / "tools" / "manual_look"
FONTS = ROOT / "studio" / "assets" / "fonts" / "be-vietnam-pro"
WEIGHTS = (400, 600, 700)
PAGES = ("composer", "approval", "outbox", "posts", "feedback", "images", "library", "pages", "training")
"""Of the window, which the topics show."""
SHOT = re.compile(r"^!\[(.*)\]\(shot:(\w+)\)$", re.MULTILINE)
FETCHED = re.compile(r'"https://unpkg\.com/[^"]*"')
MARKS = re.compile(r"[*#`]|!?\[|\]\([^)]*\)(?:\{:[^}]*\})?")
LINK = re.compile(r"\(help:(\w+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the manual says beside its topics."""

    title: str
    tasks: str
    parts: str
    contents: str
    intro: str
    printed: str
    search: str


WORDS: dict[Language, Words] = {
    "vi": Words(
        title="Page Studio: sách hướng dẫn",
        tasks="Việc cần làm",
        parts="Các mục của chương trình",
        contents="Mục lục",
        intro="Chọn việc bạn cần làm. Trong chương trình, nhấn **F1** để mở đúng trang của mục đang xem.",
        printed="Bản in: {pdf}",
        search="Tìm trong sách, không cần bỏ dấu",
    ),
    "en": Words(
        title="Page Studio: manual",
        tasks="What you want to do",
        parts="The screens of the program",
        contents="Contents",
        intro="Choose what you want to do. In the program, **F1** opens the page of the screen in sight.",
        printed="To print: {pdf}",
        search="Search the manual",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A topic as the manual shows it: Markdown with pictures and links between pages."""

    id: str
    title: str
    body: str


def chapters(language: Language, names: Iterable[str], pictures: Path | None) -> tuple[Chapter, ...]:
    """The topics of these names. A picture that was not taken is left out only where none was wanted.

    Raises FileNotFoundError where one is lacking.
    """
    return tuple(_chapter(name, language, pictures) for name in names)


def _chapter(name: str, language: Language, pictures: Path | None) -> Chapter:
    first, _, body = (FOLDER / language / f"{name}.md").read_text(encoding="utf-8").partition("\n")

    def shown(found: re.Match[str]) -> str:
        if pictures is None:
            return ""
        file = picture(found[2], language)
        if not (pictures / file).is_file():
            raise FileNotFoundError(f"{name}: no picture {file} in {pictures}")
        return f"![{found[1]}](pictures/{file})\n\n*{found[1]}*{{: .caption }}"

    text = SHOT.sub(shown, body).replace("#### ", "## ")
    text = re.sub(r"(?m)^(\s*[-\d].*)\n(?=[^\s\d-])", r"\1\n\n", text)  # a list ends where Qt sees its end
    text = re.sub(r"(?m)^(?![\s\d-])(.+)\n(?=(?:-|\d+\.) )", r"\1\n\n", text)
    return Chapter(id=name, title=first.lstrip("# ").strip(), body=text.strip() + "\n")


def shots(topic: str, language: Language) -> list[str]:
    """Names of the pictures that a topic shows."""
    return [name for _, name in SHOT.findall((FOLDER / language / f"{topic}.md").read_text(encoding="utf-8"))]


def picture(name: str, language: Language) -> str:
    """The file that tools/screenshots.py writes for a picture of the topics."""
    return f"{name}_light_{language}.png"


def take_pictures(out: Path, languages: Sequence[Language]) -> None:
    """Photograph the window as it is now."""
    words = [word for page in PAGES for word in ("--page", page)] + [w for lang in languages for w in ("--lang", lang)]
    program = [sys.executable, str(ROOT / "tools" / "screenshots.py"), "--theme", "light", "--out", str(out), *words]
    subprocess.run(program, cwd=ROOT, check=True)


# ---------------------------------------------------------------------------------------------------------------------
# The site


def build_site(language: Language, out: Path, pictures: Path | None) -> None:
    """Write the site of a language to `out`, in place of one that was there."""
    words, tasks, parts = WORDS[language], *(chapters(language, names, pictures) for names in (TASKS, PARTS))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "docs"
        source.mkdir()
        for chapter in (*tasks, *parts):
            body = LINK.sub(r"(\1.md)", chapter.body)
            (source / f"{chapter.id}.md").write_text(f"# {chapter.title}\n\n{body}", encoding="utf-8")
        (source / "index.md").write_text(_first_page(words, language, tasks), encoding="utf-8")
        (source / "search.js").write_text(_search(words, (*tasks, *parts)), encoding="utf-8")
        shutil.copy(STYLE / "site.css", source)
        _put_beside(source, language, pictures)
        config = Path(folder) / "mkdocs.yml"
        config.write_text(
            yaml.safe_dump(_config(language, words, tasks, parts, out), allow_unicode=True), encoding="utf-8"
        )
        program = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--clean", "--config-file"]
        subprocess.run([*program, str(config)], check=True, env=dict(os.environ, NO_MKDOCS_2_WARNING="1"))
    _leave_the_network(out)


def _leave_the_network(site: Path) -> None:
    """Take out what is for a web server, and what the theme would fetch for old browsers and drawings."""
    for needless in (*site.glob("sitemap.xml*"), site / "404.html"):
        needless.unlink(missing_ok=True)
    for path in site.rglob("*.map"):
        path.unlink()
    shutil.rmtree(site / "assets" / "javascripts" / "lunr", ignore_errors=True)
    for path in (site / "assets" / "javascripts").glob("*.js"):
        path.write_text(FETCHED.sub('""', path.read_text(encoding="utf-8")), encoding="utf-8")


def _search(words: Words, listed: Iterable[Chapter]) -> str:
    """The program of the search, with the folded words of every page."""
    pages = [
        {
            "file": f"{chapter.id}.html",
            "title": chapter.title,
            "name": fold(chapter.title),
            "words": fold(f"{chapter.title} {MARKS.sub('', chapter.body)}"),
        }
        for chapter in listed
    ]
    data = f"const PAGES = {json.dumps(pages, ensure_ascii=False)};\nconst PROMPT = {json.dumps(words.search)};\n"
    return data + (STYLE / "search.js").read_text(encoding="utf-8")


def _first_page(words: Words, language: Language, tasks: Iterable[Chapter]) -> str:
    lines = [f"# {words.title}", "", words.intro, ""]
    lines += [f"- [{chapter.title}]({chapter.id}.md)" for chapter in tasks]
    pdf = f"[page-studio-{language}.pdf](../page-studio-{language}.pdf)"
    return "\n".join([*lines, "", words.printed.format(pdf=pdf), ""])


def _put_beside(source: Path, language: Language, pictures: Path | None) -> None:
    """The letters of the program, and the pictures of that language."""
    (source / "fonts").mkdir()
    for weight in WEIGHTS:
        shutil.copy(FONTS / f"{weight}.ttf", source / "fonts")
    if pictures is not None:
        (source / "pictures").mkdir()
        for name in {name for topic in (*TASKS, *PARTS) for name in shots(topic, language)}:
            shutil.copy(pictures / picture(name, language), source / "pictures")


def _config(
    language: Language, words: Words, tasks: Sequence[Chapter], parts: Sequence[Chapter], out: Path
) -> dict[str, object]:
    def nav(listed: Sequence[Chapter]) -> list[dict[str, str]]:
        return [{chapter.title: f"{chapter.id}.md"} for chapter in listed]

    return {
        "site_name": words.title,
        "site_dir": str(out.absolute()),
        "use_directory_urls": False,
        "validation": {"links": {"not_found": "warn", "unrecognized_links": "ignore"}},
        "nav": [{words.contents: "index.md"}, {words.tasks: nav(tasks)}, {words.parts: nav(parts)}],
        "theme": {
            "name": "material",
            "language": language,
            "font": False,
            "features": ["navigation.sections"],
            "palette": {"primary": "custom", "accent": "custom"},
        },
        "plugins": [],
        "markdown_extensions": ["attr_list"],
        "extra_css": ["site.css"],
        "extra_javascript": ["search.js"],
        "extra": {"generator": False},
    }


# ---------------------------------------------------------------------------------------------------------------------
# The book


def build_book(language: Language, path: Path, pictures: Path | None) -> None:
    """Write the manual of a language as one PDF."""
    from weasyprint import HTML  # loads Pango, which the site does not need

    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder)
        shutil.copy(STYLE / "book.css", source)
        _put_beside(source, language, pictures)
        HTML(string=book_page(language, pictures), base_url=str(source)).write_pdf(str(path))


def book_page(language: Language, pictures: Path | None) -> str:
    """The whole manual as one page of HTML."""
    words = WORDS[language]
    rooms = [(words.tasks, chapters(language, TASKS, pictures)), (words.parts, chapters(language, PARTS, pictures))]
    contents = "".join(
        f"<h2>{escape(heading)}</h2><ol>"
        + "".join(f'<li><a href="#{chapter.id}">{escape(chapter.title)}</a></li>' for chapter in listed)
        + "</ol>"
        for heading, listed in rooms
    )
    body = "".join(_section(chapter) for _, listed in rooms for chapter in listed)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(words.title)}</title>'
        f'<link rel="stylesheet" href="book.css"></head><body><header><h1>{escape(words.title)}</h1>'
        f"<p>Page Studio {__version__}</p></header>"
        f"<nav><h1>{escape(words.contents)}</h1>{contents}</nav>{body}</body></html>"
    )


def _section(chapter: Chapter) -> str:
    text = markdown(LINK.sub(r"(#\1)", chapter.body), extensions=["attr_list"])
    return f'<section id="{chapter.id}"><h1>{escape(chapter.title)}</h1>{text}</section>'


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--out", type=Path, default=ROOT / "dist" / "manual")
    parser.add_argument("--lang", action="append", choices=LANGUAGES)
    parser.add_argument("--pictures", type=Path, help="pictures of a run just made")
    parser.add_argument("--no-pictures", action="store_true")
    args = parser.parse_args(words)
    languages: list[Language] = args.lang or list(LANGUAGES)
    with tempfile.TemporaryDirectory() as folder:
        pictures: Path | None = args.pictures or Path(folder)
        if args.no_pictures:
            pictures = None
        elif args.pictures is None:
            take_pictures(Path(folder), languages)
        for language in languages:
            build_site(language, args.out / language, pictures)
            build_book(language, args.out / f"page-studio-{language}.pdf", pictures)
            print(args.out / language / "index.html", args.out / f"page-studio-{language}.pdf", sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
