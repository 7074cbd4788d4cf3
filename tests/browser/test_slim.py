"""The slim client: exercises on a page without JupyterLab's JavaScript."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from typing import Any

import psutil
import pytest
from playwright.sync_api import Page, expect
from served import Served, ended, wait_until

FIND = "(name) => [...slim.models.values()].find((model) => model.get('name') === name)"


@pytest.fixture(scope="module")
def server(made_up_site: Served) -> Iterator[Served]:
    """These tests use the made-up notebooks."""
    return made_up_site


@pytest.fixture
def week(page: Page, open_week: Callable[..., Page]) -> Page:
    """The made-up week, ready."""
    return open_week(page, "w02")


def on_model(page: Page, name: str, do: str) -> Any:
    """Run `do` (a body with `model` and `until(condition)`) on an exercise's model."""
    return page.evaluate(
        f"""async () => {{
          const model = ({FIND})({name!r});
          const until = async (condition, ms = 8000) => {{
            for (const end = performance.now() + ms; performance.now() < end;) {{
              if (condition()) return true;
              await new Promise((resolve) => {{ setTimeout(resolve, 5); }});
            }}
            return false;
          }};
          {do}
        }}"""
    )


def kernel_of(page: Page) -> psutil.Process:
    """The process of a page's kernel."""
    return psutil.Process(on_model(page, "A", "return model.get('pid');"))


def mark_old(page: Page) -> None:
    """So that the page after a reload can be told from this one."""
    page.evaluate("() => { document.documentElement.dataset.old = ''; }")


def wait_for_new(page: Page) -> None:
    """Until the page has been reloaded and is ready again."""
    page.locator("html:not([data-old]) body[data-ap-ready]").wait_for(timeout=30_000)


class TestExercises:
    """What an exercise may do."""

    def test_every_exercise_is_shown_with_its_style(self, week: Page) -> None:
        """Each output with a widget becomes an exercise; its style applies without inline styles."""
        expect(week.locator(".slim-mount .small")).to_have_count(2)
        colour = week.locator(".small").first.evaluate("(el) => getComputedStyle(el).borderTopColor")
        assert colour == "rgb(1, 2, 3)"

    def test_a_model_that_is_not_displayed_can_be_had(self, week: Page) -> None:
        """The kit's text is kept once, in a plain model of another module, and found by its id."""
        expect(week.locator(".kit").first).to_have_text("the kit")

    def test_a_model_made_later_can_be_had(self, week: Page) -> None:
        """A model that Python makes after the page was ready is found too."""
        on_model(week, "A", "model.send({op: 'late'}); await until(() => model.get('kit') !== '');")
        text = on_model(
            week, "A",
            "const id = model.get('kit'); await until(() => slim.models.get(id)?.get('text') === 'late');"
            "return (await model.widget_manager.get_model('IPY_MODEL_' + model.get('kit'))).get('text');",
        )  # fmt: skip
        assert text == "late"

    def test_words_travel_both_ways(self, week: Page) -> None:
        """What is typed reaches Python, and what Python makes of it comes back."""
        week.locator(".small input").first.fill("waiting")
        expect(week.locator(".mirror").first).to_have_text("WAITING")
        on_model(week, "B", "model.send({op: 'text', text: 'from python'});")
        expect(week.locator(".small input").nth(1)).to_have_value("from python")
        expect(week.locator(".small input").first).to_have_value("waiting")

    def test_a_correction_by_python_arrives(self, week: Page) -> None:
        """A validator's value replaces the one that was sent."""
        assert on_model(
            week,
            "A",
            "model.set('number', 5000); model.save_changes(); return until(() => model.get('number') === 1000);",
        )

    def test_messages_travel_both_ways_with_binary_parts(self, week: Page) -> None:
        """Custom messages carry JSON and buffers."""
        on_model(week, "A", "model.send({op: 'ping', x: 7}, undefined, [new Uint8Array(4).buffer, new Uint8Array(9)]);")
        assert on_model(week, "A", "return until(() => (window.heard ?? []).length > 0);")
        assert week.evaluate("() => heard.at(-1)") == ["A", {"op": "pong", "x": 7, "got": [4, 9]}, [3]]

    def test_a_message_never_overtakes_a_change(self, week: Page) -> None:
        """A change made before a message is in Python before the message is."""
        on_model(
            week, "A",
            "for (const text of ['a', 'ab', 'abc']) { model.set('text', text); model.save_changes(); }"
            "model.send({op: 'ping', x: 1}); await until(() => (window.heard ?? []).length > 0);",
        )  # fmt: skip
        assert on_model(week, "A", "return model.get('mirror');") == "ABC"

    def test_of_many_quick_changes_the_last_wins_and_none_flickers_back(self, week: Page) -> None:
        """Changes are merged on their way, and old echoes do not overwrite new values."""
        number, in_order, updates = on_model(
            week, "B",
            """const seen = [];
            model.on('change:number', () => seen.push(model.get('number')));
            for (let i = 1; i <= 200; i += 1) { model.set('number', i); model.save_changes(); if (i % 20 === 0) await until(() => true); }
            await until(() => !model.flying && !model.waiting.size);
            model.send({op: 'count'});
            await until(() => model.get('updates') > 0);
            return [model.get('number'), seen.every((value, i) => i === 0 || value > seen[i - 1]), model.get('updates')];""",
        )  # fmt: skip
        assert (number, in_order) == (200, True)
        assert updates < 200

    def test_a_large_state_travels_both_ways(self, week: Page) -> None:
        """200 kB is no trouble."""
        assert on_model(
            week, "A",
            "model.set('big', {rows: Array(2000).fill('z'.repeat(100))}); model.save_changes();"
            "model.send({op: 'ping', x: 2}); return until(() => (window.heard ?? []).length > 0);",
        )  # fmt: skip

    def test_an_error_in_python_leaves_the_page_alive(self, week: Page) -> None:
        """A handler that fails is Python's matter; the next message is answered."""
        on_model(week, "A", "model.send({op: 'fail'}); model.send({op: 'ping', x: 3});")
        assert on_model(week, "A", "return until(() => (window.heard ?? []).some((entry) => entry[1].x === 3));")

    def test_exercises_may_stand_in_boxes(self, page: Page, open_week: Callable[..., Page]) -> None:
        """Plain containers and labels round an exercise are shown."""
        open_week(page, "boxed")
        expect(page.locator(".slim-column")).to_contain_text("a label")
        expect(page.locator(".slim-column .small")).to_be_visible()


