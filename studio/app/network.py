"""What speaks to the platforms: made when the first page needs it, and never in a practice profile."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar, cast

from studio.accounts.model import Account, AccountKind
from studio.accounts.sealed_logins import SealedLogins
from studio.clock import Clock
from studio.publishers.connections import Connector, Consent, ReadCategories
from studio.publishers.figures import FigureReader
from studio.publishers.inbox import Inbox
from studio.publishers.port import Publisher

if TYPE_CHECKING:
    from studio.people.service import People
    from studio.publishers.facebook.graph import Rates
    from studio.publishers.http import Http
    from studio.publishers.storage import StoredNotes
    from studio.publishers.wordpress.publisher import WordPressPublisher
    from studio.publishers.zalo.broadcast import BroadcastLog, Broadcasts
    from studio.publishers.zalo.connect import ZaloConnector
    from studio.publishers.zalo.grant import Grants
    from studio.publishers.zalo.images import UnitHost

V = TypeVar("V")


class OnDemand(Mapping[AccountKind, V]):
    """Values that are made when first asked for, once; what makes them may import much."""

    def __init__(self, makers: Mapping[AccountKind, Callable[[], V]]) -> None:
        self._makers = MappingProxyType(dict(makers))
        self._made: dict[AccountKind, V] = {}
        self._guard = threading.RLock()

    def __getitem__(self, kind: AccountKind) -> V:
        maker = self._makers[kind]
        with self._guard:
            if kind not in self._made:
                self._made[kind] = maker()
            return self._made[kind]

    def __contains__(self, kind: object) -> bool:
        return kind in self._makers

    def __iter__(self) -> Iterator[AccountKind]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


class PlatformNetwork:
    """The publishers and connectors of the platforms. `account` gives a page by its name; `profile` is the id under
    which this profile holds a Zalo grant."""

    def __init__(
        self,
        *,
        logins: SealedLogins,
        notes: StoredNotes,
        clock: Clock,
        account: Callable[[str], Account],
        profile: Callable[[], str],
        proxy: str = "",
    ) -> None:
        self._logins = logins
        self._notes = notes
        self._clock = clock
        self._account = account
        self._profile = profile
        self._proxy = proxy
        self._http: Http | None = None
        self._grants: Grants | None = None
        self._rates: Rates | None = None
        self._guard = threading.RLock()
        self.publishers: Mapping[AccountKind, Publisher] = OnDemand(
            {
                AccountKind.FACEBOOK: self._facebook,
                AccountKind.ZALO: self._zalo,
                AccountKind.WORDPRESS: self._wordpress,
            }
        )
        self.inboxes: Mapping[AccountKind, Inbox] = OnDemand(
            {
                AccountKind.FACEBOOK: self._facebook_inbox,
                AccountKind.ZALO: self._zalo_inbox,
                AccountKind.WORDPRESS: self._wordpress_inbox,
            }
        )
        self.figures: Mapping[AccountKind, FigureReader] = OnDemand(
            {
                AccountKind.FACEBOOK: self._facebook_figures,
                AccountKind.ZALO: self._zalo_figures,
                AccountKind.WORDPRESS: self._wordpress_figures,
            }
        )
        self.connectors: Mapping[AccountKind, Connector] = OnDemand(
            {
                AccountKind.FACEBOOK: self._facebook_connector,
                AccountKind.ZALO: self._zalo_connector,
                AccountKind.WORDPRESS: self._wordpress_connector,
            }
        )

        self.consenters: Mapping[AccountKind, Consent] = OnDemand(
            {AccountKind.ZALO: lambda: self._zalo_connector().consent}
        )

    def categories(self, kind: AccountKind) -> ReadCategories | None:
        """What reads the categories of such an account; None: it has none."""
        if kind is not AccountKind.WORDPRESS:
            return None
        return cast("WordPressPublisher", self.publishers[kind]).categories

    def http(self) -> Http:
        from studio.publishers.http import Http

        with self._guard:
            if self._http is None:
                self._http = Http(proxy=self._proxy)
            return self._http

    def broadcasts(self, log: Callable[[], BroadcastLog], people: People) -> Callable[[], Broadcasts]:
        """Makes the broadcasts when they are first needed, which is seldom."""

        def made() -> Broadcasts:
            from studio.publishers.zalo.broadcast import Broadcasts

            return Broadcasts(http=self.http(), grants=self._zalo_grants(), clock=self._clock, log=log(), people=people)

        return made

    def _facebook(self) -> Publisher:
        from studio.publishers.facebook.publisher import FacebookPublisher

        return FacebookPublisher(self.http(), self._logins, self._notes, self._clock, rates=self._facebook_rates())

    def _facebook_inbox(self) -> Inbox:
        from studio.publishers.facebook.inbox import FacebookInbox

        return FacebookInbox(self.http(), self._logins, self._clock, rates=self._facebook_rates())

    def _facebook_figures(self) -> FigureReader:
        from studio.publishers.facebook.figures import FacebookFigures

        return FacebookFigures(self.http(), self._logins, self._clock, rates=self._facebook_rates())

    def _facebook_rates(self) -> Rates:
        """What each page has used, by posts, by its inbox and by its figures."""
        from studio.publishers.facebook.graph import Rates

        with self._guard:
            if self._rates is None:
                self._rates = Rates(self._clock)
            return self._rates

    def _zalo_inbox(self) -> Inbox:
        from studio.publishers.zalo.inbox import ZaloInbox

        return ZaloInbox(self.http(), self._zalo_grants(), self._clock)

    def _zalo_figures(self) -> FigureReader:
        from studio.publishers.zalo.figures import ZaloFigures

        return ZaloFigures(self.http(), self._zalo_grants(), self._clock)

    def _wordpress_figures(self) -> FigureReader:
        from studio.publishers.wordpress.figures import WordPressFigures

        return WordPressFigures(self.http(), self._logins)

    def _wordpress_inbox(self) -> Inbox:
        from studio.publishers.wordpress.inbox import WordPressInbox

        return WordPressInbox(self.http(), self._logins, self._clock)

    def _wordpress(self) -> WordPressPublisher:
        from studio.publishers.wordpress.publisher import WordPressPublisher

        return WordPressPublisher(self.http(), self._logins, self._notes, self._clock)

    def _zalo(self) -> Publisher:
        from studio.publishers.zalo.publisher import ZaloPublisher

        return ZaloPublisher(
            http=self.http(),
            grants=self._zalo_grants(),
            notes=self._notes,
            clock=self._clock,
            host=self.picture_host(),
            pause=time.sleep,
        )

    def _zalo_grants(self) -> Grants:
        """The one keeper of access tokens: a refreshed pair that could not be stored yet is in its memory alone."""
        from studio.publishers.zalo.grant import Grants

        with self._guard:
            if self._grants is None:
                self._grants = Grants(self.http(), self._logins, self._clock, self._profile())
            return self._grants

    def picture_host(self) -> UnitHost:
        """Where the pictures of Zalo's articles lie."""
        from studio.publishers.zalo.images import UnitHost

        return UnitHost(self.http(), website=self._account, upload=self._upload)

    def _upload(self, website: Account, name: str, data: bytes, mime: str) -> str:
        return self._wordpress().media_upload(website, name, data, mime)

    def _facebook_connector(self) -> Connector:
        from studio.publishers.facebook.connect import FacebookConnector

        return FacebookConnector(self.http(), self._clock)

    def _wordpress_connector(self) -> Connector:
        from studio.publishers.wordpress.connect import WordPressConnector

        return WordPressConnector(self.http(), self._logins, self._notes, self._clock)

    def _zalo_connector(self) -> ZaloConnector:
        from studio.publishers.zalo.connect import ZaloConnector

        return ZaloConnector(self.http(), self._clock, grants=self._zalo_grants(), holder=self._profile())
