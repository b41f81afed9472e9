"""The reading room: former wordings of an article, and the unit's remarks."""

from __future__ import annotations

from studio.canonical import digest
from studio.errors import NotFound
from studio.library.effects import ACT
from studio.library.former import ArticleVersion, versions
from studio.library.importing import Importing
from studio.library.model import Article, Former, Remark
from studio.library.remarks import checked


class ReadingRoom(Importing):
    """A part of `studio.library.service.Library`."""

    def former(self, key: str) -> tuple[Former, ...]:
        """The texts of a document that an import replaced, the last replaced first."""
        return self._repo.former(key)

    def former_articles(self, former: Former) -> tuple[Article, ...]:
        """The articles of a former text. Raises NotFound, Untrusted."""
        return self._repo.former_articles(former.document, former.sha256)

    def versions(self, article: Article) -> tuple[ArticleVersion, ...]:
        """The article as it stands, then its former wordings in this library, newest first. Raises Untrusted."""
        return versions(self._repo, article)

    def remarks(self, key: str) -> tuple[Remark, ...]:
        """The unit's remarks on a document and its articles, oldest first."""
        return self._repo.remarks(key)

    def add_remark(self, key: str, article: str, text: str, *, by: str) -> Remark:
        """Note something on an article (empty: on the whole document). Raises NotFound, BadInput."""
        document = self.known(key)
        words, at = checked(text), self._clock.now()
        identity = digest([document.key, article, words, by, at.isoformat()])
        remark = Remark(id=identity, document=document.key, article=article, text=words, by=by, at=at)
        with self._logbook.doing(ACT, by, step="remarked", document=document.key):
            self._repo.put_remark(remark)
        return remark

    def drop_remark(self, remark: Remark) -> None:
        """Take a remark away. Raises NotFound when somebody else did already."""
        if remark.id not in {other.id for other in self._repo.remarks(remark.document)}:
            raise NotFound("ghi chú này đã được xóa.", "this remark was removed already.")
        with self._logbook.doing(ACT, step="remark_dropped", document=remark.document):
            self._repo.drop_remark(remark.id)
