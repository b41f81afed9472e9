"""Predicates of A1, A2, A3 and C2: files of pages, their identity, verification, directory and hand-over."""

from __future__ import annotations

from collections.abc import Mapping

from studio.training.scene import Predicate

PREDICATES: Mapping[str, Predicate] = {}
