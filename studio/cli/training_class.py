"""Verbs about a class: its results as a file, and certificates held against what was issued."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from studio.cli.console import Console
from studio.cli.guard import SHOWS, verb
from studio.cli.opening import opened
from studio.cli.out_file import add_out_file
from studio.clock import show_date
from studio.errors import BadInput
from studio.paths import write_chosen
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.cli.kinds import Verbs


def add_class(actions: Verbs, common: argparse.ArgumentParser) -> None:
    verify = verb(actions, "verify", common, run=_verify, guard=SHOWS,
                  help="xác minh giấy xác nhận / verify a certificate")  # fmt: skip
    verify.add_argument("serial", metavar="SERIAL")
    verify.add_argument("code", metavar="CODE")
    export = verb(actions, "export", common, run=_export, guard=SHOWS, help="kết quả lớp ra tệp / results as a file")
    add_out_file(export)


def _verify(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        found = studio.certificates.verify(args.serial, args.code)
    told = {
        "serial": found.serial,
        "learner": found.learner,
        "learner_code": found.learner_code,
        "unit": found.unit,
        "issued_on": found.issued_on.isoformat(),
        "issued_by": found.issued_by,
        "outlines": [{"id": each.id, "version": each.version, "document": each.document} for each in found.outlines],
    }
    ids, day = ", ".join(each.id for each in found.outlines), show_date(found.issued_on)
    line = Phrase(
        f"Đúng: {found.serial} cấp ngày {day} cho {found.learner} ({found.learner_code}), {found.unit}: {ids}",
        f"Genuine: {found.serial}, issued on {day} to {found.learner} ({found.learner_code}), {found.unit}: {ids}",
    )
    console.answer(told, [line])
    return 0


def _export(args: argparse.Namespace, console: Console) -> int:
    from studio.training.table import to_csv
    from studio.training.xapi import home_page, to_xapi

    ending = args.out.suffix.lower()
    if ending not in (".csv", ".jsonl"):
        raise BadInput("tên tệp phải có đuôi .csv hoặc .jsonl.", "the name must end in .csv or .jsonl.", where="--out")
    with opened(args) as studio:
        runs = studio.progress.runs()
        if ending == ".csv":
            data = to_csv(runs)
        else:
            site = next((unit.website for unit in studio.directory.book().units if unit.website), "")
            data = to_xapi(runs, home_page(site), studio.outlines.course())
    write_chosen(args.out, data)
    line = Phrase(f"Đã ghi {len(runs)} lượt học vào {args.out}", f"Wrote {len(runs)} runs to {args.out}")
    console.answer({"out": args.out, "runs": len(runs)}, [line])
    return 0
