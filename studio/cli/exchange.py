"""Verbs of the exchange between PCs: make PCs known to each other, send and take in posts, choose between versions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from studio.cli.console import Line, VerbOutput, line, view
from studio.cli.verb import KEEPER_SIGNS, KEEPS, SHOWS, SIGNS, WRITES, Call, VerbGroup, flag, option, out_file
from studio.clock import show_datetime
from studio.exchange.model import TravelState
from studio.phrase import Phrase

PATH = option("path", type=Path, metavar="FILE|DIR")
INTRODUCTION = option("introduction", type=Path, metavar="FILE")
_HERE = Phrase("this PC")
_WAITS = Phrase("not sent yet")

verbs = VerbGroup()
exchange = verbs.group("exchange", "trao đổi bài giữa các máy / posts between PCs")


@exchange("introduce", KEEPER_SIGNS, option("--name", required=True, help="tên máy này / name of this PC"), *out_file(),
          help="tệp giới thiệu máy này cho máy khác / make this PC known to another")  # fmt: skip
def _introduce(call: Call) -> VerbOutput:
    told = call.studio.exchange.introduce(call.out, call.name, *call.signed)
    return VerbOutput(
        {"station": told.station.login, "fingerprint": told.fingerprint, "people": [view(p, "id name roles")
                                                                                    for p in told.people]},
        [
            Phrase("Written: {out}.", out=call.out),
            Phrase("Fingerprint, to be told or sent on paper: {fingerprint}", fingerprint=told.fingerprint),
        ],
    )  # fmt: skip


@exchange("key", KEEPS, help="khóa của máy này, cho kho chung / the key of this PC, for the hub")
def _key(call: Call) -> VerbOutput:
    exchange = call.studio.exchange
    return VerbOutput({"key": exchange.key(), "fingerprint": exchange.fingerprint()}, [exchange.key()])


@exchange("trust", KEEPER_SIGNS, INTRODUCTION,
          option("--fingerprint", required=True, help="do đơn vị kia cho biết / as the other unit told it"),
          option("--unit", default="", help="mã đơn vị trong kho chung / code of its unit on the hub"),
          help="xác nhận một máy và người của máy đó / confirm a PC and its people")  # fmt: skip
def _trust(call: Call) -> VerbOutput:
    told = call.studio.exchange.trust(call.introduction, call.fingerprint, *call.signed, unit=call.unit)
    return VerbOutput(
        {"station": told.station.login, "name": told.station.name, "people": [view(p, "id name roles")
                                                                               for p in told.people]},
        [
            Phrase("Confirmed the PC “{name}”:", name=told.station.name),
            *(f"  {person.name} · {', '.join(person.roles)}" for person in told.people),
            Phrase("Approvals of new people are accepted after 24 hours."),
        ],
    )  # fmt: skip


@exchange("stations", SHOWS, help="các máy đã xác nhận / PCs that were confirmed")
def _stations(call: Call) -> VerbOutput:
    found = call.studio.exchange.stations()
    return VerbOutput(
        [view(one, "name station=login") for one in found],
        [f"{one.name} · {one.login}" for one in found] or Phrase("No PC was confirmed yet."),
    )


@exchange("send", SIGNS, "id", option("--to", default="", metavar="NAME", help="máy sẽ đăng / the PC to publish it"),
          *out_file(metavar="FILE|DIR"), help="ghi một bài ra tệp / write a post into a file")  # fmt: skip
def _send(call: Call) -> VerbOutput:
    path = call.studio.exchange.send(call.id, call.out, *call.signed, to=call.to)
    return VerbOutput({"file": path}, Phrase("Written: {path}; take it to the other PC.", path=path))


@exchange("give", SIGNS, "id", help="giao bài cho cả đơn vị đăng / let every PC of the unit publish a post")
def _give(call: Call) -> VerbOutput:
    call.studio.unit_handover.give(call.id, *call.signed)
    return VerbOutput(
        {"post": call.id}, Phrase("Given to the whole unit; queue the post at a PC that has the page's access token.")
    )


@exchange("read", WRITES, PATH, help="nhận bài từ tệp hoặc thư mục / take in a file or a folder")
def _read(call: Call) -> VerbOutput:
    found = call.studio.exchange.read(call.path, call.by)
    return VerbOutput(
        [view(one, "post kind item", said=one.said.to(call.console.language)) for one in found],
        [line("{}  {}", one.post[:8], one.said) for one in found] or Phrase("Nothing new."),
    )


@exchange("folder", KEEPER_SIGNS, option("folder", type=Path, nargs="?", metavar="DIR"),
          flag("--none", "không dùng thư mục nào / use no folder"),
          help="thư mục chung mà bài tự qua lại / a folder through which posts go by themselves")  # fmt: skip
def _folder(call: Call) -> VerbOutput:
    shared = call.studio.shared_folder
    if call.folder is not None or call.none:
        shared.choose(None if call.none else call.folder.absolute(), *call.signed)
    place, language = shared.place(), call.console.language
    told = {"folder": place, "files": [view(one, "name", why=one.why.to(language) if one.why else None)
                                       for one in shared.troubles()]}  # fmt: skip
    lines: list[Line] = [
        Phrase("Posts go through {place} by themselves.", place=place) if place else Phrase("No folder.")
    ]
    lines += [line("  {}: {}", one.name, one.why) for one in shared.troubles() if one.why]
    return VerbOutput(told, lines)


@exchange("list", SHOWS, help="các bài đã trao đổi / posts that travelled")
def _list(call: Call) -> VerbOutput:
    names = {person.id: person.name for person in call.studio.people.list()}
    found = call.studio.exchange.list()
    return VerbOutput(
        [_json(one, names) for one in found],
        [told for one in found for told in _lines(one, names)] or Phrase("No posts yet."),
    )


def _json(one: TravelState, names: Mapping[str, str]) -> dict[str, object]:
    versions = [view(each, "item station at here", by=names.get(each.by, each.by)) for each in one.versions]
    return view(one, "post title publisher withdrawn unsent", versions=versions)


def _lines(one: TravelState, names: Mapping[str, str]) -> list[Line]:
    marks = [_WAITS] if one.unsent else []
    publisher: Line = one.publisher or _HERE
    told: list[Line] = [line("{}  {} · {} {}", one.post[:8], one.title or "–", publisher, marks[0] if marks else "")]
    if one.withdrawn:
        told.append(Phrase("    withdrawn"))
    if len(one.versions) > 1:
        told.append(Phrase("    two versions; choose one (studio exchange choose):"))  # fmt: skip
        for each in one.versions:
            name: Line = _HERE if each.here else each.station
            word = "here" if each.here else each.item[:12]
            told.append(line("      {}  {} · {} · {}", word, name, names.get(each.by, ""), show_datetime(each.at)))
    return told


@exchange("choose", SIGNS, "id", option("version", metavar="VERSION", help="here / mã bản, the beginning of its id"),
          help="chọn một trong hai bản / choose one of two versions")  # fmt: skip
def _choose(call: Call) -> VerbOutput:
    post = call.studio.exchange.choose(call.id, call.version, *call.signed)
    return VerbOutput(
        view(post, "id state revision"),
        Phrase("Chosen; the post is a draft, version {revision}.", revision=post.revision),
    )
