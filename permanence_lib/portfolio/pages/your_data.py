"""The page of a participant's data."""

from __future__ import annotations

from pathlib import Path

from permanence_lib.errors import PermanenceError, StoreError
from permanence_lib.portfolio import erasing, taking_away
from permanence_lib.portfolio.desk import Desk
from permanence_lib.privacy import names
from permanence_lib.privacy.names import LONGEST, MOST, Name, NameList
from permanence_lib.screen.asked import Answer, Asked, Made, Went
from permanence_lib.screen.your_data import ErasedPage, ErasePage, NamesForm, Place, Row, YourDataPage, render

#: Empty lines below the list.
_EMPTY_LINES = 3
_CONFIRM = "erase"
_ONLY_YOU = "Only you: the file is closed to everybody else who uses this computer"


def answer(desk: Desk, asked: Asked) -> Answer | None:
    """/your-data, its form, the file of everything, and the pages of erasing."""
    match asked.rest:
        case ():
            return _names_sent(desk, asked) if asked.sent else _page(desk, asked, _names_form(desk, asked))
        case ("everything",) if asked.sent:
            return taking_away.file("everything", desk, asked)
        case ("everything",):
            return Went("/your-data#all")
        case ("erase" | "erased",) if desk.shares:
            return Went("/your-data#erase")
        case ("erase",):
            return _erase_sent(desk, asked) if asked.sent else _erase_page(desk, asked)
        case ("erased",):
            folder = str(desk.store.path.parent) if desk.store.path else ""
            return _made(ErasedPage(is_empty=not desk.kept, folder=folder))
        case _:
            return None


def _made(page: YourDataPage | ErasePage | ErasedPage, wrong: bool = False) -> Made:
    return Made(f"Error: {page.title}" if wrong else page.title, render(page))


def _page(desk: Desk, asked: Asked, form: NamesForm) -> Made:
    page = YourDataPage(
        places=tuple(_places(desk)),
        files=_files(desk),
        answers=len(desk.kept),
        names=form,
        token=asked.token,
        on_a_server=desk.shares,
    )
    return _made(page, wrong=bool(form.errors))


def _places(desk: Desk) -> list[Place]:
    if desk.shares:
        return _on_a_server(desk)
    path = desk.store.path
    listed = desk.folder / names.FILE if desk.folder else None
    return [
        Place(
            "Your answers in every version, what you chose for the portfolio, what was verified",
            str(path) if path else "In memory only: gone when the workbook is closed",
            _ONLY_YOU if path else "Nobody",
        ),
        Place(
            "Your list of names, if you keep one",
            str(listed) if listed else "Nowhere: there is no folder for it",
            _ONLY_YOU,
        ),
        Place(
            "Words typed and not saved yet (drafts)",
            "In this browser's own storage, until they are saved",
            "Whoever uses this browser as you",
        ),
        Place(
            "That something you wrote is invented or agreed, so that it is not marked again",
            "With your answers, as a mark from which the words cannot be read",
            "Only you",
        ),
    ]


def _on_a_server(desk: Desk) -> list[Place]:
    listed = desk.folder / names.FILE if desk.folder else None
    return [
        Place(
            "Your answers in every version, what you chose for the portfolio, what was verified",
            "In your authority’s database, under your own login",
            "You, and the few who look after the database. What you sent to somebody, that person too, as it was then",
        ),
        Place(
            "Your list of names, if you keep one",
            str(listed) if listed else "Nowhere: there is no folder for it",
            "You, and the few who look after the server",
        ),
        Place(
            "Words typed and not saved yet (drafts)",
            "In this browser’s own storage, until they are saved",
            "Whoever uses this browser as you: on a shared computer clear them below, and sign out",
        ),
        Place(
            "When work was sent, read or taken away, without its words",
            "In your authority’s log",
            "The few who look after the database",
        ),
    ]


