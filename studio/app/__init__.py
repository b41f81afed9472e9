"""The one composition root: a profile folder in, a `Studio` of ready services out."""

from __future__ import annotations

from studio.app.build import open_studio
from studio.app.studio import Studio, Trial

__all__ = ["Studio", "Trial", "open_studio"]
