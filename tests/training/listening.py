"""Counts every packet of the machine it runs on while a command runs: started in a network namespace of its own.

    unshare -rn python -m tests.training.listening COMMAND…

Prints one JSON line: packets seen while the command ran, packets seen of one sent on purpose afterwards, the command's
exit code and its stdout.
"""

from __future__ import annotations

import fcntl
import json
import socket
import struct
import subprocess
import sys
import threading

ALL = 0x0003  # ETH_P_ALL
GET_FLAGS, SET_FLAGS, UP = 0x8913, 0x8914, 0x1  # SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP


def bring_up(interface: bytes) -> None:
    """What goes to this PC itself is to be seen as well."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        request = fcntl.ioctl(control, GET_FLAGS, struct.pack("16sH14x", interface, 0))
        (flags,) = struct.unpack_from("H", request, 16)
        fcntl.ioctl(control, SET_FLAGS, struct.pack("16sH14x", interface, flags | UP))


class Ear:
    """Counts packets on all interfaces until it is closed."""

    def __init__(self) -> None:
        self.packets = 0
        self._over, self._heard = threading.Event(), threading.Event()
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ALL))
        self._socket.settimeout(0.05)
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while not self._over.is_set():
            try:
                self._socket.recv(65535)
            except TimeoutError:
                continue
            self.packets += 1
            self._heard.set()

    def wait(self) -> None:
        """Until a packet was heard, a minute at most."""
        self._heard.wait(60)

    def close(self) -> int:
        self._over.set()
        self._thread.join()
        self._socket.setblocking(False)
        while True:  # what arrived meanwhile
            try:
                self._socket.recv(65535)
            except BlockingIOError:
                break
            self.packets += 1
        self._socket.close()
        return self.packets


def main(command: list[str]) -> None:
    bring_up(b"lo")
    ear = Ear()
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    packets = ear.close()
    ear = Ear()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"heard", ("127.0.0.1", 9))
    ear.wait()
    told = {"packets": packets, "control": ear.close(), "code": run.returncode, "out": run.stdout, "err": run.stderr}
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
