"""Importing from Open Referral UK APIs, asked over real HTTP on this machine."""

import json
import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import stamina

from conversation_kit.book.cache import Book
from conversation_kit.book.importing import import_sources
from conversation_kit.book.sources.staging import staging_path
from conversation_kit.errors import RefusedError, SourceError

NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)


class Answers:
    """A small Open Referral UK API whose behaviour tests bend."""

    def __init__(self) -> None:
        self.services = {
            str(n): {
                "id": str(n),
                "name": f"Club {n}",
                "description": f"full {n}",
                "last_modified": "2026-01-01",
            }
            for n in range(1, 8)
        }
        self.version = 3
        self.page_size = 3
        self.asked: list[str] = []
        self.total_pages: int | None = None
        self.knows_modified_after = True
        self.etags = False
        self.says_last = True
        self.changed: set[str] = set()
        self.bend: Callable[[str, dict[str, str]], tuple[int, dict[str, str], bytes] | None] = (
            lambda path, query: None
        )

    def answer(self, target: str, headers) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(target)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        self.asked.append(target)
        bent = self.bend(parts.path, query)
        if bent is not None:
            return bent
        if parts.path == "/api/services":
            document = self.page(query)
        else:
            document = self.services.get(unquote(parts.path.removeprefix("/api/services/")))
        if document is None:
            return 404, {}, b""
        body = json.dumps(document).encode()
        if not self.etags:
            return 200, {}, body
        tag = f'"{hash(body)}"'
        return (304, {}, b"") if headers.get("If-None-Match") == tag else (200, {"ETag": tag}, body)

    def page(self, query):
        ids = list(self.services)
        if "modified_after" in query:
            if not self.knows_modified_after:
                return None
            ids = [one for one in ids if one in self.changed]
        number = int(query.get("page", 1))
        shown = ids[(number - 1) * self.page_size : number * self.page_size]
        listed = [{k: v for k, v in self.services[one].items() if k != "description"} for one in shown]
        last = self.says_last and number * self.page_size >= len(ids)
        pages = self.total_pages or -(-len(ids) // self.page_size)
        if self.version == 3:
            return {
                "total_items": len(ids),
                "total_pages": pages,
                "page_number": number,
                "size": len(listed),
                "first_page": number == 1,
                "last_page": last,
                "empty": not listed,
                "contents": listed,
            }
        return {
            "totalElements": len(ids),
            "totalPages": pages,
            "number": number,
            "size": len(listed),
            "first": number == 1,
            "last": last,
            "content": listed,
        }

    def bodies_asked(self) -> list[str]:
        return [
            unquote(urlsplit(one).path.rpartition("/")[2])
            for one in self.asked
            if urlsplit(one).path.startswith("/api/services/")
        ]


@pytest.fixture
def api():
    answers = Answers()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, body = answers.answer(self.path, self.headers)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request, client_address):
            pass  # a test broke the connection off on purpose

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    answers.root = f"http://127.0.0.1:{server.server_address[1]}/api"
    with stamina.set_testing(True, attempts=3):  # retries, without their waiting
        yield answers
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "book.sqlite"


def bring(cache, root, now=NOW, **options):
    return import_sources([root], cache, now=now, **options)


def entries(cache):
    with Book.open(cache) as book:
        return {entry.id: entry for entry in book.entries()}


def counts(report):
    return report.added, report.changed, report.unchanged, report.gone


@pytest.mark.parametrize("version", [1, 3])
@pytest.mark.parametrize("ending", ["", "/", "/services", "/services/"])
def test_the_list_and_every_full_service_are_fetched(api, cache, version, ending):
    api.version = version
    report = bring(cache, api.root + ending)
    assert counts(report) == (7, 0, 0, 0)
    assert report.notes == ()
    assert {entry.description for entry in entries(cache).values()} == {f"full {n}" for n in range(1, 8)}
    assert {entry.source for entry in entries(cache).values()} == {api.root}
    assert sorted(api.bodies_asked()) == [str(n) for n in range(1, 8)]
    assert not staging_path(cache).exists()


@pytest.mark.parametrize("total", [1, 2, 10_000])
@pytest.mark.parametrize("says_last", [True, False])
def test_a_count_of_pages_is_never_believed(api, cache, total, says_last):
    api.total_pages, api.says_last = total, says_last
    assert bring(cache, api.root).added == 7


def test_a_server_that_repeats_its_last_page_comes_to_an_end(api, cache):
    api.says_last = False
    plain = api.page
    api.page = lambda query: plain({**query, "page": str(min(3, int(query.get("page", 1))))})
    assert bring(cache, api.root).added == 7


