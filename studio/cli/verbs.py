"""The verbs, in the order the help lists them. A new verb is one line here."""

from __future__ import annotations

from studio.cli import accounts, backup, clock, deliver, image, law, people, posts, reviews, setup, show, training, zalo
from studio.cli.kinds import Add

VERBS: tuple[Add, ...] = (
    show.add_demo,
    setup.add_doctor,
    people.add_people,
    setup.add_directory,
    backup.add_backup,
    clock.add_clock,
    accounts.add_accounts,
    setup.add_templates,
    posts.add_compose,
    posts.add_check,
    posts.add_submit,
    posts.add_decisions,
    posts.add_posts,
    reviews.add_reviews,
    deliver.add_publish,
    deliver.add_outbox,
    deliver.add_machine,
    deliver.add_record,
    zalo.add_zalo,
    law.add_library,
    image.add_image,
    training.add_training,
)
