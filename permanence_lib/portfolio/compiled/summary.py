"""What stands after the ten sections: completion, sign-offs, the evidence table, the receipt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from permanence_lib.document.blocks import Block, Heading, Items, Paragraph, Table
from permanence_lib.portfolio.compiled.chapters import Chapter
from permanence_lib.portfolio.compiled.receipt import Receipt
from permanence_lib.portfolio.compiled.troubles import Troubles
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.entries import Entry
from permanence_lib.portfolio.standard.evidence import Tie

_NO_COMPLETION = "The summary of what completion asks for could not be made."
_NO_SIGN_OFFS = "The line manager’s sign-offs could not be laid out."
_SAID = {"verified": "Verified", "not-yet": "Not yet", "talk": "To talk about"}


def completion(desk: Desk, troubles: Troubles) -> Chapter:
    """Each requirement as it stands, then what the line manager has said. Nothing is graded."""
    no_blocks: tuple[Block, ...] = (Paragraph(_NO_COMPLETION),)
    not_signed: tuple[Block, ...] = (Paragraph(_NO_SIGN_OFFS),)
    blocks = troubles.attempt(lambda: tuple(_requirements(desk)), no_blocks, _NO_COMPLETION)
    signed = troubles.attempt(lambda: tuple(_sign_offs(desk)), not_signed, _NO_SIGN_OFFS)
    return Chapter("completion", "Completion", (*blocks, *signed))


def _requirements(desk: Desk) -> Iterator[Block]:
    from permanence_lib.portfolio.progress import completion as standing

    found = standing.requirements(desk)
    yield Paragraph(desk.content.programme.completion.summary, lead="What completion brings")
    yield Table(
        "What completion asks for, on the day this was made",
        ("Requirement", "Shown by the work", "Line manager"),
        tuple(
            (one.text, "Yes" if one.met else _missing(one.missing), "Verified" if one.verified else "Not yet verified")
            for one in found
        ),
    )


def _missing(links: Sequence[tuple[str, str]]) -> str:
    """The first few things still missing."""
    few = [words for words, _ in links[:4]]
    more = f"\nand {len(links) - 4} more" if len(links) > 4 else ""
    return "Not yet:\n" + "\n".join(few) + more


def _sign_offs(desk: Desk) -> Iterator[Block]:
    records = desk.under("verified")
    if not records:
        yield Paragraph("No sign-off by the line manager has been taken into the workbook yet.")
        return
    yield Heading("What the line manager has confirmed", 2)
    for occasion, record in sorted(records.items(), key=lambda pair: (pair[0] != "start", pair[0])):
        yield from _sign_off(occasion, record.value)


def _sign_off(occasion: str, value: Mapping[str, Any]) -> Iterator[Block]:
    when = "At the start" if occasion == "start" else f"After week {occasion.removeprefix('w').lstrip('0')}"
    items = value.get("items")
    said = list(items.items()) if isinstance(items, Mapping) else []
    counts = {words: sum(1 for _, one in said if one.get("said") == key) for key, words in _SAID.items()}
    yield Paragraph(
        ", ".join(f"{words}: {n}" for words, n in counts.items()) + ".", lead=f"{when}, {value.get('on', '')}"
    )
    comments = [f"{name}: {one['comment']}" for name, one in said if one.get("comment")]
    if comments:
        yield Items(tuple(comments))


def evidence(desk: Desk, entries: Sequence[Entry], ties: Sequence[Tie]) -> Chapter:
    """Every statement of the standard, with the chosen work that is evidence for it."""
    standard = desk.content.standard
    blocks: list[Block] = [Paragraph(standard.notice)]
    for section in standard.sections:
        rows = tuple(
            (one.id, one.text, _evidence_for(one.id, entries, ties) or "Nothing chosen yet")
            for one in section.statements
        )
        blocks.append(Table(f"{section.number}. {section.title}", ("Statement", "In summary", "Chosen work"), rows))
    return Chapter("evidence", "Evidence for the standard", tuple(blocks))


def _evidence_for(statement: str, entries: Sequence[Entry], ties: Sequence[Tie]) -> str:
    tied = {tie.work.slot: tie for tie in ties if tie.statement == statement}
    lines = []
    for entry in entries:
        slot = entry.work.slot
        if slot in tied:
            words = tied[slot].status_words
            lines.append(f"{entry.work.title}: {words or 'tied by the participant'}")
        elif statement in entry.work.exercise.definition.statements:
            lines.append(entry.work.title)
    return "\n".join(lines)


def receipt(told: Receipt) -> Chapter:
    """What is inside and what is not."""
    return Chapter("receipt", "Receipt: what is in this portfolio and what is not", tuple(told.blocks(level=2)))
