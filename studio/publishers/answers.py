"""What is said of a call whatever the platform: not sent, lost, a server's trouble, a portal in between.

What a platform's error codes mean: rows of ``errors.yaml`` beside the platform's own files.

    kinds:                                   # what follows from each kind of trouble
      wait: {outcome: not_executed, seconds: 600, step: later}
    steps:                                   # what to do next, by name
      later: {vi: …, en: …}
    errors:                                  # a row a sentence; a row without codes is asked for by its name
      - codes: [4, 80000..80014, 190/460, "*/1366046"]
        kind: wait
        vi: …
        en: …

A row may state its own ``outcome``, ``seconds``, ``person`` or ``step`` instead of its kind's. A span of codes counts
only for codes that no row names.

The boundary to code that talks to a page: whatever escapes it becomes a statement the outbox can act on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar

from studio.errors import NotFound, StorageTrouble, StudioError, Untrusted
from studio.phrase import Bilingual, Phrase, joined
from studio.publishers.http import ConnectFailure, LostAnswer, NotSent, Reply
from studio.publishers.port import Answer, Outcome, Unreachable
from studio.yamlfile import YamlSection, load_yaml

T = TypeVar("T")
_log = logging.getLogger(__name__)


def read(call: Callable[[], T]) -> T:
    """Make a read. Raises Unreachable (waiting helps) or another StudioError (a person is needed), nothing else."""
    try:
        return call()
    except StudioError:
        raise
    except OSError as error:
        _log.warning("a read failed: %s", type(error).__name__)
        raise Unreachable("the page cannot be reached; will retry.") from error
    except Exception as error:
        _log.exception("a publisher failed while reading")
        raise StudioError(
            "the connection to the page failed unexpectedly; call the technical officer with the log."
        ) from error


def write(call: Callable[[], Answer]) -> Answer:
    """Make a call that may change the page. Whatever is raised, the outcome is unknown."""
    try:
        return call()
    except Exception as error:  # noqa: BLE001 (the named boundary: nothing may pass for "not sent")
        _log.warning("a write ended without an answer: %s", type(error).__name__)
        return Answer(outcome=Outcome.UNKNOWN, say=Phrase("No answer came from the page."), raw=type(error).__name__)


Kind = TypeVar("Kind", bound=StrEnum)
NO_STEP = Phrase("")


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorMeaning(Generic[Kind]):
    """What is known of a post after an error, and what to tell."""

    kind: Kind
    outcome: Outcome
    say: Phrase
    """What was wrong; may hold ``{places}`` for what the answer tells."""
    step: Phrase = NO_STEP
    """What to do next; empty where `say` tells it."""
    needs_person: bool = False
    retry_after: float | None = None
    """Seconds."""

    def saying(self, **values: object) -> ErrorMeaning[Kind]:
        """The same with the places of `say` filled."""
        return replace(self, say=self.say.format(**values))

    @property
    def whole(self) -> Phrase:
        """Both sentences in one."""
        return joined(self.say, self.step)

    def answer(self, *, code: str = "", raw: str = "", remote_id: str = "") -> Answer:
        """What a write that ended so means."""
        return Answer(
            outcome=self.outcome,
            remote_id=remote_id,
            say=self.whole,
            retry_after=self.retry_after,
            needs_person=self.needs_person,
            code=code,
            raw=raw,
        )


@dataclass(frozen=True, slots=True)
class Verdicts(Generic[Kind]):
    """The rows of one platform."""

    by_code: Mapping[str, ErrorMeaning[Kind]]
    spans: tuple[tuple[range, ErrorMeaning[Kind]], ...]
    named: Mapping[str, ErrorMeaning[Kind]]
    steps: Mapping[str, Phrase]

    def find(self, *codes: str) -> ErrorMeaning[Kind] | None:
        """The row of the first of `codes` that has one, then the span that holds the last."""
        named = next((self.by_code[code] for code in codes if code in self.by_code), None)
        last = int(codes[-1]) if named is None and codes[-1].isdigit() else None
        return named or next((verdict for span, verdict in self.spans if last in span), None)


def read_verdicts(path: Path, kinds: type[Kind]) -> Verdicts[Kind]:
    """Read the file at `path`, whose kinds are those of `kinds`. Raises BadInput naming file and line."""
    return _ErrorReader(path, kinds).read()


class _ErrorReader(Generic[Kind]):
    def __init__(self, path: Path, kinds: type[Kind]) -> None:
        self._top = YamlSection(load_yaml(path.read_bytes(), path.name))
        self._kinds = kinds
        self._steps: dict[str, Phrase] = {}

    def read(self) -> Verdicts[Kind]:
        if self._top.has("steps"):
            steps = self._top.section("steps")
            self._steps = {name: steps.phrase(name) for name in steps.names()}
        kinds = self._top.section("kinds")
        defaults = {name: _what_follows(kinds.section(name)) for name in kinds.names()}
        by_code: dict[str, ErrorMeaning[Kind]] = {}
        spans: list[tuple[range, ErrorMeaning[Kind]]] = []
        named: dict[str, ErrorMeaning[Kind]] = {}
        for row in self._top.sections("errors"):
            codes, name = row.get("codes", list, []), row.get("name", str, "")
            verdict = self._verdict(row, defaults)
            if name:
                named[name] = verdict
            for code in map(str, codes):
                first, dots, last = code.partition("..")
                if code in by_code or (dots and not (first.isdigit() and last.isdigit())):
                    raise row.wrong("codes", Phrase("the code {code} is wrong or twice.", code=code))
                if dots:
                    spans.append((range(int(first), int(last) + 1), verdict))
                else:
                    by_code[code] = verdict
        self._top.close()
        return Verdicts(by_code, tuple(spans), named, self._steps)

    def _verdict(self, row: YamlSection, defaults: Mapping[str, Mapping[str, Any]]) -> ErrorMeaning[Kind]:
        kind, say = row.get("kind", str), Bilingual(row.get("vi", str), row.get("en", str))
        if kind not in defaults or kind not in set(self._kinds):
            raise row.wrong("kind", Phrase("there is no kind “{kind}”.", kind=kind))
        follows = dict(defaults[kind]) | _what_follows(row)
        step, seconds, outcome = follows.get("step"), follows.get("seconds"), follows.get("outcome")
        person = follows.get("person", False)
        if outcome not in set(Outcome) or step not in {None, *self._steps}:
            raise row.wrong("outcome", Phrase("no such outcome or step."))
        if not isinstance(seconds, int | None) or not isinstance(person, bool):
            raise row.wrong("seconds", Phrase("a number, true or false."))
        return ErrorMeaning(
            kind=self._kinds(kind),
            outcome=Outcome(outcome),
            say=say,
            step=self._steps[step] if step else NO_STEP,
            needs_person=person,
            retry_after=None if seconds is None else float(seconds),
        )


def _what_follows(section: YamlSection) -> dict[str, Any]:
    """What a kind or a row states of what follows from it; the rest of a kind's keys is refused."""
    known = {"outcome", "seconds", "person", "step"}
    follows = {name: section.raw(name) for name in section.names() if name in known}
    section.close()
    return follows