class TestFaults:
    """When something between the words and their store breaks."""

    def test_a_lost_connection_is_told_and_mended(self, week: Page) -> None:
        """A closed socket is said in plain words; a change made meanwhile arrives once it is open again."""
        assert on_model(
            week, "A",
            "slim.kernel.socket.close(); await until(() => document.body.dataset.slim === 'lost');"
            "model.set('text', 'meanwhile'); model.save_changes();"
            "return until(() => model.get('mirror') === 'MEANWHILE' && document.body.dataset.slim === 'ready');",
        )  # fmt: skip
        expect(week.locator("#ap-notice")).to_be_empty()
        expect(week.locator("#ap-news")).to_have_text("Connected again.")

    def test_a_frozen_server_is_told_within_six_seconds(self, week: Page, server: Served) -> None:
        """Nothing is claimed while nothing is heard, and the page recovers by itself."""
        server.freeze()
        try:
            week.locator("body[data-slim=lost]").wait_for(timeout=6_000)
            expect(week.locator("#ap-notice")).to_contain_text("Connection lost. Your words are kept on this computer.")
        finally:
            server.thaw()
        week.locator("body[data-slim=ready]").wait_for(timeout=10_000)

    def test_a_killed_kernel_reloads_the_page(self, week: Page) -> None:
        """The page comes back with a new kernel and says why."""
        old = kernel_of(week)
        mark_old(week)
        old.send_signal(signal.SIGKILL)
        wait_for_new(week)
        expect(week.locator("#ap-news")).to_contain_text("What you wrote is kept")
        week.locator(".small input").first.fill("again")
        expect(week.locator(".mirror").first).to_have_text("AGAIN")

    def test_a_killed_and_restarted_server_reloads_the_page(self, week: Page, server: Served) -> None:
        """The same tab goes on with the new server: same address, same cookie."""
        mark_old(week)
        server.kill()
        week.locator("body[data-slim=lost]").wait_for(timeout=6_000)
        server.restart()
        wait_for_new(week)

    def test_a_stuck_exercise_reloads_the_page_if_the_server_answers(self, week: Page) -> None:
        """A kernel that takes words and never acknowledges them is left behind."""
        mark_old(week)
        week.evaluate("() => document.dispatchEvent(new CustomEvent('ap:stuck', {detail: {id: 'w02a1'}}))")
        wait_for_new(week)

    def test_a_page_does_not_reload_for_ever(self, week: Page) -> None:
        """After three reloads in a minute it says so and leaves the reload to the reader."""
        week.evaluate(
            "() => sessionStorage.setItem('ap-reloads', JSON.stringify([Date.now(), Date.now(), Date.now()]))"
        )
        week.evaluate("() => document.dispatchEvent(new CustomEvent('ap:stuck', {detail: {id: 'w02a1'}}))")
        expect(week.locator("#ap-notice")).to_have_text(
            "This session has ended. Everything saved so far is safe: reload the page to carry on."
        )

    def test_a_page_that_rests_comes_back_by_itself(self, week: Page) -> None:
        """A minute later, if its session has ended and nobody has done it meanwhile."""
        mark_old(week)
        week.clock.install()
        week.evaluate(
            "() => sessionStorage.setItem('ap-reloads', JSON.stringify([Date.now(), Date.now(), Date.now()]))"
        )
        kernel_of(week).kill()
        week.locator("body[data-slim=ended]").wait_for(timeout=20_000)
        expect(week.locator("#ap-notice")).to_contain_text("This session has ended.")
        week.clock.fast_forward(61_000)
        wait_for_new(week)

    def test_leaving_a_page_ends_its_kernel(self, week: Page) -> None:
        """Nothing is left over when a tab is closed or goes elsewhere."""
        kernel = kernel_of(week)
        week.goto("about:blank")
        assert wait_until(lambda: ended(kernel))

    def test_going_back_brings_a_living_page(self, week: Page, server: Served) -> None:
        """The back button never shows a page whose kernel has gone."""
        week.goto(server.base + "/")
        week.go_back()
        week.locator("body[data-ap-ready]").wait_for()
        week.locator(".small input").first.fill("back")
        expect(week.locator(".mirror").first).to_have_text("BACK")

    def test_a_frozen_kernel_is_left_behind(self, week: Page) -> None:
        """A page whose kernel hangs says that it is slow; nothing else of the server is held up."""
        kernel = kernel_of(week)
        os.kill(kernel.pid, signal.SIGSTOP)
        try:
            week.locator(".small input").first.fill("held")
            week.locator("body[data-slim=slow]").wait_for(timeout=12_000)
            expect(week.locator("#ap-notice")).to_contain_text("slow to answer")
        finally:
            os.kill(kernel.pid, signal.SIGCONT)
        expect(week.locator(".mirror").first).to_have_text("HELD")


