"""Every flow that touches a secret, in a process of its own; started by `test_canaries.py`.

    python -m tests.e2e.rig.canary_run FOLDER all|plant|fb|zalo|web

Reads the canaries (JSON) from standard input; tells what it did and saw as one line of JSON on standard output. With
the name of a page it stops inside a publication there and waits for its end; with ``plant`` it leaks on purpose.
"""

from __future__ import annotations

import base64
import itertools
import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from studio.accounts.model import Account
from studio.app.backups import ProfileBackups
from studio.clock import parse_local
from studio.crash import CrashHandler
from studio.logs import open_log, start_logging, stop_logging
from studio.posts.model import Attachment, Package
from studio.publishers import answers
from studio.publishers.port import Answer, Outcome
from studio.redaction import Redactor
from studio.store.archive import open_sealed, read_head
from tests.e2e.rig.canary_office import BY, FACEBOOK, OTHER, PIN, USER, WEBSITE, ZALO, Office, opened
from tests.e2e.rig.secret_probes import EverythingSaid, shown_with_locals
from tests.outbox.outbox_rig import TEXT, AccountBook, OutboxRig
from tests.publishers.samples import Files, package
from tests.simulators.facebook.pictures import jpeg
from tests.simulators.faults import Fault, Kind, every_kind, rule
from tests.simulators.zalo.platform import APP, REDIRECT
from tests.store.safe import safe_of

PAGES = (FACEBOOK, ZALO, WEBSITE)
POSTS = 3


class Deliveries(OutboxRig):
    """An outbox whose pictures platforms take."""

    def picture(self, post_id: str, number: int) -> Attachment:
        data = jpeg(f"{post_id} {number}")
        return replace(super().picture(post_id, number), sha256=self.files.put(data), bytes=len(data))


