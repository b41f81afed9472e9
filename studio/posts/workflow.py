"""From draft to page: who may move a post where, and what has to be true at that moment.

Every move is checked against the one table of `transitions`, and writes its line of history in the same transaction.
PINs are verified before a transaction begins, so that a wrong try is counted whatever happens afterwards.

Taking a published post back: one person asks with a reason, another one who may decide grants or declines it.

Read from the post's history, which nobody can change. Removing it from the pages is the outbox's business, and is
refused there until the post was withdrawn by somebody else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from studio.clock import Clock, show_datetime
from studio.errors import BadInput, NotPermitted, Refused, StudioError
from studio.events import Publish, silent
from studio.people.model import Person, Role
from studio.people.present import by_itself
from studio.people.service import People, Signer
from studio.phrase import Phrase
from studio.posts import post_signature
from studio.posts.approvals import Approvals, ApprovalStanding, reason_of
from studio.posts.compose import Composer
from studio.posts.journal import entry
from studio.posts.model import Approval, Bundle, FrozenBundle, HistoryEntry, Post, PostState, PreflightStage, SealedPost
from studio.posts.ports import Preflight
from studio.posts.transitions import RULES, Action, allowed, move, require_out_of_trash, require_unblocked
from studio.posts.versions import problems
from studio.text import length, nfc

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.posts.storage import StoredPosts

ASK, DECLINE = "ask_withdrawal", "decline_withdrawal"
"""Lines of history besides the moves: the post stays published until it is withdrawn."""


def asked(history: Sequence[HistoryEntry]) -> HistoryEntry | None:
    """The request that nobody has decided on yet."""
    for line in reversed(history):
        if line.action in (DECLINE, Action.WITHDRAW):
            return None
        if line.action == ASK:
            return line
    return None


def withdrawn(history: Sequence[HistoryEntry]) -> HistoryEntry | None:
    """The line that withdrew the post: by whom, and why; None while it is not."""
    last = history[-1] if history else None
    moved = next((line for line in reversed(history) if line.action == Action.WITHDRAW), None)
    return moved if moved is not None and last is not None and last.to_state is moved.to_state else None


def require_whole(post: Post) -> None:
    """Raise Refused for a published change of a post: what shows on the pages is the post, which is withdrawn whole."""
    if post.answers.amends and post.state is PostState.PUBLISHED:
        raise Refused("this is a change of a published post; withdraw that post, and the change goes with it.")


PROGRAM = "program"
"""Who moved a post when nobody did: a time that passed, a delivery that arrived."""
LONGEST_NOTE = 1000
NO_REQUEST = Phrase("no request to withdraw it waits.")
ASKED = {
    "edit": Action.EDIT,
    "submit": Action.SUBMIT,
    "recall": Action.RECALL,
    "approve": Action.APPROVE,
    "ask_changes": Action.ASK_CHANGES,
    "reject": Action.REJECT,
    "hold": Action.HOLD,
    "release": Action.RELEASE,
    "withdraw": Action.WITHDRAW,
    "publish": Action.QUEUE,
}
"""What a person may want to do, by the names that `Workflow.refusals` answers with."""
OF_ONE_VERSION = frozenset({Action.EDIT, Action.SUBMIT, Action.APPROVE, Action.RELEASE, Action.QUEUE})
"""What nobody does while there are two versions of a post."""


class Workflow:
    """Moves posts. `by` is the id or name of a person; every method raises a StudioError with the reason."""

    def __init__(
        self,
        repo: StoredPosts,
        *,
        people: People,
        composer: Composer,
        approvals: Approvals,
        preflight: Preflight,
        clock: Clock,
        publish: Publish = silent,
        steady: Callable[[], bool] = lambda: True,
    ) -> None:
        """`steady` answers whether the clock may be believed: while it may not, nothing expires by it."""
        self._steady = steady
        self._repo = repo
        self._people = people
        self._composer = composer
        self._approvals = approvals
        self._preflight = preflight
        self._clock = clock
        self._publish = publish

    # What stands

    def approval(self, post_id: str) -> Approval | None:
        """The last approval given, whether it still holds or not."""
        return self._repo.approval(post_id)

    def valid_approval(self, post_id: str) -> Approval:
        """The approval of the post as it stands this moment. Raises Refused, Untrusted or NotFound with the reason."""
        return self._approvals.valid(post_id).approval

    def standing(self, post_id: str) -> ApprovalStanding:
        """That approval with what was read to judge it: for the gate, which asks more. Raises like it."""
        return self._approvals.valid(post_id)

    def frozen(self, post_id: str) -> FrozenBundle | None:
        """What was frozen at submission of the present revision, or None."""
        sealed = self._repo.sealed(post_id)
        return sealed.frozen if sealed and sealed.bundle.revision == self._repo.get(post_id).revision else None

    def history(self, post_id: str) -> tuple[HistoryEntry, ...]:
        """Every line, oldest first."""
        return self._repo.history(post_id)

    def verify_history(self, post_id: str) -> tuple[Phrase, ...]:
        """What is wrong with the history's chain; empty when nothing is."""
        return problems(self._repo.history(post_id), self._repo.history_head(post_id))

    def refusals(self, post_id: str, by: str) -> Mapping[str, Phrase | None]:
        """For each thing a person may want to do (`ASKED`): None when `by` may do it now, else why not.

        PIN, note and preflight apart.
        """
        post = self._repo.get(post_id)
        found = {
            name: reason_of(lambda action=action: self._require(post, action, by))  # type: ignore[misc]
            for name, action in ASKED.items()
        }
        history = self._repo.history(post_id)
        own = reason_of(lambda: self._require_other(self._people.get(by), post_id, history))
        found["withdraw"] = found["withdraw"] or own or reason_of(lambda: require_whole(post))
        found["decline_withdrawal"] = found["withdraw"] or (NO_REQUEST if asked(history) is None else None)
        return found

    def decidable(self, by: str) -> frozenset[str]:
        """Ids of the posts that wait for approval and that `by` may approve now, PIN and preflight apart."""
        person = self._people.get(by)
        if not person.active:
            return frozenset()
        own = self._repo.written_by(person.id, PostState.IN_REVIEW) | self._approvals.written_elsewhere(person.id)
        others = [
            post
            for post in self._repo.list((PostState.IN_REVIEW,))
            if post.id not in own and person.id not in (post.author, *post.editors)
        ]
        of_each = {_template_of(post): post for post in others}
        suffices = {template for template, post in of_each.items() if self._role_suffices(post, person)}
        return frozenset(post.id for post in others if _template_of(post) in suffices)

    def _role_suffices(self, post: Post, person: Person) -> bool:
        """Whether `person` holds a role that may approve posts of that template; not where the template is gone."""
        try:
            roles = self._approvals.roles_for(self._composer.template(post))
        except StudioError:
            return False
        return bool(person.roles.intersection(roles))

    # Moves of people

    def submit(self, post_id: str, by: str, pin: str, note: str = "") -> Post:
        """Ask for approval: preflight, freeze, seal. Raises BlockedByFindings, Refused, NotPermitted."""
        post, signer = self._start(post_id, Action.SUBMIT, by, pin, note)
        person = signer.person
        if post.publish_at is not None and post.publish_at <= self._clock.now():
            raise Refused(
                "the time of publishing, {publish_at}, has passed; choose another.",
                publish_at=show_datetime(post.publish_at),
                where="publish_at",
            )
        self._approvals.targets(post)
        content = self._composer.content(post)
        require_unblocked(self._preflight(post, content, PreflightStage.SUBMIT))
        frozen, parts = self._approvals.freeze(post, content)
        require_unblocked(self._preflight(post, content, PreflightStage.SUBMIT, frozen=frozen))
        if post.answers.amends:
            self._require_its_pictures(frozen.bundle, post.answers.amends)
        with self._repo.transaction():
            self._require_still(post)
            at = self._clock.now()
            facts = post_signature.submission(post, frozen.bundle.seal, person.id, self._approvals.writers(post.id), at)
            self._repo.seal(SealedPost(frozen=frozen, parts=parts, by=person.id))
            self._repo.sign(post_signature.signed(facts, signer, at))
            moved = self._move(post, Action.SUBMIT, person.id, note, frozen.bundle.seal, at=at)
        self._publish("approval.submitted", post=post.id)
        return moved

    def _require_its_pictures(self, change: Bundle, published: str) -> None:
        """Of a published post the text is changed, and no page exchanges a picture: told before anybody approves."""
        sealed = self._repo.sealed(published)
        before = {} if sealed is None else sealed.frozen.bundle.packages
        for platform, package in change.packages.items():
            shown = before.get(platform)
            if shown is not None and [a.sha256 for a in package.attachments] != [a.sha256 for a in shown.attachments]:
                raise Refused(
                    "what you changed stands on the picture, too, and a page exchanges no picture. Put back what "
                    "stands on it, write a correction, or have the post removed and publish it anew."
                )

    def approve(
        self,
        post_id: str,
        by: str,
        pin: str,
        note: str = "",
        *,
        revision: int | None = None,
        then: Callable[[Person], object] | None = None,
    ) -> Post:
        """Say yes to exactly what was submitted: composed anew it has to give the same parts, and the pictures that
        were painted at submission, which the approver sees and which will go out, have to be there byte for byte.

        `revision` is the one that the approver read: another is refused. `then` is called with the approver inside the
        transaction of the approval; where it raises, nothing was approved.
        """
        post, signer = self._start(post_id, Action.APPROVE, by, pin, note)
        if revision is not None and post.revision != revision:
            raise Refused("the post was changed and submitted again since you read it; read it again, then decide.")
        self._people.require_settled(signer)
        person, now = signer.person, self._clock.now()
        if post.publish_at is not None and post.publish_at <= now:
            raise Refused(
                "the time of publishing, {publish_at}, passed before approval; the author has to choose another.",
                publish_at=show_datetime(post.publish_at),
                where="publish_at",
            )
        history = self._approvals.require_history(post)
        sealed, content = self._approvals.submitted(post), self._composer.content(post)
        submitted = self._approvals.require_submitted(post, sealed, person)
        self._approvals.targets(post)
        self._approvals.require_unchanged(post, sealed, content)
        require_unblocked(self._preflight(post, content, PreflightStage.APPROVE, frozen=sealed.frozen, approver=person))
        roles = self._approvals.roles_for(self._composer.template(post))
        approval = Approval(
            post_id=post.id,
            revision=post.revision,
            seal=sealed.bundle.seal,
            by=person.id,
            role=str(next(role for role in roles if role in person.roles)),
            at=now,
            expires_at=self._approvals.ends(post, now),
        )
        facts = post_signature.approval(
            approval,
            sealed.bundle,
            sequence=len(history) + 1,
            before=history[-1].hash,
            submitted=submitted.signature,
        )
        with self._repo.transaction():
            self._require_still(post)
            self._repo.approve(approval)
            self._repo.sign(post_signature.signed(facts, signer, now))
            moved = self._move(post, Action.APPROVE, person.id, note, approval.seal, at=now)
            if then is not None:
                then(person)
        self._publish("approval.decided", post=post.id, act=str(Action.APPROVE))
        return moved

    def ask_changes(self, post_id: str, by: str, pin: str, note: str) -> Post:
        """Send the post back with what has to change."""
        return self._decide(post_id, Action.ASK_CHANGES, by, pin, note)

    def reject(self, post_id: str, by: str, pin: str, note: str) -> Post:
        """Say no, and why."""
        return self._decide(post_id, Action.REJECT, by, pin, note)

    def hold(self, post_id: str, by: str, pin: str, note: str) -> Post:
        """Stop an approved post for the time being, and say why."""
        return self._decide(post_id, Action.HOLD, by, pin, note)

    def release(self, post_id: str, by: str, pin: str, note: str = "") -> Post:
        """Let a held post go on. Whether its approval still holds is asked when it is queued."""
        return self._decide(post_id, Action.RELEASE, by, pin, note)

    def withdraw(self, post_id: str, by: str, pin: str, note: str) -> Post:
        """Take a post back for good, and say why; never by the one who asked for it. Taking it off a page is the
        outbox's business."""
        self._require_other(self._people.get(by), post_id, self._repo.history(post_id))
        require_whole(self._repo.get(post_id))
        return self._decide(post_id, Action.WITHDRAW, by, pin, note)

    def ask_withdrawal(self, post_id: str, by: str, note: str) -> HistoryEntry:
        """Ask an approver to take a published post back, and say why. Raises Refused, NotPermitted, BadInput."""
        person, post = self._people.require_active(by), self._repo.get(post_id)
        move(post.state, Action.WITHDRAW)
        require_whole(post)
        if asked(self._repo.history(post_id)) is not None:
            raise Refused("a request to withdraw this post waits already.")
        text = _note(note, needed=True)
        return self._repo.note(entry(post, person.id, ASK, post.state, self._clock.now(), text))

    def decline_withdrawal(self, post_id: str, by: str, pin: str, note: str) -> HistoryEntry:
        """Leave a post where it is although somebody asked to take it back, and say why."""
        post, history = self._repo.get(post_id), self._repo.history(post_id)
        person = self._people.entitled(by, *self._withdrawing(post_id))
        if asked(history) is None:
            raise Refused(NO_REQUEST)
        self._require_other(person, post_id, history)
        text = _note(note, needed=True)
        self._people.verify_pin(person, pin)
        return self._repo.note(entry(post, person.id, DECLINE, post.state, self._clock.now(), text))

    def withdrawal_asked(self, post_id: str) -> HistoryEntry | None:
        """The request to take the post back that nobody has decided on yet."""
        return asked(self._repo.history(post_id))

    def withdrawals_asked(self) -> tuple[HistoryEntry, ...]:
        """Every such request, the oldest first."""
        return self._repo.waiting_requests(ASK, (DECLINE, str(Action.WITHDRAW)))

    def withdrawal_deciders(self, post_id: str) -> tuple[Person, ...]:
        """Who of this PC may decide on taking the post back, by name: approvers and heads, but never the one who asked.
        Where that leaves nobody, the technical officers may: a mistake must not stay up for want of a second person."""
        request, roles = asked(self._repo.history(post_id)), RULES[Action.WITHDRAW].roles
        asker = request.by if request is not None else ""
        others = [person for person in self._people.list(active_only=True) if person.id != asker]
        found = [person for person in others if person.roles & roles]
        if not found and asker:
            found = [person for person in others if Role.TECHNICAL in person.roles]
        return tuple(found)

    def _withdrawing(self, post_id: str) -> tuple[Role, ...]:
        """The roles that decide on taking the post back."""
        roles, deciders = RULES[Action.WITHDRAW].roles, self.withdrawal_deciders(post_id)
        stand_in = bool(deciders) and not any(person.roles & roles for person in deciders)
        return tuple(sorted(roles | {Role.TECHNICAL} if stand_in else roles))

    def _require_other(self, person: Person, post_id: str, history: Sequence[HistoryEntry]) -> None:
        """Raise NotPermitted when the person would grant or decline their own request; it names who may."""
        request = asked(history)
        if request is None or request.by != person.id:
            return
        names = ", ".join(other.name for other in self.withdrawal_deciders(post_id))
        if not names:
            raise NotPermitted(
                "whoever asked for the withdrawal cannot decide on it, and nobody else here may; let the head give "
                "somebody the role approver."
            )
        raise NotPermitted("whoever asked for the withdrawal cannot decide on it; {names} may.", names=names)

    def withdrawn_by(self, post_id: str) -> str | None:
        """Who withdrew the post; None while it is not withdrawn."""
        line = withdrawn(self._repo.history(post_id))
        return line.by if line is not None else None

    def withdrawn_because(self, post_id: str) -> str:
        """The reason it was withdrawn for; empty while it is not."""
        line = withdrawn(self._repo.history(post_id))
        return line.note if line is not None else ""

    def recall(self, post_id: str, by: str, pin: str, note: str = "") -> Post:
        """Take a post in review or approved back to draft without changing it."""
        return self._decide(post_id, Action.RECALL, by, pin, note)

    def comment(self, post_id: str, by: str, text: str) -> HistoryEntry:
        """Leave a remark in the post's history. Nothing moves."""
        person, post = self._people.require_active(by), self._repo.get(post_id)
        text = _note(text, needed=True)
        return self._repo.note(entry(post, person.id, "comment", post.state, self._clock.now(), text))

    # Moves of the program

    @by_itself("an approval ends at its time, whoever is there")
    def expire_due(self) -> tuple[Post, ...]:
        """Let approvals end whose time is over, and submissions whose planned time passed undecided."""
        moved: list[Post] = []
        if not self._steady():
            return ()
        with self._repo.transaction():
            for post in self._approvals.overdue():
                why = self._over(post)
                if why:
                    moved.append(self._move(post, Action.EXPIRE, PROGRAM, why))
        return tuple(moved)

    def due(self, now: datetime) -> int:
        """How many posts `expire_due` would move; `now` is that of the clock."""
        return len(self._approvals.overdue())

    def mark_queued(self, post_id: str, by: str) -> None:
        """The outbox takes the post. Raises Refused without a valid approval; joins the caller's transaction."""
        with self._repo.transaction():
            post = self._repo.get(post_id)
            person = self._people.require_active(self._require(post, Action.QUEUE, by))
            approval = self._approvals.valid(post_id).approval
            self._move(post, Action.QUEUE, person.id, "", approval.seal)

    def mark_unqueued(self, post_id: str, by: str) -> None:
        """Every delivery was cancelled before anything left; empty `by`: by the program, once a page gave back what
        somebody had cancelled."""
        with self._repo.transaction():
            post = self._repo.get(post_id)
            who = self._people.require_active(self._require(post, Action.UNQUEUE, by)).id if by else PROGRAM
            self._move(post, Action.UNQUEUE, who, "")

    def mark_published(self, post_id: str) -> None:
        """The post stands on its pages."""
        with self._repo.transaction():
            post = self._repo.get(post_id)
            approval = self._repo.approval(post_id)
            self._move(post, Action.PUBLISH, PROGRAM, "", approval.seal if approval else "")

    # How it is done

    def _start(self, post_id: str, action: Action, by: str, pin: str, note: str) -> tuple[Post, Signer]:
        """The post and the person, whose PIN opened their key, when they may do it."""
        post = self._repo.get(post_id)
        person = self._require(post, action, by)
        _note(note, needed=RULES[action].note)
        return post, self._people.signer(person, pin)

    def _require(self, post: Post, action: Action, by: str) -> Person:
        """The person, at work here or not, when the table and the rules allow them the move."""
        require_out_of_trash(post)
        if action in OF_ONE_VERSION:
            self._approvals.require_one(post.id)
        move(post.state, action)
        rule = RULES[action]
        roles = tuple(sorted(rule.roles))
        if action is Action.WITHDRAW:
            roles = self._withdrawing(post.id)
        if action is Action.APPROVE:
            roles = self._approvals.roles_for(self._composer.template(post))
        person = self._people.entitled(by, *roles)  # a decision takes their PIN
        if rule.four_eyes:
            self._approvals.require_other_eyes(post, person)
        return person

    def _decide(self, post_id: str, action: Action, by: str, pin: str, note: str) -> Post:
        post, signer = self._start(post_id, action, by, pin, note)
        person, sealed = signer.person, self._repo.sealed(post.id)
        with self._repo.transaction():
            self._require_still(post)
            moved = self._move(post, action, person.id, note, sealed.bundle.seal if sealed else "")
            if action is Action.WITHDRAW:
                for change in self._repo.amendments(post.id):
                    if allowed(change.state, action):
                        self._move(change, action, person.id, note)
        decided = action in (Action.ASK_CHANGES, Action.REJECT)
        self._publish("approval.decided" if decided else "post.moved", post=post.id, act=str(action))
        return moved

    def _require_still(self, post: Post) -> None:
        present = self._repo.get(post.id)
        if (present.revision, present.state, present.trashed_at) != (post.revision, post.state, post.trashed_at):
            raise Refused("somebody changed the post just now; open it again, then decide.")

    def _move(
        self, post: Post, action: Action, by: str, note: str, seal: str = "", *, at: datetime | None = None
    ) -> Post:
        moved = replace(post, state=move(post.state, action))
        at = at or self._clock.now()  # an approval and its line of history name one moment
        if moved.state is not post.state:
            self._repo.set_state(post.id, moved.state)
        self._repo.note(entry(moved, by, str(action), post.state, at, _note(note), seal))
        return moved

    def _over(self, post: Post) -> str:
        """Why the post's approval, or its wait for one, is over; empty when it is not."""
        now = self._clock.now()
        if post.state is PostState.IN_REVIEW:
            if post.publish_at is not None and post.publish_at <= now:
                return f"đến giờ đăng {show_datetime(post.publish_at)} mà chưa được duyệt"
            return ""
        approval = self._repo.approval(post.id)
        if approval is None:
            return ""
        end = self._approvals.ends(post, approval.at, approval.expires_at)
        return f"phê duyệt có hạn đến {show_datetime(end)}" if end <= now else ""


def _note(text: str, *, needed: bool = False) -> str:
    text = nfc(text).strip()
    if needed and not text:
        raise BadInput("say why.", where="note")
    if length(text) > LONGEST_NOTE:
        raise BadInput(
            "the note has more than {longest_note} characters; shorten it.", longest_note=LONGEST_NOTE, where="note"
        )
    return text


def _template_of(post: Post) -> tuple[str, int, str]:
    return post.template_id, post.template_version, post.template_sha256
