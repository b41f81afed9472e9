"""How places are written in a sentence: ``các điểm a, b và c khoản 2, khoản 3 Điều 5 và Điều 6``."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from studio.library.references import CitedPlace


def written_places(places: Sequence[CitedPlace]) -> str:
    """The places as Decree 30/2020/NĐ-CP has them written: small ``điểm`` and ``khoản``, ``Điều`` with a capital."""
    articles = [_article(number, list(inside)) for number, inside in groupby(places, key=_outside)]
    return _row(articles)


def _outside(place: CitedPlace) -> tuple[str, tuple[str, ...], str]:
    return place.article, place.divisions, place.annex


def _article(outside: tuple[str, tuple[str, ...], str], inside: Sequence[CitedPlace]) -> str:
    number, divisions, annex = outside
    clauses = [_clause(clause, list(some)) for clause, some in groupby(inside, key=lambda p: p.clause)]
    bare = [place.clause for place in inside if not (place.point or place.item)]
    inner = _several("khoản", bare) if len(bare) == len(inside) and all(bare) else _row([c for c in clauses if c])
    parts = (inner, f"Điều {number}" if number else "", *divisions, annex)
    return " ".join(part for part in parts if part)


def _clause(number: str, inside: Sequence[CitedPlace]) -> str:
    points = [place.point for place in inside if place.point]
    items = [place.item for place in inside if place.item]
    parts = (_row(items), _several("điểm", points) if points else "", f"khoản {number}" if number else "")
    return " ".join(part for part in parts if part)


def _several(name: str, values: Sequence[str]) -> str:
    values = list(dict.fromkeys(values))
    return f"{name} {values[0]}" if len(values) == 1 else f"các {name} {_row(values)}"


def _row(parts: Sequence[str]) -> str:
    """``a``, ``a và b``, ``a, b và c``."""
    return " và ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part) if parts else ""
