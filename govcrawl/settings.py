"""Settings of the crawl: every departure from Scrapy's default, with the default and the reason.

Those that an office may want to change are read from the environment or given with ``-s NAME=VALUE``.
"""

import logging
import os
from importlib.metadata import version

from govcrawl.middlewares.harmless import HarmlessRecord

BOT_NAME = "govcrawl"
SPIDER_MODULES = ["govcrawl.spiders"]
NEWSPIDER_MODULE = "govcrawl.spiders"
COMMANDS_MODULE = "govcrawl.commands"

# An honest name with someone to call (default: Scrapy's own).
CONTACT = os.environ.get("GOVCRAWL_CONTACT") or "no contact given"
USER_AGENT = f"govcrawl/{version('govcrawl')} (inspection of government websites; {CONTACT})"

# Obey robots.txt (default: False outside project templates). An office that inspects its own sites may turn it off.
ROBOTSTXT_OBEY = os.environ.get("GOVCRAWL_ROBOTS", "1") != "0"

# Courtesy: seconds between requests to one platform, without random variation (defaults: 0; 0.5), because the delay
# belongs to the platform and jitter makes the mean gap longer than the setting.
DOWNLOAD_DELAY = float(os.environ.get("GOVCRAWL_DELAY", "1"))
DOWNLOAD_DELAY_JITTER = 0
CONCURRENT_REQUESTS_PER_DOMAIN = 4  # per platform (default: 8); the platform middleware says what one is

# Requests waiting for their delay count too (default: 16, which caps the whole crawl at 16 pages a round trip).
CONCURRENT_REQUESTS = 256
# One look at a time through the pipelines (default: 100, which starts 100 tasks per response).
CONCURRENT_ITEMS = 1

# Pages of one target in one night.
PAGES_PER_TARGET = 120
# Addresses that the sampled pages of one site lead to, asked for in one night.
LINKS_PER_SITE = 300
# Failures of the connection in a row after which a host is left alone for the rest of the run.
BREAKER_FAILURES = 5

DOWNLOAD_TIMEOUT = 30  # for the whole answer, so that a slow drip ends too (default: 180)
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024  # default: 1 GiB
DOWNLOAD_WARNSIZE = 0  # default: 32 MiB; larger bodies fail anyway
RETRY_TIMES = 1  # default: 2; every attempt is a fact, and only states that the table says may pass are tried again
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # default: ERROR; the look stores what happened
# A leak ends the run, to be gone on with by the same command, before the machine suffers (defaults: none; 60).
MEMUSAGE_LIMIT_MB = 2048
MEMUSAGE_CHECK_INTERVAL_SECONDS = 10
# Threads that wait for names; a dead name server holds each for long (default: 10).
REACTOR_THREADPOOL_MAXSIZE = 30

# A look keeps what was answered, whatever the status (default: only 200 to 300 reach a callback).
HTTPERROR_ALLOW_ALL = True
# Redirects inside a page are read and judged with the page (default: True).
METAREFRESH_ENABLED = False
# No session is wanted, and the cookie middleware would ask publicsuffix.org (default: True).
COOKIES_ENABLED = False
# No server of any kind runs beside a crawl (defaults: True).
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
# Only the web (default: also file, ftp, s3 and data addresses), with certificates noted and failures told apart.
DOWNLOAD_HANDLERS = {
    **dict.fromkeys(("http", "https"), "govcrawl.middlewares.handler.DownloadHandler"),
    **dict.fromkeys(("file", "ftp", "s3", "data")),
}

# Networks of the office's own that may be fetched although they are private, such as 10.1.0.0/16.
ALLOW_NETWORKS = [text for text in os.environ.get("GOVCRAWL_ALLOW_NETWORKS", "").split(",") if text]
# Both address families (default: IPv4 only), every address checked.
TWISTED_DNS_RESOLVER = "govcrawl.middlewares.resolver.GuardedResolver"
# A page that is always there: when it fails in a sweep of home pages, our own line is down (default: none).
CONTROL_URL = os.environ.get("GOVCRAWL_CONTROL") or None
# Names answered from a file (default: from the network); then no other name exists.
HOSTS_FILE = os.environ.get("GOVCRAWL_HOSTS") or None

# Pages that only a script can fill are rendered in Chromium when asked for (extra ``browser``); else they are 疑似.
RENDER_SHELLS = os.environ.get("GOVCRAWL_RENDER") == "1"
BROWSER = os.environ.get("GOVCRAWL_BROWSER")
ADDONS = {"govcrawl.rendering.RenderingAddon": 100}

# Seconds without a sign of life after which a run ends instead of hanging: far above what a locked database takes.
STALL_SECONDS = 300

DOWNLOADER_MIDDLEWARES = {
    # Takes no part in requests: it watches that something moves.
    "govcrawl.middlewares.stall.StallMiddleware": 10,
    # First of all, so that in a replay nothing else decides and nothing goes out.
    "govcrawl.middlewares.replay.ReplayMiddleware": 40,
    # Before robots.txt is asked for, so that nothing at all goes to a private address.
    "govcrawl.middlewares.guard.PrivateAddressMiddleware": 50,
    # In the places of Scrapy's own.
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "govcrawl.middlewares.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "govcrawl.middlewares.retry.TableRetryMiddleware": 550,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "govcrawl.middlewares.compression.CompressionMiddleware": 590,
    # Hears of every attempt, those that are tried again too.
    "govcrawl.middlewares.breaker.BreakerMiddleware": 945,
    # Nearest to the network: what is archived is what was received.
    "govcrawl.middlewares.evidence.EvidenceMiddleware": 950,
    # After the archive, which needs no turn, and after the proxy is known.
    "govcrawl.middlewares.platform.PlatformMiddleware": 960,
}

# In this order: nothing is computed for a look that will not be kept, and nothing stored before its newest date is
# known.
ITEM_PIPELINES = {
    "govcrawl.pipelines.validate.ValidatePipeline": 100,
    "govcrawl.pipelines.last_update.LastUpdatePipeline": 200,
    "govcrawl.pipelines.store.StorePipeline": 300,
}
STORE_BATCH = 200  # looks
STORE_SECONDS = 2

EXTENSIONS = {
    "govcrawl.extensions.run_record.RunRecordExtension": 100,
    "govcrawl.extensions.progress.ProgressExtension": 200,
}

# Whatever crawled text a line may quote (default: as it comes).
logging.setLogRecordFactory(HarmlessRecord)
LOG_LEVEL = "INFO"  # default: DEBUG, which would print every item
LOG_FORMATTER = "govcrawl.logformat.LogFormatter"  # default: Scrapy's, which prints whole items when it drops them
# A robots.txt that cannot be had is followed by a look that stores the failure; its traceback tells nothing more. (A
# level would not do: Scrapy resets the levels below its own logger.)
logging.getLogger("scrapy.downloadermiddlewares.robotstxt").addFilter(lambda record: record.levelno < logging.ERROR)
