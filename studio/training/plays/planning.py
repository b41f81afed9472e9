"""Plays of E1 and E2: the week's plan, and emergencies."""

from __future__ import annotations

from collections.abc import Mapping

from studio.training.scene import Play

PLAYS: Mapping[str, Play] = {}
