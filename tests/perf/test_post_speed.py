"""Compose and preflight of a typical post, cards apart. Reported, never judged by the clock."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest

from studio.app import open_studio
from studio.app.practice import SAMPLE
from studio.clock import SystemClock
from studio.demo import fill_sample, new_profile
from studio.posts.model import PreflightStage

pytestmark = pytest.mark.perf

ROUNDS = 60


def test_report_compose_and_preflight(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    studio = open_studio(new_profile(tmp_path), clock=SystemClock())
    try:
        author, _ = fill_sample(studio)
        text = (SAMPLE / "posts" / "canh-bao.yaml").read_text(encoding="utf-8").replace("{review_on}", "2099-01-01")
        source = tmp_path / "post.yaml"
        source.write_text(text.replace("../photo/", f"{(SAMPLE / 'photo').as_posix()}/"), encoding="utf-8")
        post = studio.open_file(source, author.id)
        both, composing = [], []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            content = studio.content(post)
            middle = time.perf_counter()
            studio.inspector(post, content, PreflightStage.SUBMIT)
            both.append((time.perf_counter() - began) * 1000)
            composing.append((middle - began) * 1000)
    finally:
        studio.close()
    assert len(both) == ROUNDS
    medians = [statistics.median(times) for times in (composing, both)]
    with capsys.disabled():
        print("\ncompose {:.2f} ms, compose + preflight {:.2f} ms (median)".format(*medians))
