"""Serves the book in this folder to every phone on the same Wi-Fi. Needs Python 3 and nothing else.

python3 serve.py          on port 8000, or the next that is free
python3 serve.py 9000     on another port
"""

import gzip
import socket
import sys
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).resolve().parent
PORT = 8000
# File types that are sent compressed; named here because machines disagree about them.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".md": "text/plain; charset=utf-8",
}


# Short addresses that a teacher can write on the blackboard: the lesson plan of that many minutes.
PLANS = ("45", "90", "210")
FIRST = "zh"
FURTHER = sorted(
    page.parent.name for page in HERE.glob("book/*/workshop.html") if page.parent.name != FIRST
)
SHORT = {
    f"{start}/{minutes}": f"/book/{language}/workshop.html#plan-{minutes}"
    for start, language in (("", FIRST), *((f"/{each}", each) for each in FURTHER))
    for minutes in PLANS
}


@cache
def compress(path: Path, _changed: int) -> bytes:
    """Compress a file by gzip, once for all readers, and again when it has changed."""
    return gzip.compress(path.read_bytes(), 6)


class BookHandler(SimpleHTTPRequestHandler):
    """Serves files; text is compressed if the browser accepts that."""

    protocol_version = "HTTP/1.1"  # keeps a phone's connection open
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **TYPES}  # noqa: RUF012

    def do_GET(self) -> None:
        """Send a file, compressed if it is text, or redirect from a short address."""
        if self.path in SHORT:
            self.send_response(302)
            self.send_header("Location", SHORT[self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        path = Path(self.translate_path(self.path))
        is_text = path.suffix in TYPES and path.is_file()
        if not is_text or "gzip" not in self.headers.get("Accept-Encoding", ""):
            super().do_GET()
            return
        body = compress(path, path.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", TYPES[path.suffix])
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing for each request."""


class BookServer(ThreadingHTTPServer):
    """A server for a whole class that opens the book at the same moment."""

    request_queue_size = 128
    daemon_threads = True


def local_address() -> str:
    """Find the address of this machine in the local network; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
        except OSError:
            return "127.0.0.1"
        address: str = probe.getsockname()[0]
        return address


def server_at(port: int) -> BookServer:
    """Start a server on the next free port."""
    handler = partial(BookHandler, directory=str(HERE))
    for candidate in (*range(port, port + 20), 0):
        try:
            return BookServer(("", candidate), handler)
        except OSError:
            print(f"{candidate}: 端口被占用 (this port is taken)")
    raise SystemExit("没有可用的端口 (no port is free)")


def main(arguments: list[str]) -> None:
    """Serve until Ctrl+C."""
    with server_at(int(arguments[0]) if arguments else PORT) as server:
        port = server.server_port
        print(f"手机连上同一个Wi-Fi，在浏览器里打开： http://{local_address()}:{port}/", flush=True)
        print(f"在这台电脑上： http://127.0.0.1:{port}/  （按Ctrl+C结束）", flush=True)
        print(f"讲课用的表：地址末尾加上{'、'.join(PLANS)}", flush=True)
        print("Phones on the same Wi-Fi open the first address; Ctrl+C ends.", flush=True)
        for language in FURTHER:
            plans = ", ".join(f"{language}/{minutes}" for minutes in PLANS)
            print(f"Lesson plans ({language}): add {plans} to the address.", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("结束 (stopped)")


if __name__ == "__main__":
    main(sys.argv[1:])
