"""How much of the processor spelling takes: reading lists, looking at a text, suggesting, ordering tone marks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median, quantiles
from time import process_time

import pytest

from studio.writing.spelling import Speller
from studio.writing.tones import normalise_tones

SAMPLE = Path(__file__).resolve().parent.parent / "writing"
LENGTH = 2000
FIRST_USE = """
import psutil, time
def used(): return psutil.Process().memory_info().rss / 1e6
import studio.yamlfile, studio.text
before, start = used(), time.process_time()
from studio.writing.spelling import Speller
speller = Speller()
speller.misspelt("nghành")
looked = time.process_time()
speller.suggest("nghành")
print((looked - start) * 1000, (time.process_time() - looked) * 1000, used() - before)
"""


def floor(text: str) -> float:
    """What merely splitting the text at its blanks and looking every word up in a set costs, in milliseconds."""
    known = set(text.lower().split())
    times = []
    for _ in range(200):
        start = process_time()
        assert all(word in known for word in text.lower().split())
        times.append(process_time() - start)
    return median(times) * 1000


@pytest.mark.perf
def test_looking_at_a_text_is_quick(capsys: pytest.CaptureFixture[str]) -> None:
    right = (SAMPLE / "right.txt").read_text(encoding="utf-8")
    wrong = [line.split(" → ")[0] for line in (SAMPLE / "wrong.txt").read_text(encoding="utf-8").splitlines()]
    text = (right + right)[:LENGTH]
    speller = Speller()
    speller.misspelt(text)
    looks, tidies, asks = [], [], []
    for n in range(300):
        changed = f"{text[:n]} nghành {text[n:LENGTH]}"[:LENGTH]
        start = process_time()
        speller.misspelt(changed)
        looks.append((process_time() - start) * 1000)
        start = process_time()
        normalise_tones(changed, "new")
        tidies.append((process_time() - start) * 1000)
    speller.suggest("nghành")
    for word in wrong:
        start = process_time()
        speller.suggest(word)
        asks.append((process_time() - start) * 1000)
    output = subprocess.run([sys.executable, "-c", FIRST_USE], capture_output=True, text=True, check=True).stdout
    first, suggesting, megabytes = (float(part) for part in output.split())
    base = floor(text)
    with capsys.disabled():
        print(
            f"\nfirst use {first:.0f} ms, first suggestion {suggesting:.0f} ms, {megabytes:.1f} MB; "
            f"{LENGTH} characters: median {median(looks):.2f} ms, p95 {quantiles(looks, n=20)[-1]:.2f} ms "
            f"({median(looks) / base:.0f} x looking words up in a set); tone marks {median(tidies):.2f} ms; "
            f"suggestions: median {median(asks):.2f} ms, p95 {quantiles(asks, n=20)[-1]:.2f} ms"
        )
    assert looks
