"""The practice profile: beside a real one, filled with a sample unit and sample people, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from studio.accounts.model import Account, AccountKind
from studio.app.practice_data import LAW, OLD, confirm_law, fill_pages, lay_in, sample_law
from studio.app.practice_mail import fill_mail, fill_sums, fill_telephone
from studio.app.practice_month import fill_last_month
from studio.app.studio import Studio
from studio.clock import local_date
from studio.config import Settings, SettingsFile
from studio.errors import NotFound, Refused
from studio.feedback.canned_samples import sample_replies
from studio.paths import PRACTISING, Profile
from studio.people.model import NewPerson, Person, Role
from studio.people.sample import COLLEAGUE, HEAD, LEARNER, PIN, SAMPLE_PEOPLE, TRAINER
from studio.platforms import Platform
from studio.training.context import RoleCast

SAMPLE = Path(__file__).resolve().parent.parent / "assets" / "sample"
IN_FORCE = (LAW, "05/2025/TT-MAU")
"""Documents of the sample unit that somebody confirmed; the others are past, to come or unconfirmed."""
PAGE = "trang-thuc-hanh"
"""The account of the practice page."""
UNIT = "cong-an-phuong-minh-khai"
UNIT_NAME = "Công an phường Minh Khai"


def fill_canned(studio: Studio, cast: RoleCast) -> None:
    """Give a practice profile with its sample unit the canned replies of the exercises, approved."""
    canned = studio.feedback.canned
    kept = [canned.save(sample, cast.learner).id for sample in sample_replies(local_date(studio.now()))]
    canned.submit_all(kept, cast.learner, cast.pin)
    canned.approve_all(kept, cast.colleague, cast.pin)


def practice_profile(profile: Profile) -> Profile:
    """The practice profile beside `profile`, made when it is not there; one that is for practice is its own.

    Raises StorageTrouble.
    """
    if SettingsFile(profile.settings).load().settings.practice:
        return profile
    beside = Profile(root=profile.root / PRACTISING)
    beside.create()
    file = SettingsFile(beside.settings)
    if not file.load().settings.practice:
        file.save(Settings(practice=True))
    return beside


def fill_practice(studio: Studio) -> RoleCast:
    """Give an empty practice profile all that lessons need; one that has it already stays as it is.

    Raises Refused outside practice, NotFound in a practice profile of other people.
    """
    require_practice(studio.settings)
    if {person.name for person in studio.people.list()} < SAMPLE_PEOPLE:  # nobody, or what an older program left
        studio.lessons.reset_practice()
    return cast_of(studio)


def furnish(studio: Studio) -> Iterator[None]:
    """Give an empty practice profile all of its beginning but what citizens wrote, part by part."""
    people = studio.people
    *_, head = people.found(
        [
            NewPerson(name=LEARNER, roles=frozenset({Role.AUTHOR, Role.TECHNICAL}), pin=PIN),
            NewPerson(name=COLLEAGUE, roles=frozenset({Role.APPROVER, Role.PUBLISHER, Role.TECHNICAL}), pin=PIN),
            NewPerson(name=HEAD, roles=frozenset({Role.HEAD, Role.APPROVER}), pin=PIN),
        ]
    )
    yield
    fill_unit(studio, verified_by=head)
    yield
    for number in IN_FORCE:
        confirm_law(studio, sample_law(studio, number), by=head)
    yield
    cast = cast_of(studio)
    fill_pages(studio, cast)
    yield
    lay_in(studio, cast)
    yield
    fill_last_month(studio, cast, PAGE)
    yield
    fill_canned(studio, cast)
    people.add(TRAINER, {Role.TRAINER}, PIN, head.id, PIN)


def receive_mail(studio: Studio) -> None:
    """Let citizens have written up to this minute."""
    fill_sums(studio, PAGE)
    fill_mail(studio, PAGE)
    fill_telephone(studio, PAGE, OLD, cast_of(studio))


def cast_of(studio: Studio) -> RoleCast:
    """The sample people. Raises NotFound in a profile that was not filled with them."""
    known = {person.name: person.id for person in studio.people.list()}
    missing = {LEARNER, COLLEAGUE, HEAD} - known.keys()
    if missing:
        raise NotFound(
            "the practice workspace lacks sample people: {missing}; reset the practice workspace.",
            missing=", ".join(sorted(missing)),
        )
    return RoleCast(
        learner=known[LEARNER], colleague=known[COLLEAGUE], head=known[HEAD], trainer=known.get(TRAINER, ""), pin=PIN
    )


def require_practice(settings: Settings) -> None:
    """Raises Refused in a profile of real work."""
    if not settings.practice:
        raise Refused("only possible in a practice workspace; the open one is for real work.")


def fill_unit(studio: Studio, *, verified_by: Person) -> None:
    """The sample unit with verified contacts, its practice page and hand-over page, and the sample documents."""
    studio.directory.import_yaml(SAMPLE / "don-vi.yaml")
    today = local_date(studio.now())
    for contact in studio.directory.book().contacts:
        studio.directory.verify_contact(contact.id, by=verified_by.id, on=today)
    for account in _pages():
        studio.accounts.add(account)
    studio.library.import_paths([SAMPLE / "law"])


def _pages() -> Sequence[Account]:
    return (
        Account(name=PAGE, kind=AccountKind.PRACTICE, platform=Platform.FACEBOOK,
                page_id="trang-thuc-hanh", title=f"{UNIT_NAME} (trang thực hành)", unit=UNIT),
        Account(name="ban-giao-facebook", kind=AccountKind.HANDOVER, platform=Platform.FACEBOOK,
                page_id="100000000000001", title=UNIT_NAME, unit=UNIT),
    )  # fmt: skip
