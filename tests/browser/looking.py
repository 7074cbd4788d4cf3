"""What a page is looked at for: names, width, every form it takes; and how it is filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import barriers
from playwright.sync_api import Page, Request
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
    for exercise in (each for each in exercises.readable(content) if each.id[:3] in weeks):
        name = exercise.id
        example, before = exercise.example(), store.latest(me, name)
        if example is not None:
            value, question = example.model_dump(mode="json"), exercise.definition.question_hash()
            base = before.revision if before else 0
            store.save(me, name, value, base=base, request_id=f"fill-{name}-{base}", definition_hash=question)
    store.close()


class Form(NamedTuple):
    """One way a page is looked at, and what can be wrong in it that was not wrong in those before."""

    name: str
    asked: tuple[str, ...]


def forms(page: Page) -> Iterator[Form]:
    """The page wide, narrow, zoomed, dark, projected and printed, one after another; at the end as it was."""
    yield Form("1280 px", barriers.EVERYTHING)
    page.set_viewport_size({"width": 320, "height": 800})
    yield Form("320 px", barriers.NARROW)
    page.set_viewport_size({"width": 320, "height": 225})
    yield Form("400 %", barriers.ROOM)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Dark").click()
    yield Form("dark", barriers.INK)
    page.get_by_role("button", name="Dark").click()
    page.get_by_role("button", name="Projector").click()
    yield Form("projector", barriers.ROOM)
    page.get_by_role("button", name="Projector").click()
    page.emulate_media(media="print")
    yield Form("print", barriers.INK)
    page.emulate_media(media="screen")


def problems(page: Page, form: Form, may_be_wide: tuple[str, ...] = ("projector",)) -> list[str]:
    """What is wrong with a page as it stands before us in this form."""
    found = barriers.find(page, asked=form.asked)
    if barriers.STRUCTURE in form.asked:
        found += [f"unnamed {role}" for role in unnamed(page)]
    return found + ["scrolls sideways"] * (form.name not in may_be_wide and sideways(page))


def problems_in_every_form(page: Page, may_be_wide: tuple[str, ...] = ("projector",)) -> dict[str, list[str]]:
    """What is wrong with a page, form by form; in some forms it may be wider than the window."""
    found = {form.name: problems(page, form, may_be_wide) for form in forms(page)}
    return {form: wrong for form, wrong in found.items() if wrong}


def note_others(page: Page, base: str) -> None:
    """Keep in `page.outside` what the page asks of other hosts than its own. None is reached: the browser knows no other names.

    Noted, not stopped on the way: a page that is routed loses its cache, and asks the test about every file.
    """
    page.outside = []  # type: ignore[attr-defined]

    def note(request: Request) -> None:
        if request.url.startswith(("http", "ws")) and not re.sub("^ws", "http", request.url).startswith(base):
            page.outside.append(request.url)  # type: ignore[attr-defined]

    page.on("request", note)


def is_sure(page: Page) -> None:
    """Until week 2 has been told whether what it shows still stands, which it asks a second after showing it."""
    page.evaluate("""() => new Promise((done) => setTimeout(() => {
      const model = slim.models.get('w02a4');
      model.on('msg:custom', (message) => { if (message.kind === 'report') done(); });
      model.send({kind: 'report'}); // answered after what was asked before it
    }, 1100))""")


def never_tired(page: Page) -> Page:
    """A page that refreshed itself three times within a minute rests for one (see test_slim). Here each time is the first,
    as if the faults of a test lay minutes apart."""
    page.context.add_init_script("sessionStorage.removeItem('ap-reloads')")
    return page


def unnamed(page: Page) -> list[str]:
    """Controls that a screen reader would announce without a name."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()  # else the page goes on keeping that tree, at every change of it
    roles = [
        (n.get("role", {}).get("value"), n.get("name", {}).get("value", ""), n) for n in nodes if not n.get("ignored")
    ]
    return [role for role, name, _ in roles if role in CONTROLS and not name.strip()]


def sideways(page: Page) -> bool:
    """Whether the page is wider than the window."""
    return bool(page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"))
