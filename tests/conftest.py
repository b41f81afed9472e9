"""What every test shares: no screen, and no time limit that a busy machine could break."""

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("studio", deadline=None, print_blob=True)
settings.load_profile("studio")
