"""The settings as the window uses them: applied at once, kept in the profile's file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from studio.config import Settings, SettingsFile
from studio.ui.language import LanguageManager
from studio.ui.session import Session
from studio.ui.tasks import Tasks
from studio.ui.theme import Theme


class Preferences(QObject):
    """The present `settings`; `changed` follows each choice."""

    changed = Signal()

    def __init__(
        self,
        settings: Settings,
        file: SettingsFile,
        *,
        theme: Theme,
        language: LanguageManager,
        session: Session,
        tasks: Tasks,
    ) -> None:
        super().__init__(theme)
        self.settings = settings
        self._file, self._theme, self._language, self._session, self._tasks = file, theme, language, session, tasks

    def choose(self, **choices: Any) -> None:
        """Apply these settings and keep them."""
        before, self.settings = self.settings, replace(self.settings, **choices)
        settings, file = self.settings, self._file
        if settings == before:
            return
        if settings.language != before.language:
            self._language.use(settings.language)
        if (settings.theme, settings.font_scale) != (before.theme, before.font_scale):
            self._theme.apply(settings.theme, settings.font_scale)
        if settings.motion != before.motion:
            self._theme.move(settings.motion)
        self._session.set_lock(settings.lock_minutes)
        self._tasks.store(lambda: file.save(settings), owner=self, key="settings")
        self.changed.emit()
