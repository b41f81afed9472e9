"""Verbs of a station that uses the department's hub: join it, leave it, one contact, how it stands."""

from __future__ import annotations

from pathlib import Path

from studio.cli.console import Line, VerbOutput, line, view
from studio.cli.hub import hub, verbs
from studio.cli.verb import KEEPER_SIGNS, SHOWS, WRITES, Call, option
from studio.clock import show_datetime
from studio.exchange.link_model import LinkStanding
from studio.phrase import Phrase

__all__ = ["verbs"]
"""Those of the hub's operator, and these beside them."""
INVITATION = option("invitation", type=Path, metavar="FILE")


@hub("join", KEEPER_SIGNS, INVITATION, help="vào kho chung bằng giấy mời / join the hub by an invitation")
def _join(call: Call) -> VerbOutput:
    joined = call.studio.hub.join(call.invitation, *call.signed)
    return VerbOutput(
        view(joined, "address login unit department"),
        Phrase(
            "Joined {address} as {login} of {unit}; destroy the invitation now.",
            address=joined.address,
            login=joined.login,
            unit=joined.unit,
        ),
    )


@hub("leave", KEEPER_SIGNS, help="rời kho chung / leave the hub")
def _leave(call: Call) -> VerbOutput:
    call.studio.hub.leave(*call.signed)
    return VerbOutput({"joined": False}, Phrase("Left the hub; what came from it stays."))


@hub("sync", WRITES, help="gửi và nhận ngay / send and read now")
def _sync(call: Call) -> VerbOutput:
    told = call.studio.hub.sync()
    lines: list[Line] = [Phrase("Sent {pushed}, taken in {taken}.", pushed=told.pushed, taken=told.taken)]
    trouble = told.trouble.to(call.console.language) if told.trouble else None
    return VerbOutput(
        view(told, "changed pushed taken", trouble=trouble), lines + ([told.trouble] if told.trouble else [])
    )


@hub("standing", SHOWS, help="trạm này và kho chung / this station and the hub")
def _standing(call: Call) -> VerbOutput:
    joined, standing, aside = call.studio.hub.joined(), call.studio.hub.standing(), call.studio.hub.aside()
    language = call.console.language
    told = view(standing, "last_ok last_try waiting refused received")
    told["joined"] = None if joined is None else view(joined, "address login unit department joined_at")
    told["trouble"] = standing.trouble.to(language) if standing.trouble else None
    told["aside"] = [view(one, "id box seq kind post since again", why=one.why.to(language)) for one in aside]
    if joined is None:
        return VerbOutput(told, Phrase("This station has joined no hub."))
    lines: list[Line] = [
        Phrase("{address} as {login} of {unit}", address=joined.address, login=joined.login, unit=joined.unit),
        *_lines(standing),
        *(line("  {} {} · {} · {}", one.box, one.seq, one.kind, one.why) for one in aside),
    ]
    return VerbOutput(told, lines)


def _lines(standing: LinkStanding) -> list[Line]:
    last = show_datetime(standing.last_ok) if standing.last_ok else "–"
    lines: list[Line] = [Phrase("Last contact {last}; {waiting} items wait.", last=last, waiting=standing.waiting)]
    if standing.trouble is not None:
        lines.append(standing.trouble)
    if standing.refused:
        lines.append(Phrase("{refused} items of this station are not taken by the hub.", refused=standing.refused))
    if standing.aside:
        lines.append(Phrase("Not taken in, or not yet:"))
    return lines
