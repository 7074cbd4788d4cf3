"""/entry: afterwards, what was written on paper is typed in, under the alias that stands on the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from permanence_lib.screen import room_entry as screen
from permanence_lib.screen.asked import Answer, Asked, Made, Went
from permanence_lib.workshop import own_answers
from permanence_lib.workshop.members import LONGEST_ALIAS, Member, clean_alias, new_id, resume_code
from permanence_lib.workshop.pages import Visit

ROLES = frozenset({"facilitator"})
_TITLE = "Paper sheets"


def answer(visit: Visit, asked: Asked) -> Answer | None:
    """The page, and a new writer: on to the exercises, as that person."""
    if asked.rest not in ((), ("",)):
        return None
    if not asked.sent:
        return _page(visit, asked)
    alias = clean_alias(asked.one("alias"))
    if wrong := _wrong(visit, alias, asked.one("alias")):
        return _page(visit, asked, {"alias": wrong})
    writer = Member(new_id(), alias, datetime.now(UTC).isoformat(timespec="milliseconds"), paper=True)
    visit.room.put(writer)
    return Went(f"/place?as={writer.id}")


def _wrong(visit: Visit, alias: str, typed: str) -> str:
    if not alias:
        return "Enter the alias that stands on the sheet, or make one up"
    if len(typed) > LONGEST_ALIAS:
        return f"The alias must be {LONGEST_ALIAS} characters or fewer"
    if any(each.alias.casefold() == alias.casefold() for each in visit.room.members().values() if not each.gone):
        return (
            f"Somebody is called {alias} already. Go on with theirs in the list, or add something to tell the two apart"
        )
    return ""


def _page(visit: Visit, asked: Asked, errors: Mapping[str, str] | None = None) -> Made:
    writers = tuple(_writer(visit, each) for each in visit.room.members().values() if each.paper and not each.gone)
    title = f"{visit.room.cohort}. Week {visit.room.week.number}, {visit.room.week.title}"
    page = screen.EntryPage(title, asked.token, writers, asked.one("alias"), errors or {}, not visit.room.signed_in)
    return Made(f"{'Error: ' if errors else ''}{_TITLE}", screen.render(page))


def _writer(visit: Visit, member: Member) -> screen.Writer:
    live, kept = visit.room.live, visit.room.store.latest_all(member.id)
    done = sum(name in kept and own_answers.filled(live[name], kept[name]) for name in live)
    return screen.Writer(
        member.id, member.alias, f"{done} of {len(live)} exercises", resume_code(visit.key, member.id)
    )  # fmt: skip
