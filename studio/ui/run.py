"""From a profile to a window and back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from studio.config import SettingsFile
from studio.paths import Profile
from studio.phrase import Phrase
from studio.ui.language import Speech
from studio.ui.main_window import MainWindow
from studio.ui.ports import Hint, Loader
from studio.ui.preferences import Preferences
from studio.ui.session import Session
from studio.ui.tasks import Tasks
from studio.ui.theme import Theme
from studio.ui.tokens import Tone

NAME = "Page Studio"


def make_window(
    app: QApplication,
    profile: Profile,
    settings_file: SettingsFile,
    *,
    sample: Loader | None = None,
    hint: Hint | None = None,
) -> MainWindow:
    """The window of `profile`, dressed and in its language, not yet shown. Raises StudioError."""
    loaded = settings_file.load()
    settings = loaded.settings
    theme, speech = Theme(app), Speech(app)
    speech.use(settings.language)
    theme.apply(settings.theme, settings.font_scale)
    theme.move(settings.motion)
    tasks, session = Tasks(app), Session(app, settings.lock_minutes)
    preferences = Preferences(settings, settings_file, theme=theme, speech=speech, session=session, tasks=tasks)
    window = MainWindow(
        profile,
        preferences=preferences,
        tasks=tasks,
        session=session,
        theme=theme,
        speech=speech,
        sample=sample,
        hint=hint,
    )
    for owned in (theme, speech, tasks, session, preferences):
        owned.setParent(window)
    if loaded.messages:
        window.banner.say(Tone.AMBER, " ".join(speech.say(message) for message in loaded.messages))
    return window


def run(
    profile: Profile,
    load: Loader,
    *,
    settings_file: SettingsFile,
    sample: Loader | None = None,
    hint: Hint | None = None,
    on_tell: Callable[[Callable[[Phrase], None]], None] | None = None,
    on_save: Callable[[Callable[[], None]], None] | None = None,
    argv: Sequence[str] = (),
) -> int:
    """Show the window of `profile` until it is closed; returns the exit code. Raises StudioError.

    `load` opens the services; it is called on the worker after the first paint and should import what is heavy.
    `sample` makes and opens the practice profile with sample material; `hint` is what a person needs to know to sign in
    there, if anything. `on_tell` and `on_save` hand a crash handler
    the way to tell the person something and the way to save what is open.
    """
    app = QApplication([sys.argv[0], *argv])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName("")
    window = make_window(app, profile, settings_file, sample=sample, hint=hint)
    if on_tell is not None:
        on_tell(window.tell)
    if on_save is not None:
        on_save(window.save_open)
    window.show()
    QTimer.singleShot(0, lambda: window.load(load))
    return app.exec()
