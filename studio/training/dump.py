"""All texts of all lessons in one document, to be proofread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studio.phrase import Language, Phrase
from studio.training.messages import Mailbag, Message
from studio.training.outline import Check, Course, Item, Outline, Question, Step, StepKind


def dump(course: Course, mailbag: Mailbag, language: Language) -> str:
    """Markdown; hidden outlines are in it, and marked."""
    return "\n".join(_Writer(course, language).whole(mailbag)) + "\n"


class _Writer:
    def __init__(self, course: Course, language: Language) -> None:
        self._course = course
        self._language = language

    def whole(self, mailbag: Mailbag) -> Iterator[str]:
        course = self._course
        yield f"# {self._to(course.label)}"
        yield from ("", self._to(course.disclaimer), "")
        yield from self._list(course.principles)
        group = ""
        for outline in course.outlines:
            if outline.group != group:
                group = outline.group
                yield from ("", f"## {group}. {self._to(course.groups.get(group, Phrase(group, group)))}")
            yield from self._outline(outline)
        yield from ("", f"## {self._say('Các kiểm tra', 'Checks')}", "")
        yield from (self._check(check) for check in course.checks.values())
        yield from ("", f"## {self._say('Tin thực hành và đáp án', 'Practice messages and their key')}", "")
        yield from (self._message(message, mailbag) for message in mailbag.messages.values())

    def _outline(self, outline: Outline) -> Iterator[str]:
        hidden = self._say(" (đang ẩn)", " (hidden)") if outline.hidden else ""
        yield from ("", f"### {outline.id}. {self._to(outline.title)}{hidden}", "")
        yield from (f"*{self._to(self._course.label)}. {self._document(outline)}*", "")
        minutes = self._say(f"{outline.minutes} phút", f"{outline.minutes} minutes")
        yield from (f"{self._to(outline.purpose)} ({minutes})", "")
        roles = "; ".join(
            f"{self._say(*label)}: {', '.join(self._role(role) for role in given)}"
            for label, given in ((("Làm", "Does"), outline.does), (("Duyệt", "Approves"), outline.approves))
            if given
        )
        yield from (roles, "")
        yield from self._titled("Cần có trước", "Before it", outline.preconditions)
        yield from (f"**{self._say('Các bước', 'Steps')}**", "")
        for step in outline.steps:
            yield from self._step(step)
        yield ""
        yield from self._titled("Sai sót thường gặp", "Common mistakes", outline.mistakes)
        yield from (f"**{self._say('Câu hỏi', 'Quiz')}**", "")
        for number, question in enumerate(outline.quiz, 1):
            yield from self._question(number, question)

    def _step(self, step: Step) -> Iterator[str]:
        outside = self._say(" *[ngoài phần mềm]*", " *[outside the program]*")
        yield f"{step.number}. {self._to(step.text)}{outside if step.kind is StepKind.CHECKLIST else ''}"
        if step.how is not None:
            yield f"   *{self._say('Trong cửa sổ này', 'In this window')}: {self._to(step.how)}*"
        yield from (f"   - {self._item(item)}" for item in step.items)

    def _item(self, item: Item) -> str:
        options = " / ".join(self._to(option) for option in item.options.values())
        why = f" → {self._to(item.why)}" if item.why is not None else ""
        return f"{self._to(item.label)}{f' [{options}]' if options else ''}{why}"

    def _question(self, number: int, question: Question) -> Iterator[str]:
        yield f"{number}. {self._to(question.text)}"
        yield from (f"   - [{'x' if option.correct else ' '}] {self._to(option.text)}" for option in question.options)
        yield f"   - → {self._to(question.why)}"

    def _check(self, check: Check) -> str:
        return f"- {check.code}: {self._to(check.text)}"

    def _message(self, message: Message, mailbag: Mailbag) -> str:
        key = [self._to(mailbag.categories[message.category]), self._to(mailbag.actions[message.action])]
        if message.rule:
            key.append(self._to(mailbag.rules[message.rule]))
        return f"- {message.id}: {message.text} → {', '.join(key)}: {self._to(message.why)}"

    def _document(self, outline: Outline) -> str:
        document = outline.document
        if not document.linked:
            return self._to(self._course.not_linked)
        return self._say(
            f"Văn bản của đơn vị: {document.number}, {document.date}, {document.issuer}",
            f"The unit's document: {document.number}, {document.date}, {document.issuer}",
        )

    def _titled(self, vi: str, en: str, phrases: Sequence[Phrase]) -> Iterator[str]:
        if phrases:
            yield from (f"**{self._say(vi, en)}**", "", *self._list(phrases), "")

    def _list(self, phrases: Sequence[Phrase]) -> Iterator[str]:
        return (f"- {self._to(phrase)}" for phrase in phrases)

    def _role(self, role: str) -> str:
        return self._to(self._course.roles.get(role, Phrase(role, role)))

    def _to(self, phrase: Phrase) -> str:
        return phrase.to(self._language)

    def _say(self, vi: str, en: str) -> str:
        return en if self._language == "en" else vi
