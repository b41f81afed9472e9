"""The language of the window: Vietnamese or English, switched live. A widget writes its texts once, when it is made;
what is in sight is made again after a switch.

Its own words come from `studio.translation`, those of Qt (buttons of dialogs, context menus) from a catalogue of ours,
because Qt ships none in Vietnamese. What services say comes as a `Phrase`.
"""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from studio import catalogue, translation
from studio.errors import StorageTrouble, StudioError
from studio.phrase import Language, Phrase
from studio.ui.fonts import ASSETS

QT_WORDS = ASSETS / "i18n" / "qt_vi.qm"
_LOCALES = {
    "vi": QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


_OWN_WORD = re.compile(r"PIN|[a-z][a-z0-9]*([_-][a-z0-9]+)*")
"""Places of errors as the program calls them, such as the field ``page_id`` or the page ``ban-giao-facebook``: nobody
at the window knows them."""


class LanguageManager(QObject):
    """Says everything in the language chosen."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._language: Language = "en"
        self._qt = QTranslator(self)

    @property
    def language(self) -> Language:
        return self._language

    def say(self, phrase: Phrase) -> str:
        """`phrase` in the language of the window."""
        return phrase.to(self._language)

    def sentence(self, phrase: Phrase) -> str:
        """`phrase` with a capital to start: services write theirs to stand after a name."""
        text = self.say(phrase)
        return text[:1].upper() + text[1:]

    def explain(self, error: StudioError) -> str:
        """The sentence of `error`; a capital starts it where no place does. A place that is a word of the program is
        left out: the sentence says what it is about."""
        if error.where and not _OWN_WORD.fullmatch(error.where):
            return error.sentence(self._language)
        return self.sentence(error.phrase)

    def use(self, language: Language) -> None:
        """Switch, and tell whoever has to be made again by `changed`.

        Raises StorageTrouble when a catalogue is missing.
        """
        try:
            translation.use(language)
        except OSError as error:
            raise _missing(catalogue.place("studio")) from error
        self._language = language
        QLocale.setDefault(_LOCALES[language])
        self._app.removeTranslator(self._qt)
        if language == "vi":
            if not self._qt.load(str(QT_WORDS)):
                raise _missing(QT_WORDS)
            self._app.installTranslator(self._qt)
        self.changed.emit()


def _missing(catalogue: Path) -> StorageTrouble:
    return StorageTrouble("this language file is missing; install the app again.", where=str(catalogue))
