"""The file that an export writes: one that is there already is not overwritten unless that is asked for."""

from __future__ import annotations

import argparse
from pathlib import Path

from studio.errors import Refused


def add_out_file(parser: argparse.ArgumentParser, *, metavar: str = "FILE", required: bool = True) -> None:
    """``--out`` and ``--force``."""
    parser.add_argument("--out", type=Path, required=required, metavar=metavar)
    parser.add_argument("--force", action="store_true", help="ghi đè tệp đã có / overwrite a file that is there")


def require_free(args: argparse.Namespace) -> None:
    """Raises Refused when the verb would overwrite a file. One that is empty holds nothing to be lost."""
    out: Path | None = getattr(args, "out", None)
    if out is None or getattr(args, "force", True) or not out.is_file() or out.stat().st_size == 0:
        return
    raise Refused(
        "tệp này đã có; hãy chọn tên khác, hoặc thêm --force để ghi đè.",
        "this file is there already; choose another name, or add --force to overwrite it.",
        where=str(out),
    )
