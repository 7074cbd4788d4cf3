"""The grid as it stands: whose it is, its rows and columns, and what in it is still open. Nothing is added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from permanence_lib.content.dates import say_date
from permanence_lib.kind import DateParts, Material, Progress
from permanence_lib.kinds.matching_grid.model.definition import WISHES, Definition, Fit, Home, Need
from permanence_lib.kinds.matching_grid.model.response import Cell, Response

Json = Mapping[str, Any]
#: White space that both the browser and Python take away before deciding whether a box is empty.
_BLANK = " \t\r\n\u00a0"


def trim(text: object) -> str:
    """Words without the white space round them."""
    return str(text if text is not None else "").strip(_BLANK)


@dataclass(frozen=True)
class Row:
    """A need in the grid; `came_from` says from which earlier work, `own` that the participant wrote it."""

    id: str
    name: str
    about: str = ""
    came_from: str = ""
    own: bool = False


@dataclass(frozen=True)
class Column:
    """A home or carer in the grid."""

    id: str
    name: str
    about: str = ""
    strengths: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True)
class Grid:
    """A definition and an answer together; the case's own needs, homes and words are left out for a followed child."""

    definition: Definition
    response: Response
    material: Material

    @property
    def followed(self) -> bool:
        """Whether the answer is about a child the participant follows, and not about the case."""
        return self.material.followed is not None

    @property
    def child(self) -> str:
        """The child as a sentence names them."""
        if self.followed:
            return self.material.followed or "the child you follow"
        return self.definition.child or "the child"

    def rows(self) -> list[Row]:
        """The needs, given ones first."""
        given = [Row(x.id, x.name, x.about) for x in given_needs(self.definition, self.followed)]
        own = [
            Row(x.id, trim(x.name) or f"Need {n}, not named yet", trim(x.about), x.came_from, own=True)
            for n, x in enumerate(self.response.needs, 1)
        ]
        return [*given, *own]

    def columns(self) -> list[Column]:
        """The homes, given ones first."""
        given = [Column(x.id, x.name, x.about, x.strengths) for x in given_homes(self.definition, self.followed)]
        own = [
            Column(x.id, trim(x.name) or f"Home {n}, not named yet", trim(x.about), own=True)
            for n, x in enumerate(self.response.homes, 1)
        ]
        return [*given, *own]

    def wishes(self) -> Row:
        """The row that is always there."""
        return Row(WISHES, f"What {self.child} has said they want")

    def all_rows(self) -> list[Row]:
        """The child's own wishes first, then the needs."""
        return [self.wishes(), *self.rows()]

    def loose_ends(self, row: Row, column: Column) -> list[str]:
        """What is still to be said where a need and a home meet."""
        cell = self.cell(row.id, column.id)
        fit = self.fit(cell)
        return loose_ends(fit.follow if fit else "", cell.model_dump(mode="json") | {"fit": fit.id if fit else ""})

    def cell(self, row: str, column: str) -> Cell:
        """What stands where a need and a home meet."""
        return self.response.cells.get(f"{row}/{column}", Cell())

    def fit(self, cell: Cell) -> Fit | None:
        """The words chosen in a cell, if they are still offered."""
        return next((x for x in self.definition.fits if x.id == cell.fit), None)


def given_needs(definition: Definition, followed: bool) -> tuple[Need, ...]:
    """The author's needs: for a followed child those that make sense for any."""
    return tuple(x for x in definition.needs if x.general or not followed)


def given_homes(definition: Definition, followed: bool) -> tuple[Home, ...]:
    """The author's homes: none for a followed child."""
    return () if followed else definition.homes


def is_filled(cell: Json) -> bool:
    """Whether a fit was chosen or anything was written."""
    return any(
        any(trim(x) for x in value.values()) if isinstance(value, dict) else bool(trim(value))
        for value in cell.values()
    )


def loose_ends(follow: str, cell: Json) -> list[str]:
    """What one cell still leaves open, in words. Not a fault: a thing somebody will ask."""
    if not trim(cell.get("fit")):
        return ["no fit chosen"] if is_filled(cell) else []
    found = [] if follow == "find-out" or trim(cell.get("evidence")) else ["what this rests on"]
    if follow == "find-out" and not trim(cell.get("find_out")):
        found.append("how to find out")
    if follow != "support":
        return found
    if not trim(cell.get("support")):
        return [*found, "what support"]
    ends = any(trim(x) for x in (cell.get("ends") or {}).values()) or trim(cell.get("said_when"))
    asked = {
        "who provides it": trim(cell.get("who")),
        "until when": ends,
        "what if it does not come": trim(cell.get("otherwise")),
    }
    return [*found, *(words for words, answer in asked.items() if not answer)]


def day_words(typed: DateParts) -> str:
    """A date as it is read: in full, or as far as it was typed."""
    meant = typed.read()
    if meant:
        return say_date(meant)
    boxes = [trim(x) or "?" for x in (typed.day, typed.month, typed.year)]
    return "" if boxes == ["?"] * 3 else f"{' '.join(boxes)} (not a full date yet)"


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """The child's words, each cell, who is missing, and each closing question."""
    grid = Grid(definition, response, material)
    rows, columns = grid.all_rows(), grid.columns()
    cells = [grid.fit(grid.cell(row.id, column.id)) is not None for row in rows for column in columns]
    wishes = bool(trim(response.wishes.words) or trim(response.wishes.ask))
    asked = [wishes, bool(trim(response.absent)), *(bool(trim(response.closing.get(x.id))) for x in definition.closing)]
    parts = [*(cells or [False]), *asked]
    return Progress(sum(parts), len(parts))
