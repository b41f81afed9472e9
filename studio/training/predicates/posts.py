"""Predicates of B1, D1, D2, D3 and D4: writing, citing, covering, approving, publishing to the practice page."""

from __future__ import annotations

from collections.abc import Mapping

from studio.training.scene import Predicate

PREDICATES: Mapping[str, Predicate] = {}
