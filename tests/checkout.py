"""Tests of the source, beside those of the program as it is installed."""

from __future__ import annotations

import pytest

from tools import translations

CHECKOUT = pytest.mark.skipif(not translations.WINDOW.is_file(), reason="installed without what it is translated from")
