"""What a screen reader is told: the accessibility tree of one application, as lines of JSON.

    /usr/bin/python3 tree.py PID

Run by the system's own Python, which has the bindings; the standard library and they alone are used here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # type: ignore[import-not-found]  # noqa: E402

ANSWERS_MS = 60_000
"""How long the application may take for an answer: a busy one takes longer than the 800 ms that are usual."""
DEEPEST = 60
MOST_ENTRIES = 30
"""Entries of a list that are looked at: all are alike."""
LISTS = ("list", "table", "tree", "tree table")


def applications(pid: int) -> Iterator[Any]:
    desktop = Atspi.get_desktop(0)
    for place in range(desktop.get_child_count()):
        found = desktop.get_child_at_index(place)
        if found is not None and found.get_process_id() == pid:
            yield found


def walk(node: Any, path: list[str], depth: int) -> Iterator[dict[str, object]]:
    """Every node that is to be seen, with the names of those above it; what labels it where it has no name of its own.

    Each question goes to the application and back, so no more is asked than is told.
    """
    role, name = node.get_role_name(), node.get_name() or ""
    states = node.get_state_set()
    if depth and not states.contains(Atspi.StateType.SHOWING):
        return
    focusable = bool(states.contains(Atspi.StateType.FOCUSABLE))
    labels = [target.get_name() for target in labelled_by(node)] if focusable and not name else []
    yield {"role": role, "name": name, "label": " ".join(labels), "focusable": focusable, "path": path}
    if depth < DEEPEST:
        count = node.get_child_count()
        for place in range(min(count, MOST_ENTRIES) if role in LISTS else count):
            child = node.get_child_at_index(place)
            if child is not None:
                yield from walk(child, [*path, f"{role}:{name[:40]}"], depth + 1)


def labelled_by(node: Any) -> Iterator[Any]:
    for relation in node.get_relation_set() or ():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            for place in range(relation.get_n_targets()):
                yield relation.get_target(place)


def main(pid: int) -> None:
    Atspi.set_timeout(ANSWERS_MS, ANSWERS_MS)
    for application in applications(pid):
        for place in range(application.get_child_count()):
            window = application.get_child_at_index(place)
            if window is not None:
                for node in walk(window, [], 0):
                    print(json.dumps(node, ensure_ascii=False))


if __name__ == "__main__":
    main(int(sys.argv[1]))
