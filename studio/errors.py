"""What can go wrong, as one tree.

    StudioError                     a sentence for a person, in two languages
    ├── BadInput                    a file, field or line is wrong; names it and the remedy
    ├── Refused                     the request is understood and not allowed (state, role, blocker)
    │   ├── NameNeeded              something would be lost, and its name was not typed
    │   ├── NotPermitted            the person lacks the role, or the PIN is wrong
    │   │   └── CodeNeeded          a backup of another PC: its recovery code opens it
    │   ├── Blocked                 preflight found blockers; carries the findings' texts
    │   └── TwoVersions             two PCs wrote at a post; a person chooses one of the versions
    ├── NotFound                    no such post, document, account …
    ├── Untrusted                   a pack, file or record whose hash does not match
    └── StorageTrouble              the environment's fault: disk, lock, schema, network folder
        └── DataGone                the database is missing where there was one; a backup can be taken back

Anything else that escapes is a bug and goes to the crash handler.
"""

from __future__ import annotations

from studio.phrase import Language, Phrase


class StudioError(Exception):
    """Base of everything a user may be told.

    Takes a phrase, or what one is made of. `where` names the file, field or line concerned, or is empty.
    """

    def __init__(
        self,
        text: str | Phrase,
        /,
        *,
        where: str = "",
        about: str = "",
        many: str = "",
        **values: object,
    ) -> None:
        if isinstance(text, str):
            text = Phrase(text, about=about, many=many, **values)
        super().__init__(text)
        self.phrase = text
        self.where = where

    def sentence(self, language: Language) -> str:
        """One line for a person: the place, then what is wrong and the remedy."""
        text = self.phrase.to(language)
        return f"{self.where}: {text}" if self.where else text


class BadInput(StudioError):
    """A file, field or line that cannot be used as it is."""


class Refused(StudioError):
    """Understood, and not allowed for the stated reason."""


class NameNeeded(Refused):
    """Something would be lost: whoever wants it types its `name`."""

    def __init__(self, text: str | Phrase, /, *, name: str, **values: object) -> None:
        super().__init__(Phrase(text).format(name=name, **values) if isinstance(text, str) else text)
        self.name = name


class NotPermitted(Refused):
    """The person may not do this."""


class CodeNeeded(NotPermitted):
    """This PC has no key for the backup; a recovery code would open it."""


class Blocked(Refused):
    """Preflight found at least one blocker."""


class TwoVersions(Refused):
    """Two PCs wrote at the post of that id: a person chooses one of its versions."""

    def __init__(self, text: str | Phrase, /, *, post: str, **values: object) -> None:
        super().__init__(Phrase(text).format(**values) if isinstance(text, str) else text)
        self.post = post


class NotFound(StudioError):
    """Nothing goes by that name."""


class Untrusted(StudioError):
    """Content whose hash or signature does not match."""


class Unconfirmed(Untrusted):
    """The people of older data that came back, until the head and one other confirm them."""


class StorageTrouble(StudioError):
    """The disk, the folder or the schema does not allow this."""


class DataGone(StorageTrouble):
    """There is no database where there was one: nothing is begun anew in its place."""