class Flows:
    """Runs steps one after the other and keeps what each said, failed ones with their variables."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.steps: list[tuple[str, str]] = []
        self.seen: list[str] = []
        self._references = (f"PS-CANARY{a}{b}{c}AAA" for a, b, c in itertools.product("BCDEFGHJKL", repeat=3))
        self._files = Files()

    def step(self, name: str, act: Callable[..., object], *given: object, **named: object) -> object:
        try:
            found = act(*given, **named)
        except Exception as error:  # noqa: BLE001 (what a step raises is looked at like what it says)
            self.steps.append((name, type(error).__name__))
            self.seen.append(shown_with_locals(error))
            return None
        self.steps.append((name, found.outcome.value if isinstance(found, Answer) else str(found)[:60]))
        self.seen.append(repr(found))
        return found

    # connecting

    def connect(self) -> None:
        self._connect_facebook()
        self._connect_website()
        self._connect_zalo()
        self._by_command()

    def _connect_facebook(self) -> None:
        office, secrets = self.office, self.office.secrets
        app = {"app_id": office.graph.world.app.id, "app_secret": secrets["facebook app secret"]}
        user, page = secrets["facebook user token"], secrets["facebook page token"]
        other, wrong = secrets["facebook other page's token"], secrets["wrong token"]
        step, connect = self.step, office.connect
        step("facebook by app", connect, FACEBOOK, "app", **app, user_token=user)
        step("facebook by user", connect, FACEBOOK, "user", user_token=user)
        step("facebook by token", connect, FACEBOOK, "token", page_token=page)
        step("facebook another page's token", connect, FACEBOOK, "token", page_token=other)
        step("facebook person's token", connect, FACEBOOK, "token", page_token=user)
        step("facebook unknown token", connect, FACEBOOK, "token", page_token=wrong)
        step("facebook token with a gap", connect, FACEBOOK, "token", page_token=f"{wrong[:30]} {wrong[30:]}")
        step("facebook token twice", connect, FACEBOOK, "token", page_token=f"{wrong}\n{wrong}")
        step("facebook token far too long", connect, FACEBOOK, "token", page_token=wrong * 500)
        step("facebook wrong app secret", connect, FACEBOOK, "app", **app | {"app_secret": wrong}, user_token=user)
        step("facebook without user token", connect, FACEBOOK, "app", **app)
        step("facebook unknown way", connect, FACEBOOK, "magic", page_token=page)

    def _connect_website(self) -> None:
        password, wrong = self.office.secrets["wordpress password"], self.office.secrets["wrong token"]
        step, connect, way = self.step, self.office.connect, "application-password"
        step("website", connect, WEBSITE, way, user=USER, password=password)
        step("website wrong password", connect, WEBSITE, way, user=USER, password=wrong[:24])
        step("website odd password", connect, WEBSITE, way, user=USER, password=wrong)

    def _connect_zalo(self) -> None:
        office, secrets, step, connect = self.office, self.office.secrets, self.step, self.office.connect
        app = {"app_id": APP, "secret_key": secrets["zalo secret key"]}
        verifier, wrong, oa_id = secrets["zalo code verifier"], secrets["wrong token"], office.oa_id
        pair = office.new_zalo_pair()
        tokens = {"access_token": pair["access_token"], "refresh_token": pair["refresh_token"]}
        step("zalo by explorer", connect, ZALO, "explorer", **app, **tokens)
        step("zalo unknown token", connect, ZALO, "explorer", **app, **tokens | {"access_token": wrong})
        step("zalo token with a gap", connect, ZALO, "explorer", **app, **tokens | {"access_token": f"a {wrong}"})
        for name, changes in (
            ("zalo by consent", {}),
            ("zalo wrong secret key", {"secret_key": wrong}),
            ("zalo wrong verifier", {"code_verifier": wrong[:43]}),
            ("zalo short verifier", {"code_verifier": wrong[:20]}),
            ("zalo unknown code", {"code": wrong}),
            ("zalo another account's address", {"code": f"https://congan.example.vn/?code={wrong}&oa_id=1"}),
            ("zalo address without code", {"code": f"https://congan.example.vn/?cod={wrong}&oa_id={oa_id}"}),
            ("zalo odd app id", {"app_id": wrong}),
        ):
            code = office.zalo.control("consent", {"oa_id": oa_id})["code"]
            given = {**app, "code": f"{REDIRECT}?code={code}&oa_id={oa_id}", "code_verifier": verifier, **changes}
            step(name, connect, ZALO, "consent", **given)
            office.spent[name] = code

    def _by_command(self) -> None:
        secrets, step, command = self.office.secrets, self.step, self.office.connect_by_command
        page, password, wrong = secrets["facebook page token"], secrets["wordpress password"], secrets["wrong token"]
        step("command facebook", command, FACEBOOK, "token", f"page_token={page}")
        step("command website", command, WEBSITE, "application-password", f"user={USER}", "", f"password={password}")
        step("command no pair", command, FACEBOOK, "token", wrong)
        step("command twice", command, FACEBOOK, "token", f"page_token={wrong}", f"page_token={wrong}")
        step("command unknown key", command, FACEBOOK, "token", f"{wrong[:20]}={wrong}")
        step("command wrong token", command, FACEBOOK, "token", f"page_token={wrong}")

    def connect_briefly(self) -> None:
        office, secrets = self.office, self.office.secrets
        self.step("facebook", office.connect, FACEBOOK, "token", page_token=secrets["facebook page token"])
        login = {"user": USER, "password": secrets["wordpress password"]}
        self.step("website", office.connect, WEBSITE, "application-password", **login)
        self.step("zalo", office.hold_zalo)

    def command(self) -> None:
        """The command itself, with words and environment as others see them; this PC has no keyring for it."""
        profile = str(self.office.profile.root)
        words = ["accounts", "connect", FACEBOOK, "--way", "token", "--as", BY, "--secret-stdin", "--pin-stdin"]
        process = subprocess.Popen(
            [sys.executable, "-m", "studio", "--profile", profile, *words],
            env=os.environ | {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        shown = [Path(f"/proc/{process.pid}/{name}").read_text(encoding="utf-8") for name in ("environ", "cmdline")]
        given = f"{PIN}\npage_token={self.office.secrets['facebook page token']}\n"
        told, _ = process.communicate(given)
        self.steps.append(("command itself", f"{process.returncode} {told}"))
        self.seen += [*shown, told]

    # publishing

    def health(self, label: str = "", pages: Sequence[str] = (*PAGES, OTHER)) -> None:
        for page in pages:
            self.step(f"{label}{page} health", self._health, page)

    def _health(self, page: str) -> str:
        return self.office.connections.check(page).state.value

    def publish(self, page: str, label: str = "") -> None:
        """The whole way of one post; what is refused on the way is seen, too."""
        office, reference = self.office, next(self._references)
        account = office.accounts.get(page)
        publisher, bundle, files = office.publishers[account.kind], self._package(account), self._files
        since, name = office.clock.now() - timedelta(hours=1), f"{label}{page}"

        def asked(act: Callable[..., object], *given: object) -> object:
            return answers.read(lambda: act(account, *given))

        def wrote(act: Callable[..., Answer], *given: object) -> Answer:
            return answers.write(lambda: act(account, *given))

        self.step(f"{name} identity", asked, publisher.identity)
        made = self.step(f"{name} create", wrote, publisher.create, bundle, reference, files)
        self.step(f"{name} recent", asked, publisher.recent, since, reference)
        post = made.remote_id if isinstance(made, Answer) and made.outcome is Outcome.DONE else "1"
        self.step(f"{name} reveal", wrote, publisher.reveal, post, bundle, reference, files)
        self.step(f"{name} edit", wrote, publisher.edit, post, bundle, reference, files)
        self.step(f"{name} read back", asked, publisher.read_back, post)
        self.step(f"{name} delete", wrote, publisher.delete, post)

    def _package(self, account: Account) -> Package:
        whole, data = package(self._files, account.platform, images=1), jpeg("one")
        picture = replace(whole.attachments[0], sha256=self._files.put(data), bytes=len(data))
        return replace(whole, attachments=(picture,))

    def faults(self) -> None:
        """Each way to go wrong: at every call of a platform, a renewal of Zalo's grant first; then at writes alone."""
        for kind, writes in itertools.product(Kind, (False, True)):
            options = {"code": -216 if kind is Kind.ERROR else 1}
            fault = Fault(kind=kind, seconds=PAUSE, bytes=20, options=options, retry_after="1")
            for page in PAGES:
                server = self.office.servers[self.office.accounts.get(page).kind]
                if page == ZALO:
                    self.office.hold_zalo()
                if page == ZALO and not writes:
                    self.office.clock.forward(hours=20)
                server.faults.add(rule(fault, method="POST" if writes else "*"))
                label = f"{kind} of writes " if writes else f"{kind} "
                self.publish(page, label)
                self.health(label, [page])
                server.faults.clear()
        self.office.hold_zalo()

    def refresh(self) -> None:
        """The grant is renewed by time, after a refusal, and once more when it is dead; a page's token dies."""
        office, oa_id = self.office, self.office.oa_id
        office.clock.forward(hours=17)
        self.publish(ZALO, "due ")
        office.zalo.control("expire", {"oa_id": oa_id})
        self.publish(ZALO, "refused ")
        office.zalo.control("grant", {"oa_id": oa_id, "authorised": False})
        office.zalo.control("expire", {"oa_id": oa_id})
        self.publish(ZALO, "dead ")
        office.zalo.control("grant", {"oa_id": oa_id, "authorised": True})
        token = office.secrets["facebook page token"]
        for trouble in ("expired", "password", "role"):
            office.graph.control("token", {"token": token, "trouble": trouble})
            self.publish(FACEBOOK, f"{trouble} ")
            self.health(f"{trouble} ", [FACEBOOK])
        office.graph.control("token", {"token": token, "trouble": ""})

    def broadcast(self) -> None:
        """By hand, with and without trouble on the way."""
        office, account = self.office, self.office.accounts.get(ZALO)
        faults = office.servers[account.kind].faults
        for kind in (None, Kind.DROP_AFTER, Kind.HTML, Kind.TRUNCATED, Kind.ERROR):
            article = office.zalo.control("write", {"oa_id": office.oa_id, "title": "Tin", "status": "show"})["id"]
            if kind is not None:
                faults.add(rule(Fault(kind=kind, options={"code": -216}), path="/v2.0/oa/message"))
            self.step(f"broadcast {kind} prepare", office.broadcasts.prepare, account, article)
            self.step(f"broadcast {kind} send", office.broadcasts.send, account, article, BY, PIN)
            faults.clear()

    def deliver(self, folder: Path) -> None:
        """Posts through the outbox with every kind of fault by dice, until nothing is left to do."""
        folder.mkdir()
        office = self.office
        rig = Deliveries(folder, accounts=AccountBook(*office.accounts.list()), clock=office.clock)
        rig.publishers = dict(office.publishers)
        rig.outbox = rig.worker("canary")
        for seed, server in enumerate(office.servers.values()):
            server.faults.add(
                rule(*every_kind(Kind, seconds=PAUSE, bytes=20, options={"code": 1}), probability=0.3, seed=seed)
            )
        for number in range(POSTS):
            rig.queue(f"p{number}", *PAGES, text=f"{TEXT}\n\nBài {number}")
            rig.settle(hours=4)
        for server in office.servers.values():
            server.faults.clear()
        rig.settle(hours=4)
        states = Counter(delivery.state.value for delivery in rig.outbox.list())
        attempts = sum(len(rig.outbox.attempts(delivery.id)) for delivery in rig.outbox.list())
        self.step("delivered", lambda: f"{states['verified']} of {sum(states.values())} in {attempts}")
        self.seen.append(repr([rig.outbox.attempts(delivery.id) for delivery in rig.outbox.list()]))
        rig.store.close()

    # what is written besides

    def crash(self, handler: CrashHandler) -> None:
        """Errors nobody foresaw whose words hold secrets, as the library's own about a bad header do."""
        for secret in (self.office.secrets[name] for name in TOLD):
            try:
                raise RuntimeError(f"Invalid header value {secret!r}")
            except RuntimeError as error:
                logging.getLogger("studio.canary").exception("it broke at %s", secret)
                logging.getLogger("urllib3").debug("sent %s", secret)
                handler.handle(type(error), error, error.__traceback__)

    def backup(self, folder: Path) -> None:
        """The copy of every day, unsealed into `folder` to be searched."""
        with tempfile.TemporaryDirectory() as elsewhere:
            keeping = ProfileBackups(
                self.office.profile, self.office.clock, practice=False, safe=safe_of(Path(elsewhere))
            )
            keeping.daily(purged_at=lambda before: None, doubted=False)
            folder.mkdir()
            self.step("backup", lambda: keeping.problem is None)
            for path in self.office.profile.backups.glob("*.psbackup"):
                key = keeping.keys.opened(read_head(path), None)
                with path.open("rb") as file, open_sealed(file, key) as plain, zipfile.ZipFile(plain) as archive:
                    archive.extractall(folder)


