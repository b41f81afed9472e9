"""Import, search and restoring of marks over a library of legal documents, reported, never judged by the clock.

    python -m pytest tests/perf/test_law_speed.py -m perf -s

makes up a library. `STUDIO_LAW_CORPUS` names a real one (.jsonl of the exchange format) to be taken instead, and
`STUDIO_LAW_QUESTIONS` questions with their answers, a JSON object a line: {"set", "text", "gold": [ids]}.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from studio.clock import SystemClock
from studio.library.filters import Filters
from studio.library.imports import read_exchange
from studio.library.model import Edition
from studio.library.query import likeliest
from studio.library.search import look_up, search
from studio.library.storage import StoredLibrary
from studio.library.tokens import folded, index_text, syllables
from studio.store.engine import open_store
from studio.text import fold
from tests.perf.many_laws import editions
from tests.soak import amount
from tests.ui.stand_in import StandIn

pytestmark = pytest.mark.perf

CORPUS, QUESTIONS = os.environ.get("STUDIO_LAW_CORPUS"), os.environ.get("STUDIO_LAW_QUESTIONS")
ARTICLES = amount(2_000, 8_000)
SEED, ASKED, HELD_OUT, ONE_LAW = 7, amount(60, 300), 300, amount(100, 200)
TODAY = date(2026, 11, 25)
IMPORT = """
import sys, time
from pathlib import Path
from studio.clock import SystemClock
from studio.library.imports import read_exchange
from studio.store.engine import open_store
from studio.library.storage import StoredLibrary
store = open_store(Path(sys.argv[1]), clock=SystemClock())
wall, cpu = time.perf_counter(), time.process_time()
count = StoredLibrary(store).import_all(read_exchange(Path(sys.argv[2]), lambda _: None))
print(time.perf_counter() - wall, time.process_time() - cpu, *count)
store.close()
try:
    import resource
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
except ImportError:
    print("nan")
