"""The language of the window: Vietnamese or English, switched live. A widget writes its texts once, when it is made;
what is in sight is made again after a switch.

Source strings are English; Vietnamese comes from two catalogues, the window's own and one for Qt's own words
(buttons of dialogs, context menus), because Qt ships none. What services say comes as a `Phrase`.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from studio.errors import StorageTrouble, StudioError
from studio.phrase import Language, Phrase
from studio.ui.fonts import ASSETS

CATALOGUES = ASSETS / "i18n"
NAMES = ("studio_vi", "qt_vi")
_LOCALES = {
    "vi": QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:
    """Mark `source` for the catalogue, to be translated when it is shown. Typed, unlike Qt's own."""
    return source


_NAMED_ANYHOW = frozenset({"PIN", "link", "roles"})
"""Places of errors that are fields of the window: they are told beside the field, or in its own words."""


class Speech(QObject):
    """Says everything in the language chosen."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._language: Language = "en"
        self._translators: list[QTranslator] = []

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
        """The sentence of `error`; a capital starts it where no place does. A place that is a word of the program,
        and named by the sentence anyhow, is left out."""
        if error.where and error.where not in _NAMED_ANYHOW:
            return error.sentence(self._language)
        return self.sentence(error.phrase)

    def use(self, language: Language) -> None:
        """Switch, and tell whoever has to be made again by `changed`.

        Raises StorageTrouble when a catalogue is missing.
        """
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._language = language
        QLocale.setDefault(_LOCALES[language])
        self._translators = [self._load(name) for name in NAMES] if language == "vi" else []
        for translator in self._translators:
            self._app.installTranslator(translator)
        self.changed.emit()

    def _load(self, name: str) -> QTranslator:
        translator = QTranslator(self)
        path = CATALOGUES / f"{name}.qm"
        if not translator.load(str(path)):
            raise StorageTrouble(
                "thiếu tệp ngôn ngữ này; hãy cài đặt lại ứng dụng.",
                "this language file is missing; install the application again.",
                where=str(path),
            )
        return translator
