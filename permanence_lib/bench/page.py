"""A week page with saved answers, from asking for it to an answered click; beside a static page of its size and Voila as it comes.

Each is visited with a warm and with an empty browser cache, by turns; ours with a kernel kept ready and without. Bytes are counted
on the wire in both directions, the websocket's too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from permanence_lib import exercises
from permanence_lib.bench import browser, processes, visits, weight, where
from permanence_lib.bench.figures import Measurement
from permanence_lib.bench.own_server import OwnServer
from permanence_lib.bench.relay import Relay
from permanence_lib.bench.visits import Counted, Seen, Sort
from permanence_lib.content.library import current
from permanence_lib.errors import PermanenceError
from permanence_lib.store import open_store

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

_CACHES = {"warm": "warm cache", "cold": "empty cache"}


@dataclass
class Way:
    """One sort of page at one server: what it is called, where it is, and a browser that has been there."""

    name: str
    words: str
    server: OwnServer
    sort: Sort
    path: str = "/"
    sign_in: bool = False
    ready: bool = False
    """Whether a kernel is waited for before each visit."""
    known: BrowserContext | None = None

    @property
    def url(self) -> str:
        """What lets a browser in."""
        return self.server.url if self.sign_in else ""

    @property
    def address(self) -> str:
        """The page."""
        return f"{self.server.base}{self.path}"


def measure(week: str = "w16", rounds: int = 5, *, times: bool = True) -> Measurement:
    """Of one week. Without a browser only what a kernel carries is measured, and the note says so."""
    found = Measurement("page", {"week": week, "rounds": rounds}, where.here())
    with TemporaryDirectory(prefix="ap-bench-") as folder, ExitStack() as stack:
        store = _filled(Path(folder) / "answers.sqlite", week)
        _weigh(found, week, store)
        try:
            chromium = stack.enter_context(browser.opened())
        except PermanenceError as missing:
            found.notes.append(f"The page itself was not measured. {missing}")
            return found
        with OwnServer.study(store) as server:
            ours = Way("warm", "a kernel kept ready", server, visits.WEEK, f"/week/{week}", True, True)
            first = _count(found, chromium, ours)
            if times:
                _time(found, chromium, _ways(stack, ours, store, Path(folder), first), rounds)
    return found


def _ways(stack: ExitStack, ours: Way, store: Path, folder: Path, size: int) -> list[Way]:
    """All that are visited by turns; ours first."""
    cold, voila, static = (
        stack.enter_context(server)
        for server in (OwnServer.study(store, reserve=0), OwnServer.voila(folder), OwnServer.static(size))
    )
    return [
        Way("static", "A static page of the same size", static, visits.STATIC),
        Way("voila", "One button under Voila's own template", voila, visits.VOILA),
        ours,
        Way("none", "no kernel kept ready", cold, visits.WEEK, ours.path, True),
    ]


# ---- counts, the same on every computer


def _count(found: Measurement, chromium: Browser, way: Way) -> int:
    """Bytes, requests and models of a first and a later visit; the bytes of the first."""
    _until_ready(way)
    with Relay(way.server.port) as relay, _in(visits.enter(chromium, visits.WEEK_THERE, way.url)) as context:
        first, size = _one(context, relay, way)
        for _ in range(2):  # the second may still ask for what the first had no time to show
            _until_ready(way)
            second, again = _one(context, relay, way)
    found.add("first-visit.bytes", "First visit, all bytes both ways", "B", size)
    found.add("second-visit.bytes", "A later visit, all bytes both ways", "B", again)
    found.add("first-visit.requests", "First visit, requests (the websocket is one)", "n", len(first.requests))
    found.add("second-visit.requests", "A later visit, requests", "n", len(second.requests))
    found.add("websocket.bytes", "What the kernel says over the websocket, unpacked", "B", first.said_by_socket)
    found.add("models", "Widget models on the page", "n", first.models)
    return size


def _one(context: BrowserContext, relay: Relay, way: Way) -> tuple[Counted, int]:
    page = context.new_page()
    relay.bytes = 0
    seen = visits.count(page, f"{relay.base}{way.path}")
    visits.until_at_rest(lambda: relay.bytes)
    size = relay.bytes
    page.close()
    visits.until_at_rest(lambda: relay.bytes)
    return seen, size


def _weigh(found: Measurement, week: str, store: Path) -> None:
    kernel, server = weight.of_kernel(week, str(store)), weight.of_server()
    for name, words, one, bare in (
        ("kernel", "A kernel with the week open", kernel, "ipykernel and anywidget alone"),
        ("server", "The server, imported", server, "Voila alone"),
    ):
        found.add(f"{name}.modules.bare", f"Modules: {bare}", "n", one.bare_modules)
        found.add(f"{name}.modules", f"Modules: {words[0].lower()}{words[1:]}", "n", one.modules)
        found.add(f"{name}.heavy", f"Heavy packages in it ({', '.join(one.heavy) or 'none'})", "n", len(one.heavy))
        found.add(f"{name}.cpu.bare", f"Processor time: {bare}", "s", one.bare_seconds)
        found.add(f"{name}.cpu", f"Processor time: {words[0].lower()}{words[1:]}", "s", one.seconds, f"{name}.cpu.bare")


# ---- times


def _time(found: Measurement, chromium: Browser, ways: list[Way], rounds: int) -> None:
    """Every way with both caches, by turns; the first round only warms."""
    times: dict[tuple[str, str], list[Seen]] = {(way.name, cache): [] for way in ways for cache in _CACHES}
    seconds: dict[tuple[str, str], list[float]] = {each: [] for each in times}
    for way in ways:
        way.known = visits.enter(chromium, way.sort, way.url)
    for turn in range(rounds + 1):
        for way in ways:
            for cache in _CACHES:
                seen, used = _visit(chromium, way, cache)
                if turn:
                    times[way.name, cache].append(seen)
                    seconds[way.name, cache].append(used)
    for way in ways:
        for cache, words in _CACHES.items():
            _tell(found, way, cache, words, times[way.name, cache], seconds[way.name, cache])


def _visit(chromium: Browser, way: Way, cache: str) -> tuple[Seen, float]:
    """One visit, and the processor time of server and kernels."""
    context = way.known if cache == "warm" and way.known else visits.enter(chromium, way.sort, way.url)
    page = visits.sit_down(context)
    _until_ready(way)
    used = processes.seconds(processes.family(way.server.pid))
    seen = visits.visit(page, way.address)
    used = processes.seconds(processes.family(way.server.pid)) - used
    page.close()
    if context is not way.known:
        context.close()
    return seen, max(0.0, used)


def _tell(found: Measurement, way: Way, cache: str, words: str, seen: list[Seen], used: list[float]) -> None:
    ours = way.sign_in
    name, said = f"{way.name}.{cache}", f"{way.words}, {words}"
    beside = f"static.{cache}" if ours else ""
    found.add(f"answered.{name}" if ours else name, f"Answered click: {said}" if ours else said, "s",
              [each.answered for each in seen], beside)  # fmt: skip
    if ours:
        found.add(f"mounted.{name}", f"Exercises there: {said}", "s", [x.mounted for x in seen if x.mounted], beside)
        found.add(f"cpu.{name}", f"Processor time of a visit: {said}", "s", used, f"cpu.voila.{cache}")
    elif way.name == "voila":
        found.add(f"cpu.{name}", f"Processor time of a visit: {said}", "s", used)


def _until_ready(way: Way) -> None:
    """A kernel in reserve that has become quiet, or only quiet where none is kept."""
    if way.ready:
        visits.until_at_rest(lambda: len(processes.kernels(way.server.pid)) >= 1)
    visits.until_at_rest(lambda: round(processes.seconds(processes.family(way.server.pid)), 1))


@contextmanager
def _in(context: BrowserContext) -> Iterator[BrowserContext]:
    yield context
    context.close()


def _filled(path: Path, week: str) -> Path:
    """A store in which the worked examples of a week are this person's answers."""
    with closing(open_store(str(path))) as store:
        me = store.me().id
        for exercise in exercises.readable(current(), week):
            if example := exercise.example():
                store.save(
                    me, exercise.id, example.model_dump(mode="json"), base=0, request_id=f"fill-{exercise.id}",
                    definition_hash=exercise.definition.question_hash(),
                )  # fmt: skip
    return path
