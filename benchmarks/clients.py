"""Eight clients that keep their connection and ask one address after another."""

import multiprocessing
import socket
import time
from dataclasses import dataclass
from threading import Thread

CLIENTS = 8
PROCESSES = 2
SECONDS = 12.0


@dataclass(frozen=True, slots=True)
class Answers:
    """What the clients saw: answers a second, and the times of the answers in seconds."""

    per_second: float
    p50_s: float
    p95_s: float
    failures: int


def ask_warm(port: int, paths: list[str]) -> Answers:
    """Ask once without measuring, so that every worker has answered, then measure."""
    ask(port, paths, seconds=SECONDS / 2)
    return ask(port, paths)


def ask(port: int, paths: list[str], *, seconds: float = SECONDS) -> Answers:
    """Ask for paths in turn from every client at once, for some seconds."""
    queue: multiprocessing.Queue[tuple[list[float], int]] = multiprocessing.Queue()
    shares = [(port, paths[n::PROCESSES], seconds, queue) for n in range(PROCESSES)]
    workers = [multiprocessing.Process(target=_work, args=share) for share in shares]
    for worker in workers:
        worker.start()
    results = [queue.get() for _ in workers]
    for worker in workers:
        worker.join()
    times = sorted(one for found, _ in results for one in found)
    return Answers(
        len(times) / seconds,
        times[len(times) // 2],
        times[int(len(times) * 0.95)],
        sum(failed for _, failed in results),
    )


def _work(port: int, paths: list[str], seconds: float, queue: multiprocessing.Queue) -> None:  # type: ignore[type-arg]
    times: list[float] = []
    failed = [0]
    each = CLIENTS // PROCESSES
    threads = [
        Thread(target=_ask_in_turn, args=(port, paths[n::each], seconds, times, failed))
        for n in range(each)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    queue.put((times, failed[0]))


def _ask_in_turn(
    port: int, paths: list[str], seconds: float, times: list[float], failed: list[int]
) -> None:
    requests = [
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: */*\r\n\r\n".encode()
        for path in paths
    ]
    connection = _Connection(port)
    stop = time.perf_counter() + seconds
    turn = 0
    while time.perf_counter() < stop:
        started = time.perf_counter()
        status = connection.exchange(requests[turn % len(requests)])
        times.append(time.perf_counter() - started)
        failed[0] += status != b"200"
        turn += 1
    connection.close()


class _Connection:
    """One kept connection; it opens again when the server closes it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.socket = self._open()

    def _open(self) -> socket.socket:
        opened = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return opened

    def exchange(self, request: bytes) -> bytes:
        """Send a request, read the whole answer, and return its status."""
        try:
            self.socket.sendall(request)
            answer = self._read()
        except (ConnectionError, ValueError):
            self.close()
            self.socket = self._open()
            self.socket.sendall(request)
            answer = self._read()
        return answer

    def _read(self) -> bytes:
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._receive()
        head, body = data.split(b"\r\n\r\n", 1)
        lower = head.lower()
        if b"transfer-encoding: chunked" in lower:
            while not body.endswith(b"0\r\n\r\n"):
                body += self._receive()
        else:
            length = int(lower.split(b"content-length:")[1].split(b"\r\n")[0])
            while len(body) < length:
                body += self._receive()
        status = head.split(b" ", 2)[1]
        if b"connection: close" in lower:
            self.close()
            self.socket = self._open()
        return status

    def _receive(self) -> bytes:
        received = self.socket.recv(65_536)
        if not received:
            raise ConnectionError("the server closed the connection")
        return received

    def close(self) -> None:
        self.socket.close()
