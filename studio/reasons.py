"""Why the system did not read or write a file, in words for a person.

    raise StorageTrouble("the file cannot be written ({why}); choose another folder.", why=reason_of(error), …)

The system's own words are English, whatever language the window speaks, and are for the log alone.
"""

from __future__ import annotations

import errno

from studio.phrase import Phrase

_FULL = Phrase("no space is left")
_FORBIDDEN = Phrase("there is no permission")
_MISSING = Phrase("it is not there")
_IN_USE = Phrase("another program has it open")
_READ_ONLY = Phrase("the drive is read-only")
_LONG_NAME = Phrase("the name is too long")
_BAD_NAME = Phrase("the name has characters that are not allowed")
_THERE = Phrase("something of that name is already there")
_FOLDER = Phrase("it is a folder")
_NO_FOLDER = Phrase("a file is where a folder should be")
_NETWORK = Phrase("the network folder does not answer")
_DRIVE = Phrase("the drive does not answer or is damaged")
_LARGE = Phrase("the file is too large for this drive")
_MANY = Phrase("too many files are open")
_MEMORY = Phrase("the PC is out of memory")
_UNKNOWN = Phrase("the system gives no reason")

_BY_NAME: dict[str, Phrase] = {
    "ENOSPC": _FULL,
    "EDQUOT": _FULL,
    "EACCES": _FORBIDDEN,
    "EPERM": _FORBIDDEN,
    "ENOENT": _MISSING,
    "EBUSY": _IN_USE,
    "ETXTBSY": _IN_USE,
    "EROFS": _READ_ONLY,
    "ENAMETOOLONG": _LONG_NAME,
    "EEXIST": _THERE,
    "ENOTEMPTY": _THERE,
    "EISDIR": _FOLDER,
    "ENOTDIR": _NO_FOLDER,
    "ESTALE": _NETWORK,
    "ENETDOWN": _NETWORK,
    "ENETUNREACH": _NETWORK,
    "EHOSTDOWN": _NETWORK,
    "EHOSTUNREACH": _NETWORK,
    "ENOTCONN": _NETWORK,
    "ETIMEDOUT": _NETWORK,
    "EIO": _DRIVE,
    "ENXIO": _DRIVE,
    "ENODEV": _DRIVE,
    "EFBIG": _LARGE,
    "EMFILE": _MANY,
    "ENFILE": _MANY,
    "ENOMEM": _MEMORY,
}
"""By name, for a system need not know all of them."""
_BY_NUMBER = {getattr(errno, name): phrase for name, phrase in _BY_NAME.items() if hasattr(errno, name)}
_ON_WINDOWS: dict[int, Phrase] = {
    2: _MISSING,
    3: _MISSING,
    4: _MANY,
    5: _FORBIDDEN,
    8: _MEMORY,
    14: _MEMORY,
    15: _MISSING,
    19: _READ_ONLY,
    21: _DRIVE,
    23: _DRIVE,
    32: _IN_USE,
    33: _IN_USE,
    39: _FULL,
    51: _NETWORK,
    53: _NETWORK,
    54: _NETWORK,
    55: _NETWORK,
    59: _NETWORK,
    64: _NETWORK,
    67: _NETWORK,
    80: _THERE,
    112: _FULL,
    121: _NETWORK,
    123: _BAD_NAME,
    145: _THERE,
    183: _THERE,
    206: _LONG_NAME,
    223: _LARGE,
    267: _NO_FOLDER,
    1117: _DRIVE,
    1167: _DRIVE,
    1231: _NETWORK,
    1295: _FULL,
    1455: _MEMORY,
}
"""Windows' own numbers (Microsoft, "System Error Codes (0-499)" and "(1000-1299)") tell more than those Python makes of
them: a file in use is `EACCES` there."""


def reason_of(error: OSError) -> Phrase:
    """A few words, to stand inside a sentence; the number of what has no words here."""
    on_windows: int | None = getattr(error, "winerror", None)
    if on_windows in _ON_WINDOWS:
        return _ON_WINDOWS[on_windows]
    if error.errno in _BY_NUMBER:
        return _BY_NUMBER[error.errno]
    number = on_windows or error.errno
    return Phrase("error {number} of the system", number=number) if number else _UNKNOWN
