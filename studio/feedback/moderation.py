"""Comments and the house rules of their page: hidden only by a rule and with a reason, shown again, looked at twice.

Criticism that breaks no rule is kept. Only what a platform can hide is hidden, and only what stands in public. The
decision is kept before the page is asked; what became of a call that gave no answer is found out by a look. Doing it
twice does no harm, so nothing is left half done by a crash.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from studio.accounts.model import Account
from studio.clock import Clock
from studio.errors import BadInput, NotFound, NotPermitted, Refused, StudioError
from studio.events import Publish, silent
from studio.feedback import moderation_words as words
from studio.feedback.house_rules import HouseRules
from studio.feedback.items import Items
from studio.feedback.model import FeedbackItem, ItemOutcome, Origin
from studio.feedback.moderation_model import (
    OUTSTANDING,
    Appeal,
    HouseRule,
    ModerationAct,
    ModerationAdvice,
    ModerationEntry,
    ModerationProgress,
    ModerationReasons,
    ModerationState,
)
from studio.feedback.settings import ACT, Note, require_desk
from studio.feedback.suggestions import reads_as_criticism, suggested_rules
from studio.people.model import Person, Role
from studio.people.present import by_itself
from studio.people.service import People
from studio.phrase import Phrase
from studio.publishers.inbox import Inbox, Thread
from studio.publishers.port import Answer, Outcome, Unreachable
from studio.text import length, nfc, squeeze

if TYPE_CHECKING:
    from studio.feedback.sealer import Sealer
    from studio.feedback.storage_moderation import StoredModeration

MAY_HIDE = (Role.APPROVER, Role.PUBLISHER, Role.HEAD)
MAY_REVIEW = (Role.APPROVER, Role.HEAD)
LONGEST_REASON = 300
SHARE = 0.2
"""Of the hidden comments, how many another person looks at."""
AGAIN = timedelta(minutes=1)
AGAIN_BY_PERSON = timedelta(minutes=15)
_SEALED_AS = "moderation"
Page = tuple[Account, Inbox]


class Moderation:
    """`by` is the id of a person; every act raises a StudioError with the reason.

    `page` gives the account of that name and the inbox that serves it; `scan` tells what a text gives away of somebody.
    """

    def __init__(
        self,
        repo: StoredModeration,
        house_rules: HouseRules,
        items: Items,
        people: People,
        clock: Clock,
        *,
        ids: Callable[[], str],
        note: Note,
        sealer: Sealer,
        page: Callable[[str], Page],
        scan: Callable[[str], Phrase | None] = lambda text: None,
        publish: Publish = silent,
    ) -> None:
        self._repo = repo
        self._house_rules = house_rules
        self._items = items
        self._people = people
        self._clock = clock
        self._ids = ids
        self._note = note
        self._sealer = sealer
        self._page = page
        self._scan = scan
        self._publish = publish
        self._rounds = threading.Lock()

    # Reading

    def rules(self, account: str) -> tuple[HouseRule, ...]:
        """The house rules of the page as they hold now."""
        return self._house_rules.of(account).rules

    def breaks(self, text: str) -> tuple[str, ...]:
        """Ids of the rules that the words of a comment may break, the likeliest first."""
        return suggested_rules(text)

    def advise(self, item: str, by: str) -> ModerationAdvice:
        """What to know before the comment is hidden."""
        found = self._items.require_unconcerned(item, by)
        text = self._comment(item, by)
        known = {rule.id for rule in self.rules(found.account)}
        rules = tuple(rule for rule in self.breaks(text) if rule in known)
        criticism = not rules and reads_as_criticism(text)
        self._publish("moderation.opened", item=item)
        says = words.POSSIBLE_BREACH if rules else words.CRITICISM if criticism else words.NO_BREACH
        return ModerationAdvice(rules=rules, criticism=criticism, says=says)

    def cannot_hide(self, item: str) -> Phrase | None:
        """Why the page of this item can hide nothing here; None when it can."""
        found = self._items.get(item)
        if found.origin is not Origin.COMMENT:
            return words.NO_COMMENT
        if found.purged or self._thread(item) is None:
            return words.PURGED
        account, inbox = self._page(found.account)
        return None if inbox.abilities(account).can_hide else words.CANNOT

    def decisions(self, item: str) -> tuple[ModerationEntry, ...]:
        """What was decided on one comment, newest first."""
        return self._repo.of_item(item)

    def hiding(self, item: str) -> ModerationEntry | None:
        """The decision by which the comment is hidden, or is about to be; None while it stands in public."""
        last = next((entry for entry in self._repo.of_item(item) if entry.state is not ModerationState.REFUSED), None)
        counts = last is not None and last.act is ModerationAct.HIDE and last.state is not ModerationState.GONE
        return last if counts else None

    def reasons(self, entry: str) -> ModerationReasons:
        """What persons wrote beside a decision; empty once the item is purged."""
        sealed = self._repo.reasons(entry)
        if sealed is None:
            return ModerationReasons()
        return ModerationReasons(**json.loads(self._sealer.open(sealed, _SEALED_AS, entry)))

    def notice(self, item: str) -> words.HidingNotice:
        """What to write to whoever's comment was hidden, in the four parts of a reply. Raises Refused."""
        hiding = self._hiding(item)
        rule = self._house_rules.edition(hiding.account, hiding.rules_version).rule(hiding.rule)
        return words.hiding_notice(rule)

    def outstanding(self) -> int:
        """How many decisions the pages have yet to carry out."""
        return self._repo.count_outstanding()

    # Deciding

    def keep(self, item: str, by: str) -> ModerationEntry:
        """The comment stays as it is and asks for no answer. Raises NotPermitted, Refused."""
        person = require_desk(self._people, by)
        found = self._items.require_unconcerned(item, by)
        _require_comment(found)
        entry = self._entry(found, ModerationAct.KEEP, person)
        with self._repo.transaction():
            if self.hiding(item) is not None:
                raise Refused(words.HIDDEN_ALREADY)
            self._save(entry, ModerationReasons())
            self._items.close(item, ItemOutcome.KEPT, by)
        self._told(entry)
        return entry

    def hide(self, item: str, rule: str, reason: str, by: str, pin: str) -> ModerationEntry:
        """Decide that the comment is hidden; the next round asks the page. Raises NotPermitted, BadInput, and Refused
        where no rule is named: criticism that breaks none is kept."""
        person = self._signed(by, pin, *MAY_HIDE)
        found = self._items.require_unconcerned(item, person.id)
        _require_comment(found)
        if not rule:
            criticism = reads_as_criticism(self._comment(item, person.id))
            raise Refused(words.CRITICISM if criticism else words.RULE_NEEDED)
        edition = self._house_rules.of(found.account)
        if edition.rule(rule) is None:
            raise BadInput(words.NO_SUCH_RULE, where="rule")
        said = self._tidied(reason)
        obstacle = self.cannot_hide(item)
        if obstacle is not None:
            raise Refused(obstacle)
        entry = self._entry(found, ModerationAct.HIDE, person.id)
        entry = replace(entry, rule=rule, rules_version=edition.version, state=ModerationState.WAITING)
        with self._repo.transaction():
            if self.hiding(item) is not None or self._unsettled(item):
                raise Refused(words.HIDDEN_ALREADY)
            self._save(entry, ModerationReasons(reason=said))
        self._told(entry)
        return entry

    def restore(self, item: str, reason: str, by: str, pin: str) -> ModerationEntry:
        """Decide that the hidden comment is shown again; the next round asks the page."""
        person = self._signed(by, pin, *MAY_HIDE)
        said = self._tidied(reason)
        self._items.require_unconcerned(item, person.id)
        with self._repo.transaction():
            entry = self._restored(self._hiding(item), person, said)
        self._told(entry)
        return entry

    def appeal(self, item: str, reason: str, by: str) -> ModerationEntry:
        """Note that whoever wrote the comment asked to have the hiding looked at again."""
        person = require_desk(self._people, by)
        said = self._tidied(reason)
        with self._repo.transaction():
            hiding = self._hiding(item)
            if hiding.appeal is not Appeal.NONE:
                raise Refused(words.APPEALED_ALREADY)
            if self._items.get(item).purged:
                raise Refused(words.PURGED)
            asked = replace(hiding, appeal=Appeal.ASKED, appealed_at=self._clock.now(), reviewed_at=None)
            self._save(asked, replace(self.reasons(hiding.id), appeal=said), step="appealed", by=person)
        self._told(asked)
        return asked

    def sample(self, by: str, share: float = SHARE) -> tuple[ModerationEntry, ...]:
        """Hidden comments that `by` has yet to look at: all that were appealed, and those of a share of the hidden ones
        that nobody looked at so far. The draw stays the same; none that `by` hid, and none whose text is gone. Raises
        NotPermitted."""
        reviewer = self._people.require(by, *MAY_REVIEW).id
        hidden = self._repo.hidden_for(reviewer)
        appealed = [entry for entry in hidden if entry.appeal is Appeal.ASKED]
        others = sorted((entry for entry in hidden if entry.appeal is Appeal.NONE), key=_drawn)
        drawn = others[: max(1, round(share * len(others)))]
        return (*appealed, *(entry for entry in drawn if entry.reviewed_at is None))

    def review(self, item: str, by: str, pin: str, *, agree: bool, reason: str = "") -> ModerationEntry:
        """Another person's look at a hiding: it stands, or the comment is shown again, with the reason.

        Raises NotPermitted for whoever hid it.
        """
        person = self._signed(by, pin, *MAY_REVIEW)
        said = self._tidied(reason) if reason or not agree else ""
        self._items.require_unconcerned(item, person.id)
        with self._repo.transaction():
            hiding = self._hiding(item)
            if hiding.by == person.id:
                raise NotPermitted(words.OWN_HIDING.format(name=person.name))
            if hiding.reviewed_at is not None:
                raise Refused(words.REVIEWED_ALREADY)
            appeal = Appeal.UPHELD if agree else Appeal.GRANTED
            seen = replace(
                hiding,
                reviewed_by=person.id,
                reviewed_at=self._clock.now(),
                agreed=agree,
                appeal=appeal if hiding.appeal is Appeal.ASKED else hiding.appeal,
            )
            self._save(seen, replace(self.reasons(hiding.id), review=said), step="reviewed", by=person.id)
            if not agree:
                self._restored(seen, person, said)
        self._publish("moderation.reviewed", item=item, agreed="yes" if agree else "no")
        return seen

    # Carrying out

    @by_itself("carries out what was decided with a PIN")
    def run(self, *, limit: int = 20) -> ModerationProgress:
        """Ask the pages for what was decided and is not done yet; off the window's thread. One round at a time."""
        if not self._rounds.acquire(blocking=False):
            return ModerationProgress()
        try:
            ended = [self._carried(entry) for entry in self._repo.outstanding(self._clock.now(), limit)]
        finally:
            self._rounds.release()
        states = [entry.state for entry in ended]
        return ModerationProgress(
            done=sum(state in (ModerationState.DONE, ModerationState.GONE) for state in states),
            waiting=sum(state in OUTSTANDING for state in states),
            refused=states.count(ModerationState.REFUSED),
        )

    def _carried(self, entry: ModerationEntry) -> ModerationEntry:
        try:
            settled = self._asked(entry)
        except Unreachable as trouble:
            settled = self._later(entry, trouble.phrase)
        except StudioError as trouble:
            settled = self._later(entry, trouble.phrase, after=AGAIN_BY_PERSON)
        with self._repo.transaction():
            self._repo.save(settled)
            if settled.state not in OUTSTANDING:
                self._log(settled, settled.state.value, settled.by)
        if settled.state not in OUTSTANDING:
            self._told(settled)
        return settled

    def _asked(self, entry: ModerationEntry) -> ModerationEntry:
        """Look where the last call gave no answer; ask the page where it is not done yet."""
        thread = self._thread(entry.item)
        if thread is None:
            return replace(entry, state=ModerationState.REFUSED, problem=words.PURGED)
        account, inbox = self._page(entry.account)
        wanted = entry.act is ModerationAct.HIDE
        if entry.state is not ModerationState.WAITING:
            hidden = inbox.is_hidden(account, thread)
            if hidden is None:
                return replace(entry, state=ModerationState.GONE, problem=None, retry_at=None)
            if hidden is wanted:
                return replace(entry, state=ModerationState.DONE, problem=None, retry_at=None)
        with self._repo.transaction():
            self._repo.save(replace(entry, state=ModerationState.SENDING))
        return self._settled(entry, inbox.hide(account, thread, hidden=wanted))

    def _settled(self, entry: ModerationEntry, answer: Answer) -> ModerationEntry:
        problem = answer.say if answer.say.vi else None
        if answer.outcome is Outcome.DONE:
            return replace(entry, state=ModerationState.DONE, problem=None, retry_at=None)
        if answer.outcome is Outcome.REFUSED:
            return replace(entry, state=ModerationState.REFUSED, problem=problem)
        state = ModerationState.UNKNOWN if answer.outcome is Outcome.UNKNOWN else ModerationState.WAITING
        after = timedelta(seconds=answer.retry_after) if answer.retry_after else AGAIN
        after = max(after, AGAIN_BY_PERSON) if answer.needs_person else after
        return replace(entry, state=state, problem=problem, retry_at=self._clock.now() + after)

    def _later(self, entry: ModerationEntry, problem: Phrase, after: timedelta = AGAIN) -> ModerationEntry:
        """The page could not be asked, or could not be looked at: what is known of it stays as it was."""
        return replace(entry, problem=problem, retry_at=self._clock.now() + after)

    # Within

    def _comment(self, item: str, by: str) -> str:
        """What was written, for whoever may read it; empty once it is purged."""
        turns = self._items.conversation(item, by).turns
        return "\n".join(turn.text for turn in turns if not turn.ours)

    def _thread(self, item: str) -> Thread | None:
        there = self._items.thread_for_sending(item)
        return there.thread if there else None

    def _hiding(self, item: str) -> ModerationEntry:
        """The hiding that stands. Raises Refused."""
        hiding = self.hiding(item)
        if hiding is None:
            raise Refused(words.NOT_HIDDEN)
        if hiding.state in OUTSTANDING:
            raise Refused(words.NOT_SETTLED)
        return hiding

    def _unsettled(self, item: str) -> bool:
        return any(entry.state in OUTSTANDING for entry in self._repo.of_item(item))

    def _restored(self, hiding: ModerationEntry, person: Person, reason: str) -> ModerationEntry:
        entry = ModerationEntry(
            id=self._ids(),
            item=hiding.item,
            account=hiding.account,
            act=ModerationAct.RESTORE,
            rule=hiding.rule,
            rules_version=hiding.rules_version,
            at=self._clock.now(),
            by=person.id,
            mark=hiding.mark,
            state=ModerationState.WAITING,
        )
        self._save(entry, ModerationReasons(reason=reason))
        return entry

    def _entry(self, item: FeedbackItem, act: ModerationAct, by: str) -> ModerationEntry:
        mark = self._sealer.marks("comment", self._comment(item.id, by))[0].hex()
        return ModerationEntry(
            id=self._ids(), item=item.id, account=item.account, act=act, at=self._clock.now(), by=by, mark=mark
        )

    def _save(self, entry: ModerationEntry, said: ModerationReasons, *, step: str = "", by: str = "") -> None:
        self._repo.save(entry)
        if said != ModerationReasons():
            text = json.dumps(asdict(said), ensure_ascii=False)
            self._repo.put_reasons(entry, self._sealer.seal(text, _SEALED_AS, entry.id))
        self._log(entry, step or entry.act.value, by or entry.by)

    def _log(self, entry: ModerationEntry, step: str, by: str) -> None:
        facts = {"step": step, "item": entry.item, "account": entry.account, "moderation": entry.id}
        self._note(ACT, by, facts | ({"rule": entry.rule} if entry.rule else {}))

    def _told(self, entry: ModerationEntry) -> None:
        self._publish("feedback.moderated", item=entry.item, act=entry.act.value, state=entry.state.value)

    def _signed(self, by: str, pin: str, *roles: Role) -> Person:
        return self._people.require(self._people.verify_pin(by, pin), *roles)

    def _tidied(self, reason: str) -> str:
        """Raises BadInput for a reason that is missing, too long, or gives somebody away."""
        said = squeeze(nfc(reason))
        if not said:
            raise BadInput(words.REASON_NEEDED, where="reason")
        if length(said) > LONGEST_REASON:
            raise BadInput(words.TOO_LONG.format(most=LONGEST_REASON), where="reason")
        found = self._scan(said)
        if found is not None:
            raise BadInput(words.GIVES_AWAY.format(found=found), where="reason")
        return said

    def get(self, entry: str) -> ModerationEntry:
        """Raises NotFound."""
        found = self._repo.get(entry)
        if found is None:
            raise NotFound(words.NO_DECISION)
        return found


def _require_comment(item: FeedbackItem) -> None:
    if item.origin is not Origin.COMMENT:
        raise Refused(words.NO_COMMENT)


def _drawn(entry: ModerationEntry) -> str:
    return sha256(entry.id.encode()).hexdigest()


def _two(phrase: Phrase) -> tuple[str, str]:
    return phrase.vi, phrase.en
