"""The Qt binding in use does not give references to None away: before Python 3.12 that ends in an abort."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject


def test_calls_that_return_none_keep_its_reference_count() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(300):
        thing.setObjectName("bài viết")
    assert abs(sys.getrefcount(None) - before) < 30
