"""The words that would leave with a file, by what they belong to: looked through before it is given."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from permanence_lib.portfolio.archive import choosing, titles
from permanence_lib.portfolio.archive.layout import Scope
from permanence_lib.portfolio.compiled import Troubles
from permanence_lib.portfolio.desk import Desk
from permanence_lib.workbook import slots
from permanence_lib.workbook.card import words_in

if TYPE_CHECKING:
    from permanence_lib.store import Record

#: A date, a hash, a key, an id: not what anybody wrote.
_NOTED = re.compile(r"\d{4}-\d\d-\d\d(?:T\S*)?|[0-9a-f]{8,}")


def leaving(desk: Desk, scope: Scope) -> dict[str, str]:
    """Title -> words, each sentence once however many versions hold it."""
    records = choosing.everything(desk) if scope == "everything" else choosing.chosen(desk)
    found: dict[str, str] = {}
    for name, versions in groupby(records, key=lambda record: record.exercise):
        words = _words(list(versions))
        if words:
            title = titles.title(name, desk)
            found[title] = f"{found[title]}\n{words}" if title in found else words
    return found if scope == "everything" else found | _completion(desk)


def _completion(desk: Desk) -> dict[str, str]:
    """What the summary of completion says of agreed alternatives, which were not chosen piece by piece."""
    from permanence_lib.portfolio.progress import completion

    none: tuple[completion.Requirement, ...] = ()
    standing = Troubles().attempt(lambda: completion.requirements(desk), none, "")
    said = [words for one in standing for words, _ in one.shown]
    return {"What completion asks for": "\n".join(said)} if said else {}


def _words(versions: list[Record]) -> str:
    """An answer's words; of what the workbook notes by itself, neither its dates nor its marks."""
    own = slots.exercise_of(versions[0].exercise).isalnum()
    found = dict.fromkeys(words for record in versions for words in words_in(record.value))
    return "\n".join(words for words in found if own or not _NOTED.fullmatch(words))
