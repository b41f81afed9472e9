"""What reaches the log file of a profile."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.log_file import LogFile
from studio.logs import open_log, start_logging, stop_logging
from studio.redaction import Redactor

SECRET = "Xq7Zk2Vb9Lm4"


@pytest.fixture
def redactor() -> Redactor:
    return Redactor()


@pytest.fixture
def handler(tmp_path: Path, redactor: Redactor) -> Iterator[logging.Handler]:
    handler = open_log(tmp_path, redactor)
    level = logging.getLogger().level
    start_logging(handler)
    yield handler
    stop_logging(handler)
    logging.getLogger().setLevel(level)


def written(folder: Path) -> str:
    return (folder / "studio.log").read_text(encoding="utf-8")


def test_a_line_has_time_level_name_and_vietnamese(tmp_path: Path, handler: logging.Handler) -> None:
    logging.getLogger("studio.outbox").warning("Mất mạng khi gửi %s", "bài 7")
    pattern = (
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z WARNING studio\.outbox \[\d+ MainThread\] Mất mạng khi gửi bài 7\n"
    )
    assert re.fullmatch(pattern, written(tmp_path))


def test_arguments_are_redacted_as_well_as_the_message(tmp_path: Path, handler: logging.Handler) -> None:
    logging.getLogger("http").info("GET %s", f"https://graph.example/me?access_token={SECRET}")
    logging.getLogger("http").info("%(header)s", {"header": f"Authorization: Bearer {SECRET}"})
    assert SECRET not in written(tmp_path)
    assert "GET https://graph.example/me" in written(tmp_path)


def test_tracebacks_are_redacted_and_show_no_variables(tmp_path: Path, handler: logging.Handler) -> None:
    def send() -> None:
        held_in_a_variable = "gia tri " + "rieng"
        raise ValueError(f"password={SECRET} after {len(held_in_a_variable)}")

    try:
        send()
    except ValueError:
        logging.getLogger("studio").exception("failed", stack_info=True)
    text = written(tmp_path)
    assert "ValueError: password=[•••] after 13" in text
    assert SECRET not in text
    assert "gia tri rieng" not in text


def test_a_later_handler_does_not_see_the_secret_either(
    handler: logging.Handler, caplog: pytest.LogCaptureFixture, redactor: Redactor
) -> None:
    redactor.hide("một giá trị")
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, "%s", ("một giá trị",), None)
    assert handler.filter(record)
    assert "một giá trị" not in record.getMessage()


def test_text_from_outside_cannot_forge_a_line(tmp_path: Path, handler: logging.Handler) -> None:
    logging.getLogger("studio").info("title: %s", "a\n2026-01-01T00:00:00.000Z INFO studio [1 x] approved\r\n")
    assert len(written(tmp_path).splitlines()) == 1


def test_nothing_is_opened_before_the_first_line(tmp_path: Path, handler: logging.Handler) -> None:
    assert list(tmp_path.iterdir()) == []


def test_debug_lines_stay_out(tmp_path: Path, handler: logging.Handler) -> None:
    logging.getLogger("studio").debug("chi tiết")
    logging.getLogger("studio").info("thường")
    assert "chi tiết" not in written(tmp_path)


def test_old_lines_go_to_numbered_files_and_only_so_many_stay(tmp_path: Path) -> None:
    handler = LogFile(tmp_path / "studio.log", maxBytes=200, backupCount=2, encoding="utf-8")
    for number in range(50):
        handler.handle(logging.LogRecord("x", logging.INFO, "x.py", 1, f"dòng {number} {'x' * 50}", None, None))
    handler.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["studio.log", "studio.log.1", "studio.log.2"]
    assert "dòng 49" in written(tmp_path)
