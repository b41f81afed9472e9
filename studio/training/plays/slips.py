"""Plays of C3, C4, D5 and E3: impostors, incidents, corrections, clarifications."""

from __future__ import annotations

from collections.abc import Mapping

from studio.training.scene import Play

PLAYS: Mapping[str, Play] = {}
