"""The bar at the foot: the network, what waits to be sent, the department's hub, and when work was last saved."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studio.clock import local
from studio.translation import tr
from studio.ui.exchange.hub_words import hub_words
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, column, row

if TYPE_CHECKING:
    from studio.exchange.link_model import LinkStanding


class StatusBar(QWidget):
    """One line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._online: bool | None = None
        self._waiting = 0
        self._saved: datetime | None = None
        self._hub: tuple[LinkStanding, datetime] | None = None
        self._sign = Glyph("hard-drive")
        self._left = Label(role="hint")
        self._right = Label(role="hint")
        bar = Card(kind="bar")
        bar.setLayout(row(self._sign, self._left, None, self._right, margins=(16, 5, 26, 5)))
        self.setLayout(column(bar))
        self.tell()

    def tell(self) -> None:
        """Say what is known, in the language of the window."""
        if self._online is None:
            network = tr("Everything is kept on this PC")
        else:
            network = tr("Online") if self._online else tr("Offline")
        waiting = tr("waiting to be sent: {n}").format(n=self._waiting)
        said = (network, waiting if self._waiting else "", hub_words(*self._hub) if self._hub is not None else "")
        self._left.setText(" · ".join(part for part in said if part))
        if self._saved is not None:
            at = local(self._saved)
            self._right.setText(tr("Saved {time}").format(time=f"{at.hour:02d}:{at.minute:02d}"))

    def show_network(self, online: bool | None) -> None:
        """Whether the PC has a network; None where the system does not tell."""
        self._online = online
        names = {None: "hard-drive", True: "wifi", False: "wifi-off"}
        self._sign.show_glyph(names[online], "muted")
        self.tell()

    def show_waiting(self, number: int) -> None:
        self._waiting = number
        self.tell()

    def show_hub(self, standing: LinkStanding | None, now: datetime) -> None:
        """How it stands with the department's hub; nothing is said where none was joined."""
        self._hub = (standing, now) if standing is not None else None
        self.tell()

    def show_saved(self, at: datetime) -> None:
        self._saved = at
        self.tell()

    @property
    def text(self) -> str:
        return self._left.text()

    @property
    def saved_text(self) -> str:
        return self._right.text()


class NetworkStatus(QObject):
    """Asks the system whether there is a network. Made after the first paint: it loads a plug-in."""

    def __init__(self, bar: StatusBar) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        super().__init__(bar)
        self._bar = bar
        self._states = QNetworkInformation.Reachability
        if QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
            self._information = QNetworkInformation.instance()
            self._information.reachabilityChanged.connect(self._tell)
            self._tell(self._information.reachability())

    def _tell(self, state: object) -> None:
        known = {self._states.Online: True, self._states.Disconnected: False, self._states.Local: False}
        self._bar.show_network(known.get(state))  # type: ignore[call-overload]
