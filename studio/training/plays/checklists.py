"""Plays of the steps that are answered on a checklist: feedback, moderation, reports."""

from __future__ import annotations

from collections.abc import Mapping

from studio.training.scene import Play

PLAYS: Mapping[str, Play] = {}