_NOT_SENT = {
    ConnectFailure.NETWORK: Phrase("The page's server cannot be reached."),
    ConnectFailure.CERTIFICATE: Phrase(
        "The server's certificate is not valid, or this PC's clock is wrong; check date and time, then call the "
        "technical officer."
    ),
    ConnectFailure.HANDSHAKE: Phrase("No secure connection (TLS) to the page's server came about; nothing was sent."),
    ConnectFailure.PROXY: Phrase(
        "The office's proxy refuses or does not answer; check its settings with the technical officer."
    ),
}
_PASSING = (ConnectFailure.NETWORK, ConnectFailure.HANDSHAKE)
"""What waiting may cure."""
_LOST = Phrase("No whole answer came from the page.")
_SERVER = Phrase("The page's server is in trouble")
_PORTAL = Phrase("The answer is not the page's; the network may ask for a login (Wi-Fi, proxy), open a browser to see.")
OF_THE_FILE = "file"
"""Code of an answer that tells of our own file: not all of it was sent, and what was may be wrong."""
PORTAL_RAW = 300
"""Bytes of a foreign answer that are kept."""


def write_call(call: Callable[[], Reply]) -> Reply | Answer:
    """Make a request that may change the page: the reply to be judged, or an answer that says what is known."""
    try:
        reply = call()
    except NotSent as trouble:
        return not_sent(trouble.why)
    except LostAnswer as trouble:
        return Answer(outcome=Outcome.UNKNOWN, say=_LOST, raw=str(trouble))
    except (Untrusted, NotFound, StorageTrouble) as trouble:  # of the file that is the body, before its last piece
        say = trouble.phrase
        return Answer(outcome=Outcome.NOT_EXECUTED, say=say, needs_person=True, code=OF_THE_FILE)
    return common(reply) or reply


def read_call(call: Callable[[], Reply]) -> Reply:
    """Make a request that changes nothing. Raises Unreachable (waiting helps) or StudioError (a person is needed)."""
    try:
        reply = call()
    except NotSent as trouble:
        say = _NOT_SENT[trouble.why]
        raise (Unreachable if trouble.why in _PASSING else StudioError)(say) from None
    except LostAnswer:
        raise Unreachable(_LOST) from None
    if reply.status == 407:
        say = _NOT_SENT[ConnectFailure.PROXY]
        raise StudioError(say)
    return reply


def not_sent(why: ConnectFailure) -> Answer:
    """Nothing left this PC."""
    say = _NOT_SENT[why]
    return Answer(outcome=Outcome.NOT_EXECUTED, say=say, needs_person=why not in _PASSING, raw=why.value)


def common(reply: Reply) -> Answer | None:
    """What a status alone says of a write; None: the platform's own rules decide."""
    if reply.status == 407:
        return not_sent(ConnectFailure.PROXY)
    if reply.status in (429, 503) and reply.retry_after is not None:
        say = Phrase("The page asks to wait.")
        return Answer(outcome=Outcome.NOT_EXECUTED, say=say, retry_after=reply.retry_after, code=str(reply.status))
    if 300 <= reply.status < 400:
        return foreign(reply)
    return None


def server_trouble(reply: Reply) -> Answer:
    """A 5xx: the post may be there all the same."""
    return Answer(
        outcome=Outcome.UNKNOWN,
        say=Phrase("{server} (code {status}).", status=reply.status, server=_SERVER),
        retry_after=reply.retry_after,
        code=str(reply.status),
    )


def foreign(reply: Reply) -> Answer:
    """An answer that cannot be the platform's: HTML, cut JSON, a redirect."""
    return Answer(
        outcome=Outcome.UNKNOWN,
        say=_PORTAL,
        code=str(reply.status),
        raw=reply.body[:PORTAL_RAW].decode("utf-8", "replace"),
    )


def foreign_read(reply: Reply) -> StudioError:
    """The same, of a read: waiting may help."""
    return Unreachable(_PORTAL)