class TestFallback:
    """Pages with widgets this client does not know."""

    def test_other_widgets_are_shown_by_voilas_own_front_end(
        self, page: Page, server: Served, open_week: Callable[..., Page], no_outside: Callable[[Page], None]
    ) -> None:
        """They work there, and still nothing is asked of another host."""
        open_week(page, "other")
        page.get_by_role("button", name="Check").click()
        expect(page.get_by_text("clicks: 1")).to_be_visible()
        assert "front=full" in page.url
        no_outside(page)

    def test_our_own_exercises_work_there_too(self, page: Page, open_week: Callable[..., Page]) -> None:
        """The same module runs in either front end."""
        open_week(page, "w02", "?front=full")
        page.locator(".small input").first.fill("either")
        expect(page.locator(".mirror").first).to_have_text("EITHER")
        expect(page.locator(".kit").first).to_have_text("the kit")


class TestWeight:
    """What a page may cost."""

    def test_few_requests_and_few_bytes(self, page: Page, open_week: Callable[..., Page]) -> None:
        """At most 14 requests and 60 kB with nothing kept from before, none of JupyterLab's; the page alone the second time."""
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
        open_week(page, "w03")
        total = page.evaluate(
            "() => performance.getEntries().reduce((sum, entry) => sum + (entry.encodedBodySize || 0), 0)"
        )  # fmt: skip
        assert len(asked) <= 14, "\n".join(asked)
        assert total <= 60_000
        assert not [url for url in asked if "voila/static" in url or "labextensions" in url]
