"""Verbs of the list of documents that comes with the program."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import Console
from studio.cli.guard import FREE, WRITES, person_of, verb
from studio.cli.opening import opened
from studio.clock import show_date
from studio.library.seeds import SeedRow
from studio.library.validity import NAMES
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.cli.kinds import Verbs


def add_seeds(actions: Verbs, common: argparse.ArgumentParser) -> None:
    """seeds list, seeds add, seeds attach, seeds match."""
    seeds = actions.add_parser("seeds", help="danh mục văn bản của công việc / documents of the job", parents=[common])
    steps = seeds.add_subparsers(dest="step", required=True)
    verb(steps, "list", common, run=_list, guard=FREE)
    verb(steps, "add", common, run=_add, guard=WRITES, help="đưa danh mục vào kho / take the list in")
    attach = verb(steps, "attach", common, run=_attach, guard=WRITES,
                  help="gắn tệp của đơn vị / attach the unit's file")  # fmt: skip
    attach.add_argument("seed", metavar="ENTRY")
    attach.add_argument("file", type=Path, metavar="FILE")
    attach.add_argument("--other-number", action="store_true", help="số trong tệp là đúng / the file's number is right")
    match = verb(steps, "match", common, run=_match, guard=WRITES,
                 help="văn bản trong kho là mục này / which document it is")  # fmt: skip
    match.add_argument("seed", metavar="ENTRY")
    match.add_argument("document", metavar="DOC")


def _list(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        rows = studio.law_seeds.list()
    console.answer([_json(row, console) for row in rows], [_line(row, console) for row in rows])
    return 0


def _json(row: SeedRow, console: Console) -> dict[str, object]:
    seed = row.seed
    return {
        "id": seed.id,
        "number": seed.number,
        "number_sure": seed.sure,
        "type": seed.type,
        "title": seed.title,
        "issuer": seed.issuer,
        "effective_from": seed.effective_from,
        "known": seed.known.to(console.language),
        "source": seed.source.to(console.language),
        "seen_on": seed.seen_on,
        "certainty": seed.certainty,
        "certainty_today": seed.today,
        "in_library": row.document.number if row.document else None,
        "has_text": row.has_text,
        "status": row.validity.status if row.validity else None,
    }


def _line(row: SeedRow, console: Console) -> str:
    seed, language = row.seed, console.language
    status = NAMES[row.validity.status].to(language) if row.validity else _ABSENT.to(language)
    text = _TEXT.to(language) if row.has_text else _NO_TEXT.to(language)
    number = seed.number if seed.sure else f"{seed.number}?"
    return f"{number:<16} {seed.certainty}/{seed.today} {show_date(seed.seen_on)}  {seed.title} · {status} · {text}"


_ABSENT = Phrase("chưa đưa vào kho", "not in the library")
_TEXT = Phrase("có toàn văn", "with text")
_NO_TEXT = Phrase("chưa có toàn văn", "without text")


def _add(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        new = studio.law_seeds.add()
    done = Phrase(
        f"Đã đưa {new} văn bản của danh mục vào kho, chưa có toàn văn, chưa kiểm tra.",
        f"Took {new} documents of the list in, without text and not checked.",
    )
    console.answer({"documents": new}, [done])
    return 0


def _attach(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        document = studio.law_seeds.attach(args.seed, args.file, agreed=args.other_number, by=person_of(args).name)
    done = Phrase(f"Đã gắn {document.number}.", f"Attached {document.number}.")
    console.answer({"document": document.number, "key": document.key}, [done])
    return 0


def _match(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        document = studio.law_seeds.match(args.seed, args.document)
    done = Phrase(f"Mục này là {document.number}.", f"The entry is {document.number}.")
    console.answer({"document": document.number, "key": document.key}, [done])
    return 0
