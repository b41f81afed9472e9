"""The composer's window, its author signed in."""

from __future__ import annotations

from tests.ui.composer.conftest import page as page
from tests.ui.composer.conftest import rig as rig
from tests.ui.composer.conftest import settle as settle
from tests.ui.composer.conftest import window as window
