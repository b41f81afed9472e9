"""The words of the law go into the text as a quotation, from the citation that was chosen."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.people.sample import AUTHOR
from studio.posts.quotations import is_verbatim, quotations
from studio.ui.composer.editors.citation import CitationEditor
from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.ui.conftest import show
from tests.ui.real.conftest import Idle, person

LAW = {"document": "05/2025/TT-MAU", "article": "3", "clause": "1"}


def test_a_citation_is_quoted_where_the_caret_stands(
    window: MainWindow, studio: Studio, qtbot: QtBot, idle: Idle
) -> None:
    author = person(studio, AUTHOR)
    window.session.sign_in(author)
    post = studio.drafts.open_new("law_explained", author.id)
    studio.drafts.edit(post.id, author.id, fields={"citation": LAW, "points": ["Có kết quả nhanh", "Nộp một nơi"]})
    page = show(window, qtbot, PageId.COMPOSER, post.id)
    assert isinstance(page, ComposerPage)
    form = page.editor.form
    assert form is not None
    editor = form.fields["citation"].editor
    assert isinstance(editor, CitationEditor)
    (card,) = editor.cards
    qtbot.waitUntil(card.quote.isVisible)

    with qtbot.waitActive(window):
        window.activateWindow()
    card.inputs()[0].setFocus()
    card.quote.click()
    qtbot.waitUntil(lambda: bool(quotations(page.editor.form.values())))  # type: ignore[union-attr]
    idle()
    law = studio.library.find(LAW["document"])
    assert law is not None
    article = studio.library.article(law.key, "3")
    assert article is not None
    page.composer.journal.flush()
    idle()
    (quoted,) = quotations(studio.drafts.get(post.id).fields)
    assert is_verbatim(quoted, [article.text])

    studio.drafts.edit(post.id, author.id, fields={"citation": {"document": LAW["document"]}})
    page.composer.journal.reread()
    qtbot.waitUntil(lambda: not card.quote.isVisible())
