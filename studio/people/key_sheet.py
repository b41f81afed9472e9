"""The fingerprints of the unit's keys on one sheet, to be printed, signed and kept: what a record shows is compared
with it. One HTML file; nothing in it is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from studio.clock import show_datetime
from studio.people.keys import KeyEvent, fingerprint, standing

_STYLE = """
@page { size: A4; margin: 16mm }
body { font: 11pt/1.45 "Be Vietnam Pro", "Noto Sans", Arial, sans-serif; color: #0f172a; max-width: 178mm;
  margin: 8mm auto }
h1 { font-size: 17pt; margin: 0 0 2mm }
.note { color: #4a5565; font-size: 9.5pt }
table { border-collapse: collapse; width: 100% }
td, th { border: .5pt solid #9aa4b2; padding: 1.6mm 2mm; text-align: left; vertical-align: top }
.key { font-family: "Noto Sans Mono", Consolas, monospace; white-space: nowrap }
.sign { margin-top: 10mm; text-align: right; min-height: 34mm }
"""


def in_force(events: Sequence[KeyEvent]) -> tuple[KeyEvent, ...]:
    """How each person with a key stands now, by name."""
    people = {event.person for event in events}
    lines = (standing(events, person) for person in people)
    return tuple(sorted((line for line in lines if line and line.public and line.active), key=lambda line: line.name))


def key_sheet(events: Sequence[KeyEvent], unit: str, at: datetime) -> str:
    """The sheet as HTML, in the unit's language."""
    rows = "".join(
        f"<tr><td>{escape(line.name)}</td><td>{show_datetime(line.at)}</td>"
        f"<td class=key>{fingerprint(line.public)}</td></tr>"
        for line in in_force(events)
    )
    return (
        "<!doctype html><html lang=vi><meta charset=utf-8><title>Dấu vân tay khóa ký</title>"
        f"<style>{_STYLE}</style><h1>Dấu vân tay khóa ký của đơn vị</h1>"
        f"<p class=note>{escape(unit)} · lập lúc {show_datetime(at)}</p>"
        f"<table><tr><th>Họ tên</th><th>Từ lúc</th><th>Dấu vân tay (SHA-256, 40 ký tự đầu)</th></tr>{rows}</table>"
        "<p class=note>Khi kiểm tra hồ sơ bài đăng, dấu vân tay mà chương trình hoặc verify.py in ra phải trùng với "
        "bản này. In lại khi có người mới, người nghỉ hoặc mã PIN được đặt lại; giữ các bản cũ.</p>"
        "<div class=sign>Lãnh đạo đơn vị<p class=note>(ký, ghi rõ họ tên)</p></div></html>"
    )
