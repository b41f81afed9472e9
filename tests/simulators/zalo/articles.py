"""Articles: a job first, then an id; hidden unless told otherwise; an update replaces everything."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from tests.simulators.zalo.errors import ARTICLE_QUOTA, Refused, invalid
from tests.simulators.zalo.model import Article, Job, Oa, State, milliseconds

Fields = Mapping[str, Any]


def create(state: State, oa: Oa, fields: Fields) -> dict[str, Any]:
    """A token to ask `verify` with. Raises Refused (-201, -223, -248)."""
    _check(state, oa, fields)
    if oa.articles_left < 1:
        raise Refused(-223, ARTICLE_QUOTA)
    oa.articles_left -= 1
    return _begin(state, oa, fields, article=state.token("ar-"), update=False)


def update(state: State, oa: Oa, fields: Fields) -> dict[str, Any]:
    """The same for a whole new content of an article. It costs none of the quota for new ones."""
    settle(state)
    article = _own(state, oa, fields["id"])
    if article.fields["type"] != fields["type"]:
        raise invalid("type")
    _check(state, oa, fields)
    return _begin(state, oa, {k: v for k, v in fields.items() if k != "id"}, article=article.id, update=True)


def verify(state: State, oa: Oa, fields: Fields) -> dict[str, Any]:
    """The id, or Refused (-214) while it is being processed; may be asked again and again."""
    settle(state)
    job = state.jobs.get(fields["token"])
    if job is None or job.oa_id != oa.oa_id:
        raise invalid("token")
    if job.polls > 0:
        job.polls -= 1
        raise Refused(-214)
    if not job.done:
        raise Refused(-214)
    if job.fails is not None:
        raise job.fails
    return {"id": job.article}


def detail(state: State, oa: Oa, fields: Fields, link: str) -> dict[str, Any]:
    """What was stored, with defaults filled in."""
    settle(state)
    article = _own(state, oa, fields["id"])
    return {
        "status": "hide",
        "comment": "show",
        **article.fields,
        "id": article.id,
        "link_view": f"{link}/{article.id}",
        "total_view": article.views,
        "total_like": 0,
        "total_share": article.shares,
        "total_comment": 0,
        "create_date": milliseconds(article.created),
        "update_date": milliseconds(article.updated),
    }


def listing(state: State, oa: Oa, fields: Fields, link: str, delay: float = 0.0) -> dict[str, Any]:
    """Hidden ones too, as the settings order them; a page from `offset` of at most `limit`. `delay`: seconds a new one
    is missing."""
    settle(state)
    now, young = state.now(), state.later(-delay)
    found = [
        one
        for one in of(state, oa.oa_id)
        if one.fields["type"] == fields["type"] and one.listed_at <= now and (not delay or one.created <= young)
    ]
    if state.settings.listing_order == "mixed":
        found.sort(key=lambda one: sha256(one.id.encode()).digest())
    elif state.settings.listing_order == "oldest":
        found.reverse()
    most = min(fields["limit"], state.settings.listing_most or fields["limit"])
    page = found[fields["offset"] : fields["offset"] + most]
    told: dict[str, Any] = {"medias": [_row(one, link) for one in page]}
    return told | {"total": len(found)} if state.settings.listing_total else told


def remove(state: State, oa: Oa, fields: Fields) -> dict[str, Any]:
    settle(state)
    article = _own(state, oa, fields["id"])
    article.removed = True
    article.updated = state.now()
    return {}


def of(state: State, oa_id: str) -> list[Article]:
    """The articles an account has now, newest first."""
    mine = [one for one in state.articles.values() if one.oa_id == oa_id and not one.removed]
    return sorted(mine, key=lambda one: (one.created, one.number), reverse=True)


def settle(state: State) -> None:
    """Finish the jobs whose time has come, whether anybody asks or not."""
    for job in state.jobs.values():
        if job.done or job.ready > state.now():
            continue
        job.done = True
        if job.fails is None:
            _finish(state, job)


def _finish(state: State, job: Job) -> None:
    article = state.articles.get(job.article)
    if article is None:
        article = state.articles[job.article] = Article(
            id=job.article,
            oa_id=job.oa_id,
            fields=job.fields,
            number=len(state.articles),
            created=job.ready,
            updated=job.ready,
            listed_at=state.later(state.settings.listing_delay_seconds),
        )
    article.fields = job.fields
    article.updated = job.ready
    article.shown_ever = article.shown_ever or article.shown


def _begin(state: State, oa: Oa, fields: Fields, *, article: str, update: bool) -> dict[str, Any]:
    settings = state.settings
    fails, settings.next_job_fails = settings.next_job_fails, 0
    job = Job(
        token=state.token("job-"),
        oa_id=oa.oa_id,
        fields=dict(fields),
        started=state.now(),
        ready=state.later(settings.processing_seconds),
        polls=settings.processing_polls,
        article=article,
        update=update,
        fails=Refused(fails, "Article could not be processed") if fails else None,
    )
    state.jobs[job.token] = job
    return {"token": job.token}


def _check(state: State, oa: Oa, fields: Fields) -> None:
    for name, video_id in _videos(fields):
        if not any(one.oa_id == oa.oa_id and one.video_id == video_id for one in state.videos.values()):
            raise invalid(name)
    for index, item in enumerate(fields.get("body", ())):
        if item["type"] == "video" and not ("url" in item) ^ ("video_id" in item):
            raise invalid(f"body[{index}].video_id")
    if any(word.casefold() in repr(fields).casefold() for word in oa.refused_words):
        raise Refused(-248)


def _videos(fields: Fields) -> list[tuple[str, str]]:
    """Path and id of every video that an article refers to."""
    found = [("video_id", fields["video_id"])] if "video_id" in fields else []
    if "video_id" in fields.get("cover", {}):
        found.append(("cover.video_id", fields["cover"]["video_id"]))
    for index, item in enumerate(fields.get("body", ())):
        if "video_id" in item:
            found.append((f"body[{index}].video_id", item["video_id"]))
    return found


def _own(state: State, oa: Oa, article_id: str) -> Article:
    article = state.articles.get(article_id)
    if article is None or article.oa_id != oa.oa_id or article.removed:
        raise invalid("id")
    return article


def _row(article: Article, link: str) -> dict[str, Any]:
    fields = article.fields
    return {
        "id": article.id,
        "type": fields["type"],
        "title": fields["title"],
        "status": fields.get("status", "hide"),
        "total_view": article.views,
        "total_share": article.shares,
        "create_date": milliseconds(article.created),
        "update_date": milliseconds(article.updated),
        "thumb": fields.get("avatar") or fields.get("cover", {}).get("photo_url", ""),
        "link_view": f"{link}/{article.id}",
    }
