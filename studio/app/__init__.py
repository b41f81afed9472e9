"""The one composition root: a profile folder in, a `Studio` of ready services out.

What is named here is imported when it is asked for: a window that only shows its door waits for none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from studio.app.build import open_studio
    from studio.app.studio import Studio, Trial

__all__ = ["Studio", "Trial", "open_studio"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    from studio.app import build, studio

    return getattr(build if name == "open_studio" else studio, name)
