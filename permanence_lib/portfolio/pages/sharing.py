"""Sharing and verification: files for the line manager, a peer and the cohort, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from permanence_lib.content.occasions import Occasion
from permanence_lib.errors import Conflict
from permanence_lib.portfolio import leaving, work
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.packs import choosing, kept, pack, returned, sealing, standing
from permanence_lib.portfolio.packs.items import items, with_lines
from permanence_lib.portfolio.packs.pack import Wanted
from permanence_lib.portfolio.packs.returned import Taken
from permanence_lib.portfolio.submitted import back, sending
from permanence_lib.screen import sharing as screen
from permanence_lib.screen.asked import Answer, Asked, Given, Made, Went
from permanence_lib.screen.pack import Piece as PackPiece

_TITLE = "Sharing and verification"
_NEWS = {"taken": "The answer was taken over.", "kept": "Both answers are kept. The one that stood still stands."}
Errors = Mapping[str, str]


def answer(desk: Desk, asked: Asked) -> Answer | None:
    """/sharing, /sharing/w07, /sharing/w07/make, /sharing/return, and /sharing/came/<pack> for what has come here."""
    match asked.rest:
        case () | ("",):
            return _all(desk, asked)
        case ("return",):
            return _returned(desk, asked) if asked.sent else Went("/sharing#return")
        case ("came", name) if desk.shares:
            return _came(desk, asked, name)
        case (name,) if name in desk.content.occasions:
            occasion = desk.content.occasions[name]
            return Made(occasion.title, screen.render(standing.page(desk, occasion, asked.query.get("to", ""))))
        case (name, "make") if name in desk.content.occasions:
            occasion = desk.content.occasions[name]
            return _sent(desk, asked, occasion) if asked.sent else _form(desk, asked, occasion)
    return None


def _all(desk: Desk, asked: Asked, errors: Errors = screen.NONE, refused: tuple[str, ...] = ()) -> Made:
    found = desk.content.occasions.values()
    by_sort = {occasion.sort: occasion for occasion in found}
    page = screen.SharingPage(
        manager=tuple(standing.row(desk, one) for one in found if one.sort == "manager"),
        peer=standing.peer_words(desk, by_sort["peer"]),
        cohort=standing.cohort_words(desk, by_sort["cohort"]),
        token=asked.token,
        news=_NEWS.get(asked.query.get("news", ""), ""),
        errors=errors,
        refused=refused,
        here=desk.shares,
        came=back.waiting(desk) if desk.shares else (),
        to_read=back.to_read(desk) if desk.shares else "",
    )
    return Made(f"{'Error: ' if errors else ''}{_TITLE}", screen.render(page))


# ---- making a file


def _form(desk: Desk, asked: Asked, occasion: Occasion, errors: Errors = screen.NONE) -> Made:
    """Step 1, empty or as it was sent."""
    choices = choosing.choices(desk, occasion)
    ticked = asked.all("piece") if asked.sent else choosing.offered_first(choices) if occasion.sort == "manager" else ()
    made = standing.made_for(desk, occasion)
    page = screen.MakePage(
        id=occasion.id,
        sort=occasion.sort,
        title=occasion.title,
        asked=occasion.asked,
        groups=tuple(_groups(choices, ticked)),
        token=asked.token,
        made=len(made),
        ticked=frozenset(ticked),
        lines=_lines(desk, occasion),
        with_lines=asked.one("lines") == "yes",
        still_open=len(choosing.open_items(desk, occasion) or ()),
        only=asked.one("only") == "yes",
        named=asked.one("named") == "yes",
        sender=asked.one("sender") if asked.sent else _last_sender(desk, occasion),
        note=asked.one("note"),
        to=_to(desk, asked, occasion),
        errors=errors,
    )
    return Made(f"{'Error: ' if errors else ''}{occasion.title}: choose", screen.render(page))


def _groups(choices: tuple[choosing.Choice, ...], ticked: tuple[str, ...]) -> list[screen.Group]:
    """The portfolio first, then what readers of the occasion usually want, then everything else module by module."""
    named = {
        "In your portfolio": [one for one in choices if one.chosen],
        "Often looked at on this occasion": [one for one in choices if not one.chosen and one.usual],
    }
    rest = [one for one in choices if not one.chosen and not one.usual]
    for module in range(1, 5):
        named[f"Other work of module {module}"] = [one for one in rest if (one.week - 1) // 7 + 1 == module]
    filled = {title: found for title, found in named.items() if found}
    return [
        screen.Group(
            title,
            tuple(screen.Piece(one.value, one.title, one.about, one.private) for one in found),
            # The first is open always: an error about the list leads to its first box.
            open=n == 0 or not title.startswith("Other") or any(one.value in ticked for one in found),
        )
        for n, (title, found) in enumerate(filled.items())
    ]


def _lines(desk: Desk, occasion: Occasion) -> tuple[tuple[str, str], ...]:
    """What the participant wrote beside each thing, where they wrote anything."""
    record = desk.kept.get(occasion.exercise or "")
    if record is None:
        return ()
    found = with_lines(items(occasion, desk.content), occasion, record.value)
    return tuple((one.text, one.line) for one in found if one.line)


def _last_sender(desk: Desk, occasion: Occasion) -> str:
    """The name given to a reader of this sort the last time; never proposed where it may be left off for a reason."""
    if occasion.sort == "cohort":
        return ""
    sent = (one["sent"] for one in pack.kept(desk).values())
    return next((str(one["from"]) for one in sent if one["sort"] == occasion.sort and one["from"]), "")


def _to(desk: Desk, asked: Asked, occasion: Occasion) -> str | None:
    """Who it is for, as they sign in: as typed, else as the last time; None where only a file can be made."""
    if not desk.shares or occasion.sort != "manager":
        return None
    return asked.one("to") if asked.sent else sending.last_reader(desk)


def _sent(desk: Desk, asked: Asked, occasion: Occasion) -> Answer:
    """Step 2, and then the file, or the sending."""
    wanted, errors = choosing.read(desk, asked, occasion)
    to = _to(desk, asked, occasion) or ""
    if wrong := sending.wrong_with(desk, to):
        errors["to"] = wrong
    if errors:
        return _form(desk, asked, occasion, errors)
    step = asked.one("step")
    if step not in ("make", "send") or (step == "send" and not to):
        return _check(desk, asked, wanted, to)
    lines = [one.line for one in pack.chosen_items(desk, wanted)]
    question = leaving.ask(desk, asked, choosing.leaving(desk, wanted, lines))
    if question is not None:
        return question
    made = pack.make(desk, wanted)
    if step == "send":
        sending.send(desk, made, to)
        return Went(f"/sharing/{occasion.id}?to={quote(to)}")
    pack.keep(desk, made)
    desk.note("shared", occasion.id)
    return Given(made.name, "text/html; charset=utf-8", made.file())


def _check(desk: Desk, asked: Asked, wanted: Wanted, to: str) -> Made:
    made = pack.make(desk, wanted)
    parts = [
        screen.Leaving(one.title, one.about, _words(desk, one), _is_private(desk, one.id)) for one in made.page.pieces
    ]
    if wanted.note:
        parts.insert(0, screen.Leaving("Your words to the reader", "", wanted.note))
    lines = "\n\n".join(f"{one.text}\n{one.line}" for one in made.page.items if one.line)
    if lines:
        parts.append(screen.Leaving("What you wrote beside each thing", "", lines, private=True))
    asks = [one.text for one in made.page.items] + [one.words for one in made.page.questions]
    again = [("piece", name) for name in wanted.pieces]
    again += [(name, asked.one(name)) for name in ("lines", "only", "named", "sender", "note", "to") if asked.one(name)]
    page = screen.CheckPage(
        wanted.occasion.id, wanted.occasion.sort, wanted.occasion.title, wanted.sender, tuple(parts), tuple(asks),
        tuple(again), asked.token, to,
    )  # fmt: skip
    return Made("Check what leaves", screen.render(page))


def _words(desk: Desk, piece: PackPiece) -> str:
    slot, _, revision = piece.id.partition("@")
    found = work.find(slot, desk, int(revision))
    words = found.text() if found else ""
    return f"Why it matters to me: {piece.why}\n\n{words}" if piece.why else words


def _is_private(desk: Desk, name: str) -> bool:
    found = work.find(name.partition("@")[0], desk)
    return found is None or found.is_private


# ---- bringing an answer in


def _returned(desk: Desk, asked: Asked) -> Answer:
    """What a chosen file says; or, sent again from there, taken over."""
    upload = asked.files.get("file")
    content = upload.content if upload else asked.one("text").encode("utf-8", "replace")
    if not content and not (upload and upload.name):
        return _all(desk, asked, {"file": "Choose the return file that was sent to you"})
    try:
        taken = returned.read(content, pack.kept(desk), desk.today())
    except returned.Refused as refused:
        return _all(desk, asked, {"file": "This file was not taken over"}, refused.why)
    return _preview(desk, asked, taken) if upload else _take_over(desk, asked, taken)


def _came(desk: Desk, asked: Asked, name: str) -> Answer | None:
    """An answer that was given inside the store, looked at before it is taken over, like one in a file."""
    found = back.find(desk, name)
    if found is None:
        return None
    try:
        taken = returned.check(found.value, pack.kept(desk), desk.today())
    except returned.Refused as refused:
        return _all(desk, asked, {"came": "This answer was not taken over"}, refused.why)
    return _preview(desk, asked, taken, given_by=found.named)


def _preview(
    desk: Desk, asked: Asked, taken: Taken, errors: Errors = screen.NONE, note: str = "", given_by: str = ""
) -> Made:  # fmt: skip
    before, sent = kept.before(desk, taken), taken.sent
    notes = [note] if note else []
    if newer := kept.moved_on(desk, sent):
        notes.append(f"Your work has gone on since this file was made. Changed since: {', '.join(newer)}. The answer is about what was sent.")  # fmt: skip
    other = before.value if before.standing == "other" else None
    page = screen.ReturnPage(
        title=desk.content.occasions[taken.answer.occasion].title,
        about=_about(taken.value, sent, "what you sent" if given_by else "the file you made"),
        items=standing.said_rows(taken.value, sent),
        answers=standing.answers(taken.value, sent),
        token=asked.token,
        text=sealing.canonical(taken.value),
        base=before.revision,
        standing=before.standing,
        notes=tuple(notes),
        other_about=_about(other, sent) if other else "",
        other_items=standing.said_rows(other, sent) if other else (),
        other_answers=standing.answers(other, sent) if other else (),
        errors=dict(errors),
        given_by=given_by,
    )
    return Made(f"{'Error: ' if errors else ''}What came back", screen.render(page))


def _about(value: Mapping[str, object], sent: Mapping[str, str], what: str = "the file you made") -> str:
    who = returned.By.model_validate(value["by"]).words
    return f"Answered by {who} on {standing.say_day(str(value['on']))}, from {what} on {standing.say_day(sent['made_on'])}."


def _take_over(desk: Desk, asked: Asked, taken: Taken) -> Answer:
    before, stands = kept.before(desk, taken), asked.one("stands")
    if before.standing == "other" and stands not in ("new", "old"):
        return _preview(desk, asked, taken, {"stands": "Choose which of the two answers stands"})
    if before.standing == "same":
        return _preview(desk, asked, taken)
    base = asked.one("base")
    try:
        kept.accept(desk, taken, stands=stands != "old", base=int(base) if base.isdigit() and len(base) < 9 else 0)
    except Conflict:
        return _preview(desk, asked, taken, note="Another answer was brought in meanwhile, in another window. Nothing was changed.")  # fmt: skip
    return Went(f"/sharing?news={'kept' if stands == 'old' else 'taken'}")
