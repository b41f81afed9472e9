"""The rules of the Experience API 1.0.3, part two, that bear on what is exported, and those of cmi5 (§9.3, §9.5).

Written from the text of the specifications, not from what the program does; `faults` names every rule that is broken.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

Check = Callable[[Any], bool]
STATEMENT = {
    "id", "actor", "verb", "object", "result", "context", "timestamp", "stored", "authority", "version", "attachments",
}  # fmt: skip
CONTEXT = {
    "registration", "instructor", "team", "contextActivities", "revision", "platform", "language", "statement",
    "extensions",
}  # fmt: skip
RESULT = {"score", "success", "completion", "response", "duration", "extensions"}
DEFINITION = {"name", "description", "type", "moreInfo", "extensions"}
VERBS = ("launched", "initialized", "completed", "passed", "failed", "terminated")
_UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
_LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
_DURATION = re.compile(r"^P(?!$)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$")
_RFC3339 = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")


def faults(statement: Any) -> list[str]:
    """Every rule that one statement breaks."""
    return list(_statement(statement))


def session_faults(statements: Sequence[Mapping[str, Any]]) -> list[str]:
    """Every rule of cmi5's order and results that the statements of one session break; they stand in written order."""
    return list(_session(statements))


def _statement(it: Any) -> Iterator[str]:
    yield from _object("statement", it, STATEMENT, {"actor", "verb", "object"})
    if not isinstance(it, dict):
        return
    if not _is_uuid(it.get("id")):
        yield "id is no UUID in standard form"
    yield from _agent(it.get("actor"))
    yield from _verb(it.get("verb"))
    yield from _activity("object", it.get("object"))
    if "result" in it:
        yield from _result(it["result"])
    if "context" in it:
        yield from _context(it["context"])
    if not _is_timestamp(it.get("timestamp")):
        yield "timestamp is no RFC 3339 time with its offset"
    if it.get("stored") is not None or "version" in it:
        yield "stored and version are the store's to set"


def _agent(it: Any) -> Iterator[str]:
    identifiers = {"mbox", "mbox_sha1sum", "openid", "account"}
    yield from _object("actor", it, {"objectType", "name"} | identifiers, set())
    if not isinstance(it, dict):
        return
    if it.get("objectType", "Agent") != "Agent":
        yield "actor is no Agent"
    if len(identifiers & it.keys()) != 1:
        yield "an agent has exactly one identifier"
    if "name" in it and not _is_text(it["name"]):
        yield "name of the actor is no text"
    if "account" in it:
        yield from _object("account", it["account"], {"homePage", "name"}, {"homePage", "name"})
        if not _is_irl(it["account"].get("homePage")):
            yield "homePage is no address"
        if not _is_text(it["account"].get("name")):
            yield "name of the account is no text"


def _verb(it: Any) -> Iterator[str]:
    yield from _object("verb", it, {"id", "display"}, {"id", "display"})
    if isinstance(it, dict):
        if not _is_iri(it.get("id")):
            yield "id of the verb is no IRI"
        yield from _language_map("display", it.get("display"))


def _activity(where: str, it: Any) -> Iterator[str]:
    yield from _object(where, it, {"objectType", "id", "definition"}, {"id"})
    if not isinstance(it, dict):
        return
    if it.get("objectType", "Activity") != "Activity":
        yield f"{where} is no Activity"
    if not _is_iri(it.get("id")):
        yield f"id of {where} is no IRI"
    if "definition" in it:
        definition = it["definition"]
        yield from _object(f"definition of {where}", definition, DEFINITION, set())
        if "type" in definition and not _is_iri(definition["type"]):
            yield f"type of {where} is no IRI"
        for words in ("name", "description"):
            if words in definition:
                yield from _language_map(f"{words} of {where}", definition[words])
        yield from _extensions(definition)


def _result(it: Any) -> Iterator[str]:
    yield from _object("result", it, RESULT, set())
    if not isinstance(it, dict):
        return
    for flag in ("success", "completion"):
        if flag in it and not isinstance(it[flag], bool):
            yield f"{flag} is no boolean"
    if "duration" in it and not (isinstance(it["duration"], str) and _DURATION.match(it["duration"])):
        yield "duration is no ISO 8601 duration"
    if "score" in it:
        yield from _score(it["score"])
    yield from _extensions(it)


def _score(it: Any) -> Iterator[str]:
    yield from _object("score", it, {"scaled", "raw", "min", "max"}, set())
    numbers = {
        key: value for key, value in it.items() if isinstance(value, (int, float)) and not isinstance(value, bool)
    }
    if numbers.keys() != it.keys():
        yield "a score is made of numbers"
        return
    if not -1 <= numbers.get("scaled", 0) <= 1:
        yield "scaled is between -1 and 1"
    least, most = numbers.get("min", float("-inf")), numbers.get("max", float("inf"))
    if not least < most:
        yield "min is less than max"
    if not least <= numbers.get("raw", least if least > float("-inf") else 0) <= most:
        yield "raw is between min and max"


