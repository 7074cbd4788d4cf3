"""What a page is looked at for: names, width, every form it takes; and how it is filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from playwright.sync_api import Page
from served import REPOSITORY, Served

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.store import open_store

ALL_WEEKS = sorted(path.stem for path in (REPOSITORY / "notebooks").glob("w*.ipynb"))
#: Between them these hold every kind of exercise and every sort of week.
SAMPLE = ["w01", "w02", "w04", "w08", "w12", "w14", "w16", "w20", "w26"]
CONTROLS = {
    "button",
    "textbox",
    "combobox",
    "radio",
    "checkbox",
    "slider",
    "link",
    "searchbox",
    "spinbutton",
    "switch",
    "image",
}


def fill(server: Served, content: Content, weeks: Sequence[str] = ALL_WEEKS) -> None:
    """The worked examples of these weeks become this person's answers."""
    store = open_store(server.environment["PERMANENCE_STORE"])
    me = store.me().id
    wanted = {name: exercise for name, exercise in exercises.load(content).items() if name[:3] in weeks}
    for name, exercise in wanted.items():
        example, before = exercise.example(), store.latest(me, name)
        if example is not None:
            value, question = example.model_dump(mode="json"), exercise.definition.question_hash()
            base = before.revision if before else 0
            store.save(me, name, value, base=base, request_id=f"fill-{name}-{base}", definition_hash=question)
    store.close()


def forms(page: Page) -> Iterator[str]:
    """The page wide, narrow, zoomed, dark, projected and printed, one after another."""
    yield "1280 px"
    page.set_viewport_size({"width": 320, "height": 800})
    yield "320 px"
    page.set_viewport_size({"width": 320, "height": 225})
    yield "400 %"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Dark").click()
    yield "dark"
    page.get_by_role("button", name="Dark").click()
    page.get_by_role("button", name="Projector").click()
    yield "projector"
    page.get_by_role("button", name="Projector").click()
    page.emulate_media(media="print")
    yield "print"


def unnamed(page: Page) -> list[str]:
    """Controls that a screen reader would announce without a name."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = [
        (n.get("role", {}).get("value"), n.get("name", {}).get("value", ""), n) for n in nodes if not n.get("ignored")
    ]
    return [role for role, name, _ in roles if role in CONTROLS and not name.strip()]


def sideways(page: Page) -> bool:
    """Whether the page is wider than the window."""
    return bool(page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"))