def test_pages_counted_from_nought_are_all_fetched(api, cache):
    api.version = 1
    plain = api.page

    def from_nought(query):
        found = plain({**query, "page": str(int(query.get("page", 0)) + 1)})
        return {**found, "number": int(query.get("page", 0))}

    api.page = from_nought
    assert sorted(entries_after(api, cache)) == [str(n) for n in range(1, 8)]


def entries_after(api, cache):
    bring(cache, api.root)
    return entries(cache)


def test_a_server_without_page_sizes_is_asked_without(api, cache):
    api.bend = lambda path, query: (400, {}, b"") if "per_page" in query else None
    assert bring(cache, api.root).added == 7


def test_later_runs_fetch_only_what_changed_and_find_what_is_gone(api, cache):
    bring(cache, api.root)
    api.asked.clear()
    api.services["2"] = {**api.services["2"], "description": "new words", "last_modified": "2026-11-24"}
    del api.services["5"]
    api.services["9"] = {"id": "9", "name": "Club 9", "description": "full 9"}
    api.changed = {"2", "9"}
    assert counts(bring(cache, api.root, NOW + timedelta(days=7))) == (1, 1, 5, 1)
    assert sorted(api.bodies_asked()) == ["2", "9"]
    asked = [parse_qs(urlsplit(one).query) for one in api.asked]
    assert {one["modified_after"][0] for one in asked if "modified_after" in one} == {"2026-11-22T20:00:00Z"}
    assert entries(cache)["2"].description == "new words"


def test_a_newer_day_in_the_list_is_believed_over_modified_after(api, cache):
    bring(cache, api.root)
    api.asked.clear()
    api.services["3"] = {**api.services["3"], "description": "new words", "last_modified": "2026-11-20"}
    assert counts(bring(cache, api.root)) == (0, 1, 6, 0)
    assert api.bodies_asked() == ["3"]


@pytest.mark.parametrize("status", [400, 404, 422, 500, 501])
def test_without_modified_after_entity_tags_save_the_fetching(api, cache, status):
    api.etags = True
    api.bend = lambda path, query: (status, {}, b"") if "modified_after" in query else None
    bring(cache, api.root)
    api.services["4"] = {**api.services["4"], "description": "new words"}
    assert counts(bring(cache, api.root)) == (0, 1, 6, 0)
    assert counts(bring(cache, api.root)) == (0, 0, 7, 0)
    assert entries(cache)["4"].description == "new words"


def test_passing_faults_are_tried_again(api, cache):
    failed: set[str] = set()

    def once(path, query):
        key = f"{path} {query.get('page')}"
        if key in failed:
            return None
        failed.add(key)
        return [
            (503, {"Retry-After": "1"}, b""),
            (429, {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, b""),
            (500, {}, b""),
        ][len(failed) % 3]

    api.bend = once
    report = bring(cache, api.root)
    assert (report.added, report.notes) == (7, ())


def test_a_service_that_cannot_be_fetched_falls_back_to_its_list_record(api, cache):
    api.bend = lambda path, query: (500, {}, b"") if path.endswith("/4") else None
    report = bring(cache, api.root)
    assert report.added == 7
    assert entries(cache)["4"].description == ""
    assert [(note.id, "500" in note.why) for note in report.notes] == [("4", True)]


def test_what_came_only_from_the_list_is_asked_for_again(api, cache):
    api.bend = lambda path, query: (500, {}, b"") if path.endswith("/4") else None
    bring(cache, api.root)
    api.bend = lambda path, query: None
    api.asked.clear()
    assert counts(bring(cache, api.root)) == (0, 1, 6, 0)
    assert api.bodies_asked() == ["4"]
    assert entries(cache)["4"].description == "full 4"


def test_an_api_without_full_services_is_not_asked_for_each(api, cache):
    api.services = {str(n): {"id": str(n), "name": f"Club {n}"} for n in range(60)}
    api.page_size = 60
    api.bend = lambda path, query: (404, {}, b"") if path != "/api/services" else None
    report = bring(cache, api.root)
    assert report.added == 60
    assert len(api.bodies_asked()) < 30
    assert [note.why for note in report.notes] == [
        "The API gives no full services; the records of its list were read."
    ]


def test_an_interrupted_run_is_gone_on_with(api, cache):
    class BrokenOffError(Exception):
        pass

    def interrupt(event):
        if event.total and event.done == 4:
            raise BrokenOffError

    with pytest.raises(BrokenOffError):
        bring(cache, api.root, progress=interrupt)
    assert not cache.exists()
    assert staging_path(cache).exists()
    api.asked.clear()
    assert bring(cache, api.root).added == 7
    assert set(api.bodies_asked()) == {"5", "6", "7"}
    assert not staging_path(cache).exists()


def test_what_was_left_long_ago_is_fetched_again(api, cache):
    def interrupt(event):
        if event.total and event.done == 4:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        bring(cache, api.root, progress=interrupt)
    api.asked.clear()
    bring(cache, api.root, NOW + timedelta(days=2))
    assert len(api.bodies_asked()) == 7


def test_a_damaged_staging_file_is_begun_anew(api, cache):
    staging_path(cache).write_bytes(b"no database" * 100)
    assert bring(cache, api.root).added == 7


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "/api/services"])
def test_redirects_off_the_web_or_in_circles_are_refused(api, cache, target):
    api.bend = lambda path, query: (302, {"Location": target}, b"")
    with pytest.raises(SourceError, match="unchanged"):
        bring(cache, api.root)