PAUSE = 0.0002
"""Seconds between two bytes of an answer that drips: some tenths of a second an answer."""
TOLD = ("facebook page token", "facebook app secret", "facebook user token", "wordpress password", "zalo secret key")
"""Secrets that the program was told: the log strikes out their very values."""


def plant(folder: Path, secret: str, flows: Flows) -> None:
    """Leak one secret in each place that is searched."""
    (folder / "profile" / "plain.txt").write_text(secret, encoding="utf-8")
    (folder / "profile" / "windows.txt").write_text(secret, encoding="utf-16")
    (folder / "profile" / "code.txt").write_bytes(base64.b64encode(f"user:{secret}".encode()))
    with tempfile.NamedTemporaryFile(delete=False) as left:
        left.write(secret[: len(secret) // 2].encode())
    with flows.office.store.write() as tx:
        tx.exec_driver_sql("CREATE TABLE leak (value TEXT)")
        tx.exec_driver_sql("INSERT INTO leak VALUES (?)", (secret,))
    logging.getLogger("leak").warning("it is %s", secret)
    flows.step("leak", lambda: parse_local(secret))
    sys.stderr.write(f"{secret}\n")


def environment() -> str:
    """What the system shows of this process to others of the same user: as it was started, and as it is."""
    shown = [Path("/proc/self/environ"), Path("/proc/self/cmdline")]
    started = [path.read_bytes().decode("utf-8", "replace") for path in shown if path.exists()]
    return "\n".join([*started, *sys.argv, *(f"{name}={value}" for name, value in os.environ.items())])


def run(folder: Path, mode: str) -> dict[str, object]:
    secrets = json.loads(sys.stdin.readline())
    redactor, said = Redactor(), EverythingSaid()
    log = open_log(folder / "profile" / "logs", redactor, level=logging.DEBUG)
    with opened(folder, secrets, redactor) as office:
        handler = CrashHandler(office.profile.logs, clock=office.clock, redactor=redactor, tell=lambda crash: None)
        logging.getLogger().addHandler(said)  # before the log's own, which strikes secrets out of a record
        start_logging(log)
        flows = Flows(office)
        flows.connect_briefly()
        if mode in PAGES:
            stay_inside(flows, mode)
        if mode == "plant":
            plant(folder, secrets["planted"], flows)
        if mode == "all":
            flows.connect()
            if sys.platform == "linux":  # elsewhere the system's own keyring would be written to
                flows.command()
            flows.health()
            for page in PAGES:
                flows.publish(page)
            flows.broadcast()
            flows.faults()
            flows.deliver(folder / "outbox")
            flows.refresh()
        logging.getLogger().removeHandler(said)
        flows.crash(handler)
        flows.backup(folder / "usb")
        stop_logging(log)
        return {
            "steps": flows.steps,
            "seen": "\n".join(flows.seen),
            "said": "\n".join(said.said),
            "noted": repr(office.noted),
            "environment": environment(),
            "minted": office.minted(),
        }


def stay_inside(flows: Flows, page: str) -> None:
    """Say so once a write is on its way (for Zalo: the refresh of its grant); its answer never comes."""
    office = flows.office
    faults = office.servers[office.accounts.get(page).kind].faults
    faults.add(rule(Fault(kind=Kind.SLOW, seconds=3600), method="POST"))
    office.clock.forward(hours=17)
    publishing = threading.Thread(target=flows.publish, args=(page,))
    publishing.start()
    while not faults.hits():
        publishing.join(0.01)
    print(json.dumps({"minted": office.minted()}), flush=True)
    publishing.join()


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), sys.argv[2])), flush=True)
