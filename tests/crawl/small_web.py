"""A few pages written for one test, served as a proxy serves them: by host and path, on loopback only."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def small_web(pages: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Serve pages by address without scheme (``www.a.gov.cn/x.html``); gives a crawl's environment."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = self.path.removeprefix("http://")
            body = pages.get(address if "/" in address else f"{address}/")
            self.send_response(200 if body else 404)
            content = (body or "<html><body>404</body></html>").encode()
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield {"http_proxy": f"http://127.0.0.1:{server.server_port}", "no_proxy": ""}
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
