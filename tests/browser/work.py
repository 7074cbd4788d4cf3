"""What an act costs a page's own thread, in units of a fixed piece of work that the same thread does in the same minute.

Processor time and never the clock: whatever else the machine is doing lengthens the wait for a frame, but not what the
page does for it; and a slow machine is as slow at the piece of work. What the same act costs an empty page is taken off.
Nothing here says how long anybody waits: `permanence bench chronology --keys` measures that on a quiet machine.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Sequence

from playwright.sync_api import Browser, Page

Act = Callable[[], object]
#: A hundred and twenty paragraphs laid out anew ten times, and a loop: about what three keys cost.
_PIECE = """() => {
  const box = document.createElement("div"), line = "A line of words that is long enough to be broken somewhere. ".repeat(4);
  box.setAttribute("aria-hidden", "true");
  box.style.cssText = "position: fixed; inset: 0 auto auto 0; height: 400px; contain: strict; visibility: hidden";
  box.append(...Array.from({length: 120}, () => Object.assign(document.createElement("p"), {textContent: line})));
  document.body.append(box);
  let sum = 0;
  for (let n = 0; n < 10; n += 1) { box.style.width = `${400 + 16 * n}px`; sum += box.lastChild.offsetTop; }
  for (let n = 0; n < 5e6; n += 1) sum += n % 7;
  box.remove();
  return sum;
}"""
#: Until the frame that shows what was done has been painted.
PAINTED = """() => new Promise(go => requestAnimationFrame(() => {
  const painted = new MessageChannel();
  painted.port1.onmessage = () => go();
  painted.port2.postMessage(0);
}))"""
_EMPTY = "<textarea autofocus></textarea>"
_ROUNDS = 3
#: How long what follows an act may take to be done, in milliseconds: a draft kept, an answer sent.
_AFTERWARDS = 600


class Thread:
    """The main thread of a page."""

    def __init__(self, page: Page) -> None:
        self.page, self._session = page, page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent(self) -> float:
        """Milliseconds of the processor's time since it began."""
        found = self._session.send("Performance.getMetrics")["metrics"]
        return float(next(x["value"] for x in found if x["name"] == "TaskDuration")) * 1000

    def work(self, acts: Sequence[Act]) -> float:
        """For each of these acts, on average: all of it, with the frames and what is done soon afterwards."""
        before = self.spent()
        for act in acts:
            act()
            self.page.evaluate(PAINTED)
        self.page.wait_for_timeout(_AFTERWARDS)
        return (self.spent() - before) / len(acts)

    def piece(self) -> float:
        """The fixed piece of work, the middle one of five."""
        found = []
        for _ in range(5):
            before = self.spent()
            self.page.evaluate(_PIECE)
            found.append(self.spent() - before)
        return statistics.median(found)


def keys(page: Page, pressed: Sequence[str]) -> list[Act]:
    """Each key as an act, for whatever has the focus."""
    return [lambda key=key: page.keyboard.press(key) for key in pressed]  # type: ignore[misc]


def cost(chromium: Browser, name: str, page: Page, acts: Sequence[Act], prepare: Act | None = None) -> float:
    """What an act costs above a key on an empty page, in hundredths of the piece of work; the middle of three rounds, printed.

    What `prepare` does before each act is not counted.
    """
    empty = chromium.new_page()
    empty.set_content(_EMPTY)
    empty.locator("textarea").focus()
    ours, theirs, found = Thread(page), Thread(empty), []
    for _ in range(_ROUNDS):
        page.bring_to_front()
        before = ours.piece()
        taken = _one_by_one(ours, acts, prepare) if prepare else ours.work(acts)
        piece = (before + ours.piece()) / 2
        empty.bring_to_front()
        found.append(100 * (taken - theirs.work(keys(empty, "a" * len(acts)))) / piece)
    empty.close()
    sys.stdout.write(f"\n{name}: {', '.join(f'{x:.1f}' for x in found)} hundredths; the piece {piece:.0f} ms\n")
    return statistics.median(found)


def _one_by_one(thread: Thread, acts: Sequence[Act], prepare: Act) -> float:
    taken = []
    for act in acts:
        prepare()
        thread.page.wait_for_timeout(_AFTERWARDS)
        taken.append(thread.work([act]))
    return statistics.mean(taken)
