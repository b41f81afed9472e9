"""Tests that run over http and over https alike."""

from __future__ import annotations

import pytest

each_scheme = pytest.mark.parametrize("secured", ["http", "https"], indirect=True)
