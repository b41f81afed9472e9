"""The main job on the shipped sample material, in a throw-away practice profile.

Nothing here reaches a network or an account: the post goes to the practice page and into a hand-over folder.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from studio.app import Studio, open_studio
from studio.app.practice import SAMPLE, fill_practice, fill_unit
from studio.app.practice_data import confirm_law, sample_law
from studio.canonical import sha256
from studio.clock import Clock, local_date, show_date
from studio.config import Settings, SettingsFile
from studio.errors import Refused, StudioError
from studio.outbox.model import Delivery, DeliveryState
from studio.paths import Profile
from studio.people.model import NewPerson, Person, Role
from studio.people.sample import APPROVER, AUTHOR, HEAD, PIN
from studio.phrase import Bilingual, Language, Phrase, joined
from studio.platforms import WRITTEN
from studio.posts.model import Finding, Post, PreflightStage, Severity
from studio.posts.transitions import BlockedByFindings
from studio.secret import Safe

SIZES = ("sq", "p45", "link", "story", "a4")

Tell = Callable[[Phrase], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoResult:
    """What the demo made and where."""

    folder: Path
    profile: Profile
    post: str
    content_hash: str
    texts: dict[str, Path]
    cards: tuple[Path, ...]
    record: Path
    record_sha256: str
    deliveries: tuple[Delivery, ...]


def new_profile(out: Path) -> Profile:
    """A fresh practice profile below `out`: ``profile``, or ``profile-2`` … when that is taken."""
    number, root = 1, out / "profile"
    while root.exists():
        number += 1
        root = out / f"profile-{number}"
    return _made(Profile(root=root))


def _made(profile: Profile) -> Profile:
    """Raises Refused where anything lies already: the demo is for a profile of its own."""
    if profile.root.exists() and any(profile.root.iterdir()):
        raise Refused(
            "the demo needs a new workspace; choose an empty folder, or leave --profile out for a temporary one.",
            where=str(profile.root),
        )
    profile.create()
    SettingsFile(profile.settings).save(Settings(practice=True))
    return profile


def run_demo(
    out: Path | None,
    *,
    clock: Clock,
    tell: Tell,
    language: Language = "vi",
    into: Profile | None = None,
    safe: Safe | None = None,
) -> DemoResult:
    """Do the whole job and return what came of it; in the profile `into`, which must be empty. Raises StudioError.

    `safe` keeps the profile's key instead of the system's keyring.
    """
    chosen = None if into is None else _made(into)
    folder = (out or Path(tempfile.mkdtemp(prefix="page-studio-demo-"))).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    profile = chosen or new_profile(folder)
    studio = open_studio(profile, clock=clock, safe=safe)
    try:
        return _Demo(studio, folder, tell, language).run()
    finally:
        studio.close()


def fill_sample(studio: Studio) -> tuple[Person, Person]:
    """Give an empty practice profile its sample unit, people, pages and documents. Returns author and approver."""
    author, approver = _add_people(studio)
    for person in (author, approver):
        studio.people.verify_pin(person, PIN)
    fill_unit(studio, verified_by=approver)
    return author, approver


def _add_people(studio: Studio) -> tuple[Person, ...]:
    """Author and approver of the sample post; where others are there already, their head lets them in."""
    rights = frozenset({Role.APPROVER, Role.HEAD, Role.PUBLISHER, Role.TECHNICAL})
    new = (
        NewPerson(name=AUTHOR, roles=frozenset({Role.AUTHOR, Role.APPROVER}), pin=PIN),
        NewPerson(name=APPROVER, roles=rights, pin=PIN),
    )
    people = studio.people
    if not people.list():
        return people.found(new)
    return tuple(people.add(each.name, each.roles, each.pin, HEAD, PIN) for each in new)


class _Demo:
    def __init__(self, studio: Studio, folder: Path, tell: Tell, language: Language) -> None:
        self._studio = studio
        self._folder = folder
        self._tell = tell
        self._language = language

    def run(self) -> DemoResult:
        studio = self._studio
        fill_practice(studio)  # the lessons of the profile can be begun, too
        author, approver = _add_people(studio)
        self._say(Phrase("1. Sample unit, people, pages and the directory are ready."))  # fmt: skip
        self._law(approver)
        post = self._post(author)
        post = self._approve(post, author, approver)
        deliveries = self._publish(post, approver)
        texts, cards = self._files(post)
        record, digest = self._record(post)
        return DemoResult(
            folder=self._folder, profile=studio.profile, post=post.id,
            content_hash=studio.content(post).content_hash, texts=texts, cards=cards, record=record,
            record_sha256=digest, deliveries=deliveries,
        )  # fmt: skip

    def _law(self, approver: Person) -> None:
        studio, today = self._studio, local_date(self._studio.now())
        count = studio.library.count()
        document = sample_law(studio)
        before = studio.library.status(document.key, on=today)
        confirm_law(studio, document, by=approver)
        after = studio.library.status(document.key, on=today)
        self._say(
            Phrase(
                "2. Read {documents} sample documents ({articles} articles). {number}: before the check “{reason}”; "
                "after a person confirmed it: “{after_reason}”.",
                documents=count.documents,
                articles=count.articles,
                number=document.number,
                reason=before.reason,
                after_reason=after.reason,
            )
        )

    def _post(self, author: Person) -> Post:
        studio = self._studio
        first = studio.trial(self._material("canh-bao-ban-dau.yaml")).post
        findings = studio.findings(first, PreflightStage.SUBMIT)
        self._say(Phrase("3. First version of the warning: {n} findings.", n=len(findings)))  # fmt: skip
        self._show(findings)
        post = studio.open_file(self._material("canh-bao.yaml"), author.id)
        left = [f for f in studio.findings(post, PreflightStage.SUBMIT) if f.severity is Severity.BLOCK]
        self._say(
            Phrase("4. After fixing: {n} blockers. The original photo carries GPS; what leaves does not.", n=len(left))
        )
        self._show(left)
        return post

    def _approve(self, post: Post, author: Person, approver: Person) -> Post:
        studio = self._studio
        post = studio.workflow.submit(post.id, author.id, PIN)
        try:
            studio.workflow.approve(post.id, author.id, PIN)
        except (Refused, BlockedByFindings) as refusal:
            self._say(
                Phrase(
                    "5. The author approving it: refused – {refusal}",
                    refusal=Bilingual(refusal.sentence("vi"), refusal.sentence("en")),
                )
            )
        else:
            raise StudioError("the author could approve the post.")
        post = studio.workflow.approve(post.id, approver.id, PIN)
        approval = studio.workflow.approval(post.id)
        until = show_date(local_date(approval.expires_at)) if approval else "–"
        self._say(Phrase("6. {name} approved it; valid until {until}.", name=approver.name, until=until))  # fmt: skip
        return post

    def _publish(self, post: Post, approver: Person) -> tuple[Delivery, ...]:
        studio = self._studio
        queued = studio.publish(post.id, post.targets, approver.id, PIN)
        studio.outbox.run(until_idle=True)
        handed = next(d for d in queued if d.account == "ban-giao-facebook")
        studio.outbox.confirm_by_hand(handed.id, f"https://www.facebook.com/{handed.page_id}/posts/1", approver.id)
        deliveries = tuple(studio.outbox.get(d.id) for d in queued)
        if any(d.state is not DeliveryState.VERIFIED for d in deliveries if d.account == "trang-thuc-hanh"):
            raise StudioError("the post did not reach the practice page.")
        for delivery in deliveries:
            said = Phrase("7. SIMULATED · {account}:", account=delivery.account)
            message = Bilingual(delivery.message, delivery.message_en)
            self._say(joined(said, message, Bilingual(delivery.permalink, delivery.permalink)))
        return deliveries

    def _files(self, post: Post) -> tuple[dict[str, Path], tuple[Path, ...]]:
        made = self._studio.write_texts_and_cards(self._studio.content(post), self._folder / "post", SIZES)
        texts = {platform.value: self._folder / "post" / f"{platform.value}.txt" for platform in WRITTEN}
        return texts, tuple(Path(str(card["path"])) for card in made)

    def _record(self, post: Post) -> tuple[Path, str]:
        path = self._studio.export_record(post.id, self._folder / "record.zip")
        problems = self._studio.verify_record(path)
        if problems:
            raise StudioError("the record is not intact: {problems}", problems=problems[0])
        self._say(Phrase("8. The record is intact: {path}", path=path))
        return path, sha256(path.read_bytes())

    def _material(self, name: str) -> Path:
        """The sample post with today's dates, beside its photo."""
        place = self._folder / "material"
        place.mkdir(exist_ok=True)
        photo = place / "cuoc-goi-la.jpg"
        if not photo.exists():
            shutil.copyfile(SAMPLE / "photo" / photo.name, photo)
        review: date = local_date(self._studio.now()) + timedelta(days=90)
        text = (SAMPLE / "posts" / name).read_text(encoding="utf-8")
        text = text.replace("{review_on}", review.isoformat()).replace("../photo/", "")
        path = place / name
        path.write_text(text, encoding="utf-8")
        return path

    def _show(self, findings: Sequence[Finding]) -> None:
        marks = {Severity.BLOCK: "✖", Severity.WARN: "!", Severity.INFO: "i"}
        for finding in findings:
            place = f" [{finding.field}]" if finding.field else ""
            self._say(
                Phrase(
                    "   {severity} {code}{place}: {finding}",
                    severity=marks[finding.severity],
                    code=finding.code,
                    place=place,
                    finding=Bilingual(finding.message("vi"), finding.message("en")),
                )
            )

    def _say(self, say: Phrase) -> None:
        self._tell(say)
