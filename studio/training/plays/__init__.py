"""How each step is played without a hand on the mouse: for the trainer's “watch”, and for the test of all lessons.

A key is that of the step, ``B1.3``. A play works at the services' doors, so what it may do a person may do.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from studio.training.plays import access, checklists, feedback, planning, posts, registry, slips
from studio.training.scene import Play

_ROOMS = (posts, registry, access, slips, planning, feedback, checklists)
PLAYS: Mapping[str, Play] = MappingProxyType({key: play for room in _ROOMS for key, play in room.PLAYS.items()})
