"""The boundary to code that talks to a page: whatever escapes it becomes a statement the outbox can act on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from studio.errors import StudioError
from studio.publishers.port import Answer, Outcome, Unreachable

T = TypeVar("T")
_log = logging.getLogger(__name__)


def read(call: Callable[[], T]) -> T:
    """Make a read. Raises Unreachable (waiting helps) or another StudioError (a person is needed), nothing else."""
    try:
        return call()
    except StudioError:
        raise
    except OSError as error:
        _log.warning("a read failed: %s", type(error).__name__)
        raise Unreachable(
            "không kết nối được với trang; sẽ thử lại.", "the page cannot be reached; will retry."
        ) from error
    except Exception as error:
        _log.exception("a publisher failed while reading")
        raise StudioError(
            "phần kết nối với trang gặp lỗi ngoài dự kiến; hãy báo bộ phận kỹ thuật kèm nhật ký.",
            "the connection to the page failed unexpectedly; call your technical staff with the log.",
        ) from error


def write(call: Callable[[], Answer]) -> Answer:
    """Make a call that may change the page. Whatever is raised, the outcome is unknown."""
    try:
        return call()
    except Exception as error:  # noqa: BLE001 (the named boundary: nothing may pass for "not sent")
        _log.warning("a write ended without an answer: %s", type(error).__name__)
        return Answer(
            outcome=Outcome.UNKNOWN,
            vi="Không nhận được trả lời của trang.",
            en="No answer came from the page.",
            raw=type(error).__name__,
        )
