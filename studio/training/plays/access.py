"""Plays of A4 and C1: who holds which rights on a page."""

from __future__ import annotations

from collections.abc import Mapping

from studio.training.scene import Play

PLAYS: Mapping[str, Play] = {}
