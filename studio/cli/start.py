"""Verbs to begin with: the main job on sample material, then the window where there is a screen; this PC examined."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from studio.cli.console import VerbOutput, view
from studio.cli.outbox import delivery_json
from studio.cli.verb import FREE, Call, VerbGroup, flag, option
from studio.clock import SystemClock
from studio.installation import windowed
from studio.phrase import Phrase

verbs = VerbGroup()


def has_screen(environment: Mapping[str, str], system: str) -> bool:
    """Whether a window can be shown: always on Windows and macOS, on Linux with a display that Qt is to use."""
    if environment.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    return system in ("win32", "darwin") or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


@verbs("demo", FREE, option("--out", type=Path, metavar="DIR"), flag("--no-window"),
       help="làm thử toàn bộ công việc với dữ liệu mẫu / the main job on sample material")  # fmt: skip
def _demo(call: Call) -> int:
    from studio.demo import run_demo

    into = call.place if call.profile else None
    result = run_demo(call.out, clock=SystemClock(), tell=call.console.say, into=into)
    made = [*result.texts.values(), *result.cards, result.record]
    root = result.profile.root
    call.console.answer(
        view(
            result,
            "post content_hash texts cards record record_sha256 profile=profile.root",
            deliveries=[delivery_json(d) for d in result.deliveries],
        ),
        [
            Phrase("Made:"),
            *(f"  {path}" for path in made),
            Phrase("Practice profile: {root}", root=root),
            Phrase("Open it again: studio --profile {root}", root=root),
        ],
    )
    if call.no_window or call.console.json or not has_screen(os.environ, sys.platform):
        return 0
    # A process of its own: this one has painted cards without widgets, and Qt cannot change that afterwards.
    return subprocess.run([windowed(Path(sys.executable)), "-m", "studio", "--profile", root], check=False).returncode


@verbs("doctor", FREE, option("--report", type=Path, metavar="FILE", help="ghi báo cáo / write a report"),
       help="kiểm tra máy / check this PC")  # fmt: skip
def _doctor(call: Call) -> VerbOutput:
    from studio import doctor
    from studio.app import pc_report

    if call.report is not None:
        pc_report.write_report(call.report, call.place, clock=SystemClock(), language=call.console.language)
    results = pc_report.examined(call.place)
    return VerbOutput(
        [result.as_json(call.console.language) for result in results],
        doctor.lines(results),
        failed=doctor.worst(results) is doctor.CheckStatus.FAIL,
        remark=Phrase("Report: {path}", path=call.report) if call.report is not None else None,
    )


@verbs("about", FREE, flag("--licences", "toàn văn giấy phép / the texts of the licences"),
       help="phiên bản và giấy phép / versions and licences")  # fmt: skip
@verbs("version", FREE, flag("--licences"), help="như about / as about")
def _about(call: Call) -> VerbOutput:
    from studio import about
    from studio.installation import this_installation

    installation, versions, libraries = this_installation(), about.versions(), about.libraries()
    lines: list[str | Phrase] = [f"{name} {version}" for name, version in versions.items()]
    lines.append(Phrase("Installed from: {kind}, in {folder}", kind=installation.kind.told, folder=installation.folder))
    lines += ["", *libraries, *(about.licence_texts() if call.licences else ())]
    value = {"versions": versions, "kind": installation.kind, "folder": installation.folder, "libraries": libraries}
    return VerbOutput(value, lines)