def _files(desk: Desk) -> tuple[tuple[str, str], ...]:
    return tuple((str(file), _size(file)) for file in erasing.files(desk.store, desk.folder))


def _size(file: Path) -> str:
    try:
        kilobytes = file.stat().st_size / 1000
    except OSError:
        return "size unknown"
    return f"{kilobytes / 1000:.1f} MB" if kilobytes >= 1000 else f"{kilobytes:.0f} kB"


def _names_form(desk: Desk, asked: Asked) -> NamesForm:
    listed = names.read(desk.folder)
    kept = "Your list of names is kept." if asked.query.get("kept") == "names" else ""
    return NamesForm(_rows(listed), listed.revision, listed.trouble, kept)


def _rows(listed: NameList) -> tuple[Row, ...]:
    return (*(Row(name.name, name.alias) for name in listed.names), *[Row()] * _EMPTY_LINES)


def _names_sent(desk: Desk, asked: Asked) -> Answer:
    """Keep the list, or show it again as it was typed, with what is wrong."""
    rows = _typed(asked)
    errors = _wrong(rows)
    base = asked.one("base").removeprefix("none")
    if not errors:
        try:
            chosen = [Name(row.name, row.alias) for row in rows if row.name and not row.remove]
            names.write(desk.folder, chosen, base)
            return Went("/your-data?kept=names")
        except StoreError as trouble:
            errors = {"name-1": str(trouble)}
    now = names.read(desk.folder)
    newer = tuple(row for row in _rows(now) if row.name) if now.revision != base else ()
    form = NamesForm(rows, now.revision, now.trouble, newer=newer, errors=errors)
    return _page(desk, asked, form)


def _typed(asked: Asked) -> tuple[Row, ...]:
    count = sum(1 for name in asked.fields if name.startswith("name-"))
    return tuple(
        Row(
            " ".join(asked.one(f"name-{n}").split()),
            " ".join(asked.one(f"alias-{n}").split()),
            bool(asked.one(f"remove-{n}")),
        )
        for n in range(1, min(count, MOST + _EMPTY_LINES) + 1)
    )


def _wrong(rows: tuple[Row, ...]) -> dict[str, str]:
    """What is wrong with the list, by box."""
    errors: dict[str, str] = {}
    for n, row in enumerate(rows, 1):
        if row.remove:
            continue
        if row.alias and not row.name:
            errors[f"name-{n}"] = f"Enter the name that “{row.alias[:20]}” stands for, or empty the alias"
        elif row.name and len(row.name) < 2:
            errors[f"name-{n}"] = "A name of one letter would be found everywhere: write more of it"
        elif row.alias and row.alias.casefold() == row.name.casefold():
            errors[f"alias-{n}"] = "The alias is the name itself: choose another"
        elif max(len(row.name), len(row.alias)) > LONGEST:
            errors[f"name-{n}"] = f"A name or alias can have {LONGEST} letters at most"
    if sum(1 for row in rows if row.name and not row.remove) > MOST:
        errors["name-1"] = f"The list can have {MOST} names at most: remove some"
    return errors


def _erase_page(desk: Desk, asked: Asked, typed: str = "", error: str = "") -> Made:
    page = ErasePage(
        answers=len(desk.kept),
        names=len(names.read(desk.folder).names),
        files=_files(desk),
        token=asked.token,
        typed=typed,
        errors={"confirm": error} if error else {},
    )
    return _made(page, wrong=bool(error))


def _erase_sent(desk: Desk, asked: Asked) -> Answer:
    """Erase when the word was typed; say what stood in the way otherwise."""
    typed = asked.one("confirm")
    if typed.casefold().strip(" .“”\"'") != _CONFIRM:
        return _erase_page(desk, asked, typed, "Type erase, the word alone, to confirm")
    try:
        erasing.erase(desk.store, desk.person.participant, desk.folder)
    except PermanenceError as trouble:
        return _erase_page(desk, asked, typed, str(trouble))
    return Went("/your-data/erased")