def test_a_redirect_on_the_web_is_followed(api, cache):
    api.bend = lambda path, query: (
        (301, {"Location": f"{api.root}/services?page={query['page']}"}, b"")
        if path == "/api/services" and "per_page" in query
        else None
    )
    assert bring(cache, api.root).added == 7


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html>", "web page"),
        (b'{"message": "key needed"}', "no list of services"),
        (b"", "empty"),
        (b'{"contents": [', "line 1, column"),
    ],
)
def test_an_address_that_is_no_api_is_said_plainly(api, cache, body, said):
    api.bend = lambda path, query: (200, {}, body)
    with pytest.raises(SourceError, match=said):
        bring(cache, api.root)


def test_one_broken_full_answer_does_not_stop_the_import(api, cache):
    api.bend = lambda path, query: (200, {}, b'{"id": "2", "na') if path.endswith("/2") else None
    report = bring(cache, api.root)
    assert report.added == 7
    assert [note.id for note in report.notes] == ["2"]


def test_no_server_at_all(cache, caplog):
    with stamina.set_testing(True, attempts=2), pytest.raises(SourceError, match="cannot be reached"):
        bring(cache, "http://127.0.0.1:9/api")
    assert not cache.exists()
    assert "stamina" not in caplog.text  # it would be printed across the progress bar


def test_keys_in_an_address_are_not_kept(api, cache):
    bring(cache, api.root.replace("http://", "http://user:secret@") + "?api_key=secret")
    assert all("api_key=secret" in one for one in api.asked)
    with Book.open(cache) as book:
        assert book.facts().sources == (api.root,)
    assert b"secret@" not in cache.read_bytes()


def test_ids_cannot_leave_their_place_in_the_path(api, cache):
    api.services = {
        one: {"id": one, "name": f"Club {one}", "description": "full"}
        for one in ("..", "a/b", "a?b", "a b", "é")
    }
    report = bring(cache, api.root)
    assert report.added == 5
    assert all(one.startswith("/api/services") for one in api.asked)
    assert {entry.description for entry in entries(cache).values()} == {"full"}


def test_a_list_that_shrinks_much_is_refused(api, cache):
    bring(cache, api.root)
    for service_id in ("1", "2", "3"):
        del api.services[service_id]
    with pytest.raises(RefusedError):
        bring(cache, api.root)
    assert len(entries(cache)) == 7


def test_progress_counts_services(api, cache):
    seen = []
    bring(cache, api.root, progress=seen.append)
    assert [(one.done, one.total) for one in seen if one.total] == [(n, 7) for n in range(1, 8)]


def test_a_connection_that_breaks_off_is_said_and_gone_on_with(api, cache):
    class GoneError(Exception):
        pass

    api.services = {str(n): {"id": str(n), "name": f"Club {n}", "description": "full"} for n in range(1, 31)}

    def break_off(path, query):
        if path != "/api/services" and len(api.bodies_asked()) > 10:
            raise GoneError  # the handler dies and the connection with it

    api.bend = break_off
    with pytest.raises(SourceError, match="cannot be reached"):
        bring(cache, api.root)
    assert not cache.exists()
    api.bend = lambda path, query: None
    api.asked.clear()
    assert bring(cache, api.root).added == 30
    assert 15 <= len(api.bodies_asked()) <= 22


def test_a_kit_that_reads_better_fetches_everything_anew(api, cache):
    bring(cache, api.root)
    connection = sqlite3.connect(cache)
    with connection:
        connection.execute("UPDATE fact SET value = '0' WHERE name = 'reading'")
    connection.close()
    api.asked.clear()
    assert counts(bring(cache, api.root)) == (0, 0, 7, 0)
    assert len(api.bodies_asked()) == 7