"""
"""Run in a process of its own, whose memory is then that of the import."""
Tell = Callable[[str], None]


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    def say(line: str) -> None:
        with capsys.disabled():
            print(f"\n  {line}", end="")

    return say


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if CORPUS:
        return Path(CORPUS)
    path = tmp_path_factory.mktemp("corpus") / "laws.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for edition in editions(ARTICLES):
            file.write(json.dumps(exchanged(edition), ensure_ascii=False) + "\n")
    return path


def exchanged(edition: Edition) -> dict[str, object]:
    """The document in the exchange format."""
    document = edition.document
    articles = [{"id": a.id, "number": a.number, "heading": a.heading, "text": a.text} for a in edition.articles]
    return {"number": document.number, "type": document.type, "title": document.title, "articles": articles}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> tuple[Path, str]:
    """The library, and what its import took."""
    path = tmp_path_factory.mktemp("library") / "studio.sqlite3"
    command = [sys.executable, "-c", IMPORT, str(path), str(corpus)]
    took, memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    wall, cpu, documents, articles = took.split()
    told = f"{documents} documents, {articles} articles in {float(wall):.1f} s ({float(cpu):.1f} of the processor)"
    return path, f"{told}, {float(memory):.0f} MB of memory, file {path.stat().st_size / 1e6:.0f} MB"


@pytest.fixture
def repo(database: tuple[Path, str]) -> Iterator[StoredLibrary]:
    store = open_store(database[0], clock=SystemClock())
    yield StoredLibrary(store)
    store.close()


def test_report_the_import(database: tuple[Path, str], corpus: Path, tmp_path: Path, tell: Tell) -> None:
    began = time.perf_counter()
    with closing(sqlite3.connect(tmp_path / "bare.sqlite3")) as bare, corpus.open(encoding="utf-8") as lines, bare:
        bare.execute("CREATE VIRTUAL TABLE t USING fts5(text)")
        rows = ((article["text"],) for line in lines for article in json.loads(line)["articles"])
        bare.executemany("INSERT INTO t VALUES (?)", rows)
    floor = time.perf_counter() - began
    tell(f"import: {database[1]}; SQLite's own index of the bare texts {floor:.1f} s")


def test_report_one_law(repo: StoredLibrary, corpus: Path, tell: Tell) -> None:
    found = iter(read_exchange(corpus, lambda _: None))
    articles = [article for edition in found for article in edition.articles][: ONE_LAW * 4]
    document = replace(
        next(read_exchange(corpus, lambda _: None)).document, key="999/2099/QH99", number="999/2099/QH99"
    )
    times, cpu = [], []
    for start in range(0, len(articles) - ONE_LAW + 1, ONE_LAW):
        own = articles[start : start + ONE_LAW]
        numbered = tuple(
            replace(a, id=f"x{n}", document=document.key, number=str(n), position=n) for n, a in enumerate(own)
        )
        began, began_cpu = time.perf_counter(), time.process_time()
        repo.import_all([Edition(document=replace(document, sha256=str(start)), articles=numbered)])
        times.append(time.perf_counter() - began)
        cpu.append(time.process_time() - began_cpu)
    tell(
        f"one law of {ONE_LAW} articles: added {times[0]:.3f} s ({cpu[0]:.3f} of the processor), "
        f"replaced {statistics.median(times[1:]):.3f} s ({statistics.median(cpu[1:]):.3f})"
    )


def test_report_searches(repo: StoredLibrary, corpus: Path, tell: Tell) -> None:
    texts = drawn(corpus, ASKED)
    some = random.Random(SEED)
    short = [" ".join(part(some, syllables(text), some.randint(2, 6))) for text in texts]
    sentences = [" ".join(part(some, syllables(text), some.randint(15, 40))) for text in texts]
    for name, queries in (("2 to 6 words", short), ("sentences", sentences)):
        for marks, typed in (("with marks", queries), ("without", [fold(query) for query in queries])):
            tell(f"search, {name} {marks}: {spread([asked(repo, query) for query in typed])}")


def test_report_restoring(repo: StoredLibrary, corpus: Path, tell: Tell) -> None:
    """Of documents whose own articles do not count."""
    held = [edition for n, edition in enumerate(read_exchange(corpus, lambda _: None)) if n % 50 == 0][:HELD_OUT]
    lost = Counter[str]()
    for edition in held:
        about = f"{edition.document.type} {edition.document.number} {edition.document.title}"
        for a in edition.articles:
            lost.update({t for text in (about, a.heading, a.text) for t in index_text(text).split()})
    library, right, whole = Without(repo, lost), 0, 0
    for line in (line for edition in held for a in edition.articles[:8] for line in a.text.split("\n")):
        words = syllables(line)[:60]
        found = likeliest([folded(word) for word in words], library)
        right += sum(map(str.__eq__, words, found))
        whole += len(words)
    tell(f"marks put back: {right / whole:.2%} of {whole} syllables")


@pytest.mark.skipif(not QUESTIONS, reason="needs questions")
def test_report_questions(repo: StoredLibrary, tell: Tell) -> None:
    questions = [json.loads(line) for line in Path(str(QUESTIONS)).read_text(encoding="utf-8").splitlines()]
    for name in sorted({one["set"] for one in questions}):
        of_set = [one for one in questions if one["set"] == name]
        for marks, typed in (("with marks", str), ("without", fold)):
            took = []
            ranks = []
            for one in of_set:
                began, began_cpu = time.perf_counter(), time.process_time()
                ids = [hit.id for hit in search(repo, typed(one["text"]), limit=10, on=TODAY)]
                took.append((time.perf_counter() - began, time.process_time() - began_cpu))
                ranks.append([len(set(one["gold"]) & set(ids[:k])) / len(one["gold"]) for k in (1, 10)])
            first, ten = (statistics.mean(column) for column in zip(*ranks, strict=True))
            tell(f"{name} {marks} ({len(of_set)}): R@1 {first:.3f}, R@10 {ten:.3f}; {spread(took)}")


class Without(StandIn):  # type: ignore[misc]
    """The library's spellings, as if some documents were not in it."""

    def __init__(self, repo: StoredLibrary, lost: Mapping[str, int]) -> None:
        self._repo, self._lost = repo, lost

    def spellings(self, bares: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        all_ways = self._repo.spellings(bares)
        left = {bare: {t: n - self._lost[t] for t, n in ways.items()} for bare, ways in all_ways.items()}
        return {bare: {t: n for t, n in ways.items() if n > 0} for bare, ways in left.items()}


def drawn(corpus: Path, count: int) -> list[str]:
    """Texts of some articles, long enough to ask with."""
    texts = [a.text for edition in read_exchange(corpus, lambda _: None) for a in edition.articles[:3]]
    return random.Random(SEED).sample([text for text in texts if len(text) > 100], count)


def part(some: random.Random, words: Sequence[str], length: int) -> Sequence[str]:
    start = some.randrange(max(1, len(words) - length))
    return words[start : start + length]


def asked(repo: StoredLibrary, query: str) -> tuple[float, float]:
    """Seconds of a search as the window makes it, by the clock and of the processor."""
    began, began_cpu = time.perf_counter(), time.process_time()
    look_up(repo, query, Filters(), limit=50, on=TODAY)
    return time.perf_counter() - began, time.process_time() - began_cpu


def spread(took: Sequence[tuple[float, float]]) -> str:
    """Median and 95th percentile by the clock; of the processor, which others do not lengthen as much."""
    (p50, p95), (cpu50, cpu95) = (
        (statistics.median(column) * 1000, sorted(column)[int(len(column) * 0.95)] * 1000)
        for column in zip(*took, strict=True)
    )
    return f"p50 {p50:.0f} ms, p95 {p95:.0f} ms ({cpu50:.0f} and {cpu95:.0f} of the processor)"
