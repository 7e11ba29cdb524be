"""The Community Book at the hub, 5,000 and 20,000 entries: its API over HTTP, its deltas, an import; a real hub.

The peer of a page of the API is the same page by bare SQL: one asyncpg connection that selects the bodies in the order
in which the API has them, nothing else. Everything stands on one machine, one request at a time.

Run: python benchmarks/hub_book.py [--runs 200]
"""

import asyncio
import gc
import json
import os
import random
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import httpx

from big import big_feed
from conversation_kit.hub.embedded import start_embedded
from conversation_kit.hub.migrating import migrate
from measuring import PROGRAM, Result, p95, run, seconds

ENTRIES, MANY = 5_000, 20_000
_CHANGED = ENTRIES // 100
_WORDS = (
    "walking football",
    "choir",
    "volunteer driver",
    "allotment",
    "men in sheds",
    "dementia cafe",
    "zzyzx",
)
_TENANTS = ("saltmarsh", "longmarsh")
_PLACES = ("M1", "WN7", "BL3", "OL9", "SK4")
_PAGE_SQL = "SELECT b.listed FROM book_body b WHERE b.tenant_id = $1 ORDER BY b.number LIMIT 50 OFFSET $2"


def measure(runs: int) -> list[Result]:
    """Import 5,000 entries into a hub, ask its API, publish 50 changes, fetch them; ask another tenant's of 20,000."""
    with tempfile.TemporaryDirectory(prefix="kit") as folder:
        home = Path(folder)
        url = start_embedded(home / "hub")
        asyncio.run(migrate(url))
        environ = {**os.environ, "CONVERSATION_KIT_HOME": str(home), "CONVERSATION_KIT_DATABASE": url}
        for tenant_id in _TENANTS:
            _hub(environ, "tenant", "add", tenant_id.title(), "--id", tenant_id)
        services = json.loads(big_feed().read_text(encoding="utf-8"))["contents"][:ENTRIES]
        gc.freeze()  # else each measurement begins by looking through all of them
        feed = home / "feed.json"
        feed.write_text(json.dumps({"contents": services}), encoding="utf-8")
        importing = seconds(lambda: _import(environ, "saltmarsh", feed))
        importing_many = seconds(lambda: _import(environ, "longmarsh", big_feed()))
        with _serving(environ) as address, httpx.Client(base_url=f"{address}/saltmarsh", timeout=60) as web:
            results = _api(web, url, "saltmarsh", ENTRIES, runs)
            with httpx.Client(base_url=f"{address}/longmarsh", timeout=60) as other:
                results += _api(other, url, "longmarsh", MANY, runs)
            whole = len(web.get("/book/v1/delta").content)
            _change(services, feed)
            publishing = seconds(lambda: _import(environ, "saltmarsh", feed))
            part = len(web.get("/book/v1/delta", params={"from": 1}).content)
    return [
        *results,
        Result(
            f"what 1% of {ENTRIES} entries changed costs a laptop, of the whole Book, in kB",
            part / 1000,
            0.05,
            whole / 1000,
            part / whole,
            unit="kB",
            beside=f"import and first publication of {ENTRIES} entries {importing:.1f} s, the next with "
            f"{_CHANGED} changed {publishing:.1f} s, the command's start included; of {MANY} entries "
            f"{importing_many:.1f} s",
        ),
    ]


def _api(web: httpx.Client, url: str, tenant_id: str, entries: int, runs: int) -> list[Result]:
    pages = [f"/services?page={number % 100 + 1}" for number in range(runs)]
    served, bare = asyncio.run(_in_turn(web, url, tenant_id, pages))
    searches = [
        _timed(web, "/services", {"search": _WORDS[n % len(_WORDS)], "page": n // len(_WORDS) + 1})
        for n in range(runs)
    ]
    near = [
        _timed(web, "/services", {"postcode": _PLACES[n % len(_PLACES)], "proximity": 3000 + n})
        for n in range(runs)
    ]
    ids = [one["id"] for one in web.get("/services", params={"per_page": 500}).json()["contents"]]
    whole = [_timed(web, f"/services/{ids[n % len(ids)]}", {}) for n in range(runs)]
    tag = {"If-None-Match": web.get("/services").headers["ETag"]}
    known = [seconds(lambda: web.get("/services", headers=tag)) for _ in range(runs)]
    return [
        Result(
            f"a page of 50 of {entries} services over HTTP, p95 of {runs}, against bare SQL",
            1000 * p95(served),
            5.0,
            1000 * p95(bare),
            p95(served) / p95(bare),
        ),
        Result(f"a search of {entries} services over HTTP, p95 of {runs}", 1000 * p95(searches), 50.0),
        Result(f"{entries} services by postcode and distance over HTTP, p95", 1000 * p95(near), 50.0),
        Result(
            f"one service of {entries} over HTTP, p95 of {runs}",
            1000 * p95(whole),
            25.0,
            beside=f"unchanged since (304) {1000 * p95(known):.1f} ms",
        ),
    ]


async def _in_turn(
    web: httpx.Client, url: str, tenant_id: str, pages: list[str]
) -> tuple[list[float], list[float]]:
    """Ask for pages over HTTP and by bare SQL, in turn."""
    connection = await asyncpg.connect(url)
    served, bare = [], []
    loop = asyncio.get_running_loop()
    for number, page in enumerate(pages):
        served.append(seconds(lambda page=page: web.get(page).raise_for_status()))
        begun = loop.time()
        await connection.fetch(_PAGE_SQL, tenant_id, number % 100 * 50)
        bare.append(loop.time() - begun)
    await connection.close()
    return served, bare


def _timed(web: httpx.Client, path: str, parameters: dict[str, object]) -> float:
    return seconds(lambda: web.get(path, params=parameters).raise_for_status())


def _change(services: list[dict[str, object]], feed: Path) -> None:
    """Write the feed with another description in one service of a hundred."""
    for service in random.Random(1).sample(services, _CHANGED):  # noqa: S311 - the same ones every time
        service["description"] = f"{service['description']} Now upstairs, in the room beside the kitchen."
    feed.write_text(json.dumps({"contents": services}), encoding="utf-8")


def _import(environ: dict[str, str], tenant_id: str, feed: Path) -> None:
    _hub(environ, "book", "import", str(feed), "--tenant", tenant_id)


def _hub(environ: dict[str, str], *words: str) -> None:
    subprocess.run([PROGRAM, "hub", *words], env=environ, check=True, capture_output=True)


@contextmanager
def _serving(environ: dict[str, str]) -> Iterator[str]:
    """A hub process; its address."""
    with subprocess.Popen(
        [PROGRAM, "hub", "serve", "--port", "0"], env=environ, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().split()[-1]
        process.terminate()


if __name__ == "__main__":
    run(measure, runs=200, about=__doc__ or "")
