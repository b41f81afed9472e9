"""One painter for all card tests: fonts load once."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from studio.cards.renderer import CardRenderer
from tests.cards import samples
from tests.cards.samples import Sample


@pytest.fixture(scope="session")
def renderer(qapp: QGuiApplication) -> CardRenderer:
    return samples.renderer()


@pytest.fixture(scope="session")
def warning() -> Sample:
    """A typical scam warning on the alert layout, with the street photo."""
    return samples.with_photo(samples.find("scam_warning", "alert"), "street")
