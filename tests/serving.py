"""Ways in which a server answers badly, for who must fetch from it all the same."""

import socket
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """A server of our own: `asked` are the paths, `instead` what it does in place of `answer`."""

    def __init__(self) -> None:
        self.instead: list[Answer] = []
        self.asked: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                turn = outer.instead.pop(0) if outer.instead else outer.answer
                turn(self)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Give what was asked for."""
        raise NotImplementedError

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **more: str) -> None:
    """Answer with these bytes."""
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **more}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def status(code: int, **more: str) -> Answer:
    """Answer with a status only."""
    return lambda handler: send(handler, b"nu even niet", code, **more)


def cut(handler: BaseHTTPRequestHandler) -> None:
    """Promise much, send little, and hang up."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b'{"type": "FeatureColl')
    handler.wfile.flush()
    handler.connection.shutdown(socket.SHUT_RDWR)


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    """Hang up without a word."""
    handler.connection.shutdown(socket.SHUT_RDWR)


def wait(handler: BaseHTTPRequestHandler) -> None:
    """Say nothing for longer than anyone waits."""
    time.sleep(1.5)
    hang_up(handler)
