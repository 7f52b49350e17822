"""Scrapy's commands of this project; Ctrl-C while one starts ends it at once and without a traceback.

Scrapy takes the signal over when the crawl begins, and then stops the crawl in order.
"""

from __future__ import annotations

import os
import signal
import sys
import threading

_INTERRUPTED = 1


def _end(_number: int, _frame: object) -> None:
    """Leave: open transactions roll back, archived records are whole."""
    os.write(sys.stderr.fileno(), "已中断；重新运行同一命令即可。\n".encode())
    os._exit(_INTERRUPTED)


if (
    threading.current_thread() is threading.main_thread()
    and signal.getsignal(signal.SIGINT) is signal.default_int_handler
):
    signal.signal(signal.SIGINT, _end)
