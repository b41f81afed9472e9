"""Files of other PCs, dragged onto the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

from studio.exchange.model import SUFFIX


def dragged_files(data: QMimeData) -> list[Path]:
    """Those among what is dragged; what is none of them is for the page below."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.name.endswith(SUFFIX)]
