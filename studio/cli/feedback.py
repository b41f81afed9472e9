"""Verbs of the feedback desk: note what came by telephone, the queue, one item, the reply, closing, purging, figures.

What a citizen said never stands among the words of a command: it comes from a file or from standard input, after the
PIN. What is shown is covered where it is personal data; to see it whole is asked for, and logged.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import Console, Line, VerbOutput, line, view
from studio.cli.verb import HEAD_SIGNS, ON, SIGNS, WRITES, Call, Guard, VerbGroup, flag, option, out_file
from studio.clock import parse_local, show_date, show_datetime
from studio.errors import BadInput, Refused
from studio.feedback.figures import CATEGORY_NAMES, COUNTED, FeedbackFigures, FeedbackSum, Period, count_text
from studio.feedback.model import (
    Category,
    Conversation,
    ConversationTurn,
    Due,
    FeedbackFilter,
    FeedbackItem,
    FeedbackQueue,
    FeedbackRow,
    ItemOutcome,
    Origin,
)
from studio.feedback.reply_model import SLOTS, DraftState, ReplyDraft, ReplyFinding, ReplyState
from studio.library.citation import read_citation
from studio.library.model import CitationRef
from studio.phrase import Phrase
from studio.posts.model import Severity
from studio.publishers.inbox import ReplyWay
from studio.yamlfile import read_yaml, refuse_unknown

if TYPE_CHECKING:
    from studio.app import Studio

READS = Guard(changes=False)
"""What citizens wrote is shown to somebody of the unit alone."""
LONGEST = 100_000
"""Bytes of a file or of standard input that are read; the desk keeps fewer."""
ORIGINS = (Origin.PHONE, Origin.IN_PERSON)
OUTCOMES = (ItemOutcome.ANSWERED, ItemOutcome.NO_ANSWER)
DUES = {
    Due.OVERDUE: Phrase("overdue"),
    Due.SOON: Phrase("due soon"),
    Due.FINE: Phrase("in time"),
    Due.NONE: Phrase("nothing owed"),
}
REPLIES = {
    ReplyState.WAITING: Phrase("It waits to be sent."),
    ReplyState.SENDING: Phrase("It is being sent."),
    ReplyState.SENT: Phrase("Sent, not yet read back."),
    ReplyState.VERIFIED: Phrase("Sent and read back."),
    ReplyState.UNKNOWN: Phrase("Result unknown; it is not sent again."),
    ReplyState.REFUSED: Phrase("It was not sent."),
}
_MARK = {Severity.BLOCK: "✖", Severity.WARN: "!", Severity.INFO: "i"}
PAGE = option("--page", default="", metavar="ACCOUNT", help="trang / page")
CATEGORY = option("--category", choices=Category, metavar="CATEGORY", help=", ".join(Category))
TEXT_FILE = option("--file", type=Path, metavar="FILE", help="nội dung; nếu không có thì đọc đầu vào chuẩn / the text")

verbs = VerbGroup()
feedback = verbs.group("feedback", "phản hồi của người dân / feedback from citizens")


def moment(text: str) -> datetime:
    """A moment as people or scripts write it; Vietnam's time without an offset."""
    try:
        return parse_local(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”: YYYY-MM-DDTHH:MM") from None


@feedback(
    "add", WRITES, option("--origin", choices=ORIGINS, default=Origin.PHONE.value, help="phone, in_person"),
    PAGE, CATEGORY, TEXT_FILE, option("--at", type=moment, metavar="TIME", help="lúc nghe / when it was heard"),
    help="ghi phản hồi qua điện thoại, trực tiếp / note what came by telephone or in person",
)  # fmt: skip
def _add(call: Call) -> VerbOutput:
    category = Category(call.category) if call.category else None
    items = call.studio.feedback.items
    at, text = call.at or call.studio.now(), _text(call.file, call.console)
    item = items.record(Origin(call.origin), text, at, call.by, account=call.page, category=category)
    return VerbOutput(_json(item, call), Phrase("Noted as {id}.", id=item.id))


@feedback(
    "list", READS, PAGE, CATEGORY,
    option("--pill", choices=FeedbackQueue, default=FeedbackQueue.TO_ANSWER.value, help=", ".join(FeedbackQueue)),
    option("--topic", default="", metavar="CODE", help="chủ đề / topic"),
    option("--limit", type=int, default=50, metavar="N"), help="hàng chờ, gấp nhất trước / the queue, due first",
)  # fmt: skip
def _list(call: Call) -> VerbOutput:
    items = call.studio.feedback.items
    wanted = FeedbackFilter(
        pill=FeedbackQueue(call.pill),
        account=call.page,
        category=Category(call.category) if call.category else None,
        topic=call.topic,
    )
    rows = items.rows(items.ids(wanted)[: max(0, call.limit)])
    return VerbOutput(
        [_json(row.item, call) | view(row, "first_line due same") for row in rows],
        [_row_line(row) for row in rows] or Phrase("Nothing is in this queue."),
    )


@feedback("show", WRITES, "id", flag("--unmask", "hiện số điện thoại, giấy tờ; được ghi vào nhật ký / logged"),
          help="nội dung một phản hồi, đã che / one item, personal data covered")  # fmt: skip
def _show(call: Call) -> VerbOutput:
    items = call.studio.feedback.items
    found = items.unmask(call.id, call.by) if call.unmask else items.conversation(call.id, call.by)
    told = _json(found.item, call) | view(found, "post_title permalink")
    told["turns"] = [view(turn, "at ours", text=_covered(turn, call.console)) for turn in found.turns]
    return VerbOutput(told, [*_conversation_lines(found, call.console)])


@feedback(
    "reply", WRITES, "id", option("--file", type=Path, metavar="REPLY.yaml", help="bốn phần / the four parts"),
    option("--canned", default="", metavar="CODE", help="câu trả lời mẫu, ví dụ TL-12 / a canned reply"),
    option("--way", choices=ReplyWay, help=", ".join(ReplyWay)), flag("--check", "chỉ kiểm tra / only check it"),
    help="trả lời, gửi đúng một lần / reply; it is sent once",
)  # fmt: skip
def _reply(call: Call) -> VerbOutput:
    """Failed when the checks block it. Where the page asks for a second person it waits for them."""
    replies = call.studio.feedback.replies
    draft, changed = _draft(call)
    findings = replies.check(draft, call.by)
    lines = _finding_lines(findings, call.console)
    told: dict[str, object] = {"item": call.id, "way": draft.way, "findings": _findings(findings, call.console)}
    blocked = any(finding.severity is Severity.BLOCK for finding in findings)
    if blocked or call.check:
        return VerbOutput(told | {"blocked": blocked}, lines, failed=blocked)
    if changed:
        draft = replies.save_draft(draft, call.by)
    if replies.needs_approval(draft) and draft.state is not DraftState.APPROVED:
        if draft.state is DraftState.WRITTEN:
            draft = replies.submit(call.id, *call.signed)
        waits = Phrase("It waits for a second person to approve it.")
        return VerbOutput(told | {"blocked": False, "state": draft.state}, [*lines, waits])
    replies.send(call.id, *call.signed)
    replies.run()
    return _sent(call, told | {"blocked": False}, lines)


@feedback("approve", SIGNS, "id", help="duyệt câu trả lời của người khác / approve somebody else's reply")
def _approve(call: Call) -> VerbOutput:
    draft = call.studio.feedback.replies.approve(call.id, *call.signed)
    told = {"item": call.id, "way": draft.way, "state": draft.state}
    return VerbOutput(told, Phrase("The reply to {id} is approved.", id=call.id))


@feedback("close", WRITES, "id", option("--outcome", choices=OUTCOMES, required=True, help=", ".join(OUTCOMES)),
          help="đóng phản hồi / close it")  # fmt: skip
def _close(call: Call) -> VerbOutput:
    item = call.studio.feedback.items.close(call.id, ItemOutcome(call.outcome), call.by)
    day = show_date(item.purge_on) if item.purge_on else "–"
    told = Phrase("{id} is closed; its text goes on {day}.", id=item.id, day=day)
    return VerbOutput(_json(item, call), told)


@feedback("purge", HEAD_SIGNS, flag("--dry-run", "chỉ đếm / only count"),
          help="xóa nội dung đã đến hạn / delete the texts that are due")  # fmt: skip
def _purge(call: Call) -> VerbOutput:
    purging = call.studio.feedback.purging
    if call.dry_run:
        due = purging.due(call.studio.now())
        return VerbOutput({"due": due, "purged": 0}, Phrase("{due} texts are due to go.", due=due))
    gone = purging.purge(*call.signed)
    return VerbOutput({"due": 0, "purged": gone}, Phrase("{gone} texts were deleted.", gone=gone))


@feedback(
    "stats", READS, option("--period", choices=Period, default=Period.MONTH.value, help=", ".join(Period)), ON, PAGE,
    *out_file(metavar="XLSX", required=False), help="số liệu ngày, tuần, tháng / figures of a day, week or month",
)  # fmt: skip
def _stats(call: Call) -> VerbOutput:
    statistics = call.studio.feedback.statistics
    figures = statistics.of(Period(call.period), call.on or statistics.today(), call.page)
    if call.out is not None:
        statistics.write_workbook(figures, call.out, call.console.language, call.by)
    return VerbOutput(_figures_json(figures, call.out), [*_figures_lines(figures, call.studio)])


def _draft(call: Call) -> tuple[ReplyDraft, bool]:
    """The reply that the words of the command ask for, and whether it differs from what is kept. Raises BadInput."""
    replies = call.studio.feedback.replies
    kept = replies.draft(call.id)
    way = ReplyWay(call.way) if call.way else None
    if call.canned:
        return replies.from_canned(call.id, call.canned, way), True
    if call.file is None:
        if kept is None:
            raise BadInput("no reply was written yet; add --file or --canned.", where=call.id)
        return (kept, False) if way in (None, kept.way) else (replace(kept, way=way or kept.way), True)
    written = read_yaml(call.file)
    refuse_unknown(written, (*SLOTS, "citations"), call.file)
    said = {name: str(written.get(name) or "").strip() for name in SLOTS}
    draft = kept or ReplyDraft(item=call.id, way=way or _first_way(call))
    changed = replace(
        draft,
        way=way or draft.way,
        greeting=said["greeting"],
        answer=said["answer"],
        next_step=said["next_step"],
        thanks=said["thanks"],
        canned="",
        canned_version=0,
        citations=tuple(_reference(one, call.file) for one in written.get("citations") or ()),
    )
    return changed, True


def _first_way(call: Call) -> ReplyWay:
    """The first way that the platform offers now. Raises Refused."""
    windows = call.studio.feedback.replies.windows(call.id)
    if not windows:
        raise Refused("this item cannot be answered on a page; answer in person, then close it.", where=call.id)
    return windows[0].way


def _reference(given: object, file: Path) -> CitationRef:
    """A citation as POST.yaml writes it, or as it is printed. Raises BadInput."""
    ref = read_citation(given) if isinstance(given, str) else None
    if isinstance(given, dict) and given.get("document"):
        parts = {name: str(given[name]) for name in ("article", "clause", "point") if given.get(name) is not None}
        ref = CitationRef(document=str(given["document"]), **parts)
    if ref is None:
        raise BadInput(
            "the citation “{given}” names no document; write it as “{{document: 13/2023/NĐ-CP, article: 5}}”.",
            given=given,
            where=str(file),
        )
    return ref


def _sent(call: Call, told: dict[str, object], lines: Sequence[Line]) -> VerbOutput:
    """What became of the reply. Failed when nothing of it left, or nobody can tell."""
    sent = call.studio.feedback.replies.state(call.id)
    state = sent.state if sent is not None else ReplyState.WAITING
    problem = sent.problem if sent is not None else Phrase("")
    told |= {"state": state, "message": call.console.text(problem)}
    failed = state in (ReplyState.REFUSED, ReplyState.UNKNOWN)
    last = Phrase("{state} {problem}", state=REPLIES[state], problem=problem)
    return VerbOutput(told, [*lines, last if failed else call.console.marked(last)], failed=failed)


def _findings(findings: Sequence[ReplyFinding], console: Console) -> list[dict[str, object]]:
    return [
        view(one, "code severity slot title fix", title=console.text(one.title), fix=console.text(one.fix))
        for one in findings
    ]


def _finding_lines(findings: Sequence[ReplyFinding], console: Console) -> Sequence[Line]:
    return [
        f"{_MARK[one.severity]} {one.code}{f' [{one.slot}]' if one.slot else ''}: {console.text(one.title)} "
        f"{console.text(one.fix)}"
        for one in findings
    ] or [Phrase("✔ Nothing to fix.")]


def _text(file: Path | None, console: Console) -> str:
    """What the citizen said, from the file or from what is left of standard input. Raises BadInput."""
    if file is None:
        prompt = Phrase("What the citizen said")
        text = console.ask(prompt, secret=False) if console.source.isatty() else console.source.read(LONGEST)
    else:
        try:
            with file.open("rb") as opened:
                text = opened.read(LONGEST).decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as trouble:
            raise BadInput("the text cannot be read (UTF-8 is needed).", where=str(file)) from trouble  # fmt: skip
    return text.strip()


def _json(item: FeedbackItem, call: Call) -> dict[str, object]:
    """An item without its text; the officer by name."""
    people = {person.id: person.name for person in call.studio.people.list()}
    return view(
        item,
        "id account origin category topic state assigned_to received_at first_reply_at reply_due result_due closed_at "
        "outcome purge_on purged",
        assigned_to=people.get(item.assigned_to, ""),
    )


def _row_line(row: FeedbackRow) -> Line:
    category = CATEGORY_NAMES[row.item.category or ""]
    due = show_datetime(row.item.due_at) if row.item.due_at else "–"
    return line("{} · {} · {} {} · {}", row.item.id, category, DUES[row.due], due, row.first_line)


def _conversation_lines(found: Conversation, console: Console) -> Iterator[Line]:
    yield line("{} · {}", found.item.id, CATEGORY_NAMES[found.item.category or ""])
    for turn in found.turns:
        who = Phrase("The page") if turn.ours else Phrase("The citizen")
        yield line("{} · {}: {}", show_datetime(turn.at), who, _covered(turn, console))
    if found.item.purged:
        yield Phrase("The text was deleted.")


def _covered(turn: ConversationTurn, console: Console) -> str:
    """The text with the kind of each covered piece in its place."""
    pieces, at = [], 0
    for part in turn.masked:
        pieces += [turn.text[at : part.start], f"[{console.text(part.kind)}]"]
        at = part.end
    return "".join([*pieces, turn.text[at:]])


def _sum_json(one: FeedbackSum) -> dict[str, object]:
    """A count that is withheld stands as text: ``<5`` or ``*``."""
    told = zip(COUNTED, one.counts, strict=True)
    counts = {name: count if isinstance(count, int) else count_text(count) for name, count in told}
    minutes = None if one.median is None else one.median.total_seconds() / 60
    return {"key": one.key, **counts, "share_in_time": one.share, "median_minutes": minutes}


def _figures_json(figures: FeedbackFigures, out: Path | None) -> dict[str, object]:
    told = view(figures, "account first last", total=_sum_json(figures.total))
    for name in ("by_category", "by_topic", "by_page", "by_day"):
        told[name] = [_sum_json(one) for one in getattr(figures, name)]
    return told | ({} if out is None else {"path": out})


def _figures_lines(figures: FeedbackFigures, studio: Studio) -> Iterator[Line]:
    yield f"{show_date(figures.first)} – {show_date(figures.last)}"
    yield _sum_line(Phrase("Total"), figures.total)
    yield from (_sum_line(CATEGORY_NAMES[one.key], one) for one in figures.by_category)
    yield from _topic_lines(figures.by_topic, studio)


def _topic_lines(sums: Sequence[FeedbackSum], studio: Studio) -> Iterator[Line]:
    names = studio.feedback.statistics.topics()
    for one in sums:
        yield _sum_line(names.get(one.key, Phrase("No topic")), one)


def _sum_line(name: Phrase, one: FeedbackSum) -> Line:
    share = "–" if one.share is None else f"{one.share:.0%}"
    received, answered, in_time = map(count_text, (one.received, one.answered, one.in_time))
    handed_over, hidden = map(count_text, (one.handed_over, one.hidden))
    return Phrase(
        "{name}: {received} received, {answered} answered, {in_time} in time ({share}), {handed_over} handed "
        "over, {hidden} hidden",
        received=received,
        answered=answered,
        in_time=in_time,
        share=share,
        handed_over=handed_over,
        hidden=hidden,
        name=name,
    )