def _context(it: Any) -> Iterator[str]:
    yield from _object("context", it, CONTEXT, set())
    if not isinstance(it, dict):
        return
    if "registration" in it and not _is_uuid(it["registration"]):
        yield "registration is no UUID"
    for words in ("revision", "platform"):
        if words in it and not _is_text(it[words]):
            yield f"{words} is no text"
    if "language" in it and not _LANGUAGE.match(str(it["language"])):
        yield "language is no language tag"
    activities = it.get("contextActivities", {})
    if not isinstance(activities, dict) or not activities.keys() <= {"parent", "grouping", "category", "other"}:
        yield "contextActivities has other keys than parent, grouping, category, other"
        return
    for kind, listed in activities.items():
        for each in listed if isinstance(listed, list) else [listed]:
            yield from _activity(kind, each)
    yield from _extensions(it)


def _extensions(owner: Mapping[str, Any]) -> Iterator[str]:
    if "extensions" in owner:
        if not isinstance(owner["extensions"], dict) or not owner["extensions"]:
            yield "extensions are a map, and not an empty one"
        elif not all(map(_is_iri, owner["extensions"])):
            yield "a key of extensions is no IRI"


def _language_map(where: str, it: Any) -> Iterator[str]:
    if (
        not isinstance(it, dict)
        or not it
        or not all(_LANGUAGE.match(tag) and _is_text(text) for tag, text in it.items())
    ):
        yield f"{where} is no language map"


def _object(where: str, it: Any, known: set[str], needed: set[str]) -> Iterator[str]:
    if not isinstance(it, dict):
        yield f"{where} is no object"
        return
    if it.keys() - known:
        yield f"{where} has unknown properties: {sorted(it.keys() - known)}"
    if needed - it.keys():
        yield f"{where} lacks {sorted(needed - it.keys())}"
    if any(value is None or value in ({}, "") for value in it.values()):
        yield f"{where} has an empty value"


def _session(statements: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    verbs = [str(each["verb"]["id"]).rsplit("/", 1)[1] for each in statements]
    for each, verb in zip(statements, verbs, strict=True):
        if verb not in VERBS or each["verb"]["id"] != f"http://adlnet.gov/expapi/verbs/{verb}":
            yield f"{each['verb']['id']} is no verb of cmi5"
        if "account" not in each["actor"] or "mbox" in each["actor"]:
            yield "the actor of cmi5 has an account"
        if not each["timestamp"].endswith("Z"):
            yield "timestamps of cmi5 are in UTC"
    if len(set(verbs)) < len(verbs):
        yield "a verb is there twice"
    if {"passed", "failed"} <= set(verbs):
        yield "both passed and failed"
    yield from _ends(verbs)
    times = [datetime.fromisoformat(each["timestamp"]) for each in statements]
    if times != sorted(times):
        yield "timestamps run backwards"
    yield from _results(dict(zip(verbs, statements, strict=True)))
    for part in ("actor", "object"):
        if any(each[part] != statements[0][part] for each in statements):
            yield f"{part} changes within a session"
    if len({each["context"]["registration"] for each in statements}) != 1:
        yield "registration changes within a session"


def _ends(verbs: Sequence[str]) -> Iterator[str]:
    own = [verb for verb in verbs if verb != "launched"]
    if "launched" in verbs and verbs[0] != "launched":
        yield "launched is not before what it launched"
    if not own or own[0] != "initialized":
        yield "initialized is not first"
    if not own or own[-1] != "terminated":
        yield "terminated is not last"


def _results(by_verb: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for verb in ("completed", "passed", "failed", "terminated"):
        if verb in by_verb and "duration" not in by_verb[verb].get("result", {}):
            yield f"{verb} has no duration"
    expected = {"completed": ("completion", True), "passed": ("success", True), "failed": ("success", False)}
    for verb, each in by_verb.items():
        result = each.get("result", {})
        for key in ("completion", "success"):
            should = dict([expected[verb]]).get(key) if verb in expected else None
            if result.get(key) is not should:
                yield f"{key} of {verb} is {result.get(key)}"
        if verb not in ("passed", "failed") and "score" in result:
            yield f"{verb} has a score"


def _is_uuid(it: Any) -> bool:
    return isinstance(it, str) and bool(_UUID.match(it)) and str(uuid.UUID(it)) == it


def _is_timestamp(it: Any) -> bool:
    if not isinstance(it, str) or not _RFC3339.match(it) or it.endswith("-00:00"):
        return False
    try:
        return datetime.fromisoformat(it).utcoffset() is not None
    except ValueError:
        return False


def _is_iri(it: Any) -> bool:
    if not isinstance(it, str) or re.search(r"[\s<>\"{}|\\^`]", it):
        return False
    parts = urlsplit(it)
    return (
        bool(parts.scheme)
        and bool(parts.netloc or parts.path)
        and re.match(r"^[A-Za-z][A-Za-z0-9+.-]*:", it) is not None
    )


def _is_irl(it: Any) -> bool:
    return _is_iri(it) and urlsplit(it).scheme in ("http", "https") and bool(urlsplit(it).hostname)


def _is_text(it: Any) -> bool:
    return isinstance(it, str) and bool(it)


def spans(text: str) -> timedelta:
    """A duration of hours, minutes and seconds."""
    counts = {unit: int(count) for count, unit in re.findall(r"(\d+)([HMS])", text)}
    return timedelta(hours=counts.get("H", 0), minutes=counts.get("M", 0), seconds=counts.get("S", 0))
