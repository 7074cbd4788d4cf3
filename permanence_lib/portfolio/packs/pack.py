"""A pack: what was chosen, written down once with its hashes, kept in the workbook and rendered as a file."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from markupsafe import Markup

from permanence_lib.content.dates import say_date
from permanence_lib.content.occasions import Occasion
from permanence_lib.document import html
from permanence_lib.document.blocks import Block, Blocks, Heading
from permanence_lib.portfolio import work
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.entries import entry_of
from permanence_lib.portfolio.packs import sealing
from permanence_lib.portfolio.packs.items import Item, items, with_lines
from permanence_lib.screen import pack as screen

#: Packs are kept under pack:<id>: {sent, key, digest}. `sent` is all that the file says, but for the words of the work.
KEPT_UNDER = "pack"
FORMAT, VERSION = "achieving-permanence-pack", 1
_CLOSING = {
    "manager": "Verification is yours alone. It carries no mark and no academic credit.",
    "peer": "What you write goes to the person who asked, and nowhere else.",
    "cohort": "Aliases stand for the children and families in it. Please do not pass it on.",
}


@dataclass(frozen=True)
class Wanted:
    """What a participant chose: pieces as slot@revision, whether their own lines go in, which items are asked."""

    occasion: Occasion
    pieces: tuple[str, ...] = ()
    lines: bool = False
    only: tuple[str, ...] | None = None
    sender: str = ""
    note: str = ""


@dataclass(frozen=True)
class Pack:
    """A pack ready to be kept and given: `sent` goes into the record, `page` onto the reader's screen."""

    page: screen.PackPage
    sent: dict[str, Any]
    key: str

    @property
    def record(self) -> dict[str, Any]:
        """What the workbook keeps: enough to check the answer against, and the key with which it was sealed."""
        return {"sent": self.sent, "key": self.key, "digest": sealing.digest(self.sent)}

    def file(self) -> bytes:
        """The file itself."""
        given = None if self.page.sort == "cohort" else {"sent": self.sent, "key": self.key}
        return screen.render(self.page, given).encode()

    @property
    def name(self) -> str:
        """The file's name, which says nothing of anybody."""
        words = {"manager": "for-my-manager", "peer": "for-feedback", "cohort": "for-the-cohort"}[self.page.sort]
        return f"{words}-{self.sent['occasion']}-{self.page.id[:6]}.html"


def make(desk: Desk, wanted: Wanted) -> Pack:
    """The pack for what was chosen, with a new id and key. Nothing is kept yet."""
    asked = chosen_items(desk, wanted)
    things = tuple(
        screen.Thing(one.id, n, len(asked), one.text, _where(wanted.occasion, one), one.look, one.line)
        for n, one in enumerate(asked, 1)
    )
    pieces = tuple(_pieces(desk, wanted))
    page = _page(wanted, things, tuple(shown for shown, _ in pieces), desk.today())
    sent = _sent(wanted, page, [facts for _, facts in pieces], desk.today())
    return Pack(page, sent, secrets.token_hex(32))


def keep(desk: Desk, pack: Pack) -> None:
    """Write down what was sent. From now on an answer to it can be brought in."""
    desk.keep(f"{KEPT_UNDER}:{pack.page.id}", pack.record, 0)


def kept(desk: Desk) -> dict[str, Mapping[str, Any]]:
    """Every pack made here, by id, the newest first."""
    found = sorted(desk.under(KEPT_UNDER).items(), key=lambda one: one[1].saved_at, reverse=True)
    return {name: record.value for name, record in found}


def chosen_items(desk: Desk, wanted: Wanted) -> tuple[Item, ...]:
    """The items that will be asked, with the participant's lines where they are to go in."""
    found = items(wanted.occasion, desk.content)
    if wanted.only is not None:
        found = tuple(item for item in found if item.id in wanted.only)
    record = desk.kept.get(wanted.occasion.exercise or "")
    if not wanted.lines or record is None:
        return found
    return with_lines(found, wanted.occasion, record.value)


def _where(occasion: Occasion, item: Item) -> str:
    """A sign-off says where the evidence usually is; the learning agreement says more about the thing itself."""
    return item.where if not item.where or occasion.section else f"Usually to be found in: {item.where}."


def _pieces(desk: Desk, wanted: Wanted) -> Iterator[tuple[screen.Piece, dict[str, Any]]]:
    """Each chosen piece as it is shown, and as it is written down."""
    for name in wanted.pieces:
        slot, _, revision = name.partition("@")
        found = work.find(slot, desk, int(revision))
        if found is None:
            continue
        entry = entry_of(desk, slot)
        why = entry.why if entry and entry.revision == found.record.revision else ""
        saved = f"Version {found.record.revision}, as it was saved on {say_date(found.record.saved_at.date())}"
        shown = screen.Piece(name, found.title, saved, why, Markup(html.render(levelled(found.blocks()))))
        facts = {"id": name, "slot": slot, "revision": found.record.revision, "title": found.title, "why": why}
        yield shown, facts | {"sha256": sealing.shown(screen.piece(shown))}


def levelled(blocks: Blocks) -> Blocks:
    """The same blocks with headings that go down one step at a time below the piece's own."""
    found: list[Block] = []
    deep = False
    for block in blocks:
        if isinstance(block, Heading):
            deep, block = True, replace(block, level=4 if deep and block.level == 4 else 3)
        found.append(block)
    return found


def _page(wanted: Wanted, things: tuple[screen.Thing, ...], pieces: tuple[screen.Piece, ...], day: date) -> Any:
    occasion = wanted.occasion
    questions = tuple(screen.Question(one.id, one.words, one.hint or "") for one in occasion.questions)
    who = wanted.sender or ("somebody in the cohort" if occasion.sort == "cohort" else "a colleague")
    return screen.PackPage(
        id=secrets.token_hex(8),
        sort=occasion.sort,
        title=occasion.title,
        facts=f"From {who}, made on {say_date(day)}",
        asked=occasion.asked,
        takes=takes(occasion, len(things), len(questions)),
        items=things,
        pieces=pieces,
        questions=questions,
        note=wanted.note,
        closing=_CLOSING[occasion.sort],
    )


def takes(occasion: Occasion, things: int, questions: int) -> str:
    """How long an answer takes, and of how much it is, in a sentence."""
    parts = [f"{things} thing{'' if things == 1 else 's'} to answer"] if things else []
    parts += [f"{questions} question{'' if questions == 1 else 's'}"] if questions else []
    return f"It takes about {occasion.minutes} minutes: {' and '.join(parts)}."


def _sent(wanted: Wanted, page: screen.PackPage, pieces: list[dict[str, Any]], day: date) -> dict[str, Any]:
    """All that the pack says, as plain values: what its digest is made of."""
    asked = [
        {"id": one.id, "text": one.text, "where": one.where, "look": one.look, "line": one.line,
         "sha256": sealing.shown(screen.thing(one))} for one in page.items
    ]  # fmt: skip
    return {
        "format": FORMAT, "version": VERSION, "id": page.id, "occasion": wanted.occasion.id, "sort": page.sort,
        "title": page.title, "from": wanted.sender, "note": wanted.note, "made_on": day.isoformat(),
        "made_at": datetime.now(UTC).isoformat(timespec="microseconds"), "items": asked,
        "pieces": pieces, "questions": [{"id": one.id, "words": one.words, "hint": one.hint} for one in page.questions],
    }  # fmt: skip
