"""Files made to harm or to confuse: each ends in one clear sentence, and the library stays as it was."""

from __future__ import annotations

import random
import re
import socket
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import psutil
import pytest

from studio.canonical import sha256
from studio.errors import BadInput
from studio.library.importers import edition_reader, scan
from studio.library.imports import ImportReport
from studio.library.service import Library, LibraryCount
from studio.phrase import Phrase
from studio.sandbox import Sandbox, SandboxLimits
from tests.library.importers import hostile as made
from tests.library.importers.test_pdf import BODY, pdf

HOSTILE = made.hostile()
SEED = 20261127
SWOLLEN = 200 * made.MEGABYTE
"""What the program may take on while it imports the folder, whose worst file would swell to 400 MB and more."""


def is_clear(reason: Phrase) -> bool:
    """One sentence, in both languages, with nothing of a traceback."""
    return all(
        text.endswith(".") and "\n" not in text and "Error" not in text and "Traceback" not in text and len(text) < 300
        for text in (reason.vi, reason.en)
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """All of them, with a sound file between any two."""
    folder = tmp_path / "tep"
    folder.mkdir()
    for n, (name, (data, _)) in enumerate(HOSTILE.items()):
        (folder / f"{n:03} {name}").write_bytes(data)
        sound = f"Số: {n + 1}/2026/QĐ-TOT\nQUYẾT ĐỊNH\nViệc tốt\nĐiều 1. Một\nNội dung."
        (folder / f"{n:03}~tot.txt").write_text(sound, encoding="utf-8")
    return folder


def test_each_ends_in_one_sentence_and_the_next_file_is_read(library: Library, folder: Path) -> None:
    this = psutil.Process()
    before, most = this.memory_info().rss, 0

    def going(_done: int, _total: int) -> bool:
        nonlocal most
        most = max(most, this.memory_info().rss)
        return True

    report = library.import_paths([folder], going=going)
    reasons = {path.name.partition(" ")[2]: reason for path, reason in report.refused}
    assert list(reasons) == list(HOSTILE)
    wrong = {name: reason.vi for name, reason in reasons.items() if not re.search(HOSTILE[name][1], reason.vi)}
    assert wrong == {}
    assert [name for name, reason in reasons.items() if not is_clear(reason)] == []
    assert library.count() == LibraryCount(documents=len(HOSTILE), articles=len(HOSTILE))
    assert most - before < SWOLLEN


def test_the_plain_file_behind_them_all_is_fine(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "tot.docx"
    path.write_bytes(made.rebuilt(lambda _n, d: d))
    assert library.import_paths([path]).refused == ()


def test_a_file_above_the_limit_is_not_even_read(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "lon.txt"
    with path.open("wb") as file:
        file.truncate(21 * 2**20)
    ((_, reason),) = library.import_paths([path]).refused
    assert reason.vi.startswith("tệp lớn 21 MB, giới hạn là 20 MB")


# -- files that are read, without what they would have done


def imported(library: Library, path: Path, data: bytes) -> ImportReport:
    path.write_bytes(data)
    return library.import_paths([path])


def test_nothing_a_word_file_links_to_is_followed(library: Library, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        report = imported(library, tmp_path / "ngoai.docx", made.linked_docx(address))
        with pytest.raises(BlockingIOError):
            server.accept()
    assert (report.refused, report.documents) == ((), 1)


def test_entities_of_a_page_neither_swell_nor_name_files(library: Library, tmp_path: Path) -> None:
    secret = tmp_path / "rieng.txt"
    secret.write_text("CHU RIENG", encoding="utf-8")
    report = imported(library, tmp_path / "trang.html", made.laughing_html(secret.as_posix()))
    assert report.refused == ()
    (article,) = library.articles("10/2026/QD-MAU")
    assert "CHU RIENG" not in article.text
    assert len(article.text) < 500


def test_of_a_pdf_that_is_a_zip_too_only_the_pdf_is_read(
    library: Library, tmp_path: Path, sound: Mapping[str, bytes]
) -> None:
    report = imported(library, tmp_path / "hai.pdf", sound[".pdf"] + made.plain_docx())
    assert report.refused == ()
    assert [document.number for document in library.documents()] == ["12/2026/QĐ-MAU"]


def test_an_archive_inside_a_word_file_is_not_opened(library: Library, tmp_path: Path) -> None:
    bomb = made.zip_of(["a"], b"\0" * (20 * made.MEGABYTE))
    report = imported(library, tmp_path / "kem.docx", made.rebuilt(lambda _n, d: d, {"word/embeddings/a.zip": bomb}))
    assert report.refused == ()


# -- the child's own limits


@pytest.fixture
def small() -> Iterator[Sandbox]:
    with Sandbox(SandboxLimits(seconds=120, megabytes=300)) as sandbox:
        yield sandbox


def test_a_page_that_swells_ends_the_child_alone(small: Sandbox) -> None:
    with pytest.raises(BadInput) as caught:
        edition_reader.read(small, made.pdf_bomb(), ".pdf", source="bom.pdf")
    assert is_clear(caught.value.phrase)
    text = "\n".join(made.LINES).encode()
    assert edition_reader.read(small, text, ".txt", source="tot.txt").edition.document.number == "10/2026/QĐ-MAU"


@pytest.mark.parametrize("task", [scan.page_picture, scan.recognise_page])
def test_a_giant_page_is_not_drawn(small: Sandbox, task: Callable[..., object]) -> None:
    data = made.page_pdf(made.stream(b"BT ET"), page=b"/MediaBox [0 0 144000 144000]")
    more = {"tesseract": ["tesseract"]} if task is scan.recognise_page else {}
    with pytest.raises(BadInput, match="quá lớn") as caught:
        small.run(task, data, page=0, **more)
    assert is_clear(caught.value.phrase)


@pytest.mark.parametrize("name", ["jbig2.pdf", "vong-trang.pdf", "100-nghin-trang.pdf"])
def test_a_broken_page_is_a_picture_or_one_sentence(small: Sandbox, name: str) -> None:
    refused: list[BadInput] = []
    try:
        small.run(scan.page_picture, HOSTILE[name][0], page=0)
    except BadInput as refusal:
        refused.append(refusal)
    assert all(is_clear(refusal.phrase) for refusal in refused)
    assert small.run(scan.page_count, made.words_pdf()) == 1


# -- sound files cut off and bent at random


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    page = "".join(f"<p>{line}</p>" for line in made.LINES)
    return {
        ".docx": made.plain_docx(),
        ".pdf": pdf(tmp_path_factory.mktemp("pdf"), ["Số: 12/2026/QĐ-MAU", *BODY]),
        ".html": f"<html><head><meta charset='utf-8'></head><body>{page}</body></html>".encode(),
        ".txt": "\n".join(made.LINES).encode(),
    }


def bent(data: bytes, dice: random.Random) -> bytes:
    """`data` cut off, with some bytes turned, with a piece doubled, or with a piece lost."""
    at, length = dice.randrange(len(data)), dice.randrange(1, 200)
    match dice.randrange(4):
        case 0:
            return data[:at]
        case 1:
            changed = bytearray(data)
            for _ in range(dice.randrange(1, 30)):
                changed[dice.randrange(len(data))] = dice.randrange(256)
            return bytes(changed)
        case 2:
            return data[:at] + data[at : at + length] * 40 + data[at:]
        case _:
            return data[:at] + data[at + length :]


@pytest.mark.parametrize("kind", [".docx", ".pdf", ".html", ".txt"])
def test_a_bent_file_is_refused_or_read_whole(
    library: Library, tmp_path: Path, sound: Mapping[str, bytes], kind: str
) -> None:
    dice, folder = random.Random(f"{SEED}{kind}"), tmp_path / "be"
    folder.mkdir()
    for n in range(25):
        (folder / f"{n:02}{kind}").write_bytes(bent(sound[kind], dice))
    (folder / "tot.txt").write_text("Số: 99/2026/QĐ-TOT\nQUYẾT ĐỊNH\nViệc tốt\nĐiều 1. Một\nHai.", encoding="utf-8")
    report = library.import_paths([folder])
    assert report.documents + len(report.refused) == 26
    assert [reason.vi for _, reason in report.refused if not is_clear(reason)] == []
    assert library.find("99/2026/QĐ-TOT") is not None
    taken = {original.sha256 for document in library.documents() for original in library.originals(document.key)}
    read = set(folder.iterdir()) - {path for path, _ in report.refused}
    assert taken == {sha256(path.read_bytes()) for path in read}
