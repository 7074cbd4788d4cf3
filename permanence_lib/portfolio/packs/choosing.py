"""What goes in: the participant's work as a list to tick, and a form read back into what they chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from permanence_lib.content.dates import say_date
from permanence_lib.content.occasions import Occasion
from permanence_lib.portfolio import entries, work
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.packs.items import items
from permanence_lib.portfolio.packs.pack import Wanted
from permanence_lib.screen.asked import Asked

#: No pack holds more than this; a reader with ten minutes opens three.
MOST_PIECES = 60
MOST_WORDS, LONGEST_NAME = 2000, 200


@dataclass(frozen=True)
class Choice:
    """One piece of work to tick: `value` is slot@revision, `usual` says that readers of this occasion often want it."""

    value: str
    title: str
    about: str
    week: int
    private: bool
    chosen: bool = False
    usual: bool = False


def choices(desk: Desk, occasion: Occasion) -> tuple[Choice, ...]:
    """Portfolio entries in their chosen version, then all other work in its newest, in the order of the programme."""
    picked = {entry.work.slot: entry.work for entry in entries.entries(desk)}
    found = [_choice(piece, desk, occasion, chosen=True) for piece in picked.values()]
    found += [_choice(piece, desk, occasion, chosen=False) for piece in work.all_work(desk) if piece.slot not in picked]
    return tuple(found)


def _choice(piece: work.Work, desk: Desk, occasion: Occasion, chosen: bool) -> Choice:
    week = desk.content.weeks[piece.exercise.week_id]
    newest = desk.kept[piece.slot].revision
    older = "" if newest == piece.record.revision else f"; you have a newer version ({newest})"
    about = (
        f"Week {week.number}. Version {piece.record.revision}, saved {say_date(piece.record.saved_at.date())}{older}."
    )
    return Choice(
        f"{piece.slot}@{piece.record.revision}", piece.title, about, week.number, piece.is_private, chosen,
        piece.exercise.id in occasion.look_at,
    )  # fmt: skip


def offered_first(found: Iterable[Choice]) -> tuple[str, ...]:
    """What is ticked to begin with: portfolio entries that readers usually want, and never anything private."""
    return tuple(one.value for one in found if one.chosen and one.usual and not one.private)


def read(desk: Desk, asked: Asked, occasion: Occasion) -> tuple[Wanted, dict[str, str]]:
    """What was chosen, and what is wrong with it by the name of its box."""
    known = {one.value for one in choices(desk, occasion)}
    pieces = tuple(dict.fromkeys(asked.all("piece")))
    sender = asked.one("sender") if occasion.sort != "cohort" or asked.one("named") == "yes" else ""
    wanted = Wanted(
        occasion=occasion,
        pieces=tuple(name for name in pieces if name in known or _is_version(desk, name)),
        lines=asked.one("lines") == "yes",
        only=open_items(desk, occasion) if asked.one("only") == "yes" else None,
        sender=sender,
        note=asked.one("note"),
    )
    return wanted, _errors(asked, wanted, lost=len(pieces) - len(wanted.pieces))


def _is_version(desk: Desk, name: str) -> bool:
    """Whether a version named in an older page is still there."""
    slot, _, revision = name.partition("@")
    return revision.isascii() and revision.isdigit() and len(revision) < 9 and work.find(slot, desk, int(revision)) is not None  # fmt: skip


def open_items(desk: Desk, occasion: Occasion) -> tuple[str, ...] | None:
    """The items not confirmed yet, once anything has come back; None when nothing has, or nothing is open."""
    record = desk.kept.get(f"verified:{occasion.id}")
    if record is None:
        return None
    said: Mapping[str, Mapping[str, str]] = record.value["items"]
    asked = items(occasion, desk.content)
    return tuple(one.id for one in asked if said.get(one.id, {}).get("said") != "verified") or None


def _errors(asked: Asked, wanted: Wanted, lost: int) -> dict[str, str]:
    errors: dict[str, str] = {}
    sort = wanted.occasion.sort
    if lost:
        errors["piece"] = "Something that you ticked is no longer there. Look through the list again"
    elif sort == "peer" and len(wanted.pieces) != 1:
        errors["piece"] = "Choose one piece of work to be read"
    elif sort == "cohort" and not wanted.pieces and not wanted.note:
        errors["piece"] = "Choose something to share, or write it below"
    elif len(wanted.pieces) > MOST_PIECES:
        errors["piece"] = f"Choose {MOST_PIECES} pieces or fewer; a reader with ten minutes opens three"
    if sort == "cohort" and asked.one("named") == "yes" and not wanted.sender:
        errors["sender"] = "Write the name you want to share it under, or choose to share it without"
    if len(asked.one("sender")) > LONGEST_NAME:
        errors["sender"] = f"The name must be {LONGEST_NAME} characters or fewer"
    if len(wanted.note) > (8000 if sort == "cohort" else MOST_WORDS):
        errors["note"] = "The words are too many for a file that is read in ten minutes. Shorten them"
    return errors


def leaving(desk: Desk, wanted: Wanted, lines: Iterable[str]) -> dict[str, str]:
    """The words that would leave, by title: what the guard looks through."""
    parts: dict[str, str] = {}
    for name in wanted.pieces:
        slot, _, revision = name.partition("@")
        found = work.find(slot, desk, int(revision))
        if found is not None:
            entry = entries.entry_of(desk, slot)
            why = entry.why if entry and entry.revision == found.record.revision else ""
            parts[found.title] = "\n".join(filter(None, (parts.get(found.title, ""), why, found.words())))
    if wanted.note:
        parts["What you wrote to the reader"] = wanted.note
    if beside := "\n".join(filter(None, lines)):
        parts["What you wrote beside each thing"] = beside
    return parts
