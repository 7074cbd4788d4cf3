"""The receipt in an archive: what lies in it, what is deliberately not in it and why, what could not be made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from markupsafe import Markup

from permanence_lib.document import html, text
from permanence_lib.document.blocks import Block, Heading, Items, Paragraph
from permanence_lib.portfolio import entries, work
from permanence_lib.portfolio.archive.layout import Scope
from permanence_lib.portfolio.chosen import versions
from permanence_lib.portfolio.compiled import receipt
from permanence_lib.portfolio.compiled.receipt import Receipt
from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen import compiled as screen

if TYPE_CHECKING:
    from permanence_lib.store import Record

_TITLES: Mapping[Scope, str] = {
    "everything": "The whole workbook: what this file holds",
    "portfolio": "The chosen portfolio: what this file holds",
}
_FOR: Mapping[Scope, str] = {
    "everything": (
        "This file is for you alone: it holds every answer in every version, private ones too. Bring it into the "
        "workbook on another computer and everything is there again."
    ),
    "portfolio": "This file holds only what was chosen for the portfolio, in the versions that were chosen.",
}
_CHECKED = (
    "The manifest lists the SHA-256 of every file, so damage and changes are found when it is read. It is no "
    "signature: it does not say who made the file."
)
_WHAT = {
    "manifest.json": "what this file is, and the SHA-256 of everything in it",
    "data/records.json": "the saved answers, as the workbook reads them",
    "data/completion.json": "what completion asks for, as it stood when this was made",
    "readable/portfolio.docx": "the portfolio as a Word document",
    "readable/portfolio.html": "the portfolio as a web page that needs no network",
    "readable/contributions.docx": "your own answers, first and last, as a Word document",
    "readable/contributions.html": "the same as a web page that needs no network",
    "readable/answers.html": "every answer, week by week, as a web page that needs no network",
}
#: What else a workbook keeps, by the beginning of its name.
_KEPT = {
    "portfolio": "choices for the portfolio", "evidence": "annotations to the standard", "pack": "packs as they were sent",
    "return": "returns from the line manager", "verified": "sign-offs", "feedback": "pieces of feedback from peers",
    "cpd": "records for Social Work England", "attended": "workshop attendances", "alternative": "agreed alternatives",
    "submitted": "packs sent inside the workbook", "answered": "answers to what was sent to you",
    "opened": "notes that you opened what was sent to you",
}  # fmt: skip


def files(
    desk: Desk,
    scope: Scope,
    records: Sequence[Record],
    made: Mapping[str, bytes],
    at: datetime,
    troubles: Sequence[str],
    said: tuple[str, str] | None = None,
) -> dict[str, bytes]:
    """receipt.txt and receipt.html; `said` is the title and what the file is for, where it is neither of the two scopes."""
    title, purpose = said or (_TITLES[scope], _FOR[scope])
    told = _everything(desk, records, troubles) if scope == "everything" else _chosen(desk, records, troubles)
    head: list[Block] = [Paragraph(f"Made on {versions.say_moment(at)}."), Paragraph(purpose), Paragraph(_CHECKED)]
    parts = [f"{path}: {_what(path)}" for path in ("manifest.json", *sorted(made))]
    body: list[Block] = [Heading("The files", 2), Items(tuple(parts)), *told.blocks()]
    words = text.render([Paragraph(title.upper()), *head, *body]) + "\n"
    page = screen.CompiledPage(title, Markup(html.render(head)), (), Markup(html.render(_one_up(body))))
    return {
        "receipt.txt": words.encode("utf-8", "replace"),
        "receipt.html": screen.render(page).encode("utf-8", "replace"),
    }


def _one_up(blocks: Sequence[Block]) -> list[Block]:
    """On a page of its own the parts stand right under the title."""
    return [Heading(block.text, 1) if isinstance(block, Heading) else block for block in blocks]


def _what(path: str) -> str:
    if path.startswith("data/returns/"):
        return "a return from the line manager"
    if path.startswith("data/packs/"):
        return "a pack as it was sent, with what binds its return to it"
    return _WHAT[path]


def _everything(desk: Desk, records: Sequence[Record], troubles: Sequence[str]) -> Receipt:
    answers = [
        f"{one.title} (week {receipt.week(one, desk)}). {_versions(one.record.revision)}, the last saved on "
        f"{versions.say_moment(one.record.saved_at)}."
        for one in work.all_work(desk)
    ]
    return Receipt((*answers, *_others(records)), receipt.NEVER, tuple(troubles))


def _chosen(desk: Desk, records: Sequence[Record], troubles: Sequence[str]) -> Receipt:
    found = receipt.of_chosen(desk, list(entries.entries(desk)), troubles)
    earlier = (
        "Earlier versions of everything, and everything the workbook keeps besides: only what is listed is inside."
    )
    return Receipt((*found.inside, *_others(records)), (*found.outside, earlier), found.troubles)


def _others(records: Sequence[Record]) -> Iterator[str]:
    names = Counter(name.split(":")[0] for name in {record.exercise for record in records})
    for name, words in _KEPT.items():
        if names[name]:
            yield f"{names[name]} {words}."


def _versions(count: int) -> str:
    return "1 version" if count == 1 else f"{count} versions"
